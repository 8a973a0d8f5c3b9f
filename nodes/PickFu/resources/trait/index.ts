import type { Resource } from '../operation';
import { getAll } from './getAll';

/** What respondents can be chosen by, and what answers can be broken down by. */
export const trait: Resource = {
	name: 'Trait',
	description: 'Characteristic of respondents, such as age or gender, for targeting and reporting',
	operations: { getAll },
};
