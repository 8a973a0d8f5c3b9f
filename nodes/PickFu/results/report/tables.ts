import { grouped, percentOf } from '../numbers';
import type {
	OptionResult,
	QuestionResult,
	RoundResult,
	TraitBreakdown,
	TraitGroup,
} from '../types';
import { clipped, markup, type Html, type Part } from './html';
import { byRank, clearLabel } from './words';

/** Longest option in the head of a table. */
const MAX_HEAD = 48;

/** The rounds of a run-off: one row for each option, one column for each round. */
export function roundsTable(result: QuestionResult, rounds: readonly RoundResult[]): Html {
	const rows = byRank(result.options).map(
		(option) => markup`<tr><th scope="row">${name(option, result)}</th>
			${rounds.map((round) => roundCell(round, option, round === rounds[rounds.length - 1]))}</tr>`,
	);
	const exhausted = rounds.map((round) => markup`<td>${grouped(round.exhausted)}</td>`);
	const left =
		rounds.some((round) => round.exhausted > 0) &&
		markup`<tr class="rest"><th scope="row">No further preference</th>${exhausted}</tr>`;
	const heads = ['Option', ...rounds.map(({ round }) => `Round ${round}`)];
	return block(
		'How the run-off went',
		table('rounds', `Question ${result.number}, rounds of the run-off`, heads, [rows, left]),
		'Votes and their share in each round. The option with the fewest is eliminated, its votes go to the next choice of the same people.',
	);
}

/** The question by each trait, and what the marks of small groups mean. */
export function breakdownTables(result: QuestionResult): Html {
	const { breakdown = [] } = result;
	const isMarked = breakdown.some(({ groups }) => groups.some(({ base }) => base !== 'ok'));
	const few =
		'Few: fewer than 30 people, a hint at most. Too few: fewer than 15, so no leader is shown.';
	const keys = new Set([...breakdown.map(({ explanation }) => explanation), isMarked ? few : null]);
	return markup`${breakdown.map((one) => breakdownTable(one, result))}
		${[...keys].map((key) => key !== null && markup`<p class="key">${key}</p>`)}`;
}

/** One trait: a row for each of its values, a shaded column for each option. */
function breakdownTable({ trait, groups, omitted }: TraitBreakdown, result: QuestionResult): Html {
	const isRating = result.kind === 'rating';
	const options = byRank(result.options);
	const columns = isRating ? ['Mean', 'Median'] : options.map((option) => name(option, result));
	const rows = groups.map((group) => {
		const cells = isRating ? ratingCells(group) : options.map((option) => shareCell(option, group));
		const mark = BASES[group.base] && markup` <small>${BASES[group.base]}</small>`;
		return markup`<tr><th scope="row"><bdi>${group.value ?? 'Not known'}</bdi></th>
			<td>${grouped(group.counted)}${mark}</td>${cells}</tr>`;
	});
	const rest =
		omitted > 0 &&
		markup`<tr class="rest"><th scope="row">Smaller groups</th><td>${grouped(omitted)}</td>
			<td colspan="${Math.max(1, columns.length)}"></td></tr>`;
	const heads = [markup`<bdi>${trait}</bdi>`, 'People', ...columns];
	return block(
		markup`By <bdi>${trait}</bdi>`,
		table('split', `Question ${result.number}, by ${trait}`, heads, [rows, rest]),
	);
}

/** How a small group is marked. */
export const BASES = { ok: '', small: 'few', tooSmall: 'too few' } as const;

/** Who prefers which option to which: one row and one column for each option of the survey. */
export function pairwiseTable(
	result: QuestionResult,
	pairwise: ReadonlyArray<readonly number[]>,
): Html {
	const options = result.options.filter(({ number }) => number !== null);
	const heads = ['Preferred', ...options.map((option) => name(option, result))];
	const rows = options.map((option, row) => {
		const cells = options.map((_, column) => {
			const [won = 0, lost = 0] = [pairwise[row]?.[column], pairwise[column]?.[row]];
			return row === column
				? markup`<td class="gone">–</td>`
				: markup`<td class="${won > lost && 'best'}">${grouped(won)}</td>`;
		});
		return markup`<tr><th scope="row">${name(option, result)}</th>${cells}</tr>`;
	});
	const label = result.condorcetWinner?.label;
	const best =
		label === undefined ? 'No option beats' : markup`<bdi>${clipped(label, 80)}</bdi> beats`;
	return block(
		'Direct comparisons',
		table('pairs', `Question ${result.number}, direct comparisons`, heads, rows),
		markup`People who prefer the option of the row to the one of the column. ${best} every other one directly.`,
	);
}

function block(title: Part, content: Html, key?: string | Html): Html {
	return markup`<section class="block"><h3>${title}</h3>${content}${key && markup`<p class="key">${key}</p>`}</section>`;
}

/** A table that scrolls sideways where it is too wide, also by keyboard, and says so on small screens. */
function table(name: string, label: string, heads: readonly Part[], rows: Part): Html {
	return markup`<div class="wide" tabindex="0" role="region" aria-label="${label}"><table class="${name}">
		<thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>
		${heads.length > 4 && markup`<p class="swipe" aria-hidden="true">Swipe the table for more columns →</p>`}`;
}

function name(option: OptionResult, { options }: QuestionResult): Html {
	return markup`<bdi>${clipped(clearLabel(option, options), MAX_HEAD)}</bdi>`;
}

function roundCell(
	{ options, eliminated }: RoundResult,
	option: OptionResult,
	isLast: boolean,
): Html {
	const isSame = (other: { number: number | null; label: string }) =>
		other.number === option.number && other.label === option.label;
	const standing = options.find(isSame);
	if (standing === undefined) return markup`<td class="gone">–</td>`;
	const isOut = eliminated.some(isSame);
	const tone = isOut ? 'out' : isLast && option.rank === 1 ? 'best' : '';
	const all = options.reduce((sum, { votes }) => sum + votes, 0);
	return markup`<td class="${tone}"><b>${percentOf(standing.votes, all)}</b>
		<small>${grouped(standing.votes)}${isOut && ' · out'}</small></td>`;
}

function shareCell({ number, label }: OptionResult, { base, options, tie }: TraitGroup): Html {
	const own = options.find((option) => option.number === number && option.label === label);
	if (own === undefined || own.base === 0) return markup`<td class="few">–</td>`;
	const figure = percentOf(own.votes, own.base);
	if (base === 'tooSmall') return markup`<td class="few">${figure}</td>`;
	return markup`<td class="${own.rank === 1 && !tie && 'best'}" style="--share:${(own.share ?? 0).toFixed(2)}">${figure}</td>`;
}

function ratingCells({ mean, median, base }: TraitGroup): Html[] {
	return [mean?.toFixed(1), median].map(
		(figure) => markup`<td class="${base === 'tooSmall' && 'few'}">${figure ?? '–'}</td>`,
	);
}
