import type { Resource } from '../operation';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

/** A folder of surveys with a goal. */
export const project: Resource = {
	name: 'Project',
	description: 'Folder of surveys',
	operations: { create, get, getAll, update },
};
