import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey } from '../../api/shapes';
import { surveyRow } from '../../results/rows';
import { simplify, surveyLocator } from '../fields';
import type { Operation } from '../operation';

/** Reads one survey with its questions. */
export const get: Operation = {
	name: 'Get',
	action: 'Get a survey',
	description: 'Read a survey, its questions and how many have answered',
	nature: 'read',
	fields: [surveyLocator, simplify],
	async execute({ connection, parameters, maxWaitMs }) {
		const ids = { surveyId: parameters.id('surveyId', 'surveys') };
		const raw = readObject(await call(connection, 'getSurvey', { ids, maxWaitMs }));
		return parameters.flag('simplify', true) ? surveyRow(readSurvey(raw)) : raw;
	},
};
