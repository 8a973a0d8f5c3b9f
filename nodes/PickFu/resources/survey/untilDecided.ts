import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { STATUS, type Survey } from '../../api/shapes';
import type { SurveyResults } from '../../results';
import { requiredNumber } from '../money';
import type { ItemCall, Output } from '../operation';
import type { Parameters } from '../parameters';
import { confidenceField, readConfidence, resultsOf } from './resultsOf';

/** The fields of asking in stages, shown where `shown` says. */
export function untilDecidedFields(
	shown: Record<string, Array<string | boolean>>,
): INodeProperties[] {
	const fields: INodeProperties[] = [
		{
			displayName: 'Step',
			name: 'step',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Respondents to add each time the survey has completed without a decision',
		},
		{
			displayName: 'Level Margin',
			name: 'levelMargin',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 49 },
			default: 10,
			description:
				'How far from an even split two options may be and still count as level, in percentage points. With 10, up to 60 to 40.',
		},
		{
			...confidenceField,
			description: 'How sure the decision must be, however often the survey is checked',
		},
	];
	return fields.map((field) => ({ ...field, displayOptions: { show: shown } }));
}

/** How a survey is asked in stages. */
export interface Stages {
	/** Respondents that a stage adds. */
	step: number;
	/** The most respondents that the survey may have in all. */
	most: number;
	confidence: number;
	/** Points from an even split. */
	levelMargin: number;
}

/**
 * The settings in the fields above.
 *
 * @param most the most respondents that the survey may have in all
 * @throws {PickFuFailure} kind `input`
 */
export function readStages(parameters: Parameters, most: number): Stages {
	const given = parameters.value('levelMargin');
	const levelMargin = typeof given === 'string' ? Number(given) : given;
	if (typeof levelMargin !== 'number' || !(levelMargin > 0 && levelMargin < 50)) {
		throw PickFuFailure.field('levelMargin', 'must be a number between 0 and 50');
	}
	return {
		step: requiredNumber(parameters, 'step'),
		most,
		confidence: readConfidence(parameters.value('confidence')),
		levelMargin,
	};
}

/** What one look at a survey says. */
export interface StageLook {
	survey: Survey;
	results: SurveyResults;
	/** The sample size of the next stage; undefined when nothing is to be added now. */
	goal?: number;
}

/**
 * Looks at a survey once: its decision, and how far the next stage goes. Nothing is added while it is running, nor
 * when it is decided or has the most that it may have.
 */
export async function lookAtStage(
	{ connection, maxWaitMs }: Pick<ItemCall, 'connection' | 'maxWaitMs'>,
	surveyId: string,
	{ step, most, confidence, levelMargin }: Stages,
): Promise<StageLook> {
	const settings = { confidence, levelMargin };
	const { survey, results } = await resultsOf(connection, surveyId, settings, maxWaitMs);
	const { status, sampleSize = 0 } = survey;
	const isNext = results.decision === 'open' && status !== STATUS.running && sampleSize < most;
	return { survey, results, ...(isNext && { goal: Math.min(most, sampleSize + step) }) };
}

/** @throws {PickFuFailure} kind `conflict` when no question of the survey can be decided */
export function checkDecidable({ results }: StageLook): void {
	if (results.decision !== null) return;
	throw new PickFuFailure({
		kind: 'conflict',
		message: "The survey has no question that 'Until Decided' could decide",
		description: 'Nothing was charged. It needs a question in which people choose between options.',
		outcome: 'notDone',
	});
}

/** The names that a look adds to those of a survey. */
export const STAGE_NAMES = [
	'decision',
	'decisionSummary',
	'winner',
	'winnerOptionId',
	'respondentsLeft',
];

/** A look as an output record, with what was added. */
export function stageOutput(
	{ survey, results }: StageLook,
	{ most }: Stages,
	counts: IDataObject,
): Output {
	const { decision, decisionSummary, winner, winnerOptionId } = results;
	const isWinner = decision === 'winner';
	const { id, name, status, sampleSize } = survey;
	const left = decision === 'open' ? Math.max(0, most - (sampleSize ?? most)) : 0;
	const added = {
		decision,
		winner: isWinner ? winner : null,
		decisionSummary,
		...counts,
		respondentsLeft: left,
	};
	return {
		simplified: { id, name, status, sampleSize, ...added },
		raw: { ...survey.raw, ...added, winnerOptionId: isWinner ? winnerOptionId : null },
	};
}
