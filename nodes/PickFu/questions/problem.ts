/** The name of the rule that was broken; stable, so that tests and workflows can branch on it. */
export type Rule =
	| 'atLeastOneQuestion'
	| 'json'
	| 'wrongType'
	| 'typeKnown'
	| 'promptPresent'
	| 'promptLength'
	| 'optionCount'
	| 'optionEmpty'
	| 'optionText'
	| 'objectText'
	| 'optionsDiffer'
	| 'imageNeeded'
	| 'fileField'
	| 'url'
	| 'https'
	| 'urlWhitespace'
	| 'urlCredentials'
	| 'asin'
	| 'imageSetEmpty'
	| 'mockupComplete'
	| 'mockupNumber'
	| 'idText'
	| 'sampleSize'
	| 'country'
	| 'permalinks'
	| 'tags'
	| 'projectId'
	| 'trueOrFalse'
	| 'contradiction';

/** One rule that a survey breaks, found before anything is sent. */
export interface Problem {
	/** Which question, from 1; null when it is about the survey or the list of questions. */
	question: number | null;
	/** Which option of the question, from 1. */
	option?: number;
	/** The field as PickFu's API spells it: `prompt`, `options`, `mockup.price`, `sampleSize` … */
	field: string;
	rule: Rule;
	/**
	 * The sentence for the person, without item number. It never holds text that a user wrote: the
	 * host replaces an error's message when it finds one of its codes inside any word.
	 */
	message: string;
	/** What was given instead, shortened, for an error's description. */
	given?: string;
}

/** Questions that are ready to be sent, or everything that stands against it. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** What is wrong with text that came of an object, as the rest of a sentence. */
export const OBJECT_TEXT =
	'contains "[object Object]"; use a field of that object in the expression';
