import { asksForChoice } from '../kinds';
import { listed } from '../numbers';
import type { OptionResult, QuestionResult } from '../types';

/** How a result is to be taken, which decides its colour. */
export type Tone = 'win' | 'lean' | 'level' | 'plain';

/** The result of a question in two or three words. */
export function verdict(result: QuestionResult): { tone: Tone; words: string } {
	if (result.answers === 0) return { tone: 'plain', words: 'No answers yet' };
	if (!asksForChoice(result.kind)) {
		if (result.kind !== 'rating' || result.enoughAnswers === null)
			return { tone: 'plain', words: KINDS.get(result.kind)! };
		return result.enoughAnswers
			? { tone: 'win', words: 'Rating is firm' }
			: { tone: 'lean', words: 'Rating is rough' };
	}
	if (result.tie) return { tone: 'level', words: 'Tie' };
	if (result.winner === null) return { tone: 'level', words: 'No winner' };
	return result.significant
		? { tone: 'win', words: 'Clear winner' }
		: { tone: 'lean', words: 'Ahead, not certain' };
}

const KINDS: ReadonlyMap<string, string> = new Map([
	['words', 'In their own words'],
	['clicks', 'Where people clicked'],
	['rating', 'Ratings'],
]);

/** `head_to_head` as people read it. */
export function typeWords(type: string | null): string {
	const words = (type ?? 'question').replace(/[_-]+/g, ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The options as a reader wants them: the best first, level ones in the order of the survey. */
export function byRank(options: readonly OptionResult[]): OptionResult[] {
	return options
		.filter(({ number, votes }) => number !== null || votes > 0)
		.map((option, index) => ({ option, index }))
		.sort(
			(a, b) =>
				standing(a.option) - standing(b.option) ||
				b.option.votes - a.option.votes ||
				a.index - b.index,
		)
		.map(({ option }) => option);
}

/** The label, with the place of the option when another has the same text. */
export function clearLabel(
	option: { label: string; number: number | null },
	all: readonly OptionResult[],
): string {
	const same = all.filter(({ label, number }) => label === option.label && number !== null).length;
	return same > 1 && option.number !== null
		? `${option.label} (option ${option.number})`
		: option.label;
}

/** What is special about an option, in a few words; empty for an ordinary one. */
export function oddity({ unlisted, ambiguous }: OptionResult): string {
	if (unlisted) return 'not in the survey';
	return ambiguous ? 'text of several options' : '';
}

/** The facts about survey and sample that stand under the title. */
export function sampleWords(parts: ReadonlyArray<string | undefined>): string {
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** The values in words, or nothing. */
export function inWords(lead: string, values: readonly string[]): string | undefined {
	return values.length > 0 ? `${lead} ${listed(values)}` : undefined;
}

function standing({ rank }: OptionResult): number {
	return rank ?? Number.MAX_SAFE_INTEGER;
}
