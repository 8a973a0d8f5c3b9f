import { PickFuFailure } from '../../api/failure';
import type { Survey } from '../../api/shapes';
import { checkQuestions, copySurvey, type SurveyCopy, type SurveySettings } from '../../questions';
import { flagField, surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { asFlag } from '../parameters';
import { changeFields } from './audience';
import { makeDraft } from './draft';
import { readSettings } from './input';
import { surveyOutput, surveyRecord } from './output';
import { readOne } from './readOne';

/**
 * Creates a draft from a survey of any status. PickFu has no call for it, so the survey is read and
 * created again; what its answer does not hold cannot be copied, and is named in the output.
 */
export const duplicate: Operation = {
	name: 'Duplicate',
	action: 'Duplicate survey',
	description: 'Create a new draft from an existing survey',
	nature: 'write',
	fields: [surveyLocator, { ...changeFields, displayName: 'Changes' }],
	record: surveyRecord('differences', 'duplicateOf', 'notCarriedOver'),
	options: [
		flagField(
			'Allow Incomplete Copy',
			'allowIncomplete',
			"Whether to create the draft even if its images or its audience can't be copied. What is missing is listed in 'notCarriedOver'.",
		),
	],
	async execute(item) {
		const { connection, parameters, maxWaitMs } = item;
		const changes = readSettings(parameters.collection('updateFields'));
		const allowIncomplete = parameters.collection('options').allowIncomplete;
		const source = await readOne(connection, parameters.id('surveyId', 'surveys'), maxWaitMs);
		const copy = copySurvey(source);
		const isAllowed = asFlag(allowIncomplete, 'allowIncomplete', false);
		checkCopy(copy, source, isAllowed ? undefined : changes);
		const settings = { ...copy.settings, name: `${source.name ?? 'Survey'} (copy)`, ...changes };
		const { survey, differences } = await makeDraft(item, copy.questions, settings);
		return surveyOutput(survey, {
			...(differences.length > 0 && { differences }),
			duplicateOf: source.id,
			notCarriedOver: copy.notCarriedOver,
		});
	},
};

/**
 * Refuses a copy that would ask another question, or other people, and be paid for all the same.
 *
 * @param changes what the builder sets instead; undefined where a loss is allowed
 */
function checkCopy(
	{ questions, lostMedia, lostAudience }: SurveyCopy,
	source: Survey,
	changes: SurveySettings | undefined,
): void {
	const problems = checkQuestions(questions).map(({ message }) => message);
	if (changes !== undefined) {
		const lost = lostAudience.filter((member) => changes[member] === undefined);
		problems.unshift(
			...lostMedia.map((place) => `${place}: ${UNKNOWN_MEDIA}`),
			...lost.map((member) => `The ${AUDIENCE_WORDS[member]} is in an unknown format`),
		);
	}
	if (problems.length === 0) return;
	const advice = `Duplicate ${source.surveyUrl ?? 'the survey'} in PickFu, use Create, set the audience under 'Changes', or turn on 'Allow Incomplete Copy'.`;
	throw new PickFuFailure({
		kind: 'differs',
		message: "The survey can't be duplicated because PickFu doesn't return all of its data",
		description: `${problems.slice(0, 5).join('. ')}. No draft was created. ${advice}`,
		outcome: 'notDone',
	});
}

const UNKNOWN_MEDIA = "its media uses a field this version doesn't recognize";

const AUDIENCE_WORDS = { country: 'country', sampleSize: 'sample size', targeting: 'targeting' };
