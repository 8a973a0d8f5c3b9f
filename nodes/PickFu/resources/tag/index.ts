import type { Resource } from '../operation';
import { create } from './create';
import { getAll } from './getAll';

/** Words that the team files its surveys under. */
export const tag: Resource = {
	name: 'Tag',
	description: 'Label to organize surveys by',
	operations: { create, getAll },
};
