import type { Resource } from '../operation';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { publish } from './publish';
import { update } from './update';

/** Questions, an audience, and what came of them. */
export const survey: Resource = {
	name: 'Survey',
	operations: { create, delete: remove, get, getAll, publish, update },
};
