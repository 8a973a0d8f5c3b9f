import type { Answer, Survey, SurveyQuestion } from '../api/shapes';
import { breakDown } from './breakdown';
import { countQuestion, type Count } from './count';
import { asksForChoice } from './kinds';
import { groupReasons } from './reasons';
import type { QuestionResult, ResultSettings, SurveyResults, Verdict } from './types';
import { cautionsOf, isComplete, methodOf, summaryOf, surveyNotes } from './words';

/**
 * The result of one question.
 *
 * @param answers of this question only
 * @param number its place in the survey, from 1
 * @throws {RangeError} when the settings' confidence or power is not between 0 and 1
 */
export function questionResult(
	question: SurveyQuestion,
	answers: readonly Answer[],
	settings: ResultSettings,
	number = 1,
): QuestionResult {
	checkSettings(settings);
	const count = countQuestion(question, answers, settings);
	const { breakdown, notes } = breakDown(question, answers, settings, count);
	return {
		questionId: question.id ?? null,
		number,
		type: question.type ?? null,
		kind: count.kind,
		question: question.prompt ?? null,
		respondents: count.answers,
		answers: count.answers,
		counted: count.counted,
		unresolved: 0,
		verdict: verdictOf(count),
		summary: summaryOf(count, settings.confidence),
		options: count.options,
		...count.decision,
		confidence: settings.confidence,
		method: methodOf(count),
		notes: [...cautionsOf(count), ...notes],
		...details(count),
		...(settings.reasons ? { reasons: groupReasons(answers, count) } : {}),
		...(breakdown.length > 0 ? { breakdown } : {}),
	};
}

/**
 * The result of a survey: every question, and the first that asks for a choice in flat members.
 * Answers without a question's id belong to the question of a survey that has only one; answers that
 * belong to no question are counted in the notes.
 *
 * @param answers of all questions, in any order
 * @throws {RangeError} when the settings' confidence or power is not between 0 and 1
 */
export function surveyResults(
	survey: Survey,
	answers: readonly Answer[],
	settings: ResultSettings,
): SurveyResults {
	checkSettings(settings);
	const { byQuestion, unassigned } = assignAnswers(survey, answers);
	const questions = survey.questions.map((question, index) =>
		questionResult(question, byQuestion[index]!, settings, index + 1),
	);
	const deciding = questions.find(({ kind }) => asksForChoice(kind));
	const complete = isComplete(survey.status);
	return {
		// What people read comes first: the editor's table shows the first columns only.
		verdict: (deciding ?? questions[0])?.verdict ?? 'noResponses',
		summary: (deciding ?? questions[0])?.summary ?? 'No questions, so there is nothing to count.',
		winner: deciding?.winner?.label ?? null,
		winnerShare: deciding?.winner?.share ?? null,
		winnerLow: deciding?.winner?.low ?? null,
		winnerHigh: deciding?.winner?.high ?? null,
		winnerVotes: deciding?.winner?.votes ?? null,
		runnerUp: deciding?.runnerUp?.label ?? null,
		runnerUpShare: deciding?.runnerUp?.share ?? null,
		margin: deciding?.margin ?? null,
		tie: deciding?.tie ?? false,
		significant: deciding?.significant ?? null,
		pValue: deciding?.pValue ?? null,
		confidence: settings.confidence,
		enoughAnswers: (deciding ?? questions[0])?.enoughAnswers ?? null,
		moreNeeded: (deciding ?? questions[0])?.moreNeeded ?? null,
		mean: questions.find(({ kind }) => kind === 'rating')?.mean ?? null,
		respondents: Math.max(0, ...questions.map(({ respondents }) => respondents)),
		answers: answers.length,
		sampleSize: survey.sampleSize ?? null,
		name: survey.name ?? null,
		status: survey.status ?? null,
		complete,
		decidedBy: deciding?.number ?? null,
		winnerNumber: deciding?.winner?.number ?? null,
		winnerOptionId: deciding?.winner?.optionId ?? null,
		surveyId: survey.id,
		questions,
		notes: surveyNotes(survey, questions, unassigned),
	};
}

/** The answers to each question of a survey, in its order, and how many belong to none. */
export function assignAnswers(
	{ questions }: Survey,
	answers: readonly Answer[],
): { byQuestion: Answer[][]; unassigned: number } {
	const places = new Map<string, number>();
	questions.forEach(({ id }, index) => {
		if (id !== undefined && !places.has(id)) places.set(id, index);
	});
	const byQuestion: Answer[][] = questions.map(() => []);
	let unassigned = 0;
	for (const answer of answers) {
		const named = answer.questionId === undefined ? undefined : places.get(answer.questionId);
		const only =
			questions.length === 1 && (answer.questionId === undefined || questions[0]!.id === undefined)
				? 0
				: undefined;
		const place = named ?? only;
		if (place === undefined) unassigned += 1;
		else byQuestion[place]!.push(answer);
	}
	return { byQuestion, unassigned };
}

function verdictOf({ kind, counted, decision }: Count): Verdict {
	if (counted === 0) return 'noResponses';
	if (kind === 'rating') return decision.enoughAnswers ? 'reliable' : 'rough';
	if (!asksForChoice(kind)) return 'descriptive';
	if (decision.tie) return 'tied';
	if (decision.winner === null) return 'noWinner';
	return decision.significant ? 'clearWinner' : 'leading';
}

function details({ rounds, ratings, clicks }: Count): Partial<QuestionResult> {
	if (rounds !== undefined) return { rounds };
	if (clicks !== undefined) return { points: clicks.points, grid: clicks.grid };
	if (ratings === undefined) return {};
	const { mean, meanLow, meanHigh, standardError, median, distribution } = ratings;
	return { mean, meanLow, meanHigh, standardError, median, distribution };
}

function checkSettings({ confidence, power }: ResultSettings): void {
	if (!(confidence > 0 && confidence < 1)) {
		throw new RangeError('Confidence has to be a fraction between 0 and 1, such as 0.95');
	}
	if (power !== undefined && !(power > 0 && power < 1)) {
		throw new RangeError('Power has to be a fraction between 0 and 1, such as 0.8');
	}
}
