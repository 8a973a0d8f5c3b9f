import { PickFuFailure } from '../../api/failure';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { readSurvey, STATUS, type Survey } from '../../api/shapes';
import { createBody, type Question, type SurveySettings } from '../../questions';
import type { ItemCall, Operation } from '../operation';
import { additionalFields, audienceFields, nameField } from './audience';
import { compareDraft, makeDraft, type Draft } from './draft';
import { readQuestions, readSettings } from './input';
import { surveyOutput, surveyRecord } from './output';
import { questionForm } from './questionForm';
import { readOne } from './readOne';

/** Creates a draft. It is free, and nobody is asked before it is published. */
export const create: Operation = {
	name: 'Create',
	action: 'Create survey draft',
	description: 'Create a survey draft. Drafts are free; you pay when you publish.',
	nature: 'write',
	fields: [
		nameField,
		...questionForm({ forUpdate: false }),
		...audienceFields,
		{
			displayName: 'If a Survey With This Name Exists',
			name: 'ifNameExists',
			type: 'options',
			options: [
				{
					name: 'Create Another',
					value: 'createAnother',
					description: 'Create a new draft in every run',
				},
				{
					name: 'Return It',
					value: 'returnExisting',
					description: "Return that survey with 'alreadyExisted' set to true",
				},
			],
			default: 'createAnother',
			description:
				'What to do if your account has a draft or survey of exactly this name. Archived surveys are ignored.',
		},
		additionalFields,
	],
	record: surveyRecord('alreadyExisted', 'differences'),
	async execute(item) {
		const { parameters, journal } = item;
		const questions = readQuestions(parameters, false);
		const settings = readSettings({
			...parameters.collection('additionalFields'),
			name: parameters.text('name'),
			country: parameters.value('country', 'US') as string,
			sampleSize: parameters.value('sampleSize', 50) as number,
			targeting: parameters.value('targeting', []) as string[],
			reporting: parameters.value('reporting', []) as string[],
		});
		// A draft of an earlier run of this item is its own, and has its name only once it is filed.
		const isRetry = journal.read().note?.draft !== undefined;
		const existing = isRetry ? undefined : await findExisting(item, questions, settings);
		const { survey, differences } = existing ?? (await makeDraft(item, questions, settings));
		return surveyOutput(survey, {
			...(existing && { alreadyExisted: true }),
			...(differences.length > 0 && { differences }),
		});
	},
};

/** The survey of the very name, when the builder wants it returned and there is one. */
async function findExisting(
	{ connection, parameters, maxWaitMs }: ItemCall,
	questions: Question[],
	settings: SurveySettings,
): Promise<Draft | undefined> {
	const choice = parameters.text('ifNameExists') || 'createAnother';
	if (choice === 'createAnother') return undefined;
	if (choice !== 'returnExisting') {
		throw PickFuFailure.field('ifNameExists', 'must be createAnother or returnExisting');
	}
	const name = settings.name?.trim();
	if (name === undefined) {
		const advice = "'If a Survey With This Name Exists' needs a name to look for.";
		throw PickFuFailure.field('name', 'is empty', advice);
	}
	const [found] = await list(connection, 'listSurveys', {
		query: { [QUERY.text]: name },
		keep: (record) =>
			textField(record, 'name')?.trim() === name && readSurvey(record).status !== STATUS.archived,
		limit: 1,
		maxWaitMs,
	});
	if (found === undefined) return undefined;
	const survey = await readOne(connection, readSurvey(found).id, maxWaitMs);
	return { survey, differences: compareExisting(survey, questions, settings) };
}

/** A draft that would ask others, or more of them, than this node says must not be published unseen. */
function compareExisting(
	survey: Survey,
	questions: Question[],
	settings: SurveySettings,
): string[] {
	const { costly, others } = compareDraft(createBody(questions, settings), survey);
	if (costly.length === 0 || survey.status !== STATUS.draft) return [...costly, ...others];
	throw new PickFuFailure({
		kind: 'differs',
		message: `A draft with this name exists and differs from what you requested: ${costly.join('; ')}`,
		description: `No draft was created. Update or delete draft ${survey.id}, or change 'Name'.`,
		outcome: 'notDone',
	});
}
