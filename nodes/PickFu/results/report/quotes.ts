import type { Answer, SurveyQuestion } from '../../api/shapes';
import { questionReader } from '../reader';
import { groupReasons } from '../reasons';
import type { QuestionResult, Reason, ReasonGroup } from '../types';
import { clearLabel, hasFigures } from './words';

/** What people wrote to a question, by options in the order of the results. */
export interface Voices {
	groups: Array<{
		/** The option that the people chose, or their rating; null where nothing is chosen. */
		label: string | null;
		/** A few of their reasons. */
		chosen: Reason[];
		total: number;
	}>;
	/** Every reason once, with what its person chose. */
	all: Array<{ reason: Reason; labels: string[] }>;
}

/**
 * Quotes for each option, the most telling first: whole sentences before single words, none twice, also
 * where a person chose several options.
 *
 * @param most quotes for each option
 */
export function voicesOf(
	question: SurveyQuestion,
	answers: readonly Answer[],
	result: QuestionResult,
	most: number,
): Voices {
	const { reasons, options } = result;
	// What is no option of the survey has no rank, and comes last; ratings come as they are.
	const rank = ({ option, label }: ReasonGroup) =>
		options.find((other) => other.number === option?.number && other.label === label)?.rank ??
		options.length;
	const found = reasons ?? groupReasons(answers, questionReader(question, answers));
	const sorted = [...found].sort((a, b) => rank(a) - rank(b));
	const chosen = choose(sorted, most);
	const all = new Map<Reason, string[]>();
	const groups = sorted.map((group) => {
		const label = labelOf(group, result);
		const own = label === null ? [] : [label];
		for (const reason of group.reasons) all.set(reason, [...(all.get(reason) ?? []), ...own]);
		return { label, chosen: chosen.get(group) ?? [], total: group.reasons.length };
	});
	return { groups, all: [...all].map(([reason, labels]) => ({ reason, labels })) };
}

function labelOf({ option, label }: ReasonGroup, result: QuestionResult): string | null {
	if (!hasFigures(result)) return null;
	if (result.kind === 'rating') return `Rated ${label}`;
	return option === null ? label : clearLabel(option, result.options);
}

/** Small groups choose first, so that a reason that stands in several goes where there are few. */
function choose(groups: readonly ReasonGroup[], most: number): Map<ReasonGroup, Reason[]> {
	const seen = new Set<string>();
	const bySize = [...groups].sort((a, b) => a.reasons.length - b.reasons.length);
	return new Map(
		bySize.map((group) => {
			const telling = [...group.reasons].sort((a, b) => worth(b.text) - worth(a.text));
			const chosen: Reason[] = [];
			for (const reason of telling) {
				const key = reason.text.toLowerCase();
				if (chosen.length >= most || seen.has(key)) continue;
				seen.add(key);
				chosen.push(reason);
			}
			return [group, chosen];
		}),
	);
}

/** Longer says more, up to a point; beyond it nobody reads on. */
function worth({ length }: string): number {
	return length <= 240 ? length : Math.max(60, 480 - length);
}
