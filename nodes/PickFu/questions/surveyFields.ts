import { isObject } from '../api/read';
import { problem, type Checked, type Problem } from './problem';
import { asText, entriesOf, isNothing, isObjectText, OBJECT_TEXT, yesOrNo } from './values';
import type { UpdateBody } from './wireTypes';

type Tags = NonNullable<UpdateBody['tags']>;

const PERMALINKS = 'must be a list of trait permalinks, such as amznpr';
const TEXT = 'must be text';
const YES_OR_NO = 'must be true or false';

/**
 * What a user set about a survey beside its questions, by the names in {@link READERS}. A member that
 * is missing, null or blank text was not set. Every member is `unknown`, as an expression may give anything.
 */
export type SurveyInput = Partial<Record<keyof typeof READERS, unknown>>;

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
	const settings: SurveySettings & { removeFromProject?: boolean } = {};
	for (const [field, { label, read, wanted }] of Object.entries(READERS)) {
		const value = input[field as keyof SurveyInput];
		if (isNothing(value)) continue;
		const result = read(value);
		if (result !== undefined) Object.assign(settings, { [field]: result });
		else {
			const fault = wanted === TEXT && isObjectText(value) ? OBJECT_TEXT : wanted;
			problems.push(problem(field, `${label} ${fault}`, value));
		}
	}
	const { removeFromProject, ...found } = settings;
	if (removeFromProject && found.projectId !== undefined) {
		const message = "Use either 'Project' or 'Remove From Project', not both";
		problems.push(problem('projectId', message));
	} else if (removeFromProject) found.projectId = null;
	return problems.length > 0 ? { ok: false, problems } : { ok: true, value: found };
}

/**
 * What each member is called, how it is read, and the sentence for a value that the reader can't read
 * (it gives undefined then).
 */
const READERS = {
	/** A number or text. Which sizes PickFu allows is unknown, so every whole number from 1 goes to it. */
	sampleSize: {
		label: 'Sample Size',
		read: sampleSize,
		wanted: 'must be a whole number greater than 0; PickFu suggests 15, 30, 50, 75, 100, or 200',
	},
	/** Two letters, any case. */
	country: { label: 'Country', read: country, wanted: 'must be a two-letter code, such as US' },
	/** Permalinks of targeting traits: a list, or text with commas. */
	targeting: { label: 'Targeting', read: permalinks, wanted: PERMALINKS },
	/** Permalinks of reporting traits: a list, or text with commas. */
	reporting: { label: 'Reporting', read: permalinks, wanted: PERMALINKS },
	name: { label: 'Name', read: text, wanted: TEXT },
	/**
	 * A list, or text with commas. A number is the id of a tag, as the editor's list gives it; text is
	 * a name, also in digits: a tag may be called 2026.
	 */
	tags: {
		label: 'Tags',
		read: tags,
		wanted: 'must be a list of tag names or tag IDs (whole numbers)',
	},
	/** A GUID or a numeric id; a resource locator is understood too. */
	projectId: { label: 'Project', read: projectId, wanted: 'must be a project ID' },
	/** The purpose in plain words. */
	surveyIntent: { label: 'Survey Intent', read: text, wanted: TEXT },
	/** On create: true makes it a daily mini-poll. */
	isMiniPoll: { label: 'Mini Poll', read: yesOrNo, wanted: YES_OR_NO },
	/** On update: true takes the survey out of its project. */
	removeFromProject: { label: 'Remove From Project', read: yesOrNo, wanted: YES_OR_NO },
} as const;

function sampleSize(value: unknown): string | undefined {
	const size = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
	const isSize = typeof size === 'number' && Number.isSafeInteger(size) && size >= 1;
	return isSize ? String(size) : undefined;
}

function country(value: unknown): string | undefined {
	const code = typeof value === 'string' ? value.trim().toUpperCase() : '';
	return /^[A-Z]{2}$/.test(code) ? code : undefined;
}

function permalinks(value: unknown): string[] | undefined {
	const entries = entriesOf(value);
	const traits = entries?.map((entry) => (typeof entry === 'string' ? entry.trim() : ''));
	return traits === undefined || traits.includes('') ? undefined : [...new Set(traits)];
}

function text(value: unknown): string | undefined {
	const written = asText(value);
	return typeof written === 'string' && !isObjectText(written) ? written : undefined;
}

function tags(value: unknown): Tags | undefined {
	const single = typeof value === 'number' || isObject(value) ? [value] : value;
	const references = entriesOf(single)?.map(tag);
	if (references === undefined || references.includes(undefined)) return undefined;
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

function projectId(value: unknown): string | undefined {
	const inner = isObject(value) ? value.value : value;
	const id = typeof inner === 'number' ? String(inner) : inner;
	return typeof id === 'string' && /^[\w-]{1,200}$/.test(id.trim()) ? id.trim() : undefined;
}
