import { media } from './media';
import type { Resource } from './operation';
import { response } from './response';
import { survey } from './survey';

/** Everything the node can do, by the names that workflows store; the menu's order. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map([
	['media', media],
	['response', response],
	['survey', survey],
]);
