import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { toFailure } from '../api/nodeErrors';
import { QUERY } from '../api/names';
import { isObject, objectsField, textField } from '../api/read';
import type { Survey } from '../api/shapes';
import type { TriggerEvent } from '../events/memory';
import type { Pause } from '../events/surveys';
import { labelled } from '../resources/labels';
import { asFlag, asId, asText } from '../resources/parameters';
import { readConfidence } from '../resources/survey/resultsOf';
import { triggerFields } from './fields';

/** Which surveys are watched. */
export interface Scope {
	/** The kind and its ids or words: the same as long as the same surveys are watched. */
	key: string[];
	/** The ids of selected surveys. */
	ids?: string[];
	/** Filters of the list of surveys. */
	query: IDataObject;
	/**
	 * Whether a survey belongs to it, as far as the survey shows: filters are checked again, as PickFu
	 * might ignore one, but never more strictly than PickFu may apply them.
	 */
	holds(survey: Survey): boolean;
}

/** The trigger's fields, read. */
export interface Settings {
	event: TriggerEvent;
	scope: Scope;
	output: 'survey' | 'responses' | 'results';
	isSimple: boolean;
	confidence: number;
	missedEvents: Pause['missedEvents'];
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
	const { confidence = 0.95, missedEvents = 'known' } = isObject(options) ? options : {};
	const events = ['surveyCompleted', 'surveyPublished', 'newResponse'] as const;
	const event = oneOf(events, value('event', ''), 'event');
	const outputs = ['survey', 'responses', 'results'] as const;
	const output = oneOf(outputs, value('output', 'survey'), 'output');
	return {
		event,
		scope: readScope(value),
		output: event === 'surveyCompleted' ? output : 'survey',
		isSimple: asFlag(value('simplify', true), 'simplify', true),
		confidence: readConfidence(confidence),
		missedEvents: oneOf(['all', 'known', 'none'] as const, missedEvents, 'missedEvents'),
	};
}

function readScope(value: (name: string, fallback: unknown) => unknown): Scope {
	const kinds = ['all', 'surveys', 'project', 'tag', 'text'] as const;
	const kind = oneOf(kinds, value('scope', 'all'), 'scope');
	if (kind === 'surveys') return selected(value('surveys', {}));
	if (kind === 'project') return ofProject(asId(value('projectId', ''), 'projectId', 'projects'));
	if (kind === 'tag') return withTag(asText(value('tagId', ''), 'tagId'));
	if (kind === 'text') return matching(asText(value('text', ''), 'text'));
	return { key: ['all'], query: {}, holds: () => true };
}

function selected(surveys: unknown): Scope {
	const rows = isObject(surveys) ? objectsField(surveys, 'survey') : [];
	const ids = [...new Set(rows.map(({ surveyId }) => asId(surveyId, 'surveyId', 'surveys')))];
	if (ids.length === 0) {
		throw PickFuFailure.field(
			'surveys',
			'must name at least one survey',
			'Add one, or watch all surveys.',
		);
	}
	return {
		key: ['surveys', ...ids.sort()],
		ids,
		query: {},
		holds: ({ id }) => ids.some((one) => isSameId(one, id)),
	};
}

function ofProject(projectId: string): Scope {
	return {
		key: ['project', projectId],
		query: { [QUERY.projectIds]: projectId },
		holds({ project, raw }) {
			const id = project === undefined ? textField(raw, 'projectId') : project.id;
			// A survey that names no project at all, as `null`, is not in this one.
			if (id === undefined) return raw.project !== null;
			// A project has a GUID and a number; of which kind the survey names it is unknown.
			return isSameId(id, projectId) || isNumber(id) !== isNumber(projectId);
		},
	};
}

function withTag(tagId: string): Scope {
	if (!isNumber(tagId)) {
		throw PickFuFailure.field(
			'tagId',
			'must be the ID of a tag, which is a number',
			'Choose the tag from the list, or return its ID from the expression.',
		);
	}
	return {
		key: ['tag', tagId],
		query: { [QUERY.tags]: tagId },
		holds: ({ tags, raw }) =>
			!Array.isArray(raw.tags) || tags.some(({ id }) => String(id) === tagId),
	};
}

/** How PickFu searches is unknown, so what it finds is taken as it comes. */
function matching(text: string): Scope {
	if (text === '') {
		throw PickFuFailure.field('text', 'is empty', 'Enter words that the surveys contain.');
	}
	return { key: ['text', text], query: { [QUERY.text]: text }, holds: () => true };
}

/** GUIDs are compared without case (RFC 9562, section 4). */
function isSameId(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

function isNumber(id: string): boolean {
	return /^\d+$/.test(id);
}

function oneOf<T extends string>(known: readonly T[], value: unknown, name: string): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw PickFuFailure.field(name, `must be one of ${known.join(', ')}`);
}
