import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { STATUS } from '../../api/shapes';
import { numberField } from '../fields';
import type { ItemCall, Output } from '../operation';
import type { Parameters } from '../parameters';
import { confidenceField, readConfidence, resultsOf } from './resultsOf';

/** The fields of asking in stages, shown where `shown` says. */
export function untilDecidedFields(
	shown: Record<string, Array<string | boolean>>,
): INodeProperties[] {
	const fields = [
		numberField(
			'Step',
			'step',
			'Respondents to add each time the survey has completed without a decision',
			50,
		),
		numberField(
			'Level Margin',
			'levelMargin',
			'How far from an even split two options may be and still count as level, in percentage points. With 10, up to 60 to 40.',
			10,
			{ typeOptions: { minValue: 1, maxValue: 49 } },
		),
		{
			...confidenceField,
			description: 'How sure the decision must be, however often the survey is checked',
		},
	];
	return fields.map((field) => ({ ...field, displayOptions: { show: shown } }));
}

/** How a survey is asked in stages. */
export type Stages = ReturnType<typeof readStages>;

/**
 * The settings in the fields above: respondents that a stage adds, the most that the survey may have
 * in all, how sure a decision must be, and points from an even split.
 *
 * @throws {PickFuFailure} kind `input`
 */
export function readStages(parameters: Parameters, most: number) {
	const given = parameters.value('levelMargin');
	const levelMargin = typeof given === 'string' ? Number(given) : given;
	if (typeof levelMargin !== 'number' || !(levelMargin > 0 && levelMargin < 50)) {
		throw PickFuFailure.field('levelMargin', 'must be a number between 0 and 50');
	}
	const step = parameters.requiredNumber('step');
	return { step, most, confidence: readConfidence(parameters.value('confidence')), levelMargin };
}

/** What one look at a survey says. */
export type StageLook = Awaited<ReturnType<typeof lookAtStage>>;

/**
 * Looks at a survey once: its decision, and the sample size of the next stage, as `goal`. Nothing is
 * added while it is running, nor when it is decided or has the most that it may have.
 */
export async function lookAtStage(
	{ connection, maxWaitMs }: Pick<ItemCall, 'connection' | 'maxWaitMs'>,
	surveyId: string,
	{ step, most, confidence, levelMargin }: Stages,
) {
	const settings = { confidence, levelMargin };
	const { survey, results } = await resultsOf(connection, surveyId, settings, maxWaitMs);
	const { status, sampleSize = 0 } = survey;
	const isNext = results.decision === 'open' && status !== STATUS.running && sampleSize < most;
	return { survey, results, goal: isNext ? Math.min(most, sampleSize + step) : undefined };
}

/** A look as an output record, with what was added. */
export function stageOutput(
	{ survey, results }: StageLook,
	{ most }: Stages,
	counts: IDataObject,
): Output {
	const { decision, decisionSummary } = results;
	const isWinner = decision === 'winner';
	const { id, name, status, sampleSize } = survey;
	const added = {
		decision,
		winner: isWinner ? results.winner : null,
		decisionSummary,
		...counts,
		respondentsLeft: decision === 'open' ? Math.max(0, most - (sampleSize ?? most)) : 0,
	};
	const winnerOptionId = isWinner ? results.winnerOptionId : null;
	return {
		simplified: { id, name, status, sampleSize, ...added },
		raw: { ...survey.raw, ...added, winnerOptionId },
	};
}
