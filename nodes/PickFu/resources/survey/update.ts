import { PickFuFailure } from '../../api/failure';
import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey } from '../../api/shapes';
import { updateBody } from '../../questions';
import { surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { changeFields } from './audience';
import { compare } from './draft';
import { readQuestions, readSettings } from './input';
import { surveyOutput, surveyRecord } from './output';
import { uploadFiles } from './questionFiles';
import { questionForm } from './questionForm';

/**
 * Changes a survey: everything of a draft; name, tags and project of a published one.
 * Source: https://www.pickfu.com/docs/api-reference/surveys/update-survey
 */
export const update: Operation = {
	name: 'Update',
	action: 'Update survey',
	description: 'Update a draft, or the name, tags and project of a published survey',
	nature: 'write',
	fields: [surveyLocator, changeFields, ...questionForm({ forUpdate: true })],
	record: surveyRecord('differences'),
	async execute(item) {
		const { connection, parameters, maxWaitMs } = item;
		const ids = { surveyId: parameters.id('surveyId', 'surveys') };
		const settings = readSettings(parameters.collection('updateFields'));
		const questions = readQuestions(parameters, true);
		const body = updateBody(settings, questions && (await uploadFiles(item, questions)));
		if (Object.keys(body).length === 0) {
			throw PickFuFailure.input(
				'No fields to update',
				"Add a field under 'Update Fields', or add questions.",
				'updateFields',
			);
		}
		const options = { ids, body: { ...body }, maxWaitMs };
		const survey = readSurvey(readObject(await call(connection, 'updateSurvey', options)));
		const others = compare(survey, body, {
			message: "PickFu didn't make every change",
			description:
				"Questions and audience of a published survey can't be changed. Otherwise PickFu's API may have changed: check for a newer version of n8n-nodes-pickfu.",
			outcome: 'done',
		});
		return surveyOutput(survey, { ...(others.length > 0 && { differences: others }) });
	},
};
