import type { SurveyQuestion } from '../../api/shapes';
import { exactPercent, grouped, percent, percentOf } from '../numbers';
import type { OptionResult, QuestionResult, RatingCount } from '../types';
import { clipped, markup, type Html } from './html';
import { imageOf, pictureOf, pictureOfResult, type ReportSettings } from './pictures';
import { byRank, clearLabel, countsOf, intervalWords, oddity } from './words';

/** Longest text that stands open on the page; the rest of it is behind a fold. */
const MAX_OPEN = 160;

/** One row for each option: image, name, bar with interval, share. */
export function optionBars(
	result: QuestionResult,
	question: SurveyQuestion,
	settings: ReportSettings,
): Html {
	const isPictured = question.options.some((option) => pictureOf(option) !== undefined);
	const rows = byRank(result.options).map((option) => {
		const image = imageOf(pictureOfResult(question, option), settings);
		return optionRow(option, result, isPictured ? thumbnail(image, option) : null);
	});
	const interval =
		result.options.some(({ low }) => low !== null) &&
		markup`<span class="key-line"></span> ${exactPercent(result.confidence)} interval: where the share of all such people plausibly lies.`;
	return markup`<ol class="bars${isPictured ? ' pictured' : ''}">${rows}</ol>
		<p class="key"><span class="key-bar"></span> ${keyOf(result)} ${interval}</p>`;
}

/** The places of a scale, the best first, with the share of each. */
export function ratingBars(distribution: readonly RatingCount[], type: string | null): Html {
	const most = distribution.reduce((largest, { share }) => Math.max(largest, share ?? 0), 0);
	const rows = bestFirst(distribution).map(({ value, votes, share }) => {
		return markup`<li><bdi class="place">${placeWords(value, type)}</bdi>
			<span class="track"><span class="fill${share !== null && share === most ? ' first' : ''}" style="width:${width(share)}%"></span></span>
			<span class="figure">${percent(share)} <small>${grouped(votes)}</small></span></li>`;
	});
	return markup`<ul class="scale">${rows}</ul>`;
}

/** A place of a scale as people read it. */
export function placeWords(value: number | string, type: string | null): string {
	return type === 'star_rating' && typeof value === 'number'
		? `${value} ★`
		: clipped(String(value), 24);
}

/** The places of a scale from the best, then what has no number. */
export function bestFirst(distribution: readonly RatingCount[]): RatingCount[] {
	const isNumber = ({ value }: RatingCount) => typeof value === 'number';
	return [
		...distribution.filter(isNumber).reverse(),
		...distribution.filter((entry) => !isNumber(entry)),
	];
}

/** A text with its direction to itself; of a long one its beginning, with the whole behind a fold. */
export function openText(text: string, most = MAX_OPEN): Html {
	const short = clipped(text, most);
	if (short === text) return markup`<bdi>${text}</bdi>`;
	return markup`<bdi>${short}</bdi><details class="whole"><summary>Full text</summary><p dir="auto">${text}</p></details>`;
}

function width(share: number | null): string {
	return (100 * (share ?? 0)).toFixed(1);
}

function optionRow(option: OptionResult, result: QuestionResult, image: Html | null): Html {
	const { low, high } = option;
	const first = option.rank === 1 ? ' first' : '';
	const odd = oddity(option);
	const range = intervalWords(option, result.confidence);
	const share = percentOf(option.votes, option.base);
	const whisker =
		low !== null &&
		high !== null &&
		markup`<span class="interval" style="left:${width(low)}%;width:${width(high - low)}%"></span>`;
	return markup`<li class="option">${image}
		<div class="what"><div class="name">${openText(clearLabel(option, result.options))}${odd !== '' && markup` <em>${odd}</em>`}</div>
		<p class="count">${countsOf(option, result)}</p></div>
		<p class="share${first}">${share}</p>
		<div class="track" role="img" aria-label="${share}${range && `, ${range}`}">
		<span class="fill${first}" style="width:${width(option.share)}%"></span>${whisker}</div>
	</li>`;
}

function keyOf({ kind, rounds }: QuestionResult): string {
	if (kind === 'ranked' && rounds !== undefined)
		return "Share of the votes in the option's last round; shares don't add up to 100%.";
	if (kind === 'several') return 'Share of the people who chose it; several could be chosen.';
	if (kind === 'ranked') return 'Share of the first places.';
	return 'Share of the people who chose it.';
}

function thumbnail(image: string | undefined, { number }: OptionResult): Html {
	// The name stands next to it, so a text for the image would be read out twice.
	return image === undefined
		? markup`<span class="thumb empty" aria-hidden="true">${number}</span>`
		: markup`<img class="thumb" src="${image}" alt="">`;
}
