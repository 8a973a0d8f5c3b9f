import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { toFailure } from '../api/nodeErrors';
import { isObject, objectsField } from '../api/read';
import type { Survey } from '../api/shapes';
import { labelled } from '../resources/labels';
import { asFlag, asId, asText } from '../resources/parameters';
import { hasTag, isInProject } from '../resources/survey/filing';
import { readConfidence } from '../resources/survey/resultsOf';

/** Which surveys are watched. */
export interface Scope {
	/** The kind and its ids or words: the same as long as the same surveys are watched. */
	key: string[];
	/** The ids of selected surveys. */
	ids?: string[];
	/** Filters of the list of surveys. */
	query: IDataObject;
	/** Whether a survey belongs to it, as far as it shows: PickFu might ignore a filter. */
	holds(survey: Survey): boolean;
}

/** The trigger's fields, read. */
export type Settings = ReturnType<typeof readFields>;

type Field = (name: string, fallback: unknown) => unknown;

/** Reads the trigger's fields; throws kind `input` for one that cannot be used, under its label. */
export function readSettings(context: IPollFunctions, fields: INodeProperties[]): Settings {
	try {
		return readFields((name, fallback) => context.getNodeParameter(name, fallback as string));
	} catch (thrown) {
		throw labelled(toFailure(thrown), fields);
	}
}

function readFields(value: Field) {
	const options = value('options', {});
	const { confidence = 0.95, missedEvents = 'known' } = isObject(options) ? options : {};
	const events = ['surveyCompleted', 'surveyPublished', 'newResponse'] as const;
	const event = oneOf(events, value('event', ''), 'event');
	const outputs = ['survey', 'responses', 'results'] as const;
	const output = oneOf(outputs, value('output', 'survey'), 'output');
	const shown = { surveyCompleted: output, surveyPublished: outputs[0], newResponse: outputs[1] };
	return {
		event,
		scope: readScope(value),
		output: shown[event],
		isSimple: asFlag(value('simplify', true), 'simplify', true),
		confidence: readConfidence(confidence),
		missedEvents: oneOf(['all', 'known', 'none'] as const, missedEvents, 'missedEvents'),
	};
}

function readScope(value: Field): Scope {
	const kinds = ['all', 'surveys', 'project', 'tag', 'text'] as const;
	const kind = oneOf(kinds, value('scope', 'all'), 'scope');
	if (kind === 'surveys') return selected(value('surveys', {}));
	if (kind === 'project') {
		const id = asId(value('projectId', ''), 'projectId', 'projects');
		const query = { [QUERY.projectIds]: id };
		return { key: [kind, id], query, holds: (survey) => isInProject(survey, id) };
	}
	if (kind === 'tag') {
		const id = asText(value('tagId', ''), 'tagId');
		const how = 'Choose the tag from the list, or return its ID from the expression.';
		check(/^\d+$/.test(id), 'tagId', 'must be the ID of a tag, which is a number', how);
		return { key: [kind, id], query: { [QUERY.tags]: id }, holds: (one) => hasTag(one, [id]) };
	}
	if (kind === 'all') return { key: [kind], query: {}, holds: () => true };
	const text = asText(value('text', ''), 'text');
	check(text !== '', 'text', 'is empty', 'Enter words that the surveys contain.');
	// How PickFu searches is unknown, so what it finds is taken as it comes.
	return { key: [kind, text], query: { [QUERY.text]: text }, holds: () => true };
}

/** Selected surveys; GUIDs are compared without case (RFC 9562, section 4). */
function selected(surveys: unknown): Scope {
	const rows = isObject(surveys) ? objectsField(surveys, 'survey') : [];
	const ids = [...new Set(rows.map(({ surveyId }) => asId(surveyId, 'surveyId', 'surveys')))];
	const rule = 'must name at least one survey';
	check(ids.length > 0, 'surveys', rule, 'Add one, or watch all surveys.');
	const key = ['surveys', ...ids.map((id) => id.toLowerCase()).sort()];
	return { key, ids, query: {}, holds: ({ id }) => key.includes(id.toLowerCase()) };
}

function oneOf<T extends string>(known: readonly T[], value: unknown, name: string): T {
	const found = known.find((one) => one === value);
	if (found !== undefined) return found;
	throw PickFuFailure.field(name, `must be one of ${known.join(', ')}`);
}

function check(isRight: boolean, name: string, rule: string, how: string): void {
	if (!isRight) throw PickFuFailure.field(name, rule, how);
}
