import type { Answer, SurveyQuestion } from '../../api/shapes';
import { clip } from '../../api/text';
import { grouped } from '../numbers';
import { questionReader } from '../reader';
import { groupReasons } from '../reasons';
import type { QuestionResult, Reason, ReasonGroup } from '../types';
import { isolated } from '../words';
import { markup, type Html } from './html';
import { clearLabel, entryOf, hasFigures } from './words';

/** Longest quote in the open, in characters; behind the fold it is whole. */
const MAX_QUOTE = 400;

/**
 * Quotes for each option, the most telling first: whole sentences before single words, none twice, also
 * where a person chose several options. In a page every response follows behind a fold.
 *
 * @param most quotes for each option
 */
export function quotesOf(
	question: SurveyQuestion,
	answers: readonly Answer[],
	result: QuestionResult,
	most: number,
	isEmail: boolean,
): Html | null {
	const groups = groupsOf(question, answers, result);
	const chosen = choose(groups, most);
	const all = new Map<Reason, string[]>();
	for (const { labels, reasons } of groups)
		for (const reason of reasons) all.set(reason, [...(all.get(reason) ?? []), ...labels]);
	const open = [...chosen.values()].flat().length;
	if (all.size === 0 || (isEmail && open === 0)) return null;
	const quoted = groups.map((group) => {
		const own = chosen.get(group) ?? [];
		const { length } = group.reasons;
		const of = own.length < length && `${own.length} of `;
		const title = group.labels.map(
			(label) =>
				markup`<h4><bdi>${clip(label, 80)}</bdi> <small>${of}${grouped(length)}</small></h4>`,
		);
		const quotes = own.map((reason) => quote(reason, [], MAX_QUOTE));
		return own.length > 0 && markup`${title}<div class="quotes">${quotes}</div>`;
	});
	const every =
		!isEmail &&
		all.size > open &&
		markup`<details class="every"><summary>Read all ${grouped(all.size)} responses</summary>
			<div class="quotes">${[...all].map(([reason, labels]) => quote(reason, labels, Infinity))}</div></details>`;
	return markup`<h3>${hasFigures(result) ? 'Why, in their own words' : 'What people said'}
		<small>${grouped(open)} of ${grouped(all.size)} shown</small></h3>${quoted}${every}`;
}

/** The reasons of people with one choice, and what they chose; no label where nothing is chosen. */
interface Group {
	labels: string[];
	reasons: Reason[];
}

/** The groups in the order of the results. What is no option of the survey comes last; ratings come as they are. */
function groupsOf(question: SurveyQuestion, answers: readonly Answer[], result: QuestionResult) {
	const { options, kind } = result;
	const rank = ({ option }: ReasonGroup) =>
		(option && entryOf(option, options)?.rank) ?? options.length;
	const found = result.reasons ?? groupReasons(questionReader(question, answers));
	const sorted = [...found].sort((a, b) => rank(a) - rank(b));
	return sorted.map(({ option, label, reasons }): Group => {
		const chosen = option === null ? label : clearLabel(option, options);
		const name = kind === 'rating' ? `Rated ${label}` : chosen;
		return { labels: hasFigures(result) ? [name] : [], reasons };
	});
}

/** Small groups choose first, so that a reason that stands in several goes where there are few. */
function choose(groups: readonly Group[], most: number): Map<Group, Reason[]> {
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

function quote(reason: Reason, labels: readonly string[], most: number): Html {
	const { text, translation, respondent } = reason;
	const picks = labels.map((label) => isolated(clip(label, 60))).join(', ');
	const who = [picks, isolated(clip(respondent, 120))].filter((part) => part !== '');
	return markup`<div class="quote"><div dir="auto">${clip(translation ?? text, most)}</div>
		${translation !== null && markup`<div class="original" dir="auto">${clip(text, most)}</div>`}
		<small>${who.join(' · ')}</small></div>`;
}
