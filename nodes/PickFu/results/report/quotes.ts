import type { Answer, SurveyQuestion } from '../../api/shapes';
import { countQuestion } from '../count';
import { groupReasons } from '../reasons';
import type { QuestionResult, Reason, ReasonGroup } from '../types';

/** Longest quote on a page, in characters. */
export const MAX_QUOTE = 480;

/** A few reasons of one group, and how many there are in all. */
export interface Quotes {
	group: ReasonGroup;
	chosen: Reason[];
	total: number;
}

/**
 * Quotes for each option, the most telling first: whole sentences before single words, none twice.
 * They come in the order in which the options did.
 *
 * @param most quotes for each option
 */
export function pickQuotes(
	question: SurveyQuestion,
	answers: readonly Answer[],
	{ confidence, reasons, options }: QuestionResult,
	most: number,
): Quotes[] {
	if (most <= 0) return [];
	const groups = reasons ?? groupReasons(answers, countQuestion(question, answers, { confidence }));
	const rank = (group: ReasonGroup) =>
		options.find(({ number, label }) => number === group.option?.number && label === group.label)
			?.rank ?? 0;
	return groups
		.map((group) => ({ group, chosen: best(group.reasons, most), total: group.reasons.length }))
		.sort((a, b) => rank(a.group) - rank(b.group));
}

function best(reasons: readonly Reason[], most: number): Reason[] {
	const seen = new Set<string>();
	const different = reasons.filter(({ text }) => {
		const key = text.toLowerCase();
		if (seen.has(key)) return false;
		seen.add(key);
		return true;
	});
	return different
		.map((reason, index) => ({ reason, index, worth: worth(reason.text) }))
		.sort((a, b) => b.worth - a.worth || a.index - b.index)
		.slice(0, most)
		.map(({ reason }) => reason);
}

/** Longer says more, up to a point; beyond it nobody reads on. */
function worth(text: string): number {
	return text.length <= 240 ? text.length : Math.max(60, 480 - text.length);
}
