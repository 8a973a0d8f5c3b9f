import { isObject } from '../api/read';
import { problem, type Checked } from './problem';
import { isBlank, kindOf, type Json } from './values';
import { MEMBERS } from './wireTypes';

const ACCEPTED = 'it takes a list of questions, a question, or an object with "questions"';

/**
 * The questions that JSON holds, in PickFu's spelling and not yet checked: text or the value
 * itself, a list, an object with `questions` (a whole survey, say) or one question. Language models
 * like to wrap JSON once more: JSON text inside JSON, in a code block, or with non-breaking spaces
 * and a byte order mark around it is opened too.
 *
 * Names that differ from PickFu's only in case, underscores or hyphens (`media_url`) are put right,
 * as PickFu ignores misspelt fields without a word. Other unknown members stay, null members go.
 * A question that was read from a survey gets its text back under `prompt`, see {@link toSend}.
 *
 * @returns the list, or the one problem that the JSON has; never throws
 */
export function fromJson(value: unknown): Checked<unknown[]> {
	const read = opened(value);
	if (!read.ok) return read;
	const inner = isObject(read.value) ? questionsIn(read.value) : read.value;
	const list = opened(inner);
	if (!list.ok) return list;
	const questions = list.value;
	if (Array.isArray(questions)) {
		return {
			ok: true,
			value: questions.map((one: unknown) => (isObject(one) ? toSend(one) : one)),
		};
	}
	return refused(`'Questions JSON' is ${kindOf(read.value)}; ${ACCEPTED}`, value);
}

/**
 * A question as it can be sent: one that was read from a survey has its text in `value`, while
 * PickFu takes it as `prompt` (https://www.pickfu.com/docs/api-reference/surveys/update-survey).
 * Members that such a question has empty are left out; everything else stays, ids too. Options that
 * are plain texts become options with that text.
 */
export function toSend(question: Json): Json {
	const known = tidy(question, NAMES.question);
	const wasRead = known.prompt === undefined && typeof known.value === 'string';
	const { value, ...rest } = known;
	const renamed: Json = wasRead ? { ...rest, prompt: value } : known;
	const clean = (record: Json): Json => (wasRead ? withoutEmpty(record) : record);
	const sent = clean(renamed);
	if (isObject(sent.context)) sent.context = clean(tidy(sent.context, NAMES.context));
	if (Array.isArray(sent.options)) {
		sent.options = sent.options.map((option: unknown) => optionToSend(option, clean));
	}
	return sent;
}

function optionToSend(option: unknown, clean: (record: Json) => Json): unknown {
	if (typeof option === 'string' || typeof option === 'number') return { value: String(option) };
	if (!isObject(option)) return option;
	const kept = clean(tidy(option, NAMES.option));
	return isObject(kept.mockup) ? { ...kept, mockup: clean(tidy(kept.mockup, NAMES.mockup)) } : kept;
}

/** Text that stands around JSON: white space of any kind, a byte order mark, a Markdown code block. */
const WRAPPING = /^[\s\ufeff]*(?:```\w*)?|(?:```)?[\s\ufeff]*$/g;

/** The value that JSON text holds, however often it was made text of; other values as they are. */
function opened(value: unknown): Checked<unknown> {
	let inner = value;
	while (typeof inner === 'string') {
		if (isBlank(inner)) return refused(`'Questions JSON' is empty; ${ACCEPTED}`);
		const text = inner.replace(WRAPPING, '');
		try {
			inner = JSON.parse(text);
		} catch (error) {
			return refused(`Invalid JSON in 'Questions JSON'${faultIn(text, error)}`);
		}
	}
	return { ok: true, value: inner };
}

/**
 * What V8 says about text that is no JSON, without the piece of the text that it quotes, and with
 * line and column (from 1) where it gives a position: for short texts it gives none.
 */
function faultIn(text: string, error: unknown): string {
	const message = error instanceof Error ? error.message : '';
	const reason = /^(.{1,80}?)(?: in JSON| after JSON|, |$)/s.exec(message)?.[1];
	const position = / at position (\d+)/.exec(message)?.[1];
	const lines = text.slice(0, Number(position ?? 0)).split('\n');
	const column = (lines[lines.length - 1] ?? '').length + 1;
	const place = position === undefined ? '' : ` (line ${lines.length}, column ${column})`;
	return `${place}${reason === undefined ? '' : `: ${reason}`}`;
}

function questionsIn(value: Json): unknown {
	if (value.questions !== undefined) return value.questions;
	return 'type' in value || 'prompt' in value ? [value] : undefined;
}

function refused(message: string, given?: unknown): Checked<never> {
	return { ok: false, problems: [problem('questions', message, given)] };
}

const NAMES = {
	question: names('id', 'value', ...MEMBERS.question),
	context: names(...MEMBERS.context),
	option: names('id', 'binaryProperty', ...MEMBERS.option),
	mockup: names(...MEMBERS.mockup),
};

function names(...spellings: string[]): ReadonlyMap<string, string> {
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
