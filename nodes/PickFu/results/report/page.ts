import type { Answer, Survey } from '../../api/shapes';
import { asksForChoice } from '../kinds';
import { grouped, percent, roughly } from '../numbers';
import { assignAnswers } from '../tally';
import type { QuestionResult, SurveyResults } from '../types';
import { clipped, html, Html, httpsLink } from './html';
import { notes, questionCard } from './question';
import type { ReportSettings } from './settings';
import { STYLE } from './style';
import { inWords, sampleWords, verdict } from './verdict';

/**
 * The results as one HTML file that asks the net for nothing and runs nothing: its Content Security
 * Policy allows its own styles and images that are part of it. Readable from 390 pixels up, in light and
 * dark, and on A4 paper. Whatever people wrote is escaped.
 *
 * @param survey the survey that `results` were made from
 * @param answers for the quotes; the figures come from `results`
 */
export function reportPage(
	survey: Survey,
	results: SurveyResults,
	answers: readonly Answer[],
	settings: ReportSettings = {},
): string {
	const title = settings.title ?? results.name ?? 'Survey results';
	const { byQuestion } = assignAnswers(survey, answers);
	const cards = results.questions.map((result, index) =>
		questionCard(
			survey.questions[index]!,
			result,
			byQuestion[index] ?? [],
			settings,
			results.questions.length === 1,
		),
	);
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta
					http-equiv="Content-Security-Policy"
					content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"
				/>
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="referrer" content="no-referrer" />
				<title>${title}</title>
				<style>
					${new Html(STYLE)}
				</style>
			</head>
			<body>
				<main>
					<header>
						<p class="eyebrow">PickFu survey results</p>
						<h1 dir="auto">${title}</h1>
						<p class="sample" dir="auto">${sampleLine(survey, results)}</p>
					</header>
					${decision(results)} ${cards} ${foot(survey, results)}
				</main>
			</body>
		</html> `.markup;
}

const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
];

/** `4 May 2026`, kept on one line; undefined when the text is no date. */
function dayOf(time: string | undefined): string | undefined {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(time ?? '') ?? [];
	const name = MONTHS[Number(month) - 1];
	return name === undefined ? undefined : `${Number(day)}\u00A0${name}\u00A0${year}`;
}

/** Who was asked, how many and when. */
export function sampleLine(
	survey: Survey,
	{ sampleSize, questions, complete }: SurveyResults,
): string {
	const most = questions.reduce((largest, { answers }) => Math.max(largest, answers), 0);
	const people = sampleSize === null ? grouped(most) : `${grouped(most)} of ${grouped(sampleSize)}`;
	const day = dayOf(survey.completedAt);
	return sampleWords([
		`${people} respondents`,
		survey.country,
		inWords('targeting', survey.targeting),
		complete
			? day === undefined
				? 'completed'
				: `completed ${day}`
			: (survey.status ?? 'not complete').replace(/-/g, ' '),
	]);
}

function decision(results: SurveyResults): Html {
	const deciding =
		results.questions.find(({ number }) => number === results.decidedBy) ?? results.questions[0];
	const { tone, words } =
		deciding === undefined ? { tone: 'plain', words: 'No questions' } : verdict(deciding);
	const several = results.questions.length > 1;
	return html`<section class="card decision ${tone}">
		<p>
			<span class="pill ${tone}">${words}</span
			>${several && deciding ? html` <small>Question ${deciding.number}</small>` : null}
		</p>
		<p class="headline" dir="auto">${results.summary}</p>
		${deciding === undefined ? null : tiles(deciding)} ${notes(results.notes, 'caution')}
		${several ? glance(results.questions) : null}
	</section>`;
}

function tiles(result: QuestionResult): Html | null {
	const { winner, runnerUp, margin, pValue, significant, moreNeeded, enoughAnswers, confidence } =
		result;
	if (result.counted === 0) return null;
	const tile = (name: string, figure: string, small: string) =>
		html`<div>
			<dt dir="auto">${name}</dt>
			<dd>${figure}<small dir="auto">${small}</small></dd>
		</div>`;
	const chance =
		significant === null || pValue === null
			? null
			: tile(
					'Could it be chance?',
					significant ? 'Hardly' : 'Yes',
					`p ${pValue < 0.001 ? '< 0.001' : `= ${pValue.toFixed(3)}`}, at ${percent(confidence)} confidence`,
				);
	const sample =
		enoughAnswers === null
			? null
			: tile(
					'Enough answers?',
					enoughAnswers ? 'Yes' : 'Not yet',
					enoughAnswers || moreNeeded === null
						? `${grouped(result.counted)} counted`
						: `about ${roughly(moreNeeded)} more would settle it`,
				);
	if (!asksForChoice(result.kind)) {
		const mean =
			typeof result.mean === 'number'
				? tile('Mean rating', result.mean.toFixed(1), `${grouped(result.counted)} ratings`)
				: null;
		return mean === null ? null : html`<dl class="tiles">${mean}${sample}</dl>`;
	}
	const first =
		winner === null
			? null
			: tile(clipped(winner.label, 32), percent(winner.share), intervalWords(result));
	const lead =
		runnerUp === null || margin === null
			? null
			: tile(
					'Lead',
					`${Math.round(margin * 100)} points`,
					`over ${percent(runnerUp.share)} for the second`,
				);
	return html`<dl class="tiles">${first}${lead}${chance}${sample}</dl>`;
}

function intervalWords({ winner, confidence }: QuestionResult): string {
	return winner === null
		? ''
		: `${percent(confidence)} interval ${percent(winner.low)} to ${percent(winner.high)}`;
}

function glance(questions: readonly QuestionResult[]): Html {
	return html`<ol class="glance">
		${questions.map((result) => {
			const { tone, words } = verdict(result);
			return html`<li>
				<span class="number">${result.number}</span
				><a href="#question-${result.number}" dir="auto"
					>${result.question ?? 'Question without text'}</a
				><span class="pill ${tone}">${words}</span>
			</li>`;
		})}
	</ol>`;
}

function foot(survey: Survey, { confidence }: SurveyResults): Html {
	const link = httpsLink(survey.surveyUrl);
	return html`<footer>
		<p>
			An interval says where the share would plausibly lie if everyone like these respondents were
			asked; it does not make up for a sample that differs from your customers. "Clear winner" means
			that a lead this large would come up by chance in fewer than ${percent(1 - confidence)} of
			surveys. Groups in a breakdown are small: take them as hints.
		</p>
		<p>
			Figures were worked out from the individual answers by n8n-nodes-pickfu and may differ in
			detail from PickFu's own
			page.${link === undefined ? null : html` <a href="${link}" rel="noopener noreferrer">See the survey on PickFu</a>`}
		</p>
	</footer>`;
}
