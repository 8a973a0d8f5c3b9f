import type { Answer, Survey, SurveyQuestion } from '../../api/shapes';
import { clip } from '../../api/text';
import { counted, percentOf } from '../numbers';
import { assignAnswers } from '../reader';
import type { QuestionResult, SurveyResults, Verdict } from '../types';
import { VERDICTS } from '../words';
import { fold, openText, optionBars, ratingBars } from './bars';
import { heatMap } from './heatmap';
import { markup, type Html } from './html';
import { contextOf, picture, pictureOf, picturesIn, type Medium } from './pictures';
import { quotesOf } from './quotes';
import { breakdownTables, pairwiseTable, roundsTable } from './tables';
import { hasFigures, questionWords, typeWords } from './words';

/**
 * The questions of a report, one block each: what was shown, verdict, figures, tables, quotes, notes. The
 * verdict of an only question is left out, as it stands above already.
 *
 * @param most quotes for each option; without options twice as many
 */
export function questionBlocks(
	survey: Survey,
	{ questions }: SurveyResults,
	answers: readonly Answer[],
	medium: Medium,
	most: number,
): Html[] {
	const { isEmail } = medium;
	const { byQuestion } = assignAnswers(survey, answers);
	return questions.map((result, index) => {
		const question = survey.questions[index]!;
		const title = questionWords(result, 240);
		const text = result.question ?? title;
		const each = hasFigures(result) ? most : 2 * most;
		const left = picturesIn(question).filter((url) => medium.sourceOf(url) === undefined).length;
		const missing = `${counted(left, 'image')} could not be included in this report.`;
		return markup`<p class="eyebrow" id="question-${result.number}">Question ${result.number} · ${clip(typeWords(result.type), 40)}</p>
			<h2 dir="auto">${title}</h2>${title !== text && !isEmail && fold('Full question', text)}
			${shown(question, result, medium)}
			${questions.length > 1 && markup`<p class="result">${pill(result)} ${clip(result.summary, 500)}</p>`}
			${figures(question, result, medium)}
			${!isEmail && hasFigures(result) && breakdownTables(result)}
			${quotesOf(question, byQuestion[index] ?? [], result, each, isEmail)}
			${notes(left > 0 ? [...result.notes, missing] : result.notes, 'notes')}
			${!isEmail && markup`<p class="key">How it's counted: ${result.method}</p>`}`;
	});
}

/** Notes as a list; nothing when there are none. */
export function notes(lines: readonly string[], name: 'notes' | 'caution'): Html | null {
	if (lines.length === 0) return null;
	return markup`<ul class="${name}">${lines.map((line) => markup`<li>${clip(line, 400)}</li>`)}</ul>`;
}

/** The verdict of a question, as a pill; nothing for words and clicks. */
export function pill({ verdict }: QuestionResult): Html | null {
	if (verdict === 'descriptive') return null;
	return markup`<span class="pill ${TONES[verdict]}">&nbsp; ${VERDICTS[verdict]} &nbsp;</span>`;
}

/** How a verdict is to be taken, which decides its color. */
const TONES: Readonly<Partial<Record<Verdict, 'win' | 'lean' | 'level'>>> = {
	clearWinner: 'win',
	reliable: 'win',
	leading: 'lean',
	rough: 'lean',
	practicallyTied: 'level',
	tied: 'level',
	noWinner: 'level',
};

/** What people saw: the context of the question and, where nothing is chosen, the thing that was tested. */
function shown(question: SurveyQuestion, result: QuestionResult, medium: Medium): Html | null {
	const context = contextOf(question);
	const tested = result.options.length === 0 ? question.options : [];
	// A click map shows the image already.
	const mapped = hasMap(result, medium) ? question.options.map(pictureOf) : [];
	const urls = [context.picture, ...tested.map(pictureOf)].filter((url) => !mapped.includes(url));
	const texts = [context.text, ...tested.map(({ value }) => value)];
	const all = [
		...urls.map((url) => picture(url, 'seen', 'What people saw', medium)),
		...texts.map((text) => text && markup`<div>${openText(text, 400, medium)}</div>`),
	].filter(Boolean);
	if (all.length === 0) return null;
	return markup`<div class="shown"><p class="key">What people saw</p>${all}</div>`;
}

function hasMap({ kind, points = [] }: QuestionResult, { isEmail }: Medium): boolean {
	return kind === 'clicks' && points.length > 0 && !isEmail;
}

function figures(question: SurveyQuestion, result: QuestionResult, medium: Medium): Html | null {
	const { kind, rounds = [], pairwise } = result;
	if (hasMap(result, medium)) {
		const [option] = question.options;
		return heatMap(result, picture(option && pictureOf(option), 'seen', '', medium));
	}
	if (!hasFigures(result)) return null;
	if (kind === 'rating') return rating(result);
	const isMany = !medium.isEmail && result.options.length > 2 && pairwise !== undefined;
	return markup`${optionBars(question, result, medium)}
		${rounds.length > 1 && roundsTable(result, medium.isEmail)}
		${isMany && pairwiseTable(result)}`;
}

function rating(result: QuestionResult): Html | null {
	const { mean, median, standardDeviation, topTwo, bottomTwo, counted: people } = result;
	if (people === 0) return null;
	const bars = ratingBars(result);
	if (typeof mean !== 'number')
		return markup`<p class="key">Counted by name: no numbers came with these ratings.</p>${bars}`;
	const spread = [
		'Mean',
		typeof median === 'number' && `Median ${median}`,
		typeof standardDeviation === 'number' && `Standard deviation ${standardDeviation.toFixed(1)}`,
		topTwo && `Best two places ${percentOf(topTwo.votes, people)}`,
		bottomTwo && `Worst two places ${percentOf(bottomTwo.votes, people)}`,
	];
	return markup`<p class="mean">${mean.toFixed(1)}</p>
		<p class="key">${spread.filter(Boolean).join(' · ')}</p>${bars}`;
}
