import type { Resource } from '../operation';
import { getAll } from './getAll';

/** What one person answered to one question. */
export const response: Resource = {
	name: 'Response',
	operations: { getAll },
};
