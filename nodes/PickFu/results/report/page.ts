import type { Answer, Survey } from '../../api/shapes';
import { asksForChoice } from '../kinds';
import { exactPercent, grouped, percent, percentOf, roughly } from '../numbers';
import { assignAnswers } from '../reader';
import type { QuestionResult, SurveyResults } from '../types';
import { clipped, Html, httpsUrl, markup } from './html';
import { imageOf, type ReportSettings } from './pictures';
import { notes, questionCard } from './question';
import { STYLE } from './style';
import {
	decisionOf,
	intervalWords,
	questionWords,
	sampleLine,
	titleOf,
	verdictWords,
} from './words';

/**
 * The results as one HTML file that asks the net for nothing and runs nothing: its Content Security
 * Policy allows its own styles and images that are part of it. Readable from 320 pixels up, in light and
 * dark, by keyboard, and on A4 paper. Whatever people wrote is escaped.
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
	const title = titleOf(results);
	const { byQuestion } = assignAnswers(survey, answers);
	const isOnly = results.questions.length === 1;
	const cards = results.questions.map((result, index) =>
		questionCard(survey.questions[index]!, result, byQuestion[index] ?? [], settings, isOnly),
	);
	return markup`<!doctype html>
		<html lang="en"><head><meta charset="utf-8">
		<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="referrer" content="no-referrer">
		<title>${title}</title><style>${new Html(STYLE)}</style></head>
		<body><main>
		<header><p class="eyebrow">PickFu survey results</p><h1 dir="auto">${title}</h1>
		<p class="sample">${clipped(sampleLine(survey, results, settings), 400)}</p></header>
		${decision(survey, results, settings)}
		${cards}
		${foot(survey, results)}
		</main></body></html>`.source;
}

function decision(survey: Survey, results: SurveyResults, settings: ReportSettings): Html {
	const { deciding, picture, tone, words } = decisionOf(survey, results);
	const isOnly = results.questions.length < 2;
	const image = imageOf(picture, settings);
	return markup`<section class="card decision ${tone}"><div class="lead">
		${image && markup`<img class="champion" src="${image}" alt="">`}
		<div><p><span class="pill ${tone}">${words}</span>${!isOnly && deciding && markup` <small>Question ${deciding.number}</small>`}</p>
		<h2 class="headline">${results.summary}</h2></div></div>
		${deciding && tiles(deciding)}
		${notes(results.notes, 'caution')}
		${!isOnly && glance(results.questions)}</section>`;
}

function tiles(result: QuestionResult): Html | null {
	const { kind, counted, mean, winner, runnerUp, confidence } = result;
	if (asksForChoice(kind) && counted > 0) {
		const first =
			winner &&
			tile(
				markup`<bdi>${clipped(winner.label, 32)}</bdi>`,
				percentOf(winner.votes, winner.base),
				intervalWords(winner, confidence) || `of ${grouped(winner.base)}`,
			);
		const second = runnerUp && percentOf(runnerUp.votes, runnerUp.base);
		const lead = second && tile('Lead', leadOf(result), `over ${second} for the runner-up`);
		return markup`<dl class="tiles">${first}${lead}${chance(result)}${sample(result)}</dl>`;
	}
	if (typeof mean !== 'number') return null;
	const rating = tile('Mean rating', mean.toFixed(1), `${grouped(counted)} ratings`);
	return markup`<dl class="tiles">${rating}${sample(result)}</dl>`;
}

/** The lead in points, from the counts where winner and runner-up share a base. */
function leadOf({ winner, runnerUp, margin }: QuestionResult): string {
	const isShared = winner !== null && runnerUp !== null && winner.base === runnerUp.base;
	const lead = isShared ? percentOf(winner.votes - runnerUp.votes, winner.base) : percent(margin);
	return lead.replace('%', lead === '1%' ? ' point' : ' points');
}

/** How often chance alone would do that, as a number: yes or no would hide that the line is drawn somewhere. */
function chance({ significant, pValue }: QuestionResult): Html | null {
	if (significant === null || pValue === null) return null;
	const rare = pValue > 0.1 ? (1 / pValue).toFixed(1).replace('.0', '') : roughly(1 / pValue);
	const [often, p] =
		pValue < 0.001 ? ['Under 1 in 1,000', '< 0.001'] : [`1 in ${rare}`, `= ${pValue.toFixed(3)}`];
	return tile('If it were a coin toss', often, `surveys would show such a lead (p ${p})`);
}

function sample({ enoughAnswers, moreNeeded, counted }: QuestionResult): Html | null {
	if (enoughAnswers === null) return null;
	if (enoughAnswers) return tile('Enough responses?', 'Yes', `${grouped(counted)} counted`);
	const more =
		moreNeeded === null
			? 'more would hardly settle it'
			: `about ${roughly(moreNeeded)} more advised`;
	return tile('Enough responses?', 'Not yet', more);
}

function tile(name: string | Html, figure: string, small: string): Html {
	return markup`<div><dt>${name}</dt><dd>${figure}<small>${small}</small></dd></div>`;
}

function glance(questions: readonly QuestionResult[]): Html {
	const rows = questions.map((result) => {
		const { tone, words } = verdictWords(result);
		const text = questionWords(result, 160);
		return markup`<li><span class="number">${result.number}</span>
			<a href="#question-${result.number}"><bdi>${text}</bdi></a><span class="pill ${tone}">${words}</span></li>`;
	});
	return markup`<ol class="glance">${rows}</ol>`;
}

function foot(survey: Survey, { confidence }: SurveyResults): Html {
	const link = httpsUrl(survey.surveyUrl);
	const view =
		link && markup` <a href="${link}" rel="noopener noreferrer">View the survey on PickFu</a>`;
	return markup`<footer>
		<p>An interval shows where the share would plausibly be if everyone like these respondents were asked.
		PickFu's panel is not a random sample, and no interval makes up for respondents who differ from your customers.
		“Clear winner” means that chance alone would produce a lead this large in fewer than ${exactPercent(1 - confidence)} of surveys.</p>
		<p>Calculated from the individual responses by n8n-nodes-pickfu; details may differ from PickFu's own page.${view}</p></footer>`;
}
