import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import {
	questionsFromFields,
	questionsFromJson,
	surveyFields,
	type Checked,
	type Problem,
	type Question,
	type SurveySettings,
} from '../../questions';
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
	if (optional && isEmpty(given)) return undefined;
	return accepted(asJson ? questionsFromJson(given) : questionsFromFields(given));
}

/** What decides who is asked and how many, and so what publishing costs. */
const AUDIENCE = ['country', 'reporting', 'sampleSize', 'targeting'];

/**
 * Refuses an audience field whose expression gave nothing. PickFu would take its own default, or keep
 * what the survey has, and somebody would pay for people who were not meant. An empty list is a choice.
 *
 * @param input the fields that are there, by their names
 * @throws {PickFuFailure} kind `input`
 */
function checkAudience(input: IDataObject): void {
	for (const name of AUDIENCE) {
		const value = input[name];
		if (!(name in input) || (value !== undefined && value !== null && value !== '')) continue;
		throw PickFuFailure.field(
			name,
			'is empty',
			'Nothing was sent. Its expression returned nothing for this item: enter a value, or remove the field.',
		);
	}
}

/**
 * Everything about a survey besides its questions, checked.
 *
 * @throws {PickFuFailure} kind `input` with every broken rule
 */
export function readSettings(input: IDataObject): SurveySettings {
	checkAudience(input);
	const { projectId, ...others } = input;
	return accepted(surveyFields({ ...others, projectId: project(projectId) }));
}

function project(value: unknown): string | undefined {
	const inner = locatorValue(value);
	return asText(inner, 'projectId') === '' ? undefined : asId(value, 'projectId', 'projects');
}

function isEmpty(given: unknown): boolean {
	if (given === undefined || given === null) return true;
	if (typeof given === 'string') return given.trim() === '';
	if (typeof given !== 'object' || Array.isArray(given)) return false;
	const { question, ...others } = given as IDataObject;
	return (
		Object.keys(others).length === 0 &&
		(question === undefined || (Array.isArray(question) && question.length === 0))
	);
}

function accepted<T>(checked: Checked<T>): T {
	if (checked.ok) return checked.value;
	throw broken(checked.problems);
}

/** How many further problems an error lists; whoever has more will read the first ones first. */
const MOST_LISTED = 20;

/** One error for everything that is wrong, so that it is mended in one go. */
function broken(problems: Problem[]): PickFuFailure {
	const [first, ...others] = problems;
	const given = first!.given === undefined ? '' : ` Given: ${first!.given}.`;
	const more = others.slice(0, MOST_LISTED).map(({ message }) => `${message}.`);
	const rest = others.length > MOST_LISTED ? [`And ${others.length - MOST_LISTED} more.`] : [];
	return PickFuFailure.input(
		first!.message,
		[
			`Nothing was sent to PickFu.${given}`,
			...(more.length > 0 ? ['Also:', ...more, ...rest] : []),
		].join(' '),
		first!.question === null ? first!.field : `questions[${first!.question}].${first!.field}`,
	);
}
