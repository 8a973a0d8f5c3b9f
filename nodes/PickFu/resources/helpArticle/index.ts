import type { Resource } from '../operation';
import { search } from './search';

/** PickFu's help pages. */
export const helpArticle: Resource = {
	name: 'Help Article',
	description: 'Article from the PickFu help center',
	operations: { search },
};
