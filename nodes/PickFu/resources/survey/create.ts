import { PickFuFailure } from '../../api/failure';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { readSurvey, STATUS, type Survey } from '../../api/shapes';
import { createBody, type UpdateBody } from '../../questions';
import { choiceField } from '../fields';
import type { ItemCall, Operation } from '../operation';
import { additionalFields, audienceFields, nameField } from './audience';
import { compare, makeDraft, type Draft } from './draft';
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
		choiceField(
			'If a Survey With This Name Exists',
			'ifNameExists',
			'What to do if your account has a draft or survey of exactly this name. Archived surveys are ignored.',
			[
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
			'createAnother',
		),
		additionalFields,
	],
	record: surveyRecord('alreadyExisted', 'differences'),
	async execute(item) {
		const { parameters, journal } = item;
		const questions = readQuestions(parameters, false);
		const audience = audienceFields.map(({ name, default: fallback }) => [
			name,
			parameters.value(name, fallback),
		]);
		const settings = readSettings({
			...parameters.collection('additionalFields'),
			name: parameters.text('name'),
			...Object.fromEntries(audience),
		});
		// A draft of an earlier run of this item is its own, and has its name only once it is filed.
		const isRetry = journal.read().note?.draft !== undefined;
		const existing = isRetry ? undefined : await findExisting(item, settings.name);
		const { survey, differences } = existing
			? compareExisting(existing, createBody(questions, settings))
			: await makeDraft(item, questions, settings);
		return surveyOutput(survey, {
			...(existing && { alreadyExisted: true }),
			...(differences.length > 0 && { differences }),
		});
	},
};

/** The survey of the very name, when the builder wants it returned and there is one. */
async function findExisting(
	{ connection, parameters, maxWaitMs }: ItemCall,
	name: string | undefined,
): Promise<Survey | undefined> {
	const choice = parameters.text('ifNameExists') || 'createAnother';
	if (choice === 'createAnother') return undefined;
	if (choice !== 'returnExisting') {
		throw PickFuFailure.field('ifNameExists', 'must be createAnother or returnExisting');
	}
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
	return found && (await readOne(connection, readSurvey(found).id, maxWaitMs));
}

/** A draft that would ask others, or more of them, than this node says must not be published unseen. */
function compareExisting(survey: Survey, body: UpdateBody): Draft {
	const words = {
		message: 'A draft with this name exists and differs from what you requested',
		description: `No draft was created. Update or delete draft ${survey.id}, or change 'Name'.`,
		outcome: 'notDone' as const,
	};
	const isDraft = survey.status === STATUS.draft;
	return {
		survey,
		differences: compare(survey, { targeting: [], ...body }, isDraft ? words : undefined),
	};
}
