import type { Context, Mockup, Option, Question } from './wireTypes';

/**
 * What PickFu takes of a question and of what belongs to it, ids aside.
 * Source: https://www.pickfu.com/docs/api-reference/surveys/update-survey
 */
export const MEMBERS = {
	question: ['type', 'prompt', 'context', 'options'],
	context: ['text', 'mediaUrl', 'type', 'value'],
	option: ['value', 'mediaUrl', 'asin', 'imageSet', 'imageSetDirection', 'mockup'],
	mockup: ['type', 'image', 'title', 'numRatings', 'reviewScore', 'price', 'currency'],
} as const satisfies {
	question: ReadonlyArray<keyof Question>;
	context: ReadonlyArray<keyof Context>;
	option: ReadonlyArray<keyof Option>;
	mockup: ReadonlyArray<keyof Mockup>;
};
