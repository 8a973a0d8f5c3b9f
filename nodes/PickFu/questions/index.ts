import { checkQuestions } from './check';
import { fromFields } from './fromFields';
import { fromJson } from './fromJson';
import type { Checked } from './problem';
import type { Question } from './wireTypes';

/**
 * The rules of PickFu's questions and the bodies that its API wants. Pure: plain values in, plain
 * values out, nothing is thrown. An operation reads with {@link questionsFromFields} or
 * {@link questionsFromJson} and `surveyFields`, joins all problems into one error, and sends what
 * `createBody` or `updateBody` gives.
 */

export { createBody, patchAfterCreate, updateBody } from './body';
export { checkQuestions } from './check';
export { copySurvey, type SurveyCopy } from './copySurvey';
export { differences, type Differences } from './differences';
export { filesIn, withUrls } from './files';
export { toSend } from './fromJson';
export type { Checked, Problem } from './problem';
export { entriesOf, yesOrNo } from './values';
export { MAX_PROMPT_LENGTH, QUESTION_RULES, ruleOf, type QuestionRule } from './rules';
export { surveyFields, type SurveyInput, type SurveySettings } from './surveyFields';
export type { CreateBody, Question, UpdateBody } from './wireTypes';

/** The checked questions of the editor's fixed collection, or all problems that they have. */
export function questionsFromFields(value: unknown): Checked<Question[]> {
	return checked(fromFields(value));
}

/** The checked questions of JSON, as text or as a value, or all problems that they have. */
export function questionsFromJson(value: unknown): Checked<Question[]> {
	const read = fromJson(value);
	return read.ok ? checked(read.value) : read;
}

function checked(questions: unknown[]): Checked<Question[]> {
	const problems = checkQuestions(questions);
	return problems.length > 0
		? { ok: false, problems }
		: { ok: true, value: questions as Question[] };
}
