import { isObject } from '../api/read';
import { OBJECT_TEXT, type Checked, type Problem, type Rule } from './problem';
import { asText, entriesOf, isNothing, isObjectText, shown, yesOrNo } from './values';
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
	 * A list, or text with commas. A number is the id of a tag, as the editor's list gives it; text is
	 * a name, also in digits: a tag may be called 2026.
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
	read('isMiniPoll', flag, (value) => (settings.isMiniPoll = value));
	read('removeFromProject', flag, (remove) => {
		if (!remove) return;
		if (settings.projectId === undefined) {
			settings.projectId = null;
			return;
		}
		const message = "Use either 'Project' or 'Remove From Project', not both";
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

/** Which sizes PickFu allows is unknown, so every whole number from 1 goes to it. */
function sampleSize(value: unknown): string | Fault {
	const size = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	if (typeof size === 'number' && Number.isSafeInteger(size) && size >= 1) return String(size);
	return {
		rule: 'sampleSize',
		fault: 'must be a whole number greater than 0; PickFu suggests 15, 30, 50, 75, 100, or 200',
	};
}

function country(value: unknown): string | Fault {
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	if (/^[A-Z]{2}$/.test(code)) return code;
	return { rule: 'country', fault: 'must be a two-letter code, such as US' };
}

function permalinks(value: unknown): string[] | Fault {
	const entries = entriesOf(value);
	const traits = entries?.map((entry) => (typeof entry === 'string' ? entry.trim() : ''));
	if (traits !== undefined && !traits.includes('')) return [...new Set(traits)];
	return { rule: 'permalinks', fault: 'must be a list of trait permalinks, such as amznpr' };
}

function text(value: unknown): string | Fault {
	const written = asText(value);
	if (isObjectText(written)) return { rule: 'objectText', fault: OBJECT_TEXT };
	return typeof written === 'string' ? written : { rule: 'wrongType', fault: 'must be text' };
}

function tags(value: unknown): Tags | Fault {
	const single = typeof value === 'number' || isObject(value) ? [value] : value;
	const references = entriesOf(single)?.map(tag);
	if (references === undefined || references.includes(undefined)) {
		return { rule: 'tags', fault: 'must be a list of tag names or tag IDs (whole numbers)' };
	}
	const distinct = new Map(references.map((entry) => [JSON.stringify(entry), entry]));
	return [...distinct.values()].filter((entry) => entry !== undefined);
}

function tag(value: unknown): Tags[number] | undefined {
	if (isObject(value)) return isNothing(value.id) ? tagName(value.name) : tagId(value.id);
	return typeof value === 'number' ? tagId(value) : tagName(value);
}

function tagName(value: unknown): { name: string } | undefined {
	if (typeof value !== 'string' || isNothing(value) || isObjectText(value)) return undefined;
	return { name: value.trim() };
}

function tagId(value: unknown): { id: number } | undefined {
	const id = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? { id } : undefined;
}

function projectId(value: unknown): string | Fault {
	const inner = isObject(value) && '__rl' in value ? value.value : value;
	const id = typeof inner === 'number' ? String(inner) : inner;
	if (typeof id === 'string' && /^[\w-]{1,200}$/.test(id.trim())) return id.trim();
	return { rule: 'projectId', fault: 'must be a project ID' };
}

function flag(value: unknown): boolean | Fault {
	return yesOrNo(value) ?? { rule: 'trueOrFalse', fault: 'must be true or false' };
}
