import type { Checked, Problem, Rule } from './problem';
import { asText, isJsonObject, isNothing, shown } from './values';
import type { UpdateBody } from './wireTypes';

/**
 * What a user set about a survey beside its questions. A member that is missing, null or blank text
 * was not set. Every member is `unknown`, as an expression may give anything.
 */
export interface SurveyInput {
	/** Number of respondents, as a number or as text. */
	sampleSize?: unknown;
	/** Two letters, any case. */
	country?: unknown;
	/** Permalinks of targeting traits: a list, or text with commas. */
	targeting?: unknown;
	/** Permalinks of reporting traits: a list, or text with commas. */
	reporting?: unknown;
	name?: unknown;
	/**
	 * Ids or names: a list, or text with commas. A number, also in digits, is the id of a tag, other
	 * text a name; `{ name: '2026' }` names a tag in digits.
	 */
	tags?: unknown;
	/** A GUID or a numeric id; a resource locator is understood too. */
	projectId?: unknown;
	/** On update: true takes the survey out of its project. */
	removeFromProject?: unknown;
	/** The purpose in plain words. */
	surveyIntent?: unknown;
	/** On create: true makes it a daily mini-poll. */
	isMiniPoll?: unknown;
}

/** What was set, in PickFu's spelling. Lists may be empty: on update that clears them. */
export type SurveySettings = Omit<UpdateBody, 'questions'> & { isMiniPoll?: boolean };

/**
 * Checks what was set about a survey and puts it into PickFu's form: the sample size as text, the
 * country in capitals, lists without repetitions. Source: reference/pickfu-api.md, section 4.1.
 *
 * @returns the settings, or all problems; never throws
 */
export function surveyFields(input: SurveyInput): Checked<SurveySettings> {
	const problems: Problem[] = [];
	const settings: SurveySettings = {};
	const read = <T>(
		field: keyof SurveyInput & string,
		reader: Reader<T>,
		use: (value: T) => void,
	) => {
		const value = input[field];
		if (isNothing(value)) return;
		const result = reader(value);
		if (typeof result === 'object' && result !== null && 'fault' in result) {
			problems.push(problem(field, result.rule, `${LABELS[field]} ${result.fault}`, value));
		} else {
			use(result);
		}
	};

	read('sampleSize', sampleSize, (value) => (settings.sampleSize = value));
	read('country', country, (value) => (settings.country = value));
	read('targeting', permalinks, (value) => (settings.targeting = value));
	read('reporting', permalinks, (value) => (settings.reporting = value));
	read('name', text, (value) => (settings.name = value));
	read('tags', tags, (value) => (settings.tags = value));
	read('projectId', projectId, (value) => (settings.projectId = value));
	read('surveyIntent', text, (value) => (settings.surveyIntent = value));
	read('isMiniPoll', yesOrNo, (value) => (settings.isMiniPoll = value));
	read('removeFromProject', yesOrNo, (remove) => {
		if (!remove) return;
		if (settings.projectId === undefined) {
			settings.projectId = null;
			return;
		}
		const message = 'Project and Remove From Project contradict each other; set only one of them';
		problems.push(problem('projectId', 'contradiction', message, undefined));
	});
	return problems.length > 0 ? { ok: false, problems } : { ok: true, value: settings };
}

/** A fault is the rest of a sentence that begins with the field's label. */
type Fault = { rule: Rule; fault: string };
type Reader<T> = (value: unknown) => T | Fault;
type Tags = NonNullable<UpdateBody['tags']>;

const LABELS: Record<keyof SurveyInput, string> = {
	sampleSize: 'Sample Size',
	country: 'Country',
	targeting: 'Targeting',
	reporting: 'Reporting',
	name: 'Name',
	tags: 'Tags',
	projectId: 'Project',
	removeFromProject: 'Remove From Project',
	surveyIntent: 'Survey Intent',
	isMiniPoll: 'Mini Poll',
};

function problem(field: string, rule: Rule, message: string, value: unknown): Problem {
	const given = shown(value);
	const found: Problem = { question: null, field, rule, message };
	return given === undefined ? found : { ...found, given };
}

/** Which sizes PickFu allows is not known, so every whole number from 1 goes to it. */
function sampleSize(value: unknown): string | Fault {
	const size = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 1) return String(size);
	return {
		rule: 'sampleSize',
		fault: 'must be a whole number, 1 or more; PickFu suggests 15, 30, 50, 75, 100 or 200',
	};
}

function country(value: unknown): string | Fault {
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (/^[A-Z]{2}$/.test(code)) return code;
	return { rule: 'country', fault: 'must be a code of two letters, such as US' };
}

function permalinks(value: unknown): string[] | Fault {
	const entries = listOrCommas(value);
	const traits = entries?.map((entry) => (typeof entry === 'string' ? entry.trim() : ''));
	if (traits !== undefined && !traits.includes('')) return [...new Set(traits)];
	return { rule: 'permalinks', fault: 'must be a list of permalinks of traits, each as text' };
}

function text(value: unknown): string | Fault {
	const written = asText(value);
	return typeof written === 'string' ? written : { rule: 'wrongType', fault: 'must be text' };
}

function tags(value: unknown): Tags | Fault {
	const single = typeof value === 'number' || isJsonObject(value) ? [value] : value;
	const references = listOrCommas(single)?.map(tag);
	if (references === undefined || references.includes(undefined)) {
		return { rule: 'tags', fault: 'must be a list of IDs (whole numbers) or names of tags' };
	}
	const distinct = new Map(references.map((entry) => [JSON.stringify(entry), entry]));
	return [...distinct.values()].filter((entry) => entry !== undefined);
}

function tag(value: unknown): Tags[number] | undefined {
	if (isJsonObject(value)) {
		if (!isNothing(value.id)) return tagId(value.id);
		return typeof value.name === 'string' && !isNothing(value.name)
			? { name: value.name.trim() }
			: undefined;
	}
	return (
		tagId(value) ??
		(typeof value === 'string' && !isNothing(value) ? { name: value.trim() } : undefined)
	);
}

function tagId(value: unknown): { id: number } | undefined {
	const id = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? { id } : undefined;
}

function projectId(value: unknown): string | Fault {
	const inner = isJsonObject(value) && '__rl' in value ? value.value : value;
	const id = typeof inner === 'number' ? String(inner) : inner;
	if (typeof id === 'string' && /^[\w-]{1,200}$/.test(id.trim())) return id.trim();
	return { rule: 'projectId', fault: 'must be the ID of a project, as PickFu shows it' };
}

function yesOrNo(value: unknown): boolean | Fault {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	return { rule: 'trueOrFalse', fault: 'must be true or false' };
}

/** Entries of text with commas or of a list; undefined for anything else. Blank pieces between commas go. */
function listOrCommas(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return undefined;
	return value.split(',').filter((piece) => !isNothing(piece));
}
