import { surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { surveyOutput, surveyRecord } from './output';
import { readOne } from './readOne';

/** Reads one survey with its questions. */
export const get: Operation = {
	name: 'Get',
	action: 'Get survey',
	description: 'Retrieve a survey with its questions and response count',
	nature: 'read',
	fields: [surveyLocator],
	record: surveyRecord(),
	async execute({ connection, parameters, maxWaitMs }) {
		return surveyOutput(await readOne(connection, parameters.id('surveyId', 'surveys'), maxWaitMs));
	},
};
