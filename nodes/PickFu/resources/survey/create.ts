import type { Operation } from '../operation';
import { additionalFields, audienceFields } from './audience';
import { makeDraft } from './draft';
import { readQuestions, readSettings } from './input';
import { surveyOutput, surveyRecord } from './output';
import { uploadFiles } from './questionFiles';
import { questionForm } from './questionForm';

/** Makes a draft. It is free, and nobody is asked before it is published. */
export const create: Operation = {
	name: 'Create',
	action: 'Create a survey draft',
	description:
		'Make a draft with its questions and audience. It costs nothing until it is published.',
	nature: 'write',
	fields: [...questionForm({ forUpdate: false }), ...audienceFields, additionalFields],
	record: surveyRecord('differences'),
	async execute(item) {
		const { connection, parameters, maxWaitMs } = item;
		const questions = readQuestions(parameters, false);
		const settings = readSettings({
			...parameters.collection('additionalFields'),
			country: parameters.value('country', 'US') as string,
			sampleSize: parameters.value('sampleSize', 50) as number,
			targeting: parameters.value('targeting', []) as string[],
			reporting: parameters.value('reporting', []) as string[],
		});
		const { survey, differences } = await makeDraft(
			connection,
			await uploadFiles(item, questions),
			settings,
			maxWaitMs,
			item.attempt,
		);
		return surveyOutput(survey, { ...(differences.length > 0 && { differences }) });
	},
};
