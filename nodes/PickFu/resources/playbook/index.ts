import type { Resource } from '../operation';
import { getAll } from './getAll';

/** PickFu's recipes for research. */
export const playbook: Resource = {
	name: 'Playbook',
	operations: { getAll },
};
