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

/**
 * True when nobody else will answer: the survey is completed, archived, or was stopped, for which
 * PickFu has published no status. So every status counts that is neither a draft's nor a running
 * survey's, however it is spelled; without a status, a time of completion does. A survey that runs
 * again because respondents were added may keep the time of its first completion: its status wins.
 * Source: reference/pickfu-api.md, section 5.3; PickFu may stop a survey early
 * (https://help.pickfu.com/en/articles/7842402-why-was-my-poll-stopped-early).
 */
export function isOver({ status, completedAt }: Pick<Survey, 'status' | 'completedAt'>): boolean {
	const spelled = spelledStatus(status);
	if (spelled === undefined) return completedAt !== undefined;
	return spelled !== STATUS.draft && spelled !== STATUS.running;
}

/** True while the survey collects responses; without a status, when it was published and has not completed. */
export function isRunning({
	status,
	publishedAt,
	completedAt,
}: Pick<Survey, 'status' | 'publishedAt' | 'completedAt'>): boolean {
	const spelled = spelledStatus(status);
	if (spelled === undefined) return publishedAt !== undefined && completedAt === undefined;
	return spelled === STATUS.running;
}

function spelledStatus(status: string | undefined): string | undefined {
	return (
		status
			?.trim()
			.toLowerCase()
			.replace(/[\s_]+/g, '-') || undefined
	);
}

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
	/** Whether it is pinned, and how the team rated it; whether PickFu tells is inferred. */
	pinned?: boolean;
	rating?: number;
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
		country: country(raw),
		sampleSize: numberField(raw, 'sampleSize'),
		numResponses: numberField(raw, 'numResponses') ?? numberField(raw, 'responsesCount'),
		targeting: permalinks(raw, 'targeting'),
		reporting: permalinks(raw, 'reporting'),
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

/** The two-letter code, wherever the survey holds it; failing that, what stands in its place. */
function country(raw: IDataObject): string | undefined {
	const inner = field(raw, 'country');
	const code = isObject(inner) ? textField(inner, 'code') : undefined;
	const given = [textField(raw, 'country'), textField(raw, 'countryCode'), code].flatMap(
		(text) => text?.trim().toUpperCase() ?? [],
	);
	return given.find((text) => /^[A-Z]{2}$/.test(text)) ?? given[0];
}

/** Traits as permalinks, as objects that have one, or as text with commas. */
function permalinks(raw: IDataObject, name: string): string[] {
	const value = field(raw, name);
	if (typeof value === 'string') return value.split(',').flatMap((text) => text.trim() || []);
	const inObjects = objectsField(raw, name).flatMap((trait) => textField(trait, 'permalink') ?? []);
	return [...textsField(raw, name), ...inObjects];
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
		rounds: roundsField(raw),
		clicks: listField(raw, 'clicks'),
		media: textField(raw, 'media'),
		mediaTranscription: textField(raw, 'mediaTranscription'),
		pinned: switchField(raw, 'pinned'),
		rating: numberField(raw, 'rating'),
		respondent: respondentTraits(field(raw, 'respondent')),
		raw,
	};
}

function listField(raw: IDataObject, name: string): unknown[] {
	const value = field(raw, name);
	return Array.isArray(value) ? value : [];
}

/** A list of rounds; anything else that is there is the only one, as their form is unknown. */
function roundsField(raw: IDataObject): unknown[] {
	const value = field(raw, 'rounds');
	if (Array.isArray(value)) return value;
	return value === undefined || value === null || value === '' ? [] : [value];
}

/** One label, a list of labels, or objects that carry one: what several picks look like is unknown. */
function picks(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(picks);
	if (typeof value === 'string') return value === '' ? [] : [value];
	if (typeof value === 'number') return [String(value)];
	if (!isObject(value)) return [];
	const label = textField(value, 'value') ?? textField(value, 'label') ?? textField(value, 'id');
	return label === undefined ? [] : [label];
}

/** A list of traits, or an object of them; the names inside are unknown. Values without a name keep an empty one. */
function respondentTraits(value: unknown): RespondentTrait[] {
	if (Array.isArray(value)) {
		return value.flatMap((entry) => (isObject(entry) ? oneTrait(entry) : traitValues('', entry)));
	}
	if (!isObject(value)) return traitValues('', value);
	return Object.entries(value).flatMap(([name, answer]) => traitValues(name, answer));
}

const TRAIT_NAMES = ['traitName', 'name', 'trait', 'question', 'title', 'key', 'permalink'];
const TRAIT_VALUES = ['value', 'values', 'answer', 'answers', 'option', 'response', 'label'];

function oneTrait(raw: IDataObject): RespondentTrait[] {
	const values = TRAIT_VALUES.filter((key) => field(raw, key) !== undefined);
	const name = [...TRAIT_NAMES, 'label']
		.filter((key) => values.length !== 1 || key !== values[0])
		.map((key) => nameIn(field(raw, key)))
		.find((found) => found !== undefined);
	if (name === undefined || values.length === 0) {
		const isOurs = (key: string) => [...TRAIT_NAMES, ...TRAIT_VALUES].includes(key);
		return Object.entries(raw).flatMap(([key, answer]) =>
			traitValues(isOurs(key) ? '' : key, answer),
		);
	}
	return traitValues(name, field(raw, values[0]!));
}

/** A name, or that of an object that has one. */
function nameIn(value: unknown): string | undefined {
	if (!isObject(value)) return typeof value === 'string' && value !== '' ? value : undefined;
	return textField(value, 'name') ?? textField(value, 'traitName') ?? textField(value, 'permalink');
}

/** One trait for each value: a person can have several of one trait. */
function traitValues(name: string, value: unknown): RespondentTrait[] {
	if (Array.isArray(value)) return value.flatMap((entry) => traitValues(name, entry));
	if (isObject(value)) {
		const label = ['label', 'value', 'name', 'text'].map((key) => textField(value, key));
		return traitValues(
			name,
			label.find((found) => found !== undefined),
		);
	}
	if (value === undefined || value === null || value === '') return [];
	return [{ name, value: String(value as string | number | boolean) }];
}

/** The member as true or false, also when it is written as text or number; undefined for anything else. */
export function switchField(raw: IDataObject, camelCase: string): boolean | undefined {
	const value = field(raw, camelCase);
	if (value === true || value === 'true' || value === 1) return true;
	return value === false || value === 'false' || value === 0 ? false : undefined;
}
