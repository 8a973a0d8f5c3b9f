import type { components } from '../api/wire';

/** The spellings of `type` that PickFu knows, from the contract. */
export type QuestionType = components['schemas']['QuestionType'];

/** What PickFu asks of one type of question. */
export interface QuestionRule {
	type: QuestionType;
	/** The name that people see. */
	label: string;
	/** Fewest options. */
	minOptions: number;
	/** Most options. */
	maxOptions: number;
	/** True when each option has to be an image. */
	needsImage: boolean;
	/** Where the numbers come from. */
	source: string;
}

const HELP_CENTRE = 'https://www.pickfu.com/help/en/articles/';
const HEAD_TO_HEAD = `${HELP_CENTRE}13562347-what-is-a-head-to-head-poll-and-when-should-i-use-it`;
const RANKED = `${HELP_CENTRE}13562650-what-is-a-ranked-poll-and-when-should-i-use-it`;
const CLI_SKILL = "agent skill for PickFu's CLI (third party, not confirmed)";

/**
 * The rules of every question type, in the order in which the editor lists them.
 * Source: reference/pickfu-api.md, section 5.1.
 */
export const QUESTION_RULES: readonly QuestionRule[] = [
	rule('head_to_head', 'Head to Head', 2, 2, HEAD_TO_HEAD),
	rule('ranked', 'Ranked', 3, 8, RANKED),
	rule('single_select', 'Single Select', 3, 8, HEAD_TO_HEAD),
	rule('multi_select', 'Multi Select', 3, 8, CLI_SKILL),
	rule('open_ended', 'Open Ended', 0, 1, CLI_SKILL),
	rule('emoji_rating', 'Emoji Rating', 0, 1, CLI_SKILL),
	rule('star_rating', 'Star Rating', 0, 1, CLI_SKILL),
	{ ...rule('click_test', 'Click Test', 1, 1, CLI_SKILL), needsImage: true },
	{ ...rule('five_second_test', 'Five Second Test', 1, 1, CLI_SKILL), needsImage: true },
	rule('screen_recording', 'Screen Recording', 0, 1, CLI_SKILL),
];

/**
 * Most characters of a prompt (agent skill for PickFu's CLI). Counted as Unicode code points, as
 * JSON Schema's `maxLength` does, so that an emoji of one code point counts once. Should PickFu
 * count otherwise, its own refusal is shown.
 */
export const MAX_PROMPT_LENGTH = 255;

/** The rule of a type, or undefined for a type that is not in the table. */
export function ruleOf(type: unknown): QuestionRule | undefined {
	return typeof type === 'string' ? RULES.get(type) : undefined;
}

/** How many options a rule allows, for people: `exactly 2`, `3 to 8`, `at most 1`. */
export function allowedOptions({ minOptions: min, maxOptions: max }: QuestionRule): string {
	if (min === max) return `exactly ${min}`;
	return min === 0 ? `at most ${max}` : `${min} to ${max}`;
}

function rule(
	type: QuestionType,
	label: string,
	minOptions: number,
	maxOptions: number,
	source: string,
): QuestionRule {
	return { type, label, minOptions, maxOptions, needsImage: false, source };
}

const RULES: ReadonlyMap<string, QuestionRule> = new Map(
	QUESTION_RULES.map((entry) => [entry.type, entry]),
);
