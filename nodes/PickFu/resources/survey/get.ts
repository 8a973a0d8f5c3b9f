import { surveyRow } from '../../results/rows';
import { simplify, surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { readOne } from './readOne';

/** Reads one survey with its questions. */
export const get: Operation = {
	name: 'Get',
	action: 'Get a survey',
	description: 'Read a survey, its questions and how many have answered',
	nature: 'read',
	fields: [surveyLocator, simplify],
	async execute({ connection, parameters, maxWaitMs }) {
		const survey = await readOne(connection, parameters.id('surveyId', 'surveys'), maxWaitMs);
		return parameters.flag('simplify', true) ? surveyRow(survey) : survey.raw;
	},
};
