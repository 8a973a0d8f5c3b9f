import type { IDataObject } from 'n8n-workflow';
import { field, isObject, numberField, objectsField, textField, textsField } from './read';

/**
 * The things PickFu's API speaks of, under one spelling each. Whatever an answer holds beyond them
 * stays in `raw`. Source of the shapes: `contract/pickfu.openapi.yaml`.
 */

/** The states of a survey: https://www.pickfu.com/docs/product/survey-lifecycle */
export const STATUS = {
	draft: 'unpublished',
	running: 'in-progress',
	completed: 'completed',
	archived: 'archived',
} as const;

/** A tag. Its id is a number, unlike all other ids. */
export interface Tag {
	id?: number;
	name?: string;
}

/** One option of a question, as PickFu gives it back. */
export interface SurveyOption {
	id?: string;
	/** The option's text. */
	value?: string;
	mediaUrl?: string;
	raw: IDataObject;
}

/** One question of a survey, as PickFu gives it back. */
export interface SurveyQuestion {
	id?: string;
	type?: string;
	/** The question's text: it goes out as `prompt` and comes back as `value`. */
	prompt?: string;
	options: SurveyOption[];
	raw: IDataObject;
}

/** A survey, from the detail or from a list; a list knows no questions. */
export interface Survey {
	id: string;
	name?: string;
	/** One of {@link STATUS}, or one that this version does not know. */
	status?: string;
	/** Two letters, upper case. */
	country?: string;
	/** Respondents asked for. */
	sampleSize?: number;
	/** Respondents who have answered. */
	numResponses?: number;
	targeting: string[];
	reporting: string[];
	tags: Tag[];
	project?: { id?: string; name?: string };
	/** The page for people. */
	surveyUrl?: string;
	surveyIntent?: string;
	createdAt?: string;
	publishedAt?: string;
	completedAt?: string;
	questions: SurveyQuestion[];
	raw: IDataObject;
}

/** One reported trait of a respondent, such as `Gender`: `Female`. */
export interface RespondentTrait {
	name: string;
	value: string;
}

/** One answer of one respondent to one question. */
export interface Answer {
	id?: string;
	questionId?: string;
	/** The pick as PickFu gives it: a label, an id or a list of them. */
	chosenOption: string[];
	explanation?: string;
	translation?: string;
	score?: number;
	matchup?: unknown;
	rounds: unknown[];
	clicks: unknown[];
	media?: string;
	mediaTranscription?: string;
	respondent: RespondentTrait[];
	raw: IDataObject;
}

/** Reads a survey from a record of any known spelling. */
export function readSurvey(raw: IDataObject): Survey {
	const project = field(raw, 'project');
	return {
		id: textField(raw, 'id') ?? '',
		name: textField(raw, 'name'),
		status: textField(raw, 'status'),
		country: (textField(raw, 'country') ?? textField(raw, 'countryCode'))?.toUpperCase(),
		sampleSize: numberField(raw, 'sampleSize'),
		numResponses: numberField(raw, 'numResponses') ?? numberField(raw, 'responsesCount'),
		targeting: textsField(raw, 'targeting'),
		reporting: textsField(raw, 'reporting'),
		tags: objectsField(raw, 'tags').map((tag) => ({
			id: numberField(tag, 'id'),
			name: textField(tag, 'name'),
		})),
		project: isObject(project)
			? { id: textField(project, 'id'), name: textField(project, 'name') }
			: undefined,
		surveyUrl: textField(raw, 'surveyUrl'),
		surveyIntent: textField(raw, 'surveyIntent'),
		createdAt: textField(raw, 'createdAt'),
		publishedAt: textField(raw, 'publishedAt'),
		completedAt: textField(raw, 'completedAt'),
		questions: objectsField(raw, 'questions').map(readQuestion),
		raw,
	};
}

function readQuestion(raw: IDataObject): SurveyQuestion {
	return {
		id: textField(raw, 'id'),
		type: textField(raw, 'type'),
		prompt: textField(raw, 'value') ?? textField(raw, 'prompt'),
		options: objectsField(raw, 'options').map((option) => ({
			id: textField(option, 'id'),
			value: textField(option, 'value'),
			mediaUrl: textField(option, 'mediaUrl'),
			raw: option,
		})),
		raw,
	};
}

/** Reads an answer from a record of any known spelling. */
export function readAnswer(raw: IDataObject): Answer {
	return {
		id: textField(raw, 'id'),
		questionId: textField(raw, 'questionId'),
		chosenOption: picks(field(raw, 'chosenOption')),
		explanation: textField(raw, 'explanation'),
		translation: textField(raw, 'translation'),
		score: numberField(raw, 'score'),
		matchup: field(raw, 'matchup'),
		rounds: listField(raw, 'rounds'),
		clicks: listField(raw, 'clicks'),
		media: textField(raw, 'media'),
		mediaTranscription: textField(raw, 'mediaTranscription'),
		respondent: respondentTraits(field(raw, 'respondent')),
		raw,
	};
}

function listField(raw: IDataObject, name: string): unknown[] {
	const value = field(raw, name);
	return Array.isArray(value) ? value : [];
}

/** One label, a list of labels, or objects that carry one: what several picks look like is not known. */
function picks(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(picks);
	if (typeof value === 'string') return value === '' ? [] : [value];
	if (typeof value === 'number') return [String(value)];
	if (!isObject(value)) return [];
	const label = textField(value, 'value') ?? textField(value, 'label') ?? textField(value, 'id');
	return label === undefined ? [] : [label];
}

/** A list of traits, or an object of them; the names inside are not known. */
function respondentTraits(value: unknown): RespondentTrait[] {
	if (Array.isArray(value)) return value.filter(isObject).flatMap(oneTrait);
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([name, answer]) => asTrait(name, answer));
}

function oneTrait(raw: IDataObject): RespondentTrait[] {
	const name = ['traitName', 'name', 'permalink', 'trait', 'label']
		.map((key) => textField(raw, key))
		.find((found) => found !== undefined);
	if (name === undefined) return Object.entries(raw).flatMap(([key, answer]) => asTrait(key, answer));
	const value = ['value', 'answer', 'option', 'response'].map((key) => field(raw, key));
	return asTrait(name, value.find((found) => found !== undefined));
}

function asTrait(name: string, value: unknown): RespondentTrait[] {
	if (Array.isArray(value)) {
		const texts = value.filter((entry) => ['string', 'number', 'boolean'].includes(typeof entry));
		return texts.length > 0 ? [{ name, value: texts.map(String).join(', ') }] : [];
	}
	if (value === undefined || value === null || value === '' || typeof value === 'object') return [];
	return [{ name, value: String(value) }];
}
