import type { components } from '../api/wire';

type Schemas = components['schemas'];

/** A question as PickFu takes it on create and update. */
export type Question = Schemas['QuestionBody'];

/** An option of a question as PickFu takes it. */
export type Option = Schemas['OptionBody'];

/** The body of `createSurvey`. */
export type CreateBody = Schemas['CreateSurveyBody'];

/** The body of `updateSurvey`. */
export type UpdateBody = Schemas['UpdateSurveyBody'];

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
	context: ReadonlyArray<keyof Schemas['QuestionContext']>;
	option: ReadonlyArray<keyof Option>;
	mockup: ReadonlyArray<keyof Schemas['Mockup']>;
};
