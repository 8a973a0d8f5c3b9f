import type { Resource } from '../operation';
import { getAll } from './getAll';

/** PickFu's recipes for research. */
export const playbook: Resource = {
	name: 'Playbook',
	description: 'Ready-made research plan from PickFu, by industry',
	operations: { getAll },
};
