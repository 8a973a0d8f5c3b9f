import type { Survey } from '../../api/shapes';
import { clip } from '../../api/text';
import { exactPercent, grouped, percentOf, roughly } from '../numbers';
import type { QuestionResult, SurveyResults } from '../types';
import { httpsUrl, markup, type Html, type Part } from './html';
import { picture, pictureOfResult, type Medium, type ReportSettings } from './pictures';
import { notes, pill } from './question';
import { intervalWords, questionWords, sampleLine, titleOf } from './words';

/** What was asked of whom. */
export function headOf(survey: Survey, results: SurveyResults, settings: ReportSettings): Html {
	return markup`<p class="eyebrow">PickFu survey results</p><h1 dir="auto">${titleOf(results)}</h1>
		<p class="sample">${clip(sampleLine(survey, results, settings), 400)}</p>`;
}

/** The verdict with the winner's image and notes; in a page also its figures and the verdict of each question. */
export function decisionOf(survey: Survey, results: SurveyResults, medium: Medium): Html {
	const { questions } = results;
	const deciding = questions.find(({ number }) => number === results.decidedBy) ?? questions[0];
	const question = deciding && survey.questions[deciding.number - 1];
	const winner = deciding?.winner;
	const url = question && winner ? pictureOfResult(question, winner) : undefined;
	const isOne = questions.length < 2;
	return markup`<div class="lead">${picture(url, 'champion', clip(winner?.label ?? '', 80), medium)}
		<div><p>${deciding && pill(deciding)}${!isOne && deciding && markup` <small>Question ${deciding.number}</small>`}</p>
		<h2 class="headline">${clip(results.summary, 500)}</h2></div></div>
		${!medium.isEmail && deciding && tiles(deciding)}
		${notes(results.notes, 'caution')}
		${!medium.isEmail && !isOne && markup`<ol class="glance">${questions.map(glance)}</ol>`}`;
}

/** How far the figures go, and where they come from. */
export function footOf(survey: Survey, { confidence }: SurveyResults, more?: Part): Html {
	const link = httpsUrl(survey.surveyUrl);
	const view =
		link && markup` <a href="${link}" rel="noopener noreferrer">View the survey on PickFu</a>`;
	return markup`<p class="key">An interval shows where the share would plausibly be if everyone like these respondents were asked.
		PickFu's panel is not a random sample, and no interval makes up for respondents who differ from your customers.
		“Clear winner” means that chance alone would produce a lead this large in fewer than ${exactPercent(1 - confidence)} of surveys.</p>
		<p class="key">${more}Calculated from the individual responses by n8n-nodes-pickfu; details may differ from PickFu's own page.${view}</p>`;
}

/** The shares of the first two, and what chance would do. */
function tiles(result: QuestionResult): Html | null {
	const { winner, runnerUp, confidence } = result;
	if (winner === null) return null;
	const places = [winner, runnerUp].map(
		(option) =>
			option && [
				clip(option.label, 32),
				percentOf(option.votes, option.base),
				intervalWords(option, confidence) || `of ${grouped(option.base)}`,
			],
	);
	const shown = [...places, chance(result)].map(
		(tile) =>
			tile &&
			markup`<div><dt><bdi>${tile[0]}</bdi></dt><dd>${tile[1]}<small>${tile[2]}</small></dd></div>`,
	);
	return markup`<dl class="tiles">${shown}</dl>`;
}

/** How often chance alone would do that, as a number: yes or no would hide that the line is drawn somewhere. */
function chance({ significant, pValue }: QuestionResult) {
	if (significant === null || pValue === null) return null;
	const rare = pValue > 0.1 ? (1 / pValue).toFixed(1).replace('.0', '') : roughly(1 / pValue);
	const [often, p] =
		pValue < 0.001 ? ['Under 1 in 1,000', '< 0.001'] : [`1 in ${rare}`, `= ${pValue.toFixed(3)}`];
	return ['If it were a coin toss', often, `surveys would show such a lead (p ${p})`];
}

function glance(result: QuestionResult): Html {
	return markup`<li><span>${result.number}</span>
		<a href="#question-${result.number}"><bdi>${questionWords(result, 160)}</bdi></a>${pill(result)}</li>`;
}
