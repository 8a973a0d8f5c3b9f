import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { toFailure } from '../api/nodeErrors';
import { QUERY } from '../api/names';
import { isObject, objectsField, textField } from '../api/read';
import type { Survey } from '../api/shapes';
import type { PausedEvents, TriggerEvent } from '../events';
import { labelled } from '../resources/labels';
import { asFlag, asId, asText } from '../resources/parameters';
import { readConfidence } from '../resources/survey/resultsOf';
import { triggerFields } from './fields';

/** Which surveys are watched. */
export interface Scope {
	/** What the watch is of, in words that do not change while it stays the same. */
	name: string;
	/** Surveys come into it by being filed or named, at any time. */
	isFiling: boolean;
	/** Filters of the list of surveys. */
	query: IDataObject;
	/**
	 * Whether a survey belongs to it, as far as the survey tells: filters are checked again, as PickFu
	 * might overlook one. A survey of a list tells less than one that was read by itself.
	 */
	holds(survey: Survey): boolean;
}

/** The trigger's fields, read. */
export interface Settings {
	event: TriggerEvent;
	scope: Scope;
	output: 'survey' | 'answers' | 'results';
	isSimple: boolean;
	confidence: number;
	pausedEvents: PausedEvents;
}

/**
 * Reads the trigger's fields.
 *
 * @throws {PickFuFailure} kind `input` for a field that is empty or cannot be used
 */
export function readSettings(context: IPollFunctions): Settings {
	try {
		return readFields(context);
	} catch (thrown) {
		throw labelled(toFailure(thrown), triggerFields);
	}
}

function readFields(context: IPollFunctions): Settings {
	const value = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(name, fallback as string);
	const options = value('options', {});
	const { confidence = 0.95, pausedEvents = 'watched' } = isObject(options) ? options : {};
	const event = oneOf(
		['surveyCompleted', 'surveyPublished', 'newResponse'] as const,
		value('event', ''),
		'event',
	);
	const output = oneOf(
		['survey', 'answers', 'results'] as const,
		value('output', 'survey'),
		'output',
	);
	return {
		event,
		scope: readScope(value),
		output: event === 'surveyCompleted' ? output : 'survey',
		isSimple: asFlag(value('simplify', true), 'simplify', true),
		confidence: readConfidence(confidence),
		pausedEvents: oneOf(['watched', 'all', 'none'] as const, pausedEvents, 'pausedEvents'),
	};
}

function readScope(value: (name: string, fallback: unknown) => unknown): Scope {
	const scope = oneOf(
		['all', 'surveys', 'project', 'tag', 'text'] as const,
		value('scope', 'all'),
		'scope',
	);
	if (scope === 'all') return { name: 'all', isFiling: false, query: {}, holds: () => true };
	if (scope === 'surveys') return chosen(value('surveys', {}));
	if (scope === 'project') return ofProject(asId(value('projectId', ''), 'projectId', 'projects'));
	if (scope === 'tag') return withTag(required(asText(value('tagId', ''), 'tagId'), 'tagId'));
	return withText(required(asText(value('text', ''), 'text'), 'text'));
}

function chosen(surveys: unknown): Scope {
	const rows = isObject(surveys) ? objectsField(surveys, 'survey') : [];
	const ids = new Set(rows.map(({ surveyId }) => asId(surveyId, 'surveyId', 'surveys')));
	if (ids.size === 0) {
		throw PickFuFailure.input(
			'No survey is chosen',
			'Add one under "Chosen Surveys", or watch all surveys.',
			'surveys',
		);
	}
	return {
		name: `surveys ${[...ids].sort().join(' ')}`,
		isFiling: false,
		query: {},
		holds: ({ id }) => ids.has(id),
	};
}

function ofProject(projectId: string): Scope {
	return {
		name: `project ${projectId}`,
		isFiling: true,
		query: { [QUERY.projectIds]: projectId },
		holds({ project, raw }) {
			const id = project === undefined ? textField(raw, 'projectId') : project.id;
			// A survey that says that it is in no project is not in this one.
			return id === undefined ? raw.project !== null : id === projectId;
		},
	};
}

function withTag(tagId: string): Scope {
	return {
		name: `tag ${tagId}`,
		isFiling: true,
		query: { [QUERY.tags]: tagId },
		holds: ({ tags, raw }) =>
			!Array.isArray(raw.tags) || tags.some(({ id }) => String(id) === tagId),
	};
}

function withText(text: string): Scope {
	const words = text.toLowerCase().split(/\s+/);
	return {
		name: `text ${text}`,
		isFiling: true,
		query: { [QUERY.text]: text },
		holds({ name = '', questions }) {
			// A list does not tell the questions, in which the text may stand.
			if (questions.length === 0) return true;
			const texts = questions.flatMap(({ prompt = '', options }) => [
				prompt,
				...options.map((option) => option.value ?? ''),
			]);
			const all = [name, ...texts].join(' ').toLowerCase();
			return words.every((word) => all.includes(word));
		},
	};
}

function required(text: string, name: string): string {
	if (text !== '') return text;
	throw PickFuFailure.field(name, 'is empty', 'It decides which surveys are watched.');
}

function oneOf<T extends string>(known: readonly T[], value: unknown, name: string): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw PickFuFailure.field(name, `must be one of ${known.join(', ')}`);
}
