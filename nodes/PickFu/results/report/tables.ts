import { clip } from '../../api/text';
import { grouped, percentOf } from '../numbers';
import type {
	OptionResult,
	QuestionResult,
	RoundResult,
	TraitBreakdown,
	TraitGroup,
} from '../types';
import { isolated } from '../words';
import { markup, type Html, type Part } from './html';
import { byRank, clearLabel, entryOf } from './words';

/** Longest option in the head of a table. */
const MAX_HEAD = 48;

/** Rounds that fit an e-mail on a phone: the deciding one and those before it. */
const MAX_ROUNDS = 3;

/** The rounds of a run-off: one row for each option, one column for each round. */
export function roundsTable(result: QuestionResult, isEmail: boolean): Html {
	const { rounds = [] } = result;
	const shown = isEmail ? rounds.slice(-MAX_ROUNDS) : rounds;
	const options = byRank(result.options).filter((option) => entryOf(option, shown[0]?.options));
	const rows = options.map(
		(option) => markup`<tr><th scope="row">${name(option, result)}</th>
			${shown.map((round) => roundCell(round, option))}</tr>`,
	);
	const left =
		shown.some(({ exhausted }) => exhausted > 0) &&
		markup`<tr><th scope="row">No further preference</th>${shown.map(({ exhausted }) => cell(grouped(exhausted), 'few'))}</tr>`;
	const few =
		shown.length < rounds.length && ` The last ${shown.length} of ${rounds.length} rounds.`;
	return table(result, isEmail, {
		title: 'How the run-off went',
		heads: ['Option', ...shown.map(({ round }) => `Round ${round}`)],
		rows: [rows, left],
		key: markup`Votes and their share in each round. The option with the fewest is eliminated, its votes go to the next choice of the same people.${few}`,
	});
}

function roundCell({ options, eliminated }: RoundResult, option: OptionResult): Html {
	const standing = entryOf(option, options);
	if (standing === undefined) return NONE;
	const isOut = entryOf(option, eliminated) !== undefined;
	const all = options.reduce((sum, { votes }) => sum + votes, 0);
	const most = Math.max(...options.map(({ votes }) => votes));
	return cell(
		markup`${percentOf(standing.votes, all)}<br><small>${grouped(standing.votes)}${isOut && ' · out'}</small>`,
		isOut ? 'few' : standing.votes === most ? 'best' : 'figure',
	);
}

/** The question by each trait, and what the marks of small groups mean. */
export function breakdownTables(result: QuestionResult): Html {
	const { breakdown = [] } = result;
	const isMarked = breakdown.some(({ groups }) => groups.some(({ base }) => base !== 'ok'));
	const few =
		'Few: fewer than 30 people, a hint at most. Too few: fewer than 15, so no leader is shown.';
	const keys = [breakdown[0]?.explanation, isMarked && few];
	return markup`${breakdown.map((one) => breakdownTable(one, result))}
		${keys.map((key) => key && markup`<p class="key">${key}</p>`)}`;
}

/** How a small group is marked. */
const BASES = { ok: '', small: '\u00A0few', tooSmall: '\u00A0too\u00A0few' } as const;

/** One trait: a row for each of its values, a shaded column for each option. */
function breakdownTable({ trait, groups, omitted }: TraitBreakdown, result: QuestionResult): Html {
	const isRating = result.kind === 'rating';
	const options = byRank(result.options);
	const columns = isRating ? ['Mean', 'Median'] : options.map((option) => name(option, result));
	const rows = groups.map((group) => {
		const tone = group.base === 'tooSmall' ? 'few' : 'figure';
		const cells = isRating
			? [group.mean?.toFixed(1), group.median].map((figure) => cell(figure ?? '–', tone))
			: options.map((option) => shareCell(option, group));
		return markup`<tr><th scope="row"><bdi>${group.value ?? 'Not known'}</bdi></th>
			${cell(markup`${grouped(group.counted)}<small>${BASES[group.base]}</small>`)}${cells}</tr>`;
	});
	const rest =
		omitted > 0 &&
		markup`<tr><th scope="row">Smaller groups</th>${cell(grouped(omitted), 'few')}${columns.map(() => NONE)}</tr>`;
	return table(result, false, {
		title: `By ${isolated(trait)}`,
		heads: [markup`<bdi>${trait}</bdi>`, 'People', ...columns],
		rows: [rows, rest],
	});
}

function shareCell(option: OptionResult, { base, options, tie }: TraitGroup): Html {
	const own = entryOf(option, options);
	if (own === undefined || own.base === 0) return NONE;
	const figure = percentOf(own.votes, own.base);
	if (base === 'tooSmall') return cell(figure, 'few');
	const tone = own.rank === 1 && !tie ? 'best' : 'figure';
	return markup`<td class="${tone}" style="--share:${(own.share ?? 0).toFixed(2)}">${figure}</td>`;
}

/** Who prefers which option to which: one row and one column for each option of the survey. */
export function pairwiseTable(result: QuestionResult): Html {
	const { pairwise = [], condorcetWinner } = result;
	const options = result.options.filter(({ number }) => number !== null);
	const rows = options.map((option, row) => {
		const cells = options.map((_, column) => {
			const [won = 0, lost = 0] = [pairwise[row]?.[column], pairwise[column]?.[row]];
			return row === column ? NONE : cell(grouped(won), won > lost ? 'best' : 'figure');
		});
		return markup`<tr><th scope="row">${name(option, result)}</th>${cells}</tr>`;
	});
	const best = condorcetWinner
		? markup`<bdi>${clip(condorcetWinner.label, 80)}</bdi> beats`
		: 'No option beats';
	return table(result, false, {
		title: 'Direct comparisons',
		heads: ['Preferred', ...options.map((option) => name(option, result))],
		rows,
		key: markup`People who prefer the option of the row to the one of the column. ${best} every other one directly.`,
	});
}

/** A table; in a page it scrolls sideways where it is too wide, also by keyboard, and says so on small screens. */
function table(
	{ number }: QuestionResult,
	isEmail: boolean,
	{ title, heads, rows, key }: { title: string; heads: readonly Part[]; rows: Part; key?: Html },
): Html {
	const head = heads.map(
		(text, index) => markup`<th class="${index > 0 && 'figure'}" scope="col">${text}</th>`,
	);
	const plain = markup`<table class="data"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
	const wide = markup`<div class="wide" tabindex="0" role="region" aria-label="Question ${number}, ${title}">${plain}</div>
		${heads.length > 4 && markup`<p class="swipe" aria-hidden="true">Swipe the table for more columns →</p>`}`;
	return markup`<div class="block"><h3>${title}</h3>${isEmail ? plain : wide}${key && markup`<p class="key">${key}</p>`}</div>`;
}

function name(option: OptionResult, { options }: QuestionResult): Html {
	return markup`<bdi>${clip(clearLabel(option, options), MAX_HEAD)}</bdi>`;
}

function cell(content: Part, tone: 'figure' | 'few' | 'best' = 'figure'): Html {
	return markup`<td class="${tone}">${content}</td>`;
}

const NONE = cell('–', 'few');
