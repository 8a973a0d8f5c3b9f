import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import type { Survey } from '../../api/shapes';
import { checkQuestions, copySurvey, type SurveyCopy } from '../../questions';
import { surveyRow } from '../../results/rows';
import { simplify, surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { changeFields } from './audience';
import { makeDraft } from './draft';
import { readSettings } from './input';
import { readOne } from './readOne';

/**
 * Makes a new draft from a survey, of any status. PickFu has no call for it, so the survey is read
 * and made anew; what its answer does not hold cannot be copied, and is named in the output.
 */
export const duplicate: Operation = {
	name: 'Duplicate',
	action: 'Duplicate a survey as a draft',
	description:
		'Make a free draft with the questions, audience and settings of a survey, for example to repeat it every week',
	nature: 'write',
	fields: [surveyLocator, { ...changeFields, displayName: 'Changes' }, simplify],
	async execute({ connection, parameters, maxWaitMs, attempt }) {
		const changes = readSettings(parameters.collection('updateFields'));
		const source = await readOne(connection, parameters.id('surveyId', 'surveys'), maxWaitMs);
		const copy = copySurvey(source);
		checkCopy(copy, source);
		const settings = { ...copy.settings, name: `${source.name ?? 'Survey'} (copy)`, ...changes };
		const survey = await makeDraft(connection, copy.questions, settings, maxWaitMs, attempt);
		const record: IDataObject = parameters.flag('simplify', true) ? surveyRow(survey) : survey.raw;
		return { ...record, duplicateOf: source.id, notCarriedOver: copy.notCarriedOver };
	},
};

/** A copy without its images would ask another question, and be paid for. */
function checkCopy({ questions, lostMedia }: SurveyCopy, source: Survey): void {
	const problems = [
		...lostMedia.map(
			(place) => `${place}: what it shows has a name that this version does not know`,
		),
		...checkQuestions(questions).map(({ message }) => message),
	];
	if (problems.length === 0) return;
	throw new PickFuFailure({
		kind: 'differs',
		message:
			'The survey cannot be duplicated, because PickFu does not give all of its questions back',
		description: `${problems.slice(0, 5).join('. ')}. Nothing was made. Duplicate ${source.surveyUrl ?? 'the survey'} in PickFu, or make the draft with Create.`,
		outcome: 'notDone',
	});
}
