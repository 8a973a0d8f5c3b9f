import type { Answer, SurveyQuestion } from '../../api/shapes';
import { counted, exactPercent, grouped, percentOf } from '../numbers';
import type { QuestionResult } from '../types';
import { openText, optionBars, ratingBars } from './bars';
import { heatMap } from './heatmap';
import { clipped, markup, type Html } from './html';
import { imageOf, pictureOf, picturesIn, shownIn, type ReportSettings } from './pictures';
import { voicesOf, type Voices } from './quotes';
import { breakdownTables, pairwiseTable, roundsTable } from './tables';
import { hasFigures, typeWords, verdictWords } from './words';

/** Longest quote in the open, in characters; behind the fold it is whole. */
const MAX_QUOTE = 480;

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
	const { tone, words } = verdictWords(result);
	const summary = markup`<p class="result"><span class="pill ${tone}">${words}</span> ${result.summary}</p>`;
	const text = result.question ?? 'Question without text';
	const short = clipped(text, 240);
	return markup`<section class="card" id="question-${result.number}">
		<h2><span class="eyebrow">Question ${result.number} · ${typeWords(result.type)}</span><span dir="auto">${short}</span></h2>
		${short !== text && markup`<details class="whole"><summary>Full question</summary><p dir="auto">${text}</p></details>`}
		${shown(question, result, settings)}
		${!isOnly && summary}
		${figures(question, result, settings)}
		${hasFigures(result) && breakdownTables(result)}
		${voices(voicesOf(question, answers, result, quotesEach(result)))}
		<div class="notes">${notes([...result.notes, ...missing(question, settings)])}
		<p class="method">How it's counted: ${result.method}</p></div>
	</section>`;
}

/** Notes as a list; nothing when there are none. */
export function notes(lines: readonly string[], className = ''): Html | null {
	if (lines.length === 0) return null;
	return markup`<ul class="${className}">${lines.map((line) => markup`<li>${clipped(line, 400)}</li>`)}</ul>`;
}

function shown(
	question: SurveyQuestion,
	result: QuestionResult,
	settings: ReportSettings,
): Html | null {
	const { pictures, texts } = shownIn(question, result);
	// A click map shows the image already.
	const isMap = result.kind === 'clicks' && (result.points ?? []).length > 0;
	const tested = isMap ? question.options.map(pictureOf) : [];
	const images = pictures
		.filter((url) => !tested.includes(url))
		.map((url) => imageOf(url, settings))
		.filter((image) => image !== undefined);
	if (images.length === 0 && texts.length === 0) return null;
	return markup`<figure class="shown"><figcaption>What people saw</figcaption>
		${images.map((image) => markup`<img src="${image}" alt="">`)}
		${texts.map((text) => markup`<div>${openText(text, 400)}</div>`)}</figure>`;
}

function missing(question: SurveyQuestion, settings: ReportSettings): string[] {
	const left = picturesIn(question).filter((url) => imageOf(url, settings) === undefined).length;
	return left > 0 ? [`${counted(left, 'image')} could not be included in this report.`] : [];
}

function figures(
	question: SurveyQuestion,
	result: QuestionResult,
	settings: ReportSettings,
): Html | null {
	const { kind, points = [], rounds = [], pairwise } = result;
	if (kind === 'words') return null;
	if (kind === 'rating') return rating(result);
	if (kind === 'clicks') {
		const [option] = question.options;
		const image = imageOf(option && pictureOf(option), settings);
		return points.length > 0 ? heatMap(result, image) : null;
	}
	const isMany = result.options.length > 2 && pairwise !== undefined;
	return markup`${optionBars(result, question, settings)}
		${rounds.length > 1 && roundsTable(result, rounds)}${isMany && pairwiseTable(result, pairwise)}`;
}

function rating(result: QuestionResult): Html | null {
	const { mean, meanLow, meanHigh, distribution = [], confidence, type } = result;
	if (distribution.length === 0) return null;
	const range =
		typeof meanLow === 'number' && typeof meanHigh === 'number'
			? `${exactPercent(confidence)} interval ${meanLow.toFixed(1)} to ${meanHigh.toFixed(1)}`
			: 'no interval for so few responses';
	const figure =
		typeof mean === 'number'
			? markup`<div><p class="mean">${mean.toFixed(1)}</p><small>Mean; ${range}${spread(result)}</small></div>`
			: markup`<div><small>Counted by name: no numbers came with these ratings.</small></div>`;
	return markup`<div class="rating">${figure}${ratingBars(distribution, type)}</div>`;
}

function spread({ counted: people, ...result }: QuestionResult): Html[] {
	const { median, standardDeviation, topTwo, bottomTwo } = result;
	const lines = [
		typeof median === 'number' && `Median ${median}`,
		typeof standardDeviation === 'number' && `Standard deviation ${standardDeviation.toFixed(1)}`,
		topTwo && `Best two places ${percentOf(topTwo.votes, people)}`,
		bottomTwo && `Worst two places ${percentOf(bottomTwo.votes, people)}`,
	];
	return lines.flatMap((line) => (line ? [markup`<br>${line}`] : []));
}

/** Quotes for each option: the more options, the fewer, or nobody reads on. */
function quotesEach(result: QuestionResult): number {
	if (!hasFigures(result)) return 6;
	return result.kind === 'rating' || result.options.length > 4 ? 2 : 3;
}

function voices({ groups, all }: Voices): Html | null {
	if (all.length === 0) return null;
	const isGrouped = groups.some(({ label }) => label !== null);
	const open = groups.reduce((sum, { chosen }) => sum + chosen.length, 0);
	const quoted = groups
		.filter(({ chosen }) => chosen.length > 0)
		.map(({ label, chosen, total }) => {
			const rest = total > chosen.length ? `${chosen.length} of ${grouped(total)}` : grouped(total);
			const title = markup`<h4><bdi>${clipped(label ?? '', 80)}</bdi> <small>${rest}</small></h4>`;
			const quotes = chosen.map((reason) => voice({ reason, labels: [] }, MAX_QUOTE));
			return markup`<div class="group">${label !== null && title}<div class="voices">${quotes}</div></div>`;
		});
	const every =
		all.length > open &&
		markup`<details class="every"><summary>Read all ${grouped(all.length)} responses</summary>
			<div class="voices">${all.map((entry) => voice(entry, Infinity))}</div></details>`;
	return markup`<h3>${isGrouped ? 'Why, in their own words' : 'What people said'}
		<small>${grouped(open)} of ${grouped(all.length)} shown</small></h3>${quoted}${every}`;
}

function voice({ reason, labels }: Voices['all'][number], most: number): Html {
	const { text, translation, respondent } = reason;
	const original =
		translation !== null && markup`<span class="original" dir="auto">${clipped(text, most)}</span>`;
	const picks =
		labels.length > 0 &&
		markup`<b>${labels.map((label, index) => markup`${index > 0 && ', '}<bdi>${clipped(label, 60)}</bdi>`)}</b>`;
	const who = respondent !== '' && markup`<bdi>${clipped(respondent, 120)}</bdi>`;
	return markup`<blockquote><span class="words" dir="auto">${clipped(translation ?? text, most)}</span>${original}
		${(picks || who) && markup`<cite>${picks}${picks && who && ' · '}${who}</cite>`}</blockquote>`;
}
