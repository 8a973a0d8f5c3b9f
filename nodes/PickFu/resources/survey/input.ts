import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import {
	questionsFromFields,
	questionsFromJson,
	surveyFields,
	type Checked,
	type Question,
	type SurveySettings,
} from '../../questions';
import { audienceFields } from './audience';
import { asId, asText, locatorValue, type Parameters } from '../parameters';

/**
 * The questions of the form or of the JSON, checked.
 *
 * @param optional true where no questions mean that they stay as they are
 * @returns undefined when they are optional and none are given
 * @throws {PickFuFailure} kind `input` with every broken rule
 */
export function readQuestions(parameters: Parameters, optional: true): Question[] | undefined;
export function readQuestions(parameters: Parameters, optional: false): Question[];
export function readQuestions(parameters: Parameters, optional: boolean): Question[] | undefined {
	const asJson = parameters.text('questionsInput') === 'json';
	const given = asJson ? parameters.value('questionsJson', '') : parameters.value('questions', {});
	if (optional && isNothing(given)) return undefined;
	return accepted(asJson ? questionsFromJson(given) : questionsFromFields(given));
}

/**
 * Everything about a survey besides its questions, checked. An audience field whose expression gave
 * nothing is refused: PickFu would take its own default, or keep what the survey has, and somebody
 * would pay for people who were not meant. An empty list is a choice.
 *
 * @param input the fields that are there, by their names
 * @throws {PickFuFailure} kind `input` with every broken rule
 */
export function readSettings(input: IDataObject): SurveySettings {
	const isEmpty = (name: string) => name in input && (input[name] ?? '') === '';
	const empty = audienceFields.map(({ name }) => name).find(isEmpty);
	if (empty !== undefined) {
		throw PickFuFailure.field(
			empty,
			'is empty',
			'Nothing was sent. Its expression returned nothing for this item: enter a value, or remove the field.',
		);
	}
	return accepted(surveyFields({ ...input, projectId: optionalProject(input.projectId) }));
}

/** The id of the project that was chosen, if one was. */
export function optionalProject(value: unknown): string | undefined {
	const isChosen = asText(locatorValue(value), 'projectId') !== '';
	return isChosen ? asId(value, 'projectId', 'projects') : undefined;
}

/** True when the form, or the JSON, was left as it is. */
function isNothing(given: unknown): boolean {
	if (typeof given !== 'object' || given === null) return asText(given, 'questionsJson') === '';
	if (Array.isArray(given)) return false;
	const { question = [], ...others } = given as IDataObject;
	const hasQuestions = !Array.isArray(question) || question.length > 0;
	return Object.keys(others).length === 0 && !hasQuestions;
}

/** How many further problems an error lists; whoever has more will read the first ones first. */
const MOST_LISTED = 20;

/** The value, or one error for everything that is wrong, so that it is mended in one go. */
function accepted<T>(checked: Checked<T>): T {
	if (checked.ok) return checked.value;
	const [first, ...others] = checked.problems;
	const { message, question, field, given } = first!;
	const texts = ['Nothing was sent to PickFu.'];
	if (given !== undefined) texts.push(`Given: ${given}.`);
	if (others.length > 0) texts.push('Also:');
	texts.push(...others.slice(0, MOST_LISTED).map((other) => `${other.message}.`));
	if (others.length > MOST_LISTED) texts.push(`And ${others.length - MOST_LISTED} more.`);
	const place = question === null ? field : `questions[${question}].${field}`;
	throw PickFuFailure.input(message, texts.join(' '), place);
}
