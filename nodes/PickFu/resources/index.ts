import { helpArticle } from './helpArticle';
import { media } from './media';
import type { Resource } from './operation';
import { playbook } from './playbook';
import { project } from './project';
import { response } from './response';
import { survey } from './survey';
import { tag } from './tag';
import { trait } from './trait';

/** Everything the node can do, by the names that workflows store; the menu's order. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map([
	['helpArticle', helpArticle],
	['media', media],
	['playbook', playbook],
	['project', project],
	['response', response],
	['survey', survey],
	['tag', tag],
	['trait', trait],
]);
