import type { Answer, SurveyQuestion } from '../../api/shapes';
import { counted, percent } from '../numbers';
import type { QuestionResult, Reason } from '../types';
import { optionBars, ratingBars } from './bars';
import { heatMap } from './heatmap';
import { clipped, html, type Html } from './html';
import { MAX_QUOTE, pickQuotes, type Quotes } from './quotes';
import type { ReportSettings } from './settings';
import { breakdownTable, roundsTable } from './tables';
import { clearLabel, typeWords, verdict } from './verdict';

/**
 * One question of the report: verdict, figures, rounds, breakdowns, quotes, notes.
 *
 * @param isOnly leaves out the verdict, which stands above already
 */
export function questionCard(
	question: SurveyQuestion,
	result: QuestionResult,
	answers: readonly Answer[],
	settings: ReportSettings,
	isOnly: boolean,
): Html {
	const { tone, words } = verdict(result);
	const most = settings.quotes ?? 6;
	const quotes = pickQuotes(
		question,
		answers,
		result,
		result.kind === 'rating' ? Math.ceil(most / 2) : most,
	);
	// Without an option or a rating a group has nothing but its size.
	const hasFigures = result.kind !== 'words' && result.kind !== 'clicks';
	return html`<section class="card" id="question-${result.number}">
		<p class="eyebrow">Question ${result.number} · ${typeWords(result.type)}</p>
		<h2 dir="auto">${result.question ?? 'Question without text'}</h2>
		${isOnly ? null : html`<p class="result" dir="auto"><span class="pill ${tone}">${words}</span> ${result.summary}</p>`}
		${figures(question, result, settings)}
		${hasFigures ? (result.breakdown ?? []).map((breakdown) => breakdownTable(breakdown, result)) : null}
		${quotes.length > 0 ? voices(quotes, result) : null}
		<div class="notes">
			${notes(result.notes)}
			<p class="method">How it is counted: ${result.method}</p>
		</div>
	</section>`;
}

/** Notes as a list; nothing when there are none. */
export function notes(lines: readonly string[], className = ''): Html | null {
	if (lines.length === 0) return null;
	return html`<ul class="${className}">
		${lines.map((line) => html`<li dir="auto">${clipped(line, 400)}</li>`)}
	</ul>`;
}

function figures(
	question: SurveyQuestion,
	result: QuestionResult,
	settings: ReportSettings,
): Html | null {
	if (result.kind === 'words') return null;
	if (result.kind === 'clicks')
		return (result.points ?? []).length > 0 ? heatMap(result, question, settings) : null;
	if (result.kind === 'rating') return rating(result);
	const rounds = result.rounds ?? [];
	return html`${optionBars(result, question, settings)}${rounds.length > 1 ? roundsTable(result, rounds) : null}`;
}

function rating(result: QuestionResult): Html | null {
	const { mean, meanLow, meanHigh, median, distribution, confidence } = result;
	if (distribution === undefined || distribution.length === 0) return null;
	const range =
		meanLow === null || meanLow === undefined || meanHigh === null || meanHigh === undefined
			? 'no interval for so few answers'
			: `${percent(confidence)} interval ${meanLow.toFixed(1)} to ${meanHigh.toFixed(1)}`;
	const middle =
		median === null || median === undefined ? null : html`<br />Median ${String(median)}`;
	const figure =
		mean === null || mean === undefined
			? html`<div><small>Counted by name: no numbers came with these ratings.</small></div>`
			: html`<div>
					<p class="mean">${mean.toFixed(1)}</p>
					<small>Mean; ${range}${middle}</small>
				</div>`;
	return html`<div class="rating">
		${figure}${ratingBars(distribution, result.type === 'star_rating')}
	</div>`;
}

function voices(quotes: readonly Quotes[], result: QuestionResult): Html {
	const isChoice = quotes.some(({ group }) => group.option !== null) || result.kind === 'rating';
	const groups = quotes.map(({ group, chosen, total }) => {
		const label = group.option === null ? group.label : clearLabel(group.option, result.options);
		const lead = result.kind === 'rating' ? `Rated ${label}` : label;
		const rest =
			total > chosen.length
				? `${chosen.length} of ${counted(total, 'reason')}`
				: counted(total, 'reason');
		const title = isChoice
			? html`<p class="group"><span dir="auto">${lead}</span><small>${rest}</small></p>`
			: null;
		return html`${title}
			<div class="voices">${chosen.map(voice)}</div>`;
	});
	return html`<h3>${isChoice ? 'Why, in their own words' : 'What people said'}</h3>
		${groups}`;
}

function voice({ text, translation, respondent }: Reason): Html {
	const original =
		translation === null
			? null
			: html`<span class="original" dir="auto">${clipped(text, MAX_QUOTE)}</span>`;
	const who = respondent === '' ? null : html`<cite dir="auto">${clipped(respondent, 120)}</cite>`;
	return html`<blockquote>
		<span class="said" dir="auto">${clipped(translation ?? text, MAX_QUOTE)}</span>${original}${who}
	</blockquote>`;
}
