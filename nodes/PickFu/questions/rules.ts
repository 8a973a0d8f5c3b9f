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
}

/**
 * The rules of every question type, in the order in which the editor lists them.
 * Source: reference/pickfu-api.md, section 5.1: PickFu's help articles 13562347 (head to head, single
 * select) and 13562650 (ranked); the others from the agent skill for its CLI (third party, not confirmed).
 */
export const QUESTION_RULES: readonly QuestionRule[] = [
	rule('head_to_head', 'Head to Head', 2, 2),
	rule('ranked', 'Ranked', 3, 8),
	rule('single_select', 'Single Select', 3, 8),
	rule('multi_select', 'Multi Select', 3, 8),
	rule('open_ended', 'Open Ended', 0, 1),
	rule('emoji_rating', 'Emoji Rating', 0, 1),
	rule('star_rating', 'Star Rating', 0, 1),
	rule('click_test', 'Click Test', 1, 1, true),
	rule('five_second_test', 'Five Second Test', 1, 1, true),
	rule('screen_recording', 'Screen Recording', 0, 1),
];

/**
 * Most characters of a prompt (agent skill for PickFu's CLI). Counted as Unicode code points, as
 * JSON Schema's `maxLength` does, so that an emoji of one code point counts once. Should PickFu
 * count otherwise, its own refusal is shown.
 */
export const MAX_PROMPT_LENGTH = 255;

/** The rule of a type, or undefined for a type that is not in the table. */
export function ruleOf(type: unknown): QuestionRule | undefined {
	return QUESTION_RULES.find((entry) => entry.type === type);
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
	needsImage = false,
): QuestionRule {
	return { type, label, minOptions, maxOptions, needsImage };
}
