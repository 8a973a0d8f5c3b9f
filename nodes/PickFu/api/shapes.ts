import type { IDataObject } from 'n8n-workflow';
import {
	asRecord,
	field,
	firstOf,
	isObject,
	numberField,
	objectsField,
	textField,
	textFields,
	textsField,
} from './read';

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

type Progress = Pick<Survey, 'status' | 'publishedAt' | 'completedAt'>;

/**
 * True when nobody else will answer: the survey is completed, archived, or was stopped, for which PickFu
 * has published no status (https://help.pickfu.com/en/articles/7842402-why-was-my-poll-stopped-early). So
 * every status counts that is neither a draft's nor a running survey's. A survey that runs again, with
 * more respondents, may keep the time of its first completion: its status wins.
 */
export function isOver({ status, completedAt }: Progress): boolean {
	const spelled = spelledStatus(status);
	if (spelled === undefined) return completedAt !== undefined;
	return spelled !== STATUS.draft && spelled !== STATUS.running;
}

/** True while the survey collects responses; without a status, when it was published and has not completed. */
export function isRunning({ status, publishedAt, completedAt }: Progress): boolean {
	const spelled = spelledStatus(status);
	if (spelled === undefined) return publishedAt !== undefined && completedAt === undefined;
	return spelled === STATUS.running;
}

function spelledStatus(status = ''): string | undefined {
	const words = status.trim().toLowerCase();
	return words.replace(/[\s_]+/g, '-') || undefined;
}

/** A survey, from the detail or from a list; a list knows no questions. */
export type Survey = ReturnType<typeof readSurvey>;

/** One question of a survey, as PickFu gives it back. */
export type SurveyQuestion = ReturnType<typeof readQuestion>;

/** One option of a question, as PickFu gives it back. */
export type SurveyOption = SurveyQuestion['options'][number];

/** One answer of one respondent to one question. */
export type Answer = ReturnType<typeof readAnswer>;

/** One reported trait of a respondent, such as `Gender`: `Female`. */
export interface RespondentTrait {
	name: string;
	value: string;
}

/** Reads a survey from a record of any known spelling. */
export function readSurvey(raw: IDataObject) {
	const project = field(raw, 'project');
	return {
		id: textField(raw, 'id') ?? '',
		// The status is one of those above, or one that this version does not know; the URL is of the page for people.
		...textFields(raw, 'name', 'status', 'surveyUrl', 'surveyIntent'),
		...textFields(raw, 'createdAt', 'publishedAt', 'completedAt'),
		country: country(raw),
		/** Respondents asked for. */
		sampleSize: numberField(raw, 'sampleSize'),
		/** Respondents who have answered. */
		numResponses: numberField(raw, 'numResponses', 'responsesCount'),
		targeting: permalinks(raw, 'targeting'),
		reporting: permalinks(raw, 'reporting'),
		// The id of a tag is a number, unlike all others.
		tags: objectsField(raw, 'tags').map((tag) => ({
			...textFields(tag, 'name'),
			id: numberField(tag, 'id'),
		})),
		project: isObject(project) ? textFields(project, 'id', 'name') : undefined,
		questions: objectsField(raw, 'questions').map(readQuestion),
		raw,
	};
}

/** The two-letter code, wherever the survey holds it; failing that, what stands in its place. */
function country(raw: IDataObject): string | undefined {
	const inner = field(raw, 'country');
	const code = isObject(inner) ? textField(inner, 'code') : undefined;
	const given = [textField(raw, 'country'), textField(raw, 'countryCode'), code].flatMap(
		(text) => text?.trim() ?? [],
	);
	return given.find((text) => /^[a-z]{2}$/i.test(text))?.toUpperCase() ?? given[0];
}

/** Traits as permalinks, as objects that have one, or as text with commas. */
function permalinks(raw: IDataObject, name: string): string[] {
	const value = field(raw, name);
	if (typeof value === 'string') return value.split(',').flatMap((text) => text.trim() || []);
	const inObjects = objectsField(raw, name).flatMap((trait) => textField(trait, 'permalink') ?? []);
	return [...textsField(raw, name), ...inObjects];
}

function readQuestion(raw: IDataObject) {
	return {
		...textFields(raw, 'id', 'type'),
		// It goes out as `prompt` and comes back as `value`.
		prompt: textField(raw, 'value', 'prompt'),
		options: objectsField(raw, 'options').map((option) => ({
			...textFields(option, 'id', 'value', 'mediaUrl'),
			raw: option,
		})),
		raw,
	};
}

/** Reads an answer from a record of any known spelling. */
export function readAnswer(raw: IDataObject) {
	const [rounds, clicks] = [field(raw, 'rounds') ?? '', field(raw, 'clicks')];
	return {
		// Member by member: there are tens of thousands of answers, and merging objects takes most of the time.
		id: textField(raw, 'id'),
		questionId: textField(raw, 'questionId'),
		explanation: textField(raw, 'explanation'),
		translation: textField(raw, 'translation'),
		media: textField(raw, 'media'),
		mediaTranscription: textField(raw, 'mediaTranscription'),
		/** The pick as PickFu gives it: a label, an id or a list of them. */
		chosenOption: picks(field(raw, 'chosenOption')),
		score: numberField(raw, 'score'),
		matchup: field(raw, 'matchup'),
		// What is no list of rounds is the only one, as their form is unknown.
		rounds: Array.isArray(rounds) ? (rounds as unknown[]) : rounds === '' ? [] : [rounds],
		clicks: Array.isArray(clicks) ? (clicks as unknown[]) : [],
		// Whether PickFu shows these two is inferred.
		pinned: switchField(raw, 'pinned'),
		rating: numberField(raw, 'rating'),
		respondent: respondentTraits(field(raw, 'respondent')),
		raw,
	};
}

/** One label, a list of labels, or objects that carry one: what several picks look like is unknown. */
function picks(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(picks);
	const label = textField(asRecord(value), 'value', 'label', 'id');
	return label === undefined ? [] : [label];
}

/** A list of traits, or an object of them; the names inside are unknown. Values without a name keep an empty one. */
function respondentTraits(value: unknown): RespondentTrait[] {
	if (Array.isArray(value))
		return value.flatMap((entry) => (isObject(entry) ? oneTrait(entry) : traitValues('', entry)));
	if (!isObject(value)) return traitValues('', value);
	return Object.entries(value).flatMap(([name, inner]) => traitValues(name, inner));
}

const TRAIT_NAMES = ['traitName', 'name', 'trait', 'question', 'title', 'key', 'permalink'];
const TRAIT_VALUES = ['value', 'values', 'answer', 'answers', 'option', 'response'];

function oneTrait(raw: IDataObject): RespondentTrait[] {
	// A label is the name where something else is the value.
	const given = field(raw, ...TRAIT_VALUES);
	const value = given ?? field(raw, 'label');
	const names = given === undefined ? TRAIT_NAMES : [...TRAIT_NAMES, 'label'];
	const name = firstOf(raw, names, nameIn);
	if (name !== undefined && value !== undefined) return traitValues(name, value);
	const ours = [...TRAIT_NAMES, ...TRAIT_VALUES, 'label'];
	return Object.entries(raw).flatMap(([key, inner]) =>
		traitValues(ours.includes(key) ? '' : key, inner),
	);
}

/** A name, or that of an object that has one. */
function nameIn(value: unknown): string | undefined {
	if (isObject(value)) return textField(value, 'name', 'traitName', 'permalink');
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** One trait for each value: a person can have several of one trait. */
function traitValues(name: string, value: unknown): RespondentTrait[] {
	if (Array.isArray(value)) return value.flatMap((entry) => traitValues(name, entry));
	if (isObject(value)) return traitValues(name, textField(value, 'label', 'value', 'name', 'text'));
	if (value === undefined || value === null || value === '') return [];
	return [{ name, value: String(value as string | number | boolean) }];
}

/** The member as true or false, also when it is written as text or number; undefined for anything else. */
export function switchField(raw: IDataObject, camelCase: string): boolean | undefined {
	const value = field(raw, camelCase);
	if (value === true || value === 'true' || value === 1) return true;
	return value === false || value === 'false' || value === 0 ? false : undefined;
}
