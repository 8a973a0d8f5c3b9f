import { grouped, percent } from '../numbers';
import type {
	OptionResult,
	QuestionResult,
	RoundResult,
	TraitBreakdown,
	TraitGroup,
} from '../types';
import { clipped, html, type Html } from './html';
import { byRank, clearLabel } from './verdict';

/** The rounds of a run-off: one row for each option, one column for each round. */
export function roundsTable(result: QuestionResult, rounds: readonly RoundResult[]): Html {
	const heads = rounds.map(({ round }) => html`<th scope="col">Round ${round}</th>`);
	const isExhausted = rounds.some(({ exhausted }) => exhausted > 0);
	const rows = byRank(result.options).map((option) => {
		const cells = rounds.map((round) =>
			roundCell(round, option, round === rounds[rounds.length - 1]),
		);
		return html`<tr>
			<th scope="row" dir="auto">${clearLabel(option, result.options)}</th>
			${cells}
		</tr>`;
	});
	const left = isExhausted
		? html`<tr class="rest">
				<th scope="row">No further preference</th>
				${rounds.map(({ exhausted }) => html`<td>${grouped(exhausted)}</td>`)}
			</tr>`
		: null;
	return html`<h3>How the run-off went</h3>
		<div class="wide">
			<table class="rounds">
				<thead>
					<tr>
						<th scope="col">Option</th>
						${heads}
					</tr>
				</thead>
				<tbody>
					${rows}${left}
				</tbody>
			</table>
		</div>
		<p class="key">
			Votes and share of the votes in each round. The option with the fewest drops out, and its
			votes go to the next choice of the same people.
		</p>`;
}

/** One trait: a row for each of its values, a shaded column for each option. */
export function breakdownTable(
	{ trait, groups, omitted }: TraitBreakdown,
	result: QuestionResult,
): Html {
	const isRating = result.kind === 'rating';
	const options = byRank(result.options);
	const heads = isRating
		? html`<th scope="col">Mean</th>
				<th scope="col">Median</th>`
		: options.map(
				(option) =>
					html`<th scope="col" dir="auto">${clipped(clearLabel(option, result.options), 48)}</th>`,
			);
	const rows = groups.map((group) => {
		const cells = isRating ? ratingCells(group) : options.map((option) => shareCell(option, group));
		return html`<tr>
			<th scope="row" dir="auto">${group.value ?? 'Not known'}</th>
			<td>${grouped(group.counted)}</td>
			${cells}
		</tr>`;
	});
	const rest =
		omitted > 0
			? html`<tr class="rest">
					<th scope="row">Smaller groups</th>
					<td>${grouped(omitted)}</td>
					<td colspan="${isRating ? 2 : Math.max(1, options.length)}"></td>
				</tr>`
			: null;
	return html`<h3>By <span dir="auto">${trait}</span></h3>
		<div class="wide">
			<table class="split">
				<thead>
					<tr>
						<th scope="col"><span dir="auto">${trait}</span></th>
						<th scope="col">People</th>
						${heads}
					</tr>
				</thead>
				<tbody>
					${rows}${rest}
				</tbody>
			</table>
		</div>`;
}

function roundCell(
	{ options, eliminated }: RoundResult,
	option: OptionResult,
	isLast: boolean,
): Html {
	const isSame = (other: { number: number | null; label: string }) =>
		other.number === option.number && other.label === option.label;
	const standing = options.find(isSame);
	if (standing === undefined) return html`<td class="gone">–</td>`;
	const isOut = eliminated.some(isSame);
	const tone = isOut ? 'out' : isLast && option.rank === 1 ? 'best' : '';
	return html`<td class="${tone}">
		<b>${percent(standing.share)}</b>
		<small>${grouped(standing.votes)}${isOut ? ' · out' : null}</small>
	</td>`;
}

function shareCell({ number, label }: OptionResult, group: TraitGroup): Html {
	const own = group.options.find((option) => option.number === number && option.label === label);
	const share = group.counted > 0 ? (own?.share ?? null) : null;
	const isFirst = own?.rank === 1 && !group.tie;
	return html`<td class="${isFirst ? 'best' : ''}" style="--share:${(share ?? 0).toFixed(2)}">
		${percent(share)}
	</td>`;
}

function ratingCells({ mean, median }: TraitGroup): Html {
	return html`<td>${mean === null ? '–' : mean.toFixed(1)}</td>
		<td>${median === null ? '–' : String(median)}</td>`;
}
