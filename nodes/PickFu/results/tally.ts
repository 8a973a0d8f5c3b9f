import { isOver, type Answer, type Survey, type SurveyQuestion } from '../api/shapes';
import { breakDown } from './breakdown';
import { countAnswers } from './count';
import { anytimeResult, decisionSoFar } from './decided';
import { scaleOf } from './ratings';
import { asksForChoice, assignAnswers, questionReader } from './reader';
import { groupReasons } from './reasons';
import type { QuestionResult, ResultSettings, SurveyResults } from './types';
import { cautionsOf, methodOf, summaryOf, surveyNotes } from './words';

/**
 * The result of one question.
 *
 * @param answers of this question only
 * @param number its place in the survey, from 1
 * @param complete true when PickFu has finished asking; nothing is tested before
 * @throws {RangeError} for a confidence that is not between 0 and 1, or a level margin not between 0 and 50
 */
export function questionResult(
	question: SurveyQuestion,
	answers: readonly Answer[],
	{ confidence, levelMargin = 10, breakdownBy = [], reasons }: ResultSettings,
	number = 1,
	complete = true,
): QuestionResult {
	if (!(confidence > 0 && confidence < 1)) {
		throw new RangeError('Confidence must be between 0 and 1, such as 0.95');
	}
	if (!(levelMargin > 0 && levelMargin < 50)) {
		throw new RangeError('Level margin must be between 0 and 50, such as 10');
	}
	const reader = questionReader(question, answers);
	const counting = { reader, confidence, complete, scale: scaleOf(reader) };
	const tallied = countAnswers(reader.readings, counting);
	const anytime = anytimeResult(tallied.poll, tallied.decision, levelMargin);
	const count = { ...tallied, decision: decisionSoFar(tallied.decision, anytime) };
	const { breakdown, notes } = breakDown(breakdownBy, counting);
	const { respondents, counted, unresolved, options, decision, figures } = count;
	return {
		questionId: question.id ?? null,
		number,
		type: question.type ?? null,
		kind: reader.kind,
		question: question.prompt ?? null,
		respondents,
		answers: count.answers,
		counted,
		unresolved,
		summary: summaryOf(count, confidence),
		options,
		...decision,
		...anytime,
		confidence,
		method: methodOf(count),
		notes: [...cautionsOf(count), ...notes],
		...figures,
		...(reasons ? { reasons: groupReasons(reader) } : {}),
		...(breakdown.length > 0 ? { breakdown } : {}),
	};
}

/**
 * The result of a survey: every question, and in flat members what the deciding one says: the first that asks for
 * a choice, else the first. Answers that belong to no question are counted in the notes.
 *
 * @throws {RangeError} for a confidence that is not between 0 and 1, or a level margin not between 0 and 50
 */
export function surveyResults(
	survey: Survey,
	answers: readonly Answer[],
	settings: ResultSettings,
): SurveyResults {
	const { byQuestion, unassigned } = assignAnswers(survey, answers);
	const complete = isOver(survey);
	const questions = survey.questions.map((question, index) =>
		questionResult(question, byQuestion[index]!, settings, index + 1, complete),
	);
	const deciding = questions.find(({ kind }) => asksForChoice(kind));
	const shown = deciding ?? questions[0];
	const winner = deciding?.winner;
	return {
		surveyId: survey.id,
		winnerOptionId: winner?.optionId ?? null,
		verdict: shown?.verdict ?? 'noResponses',
		summary: shown?.summary ?? 'No questions, so there is nothing to count.',
		decision: deciding?.decision ?? null,
		decisionSummary: deciding?.decisionSummary ?? null,
		winner: winner?.label ?? null,
		winnerShare: winner?.share ?? null,
		winnerLow: winner?.low ?? null,
		winnerHigh: winner?.high ?? null,
		winnerVotes: winner?.votes ?? null,
		winnerNumber: winner?.number ?? null,
		runnerUp: deciding?.runnerUp?.label ?? null,
		runnerUpShare: deciding?.runnerUp?.share ?? null,
		margin: deciding?.margin ?? null,
		tie: deciding?.tie ?? false,
		significant: deciding?.significant ?? null,
		pValue: deciding?.pValue ?? null,
		confidence: settings.confidence,
		enoughAnswers: shown?.enoughAnswers ?? null,
		moreNeeded: shown?.moreNeeded ?? null,
		mean: questions.find(({ kind }) => kind === 'rating')?.mean ?? null,
		respondents: Math.max(0, ...questions.map(({ respondents }) => respondents)),
		answers: answers.length,
		sampleSize: survey.sampleSize ?? null,
		name: survey.name ?? null,
		status: survey.status ?? null,
		complete,
		decidedBy: deciding?.number ?? null,
		questions,
		notes: surveyNotes(survey, questions, unassigned),
	};
}
