import type { Resource } from '../operation';
import { create } from './create';
import { getAll } from './getAll';

/** Words that the team files its surveys under. */
export const tag: Resource = {
	name: 'Tag',
	operations: { create, getAll },
};
