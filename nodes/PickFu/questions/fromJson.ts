import { jsonFault } from './jsonFault';
import type { Checked, Problem } from './problem';
import { isBlank, isJsonObject, kindOf, shown, type Json } from './values';

const TAKES = 'a list of questions, a question, or an object with "questions"';

/**
 * The questions that JSON holds, in PickFu's spelling and not yet checked: text or the value
 * itself, a list, an object with `questions` (a whole survey, say) or one question.
 *
 * Names that differ from PickFu's only in case, underscores or hyphens (`media_url`) are put right,
 * as PickFu ignores misspelt fields without a word. Other unknown members stay, null members go.
 * A question that was read from a survey gets its text back under `prompt`, see {@link toSend}.
 *
 * @returns the list, or the one problem that the JSON has; never throws
 */
export function fromJson(value: unknown): Checked<unknown[]> {
	if (typeof value !== 'string') return listOf(value);
	if (isBlank(value)) {
		return refused(`The JSON of the questions is empty; it takes ${TAKES}`);
	}
	let parsed: unknown;
	try {
		parsed = JSON.parse(value);
	} catch {
		const { line, column, reason } = jsonFault(value);
		return refused(
			`The JSON of the questions is not valid: line ${line}, column ${column}: ${reason}`,
		);
	}
	return listOf(parsed);
}

/**
 * A question as it can be sent: one that was read from a survey has its text in `value`, while
 * PickFu takes it as `prompt` (https://www.pickfu.com/docs/api-reference/surveys/update-survey).
 * Members that such a question has empty are left out; everything else stays, ids too.
 */
export function toSend(question: Json): Json {
	const known = tidy(question, QUESTION_NAMES);
	const wasRead = known.prompt === undefined && typeof known.value === 'string';
	const { value, ...rest } = known;
	const renamed: Json = wasRead ? { ...rest, prompt: value } : known;
	const inner = wasRead ? withoutEmpty(renamed) : renamed;
	return Object.fromEntries(
		Object.entries(inner).map(([name, member]) => {
			if (name === 'context' && isJsonObject(member)) {
				const context = tidy(member, CONTEXT_NAMES);
				return [name, wasRead ? withoutEmpty(context) : context];
			}
			if (name !== 'options' || !Array.isArray(member)) return [name, member];
			return [name, member.map((option: unknown) => optionToSend(option, wasRead))];
		}),
	);
}

const QUESTION_NAMES = names(['id', 'type', 'prompt', 'value', 'context', 'options']);
const CONTEXT_NAMES = names(['text', 'mediaUrl', 'type', 'value']);
const OPTION_NAMES = names([
	'id',
	'value',
	'mediaUrl',
	'binaryProperty',
	'asin',
	'imageSet',
	'imageSetDirection',
	'mockup',
]);
const MOCKUP_NAMES = names([
	'type',
	'image',
	'title',
	'numRatings',
	'reviewScore',
	'price',
	'currency',
]);

function optionToSend(option: unknown, wasRead: boolean): unknown {
	if (!isJsonObject(option)) return option;
	const known = tidy(option, OPTION_NAMES);
	const kept = wasRead ? withoutEmpty(known) : known;
	if (!isJsonObject(kept.mockup)) return kept;
	const mockup = tidy(kept.mockup, MOCKUP_NAMES);
	return { ...kept, mockup: wasRead ? withoutEmpty(mockup) : mockup };
}

function listOf(value: unknown): Checked<unknown[]> {
	const inner = isJsonObject(value) ? questionsIn(value) : value;
	if (Array.isArray(inner)) {
		const questions: unknown[] = inner;
		return { ok: true, value: questions.map((one) => (isJsonObject(one) ? toSend(one) : one)) };
	}
	return refused(`The JSON of the questions is ${kindOf(value)}; it takes ${TAKES}`, shown(value));
}

function questionsIn(value: Json): unknown {
	if (value.questions !== undefined) return value.questions;
	return 'type' in value || 'prompt' in value ? [value] : undefined;
}

function refused(message: string, given?: string): Checked<unknown[]> {
	const problem: Problem = { question: null, field: 'questions', rule: 'json', message };
	return { ok: false, problems: [given === undefined ? problem : { ...problem, given }] };
}

function names(spellings: string[]): ReadonlyMap<string, string> {
	return new Map(spellings.map((spelling) => [bare(spelling), spelling]));
}

function bare(name: string): string {
	return name.toLowerCase().replace(/[_-]/g, '');
}

/** The object with known names in PickFu's spelling and without null members. */
function tidy(object: Json, spellings: ReadonlyMap<string, string>): Json {
	const entries = Object.entries(object).filter(([, member]) => member !== null);
	return Object.fromEntries(
		entries.map(([name, member]) => {
			const spelling = spellings.get(bare(name)) ?? name;
			return [spelling in object ? name : spelling, member];
		}),
	);
}

function withoutEmpty(object: Json): Json {
	return Object.fromEntries(Object.entries(object).filter(([, member]) => member !== ''));
}
