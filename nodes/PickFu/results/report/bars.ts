import type { SurveyQuestion } from '../../api/shapes';
import { grouped, percent } from '../numbers';
import type { OptionResult, QuestionResult, RatingCount } from '../types';
import { clipped, dataImage, html, type Html } from './html';
import type { ReportSettings } from './settings';
import { byRank, clearLabel, oddity } from './verdict';

/** One row for each option: image, name, bar with interval, share. */
export function optionBars(
	result: QuestionResult,
	question: SurveyQuestion,
	settings: ReportSettings,
): Html {
	const withImages = question.options.some(({ mediaUrl }) => mediaUrl !== undefined);
	const rows = byRank(result.options).map((option) => {
		const own = option.number === null ? undefined : question.options[option.number - 1];
		const image = dataImage(
			settings.images?.get(own?.id ?? '') ?? settings.images?.get(own?.mediaUrl ?? ''),
		);
		return optionRow(option, result, withImages ? thumbnail(image, option) : null);
	});
	return html`<ol class="bars${withImages ? ' pictured' : ''}">
			${rows}
		</ol>
		<p class="key">
			<span class="key-bar"></span> ${keyOf(result)}
			<span class="key-line"></span> ${percent(result.confidence)} interval: where the share of all
			such people plausibly lies.
		</p>`;
}

/** The places of a scale, the best first, with the share of each. */
export function ratingBars(distribution: readonly RatingCount[], isStars: boolean): Html {
	const most = distribution.reduce((largest, { share }) => Math.max(largest, share ?? 0), 0);
	const numbers = distribution.filter(({ value }) => typeof value === 'number').reverse();
	const rest = distribution.filter(({ value }) => typeof value !== 'number');
	const rows = [...numbers, ...rest].map(
		({ value, votes, share }) =>
			html`<li>
				<span class="place" dir="auto"
					>${clipped(String(value), 24)}${isStars && typeof value === 'number' ? ' ★' : null}</span
				><span class="track"
					><span
						class="fill${share !== null && share === most ? ' first' : ''}"
						style="width:${width(share)}%"
					></span></span
				><span class="figure">${percent(share)} <small>${grouped(votes)}</small></span>
			</li>`,
	);
	return html`<ul class="scale">
		${rows}
	</ul>`;
}

/** A share as the width of a bar, in percent. */
export function width(share: number | null): string {
	return (100 * (share ?? 0)).toFixed(1);
}

function optionRow(option: OptionResult, result: QuestionResult, image: Html | null): Html {
	const { share, low, high } = option;
	const first = option.rank === 1 && !option.ambiguous ? ' first' : '';
	const odd = oddity(option);
	const interval =
		low === null || high === null || result.counted === 0
			? null
			: html`<span
					class="interval"
					style="left:${width(low)}%;width:${width(high - low)}%"
				></span>`;
	const range =
		interval === null
			? ''
			: `, ${percent(result.confidence)} interval ${percent(low)} to ${percent(high)}`;
	return html`<li class="option">
		${image}
		<div class="what">
			<p class="name">
				<span dir="auto">${clearLabel(option, result.options)}</span
				>${odd === '' ? null : html` <em>${odd}</em>`}
			</p>
			<p class="count">${counts(option, result)}</p>
		</div>
		<p class="share${first}">${percent(share)}</p>
		<div class="track" role="img" aria-label="${percent(share)}${range}">
			<span class="fill${first}" style="width:${width(share)}%"></span>${interval}
		</div>
	</li>`;
}

function counts(
	{ votes, base, firstPlaces }: OptionResult,
	{ kind, counted, rounds }: QuestionResult,
): string {
	if (kind === 'pairs') return `${grouped(votes)} of ${grouped(base)} match-ups won`;
	if (kind !== 'ranked') return `${grouped(votes)} of ${grouped(counted)} people`;
	const firsts = `${grouped(firstPlaces ?? 0)} first places`;
	return rounds === undefined ? firsts : `${grouped(votes)} votes in its last round · ${firsts}`;
}

function keyOf({ kind, rounds }: QuestionResult): string {
	if (kind === 'ranked' && rounds !== undefined)
		return 'Share of the votes in the last round the option took part in; shares need not add up to 100%.';
	if (kind === 'several') return 'Share of the people who chose it; several could be chosen.';
	if (kind === 'ranked') return 'Share of the first places.';
	return 'Share of the people who chose it.';
}

function thumbnail(image: string | undefined, { number, label }: OptionResult): Html {
	return image === undefined
		? html`<span class="thumb empty" aria-hidden="true">${number ?? '?'}</span>`
		: html`<img class="thumb" src="${image}" alt="${clipped(label, 120)}" />`;
}
