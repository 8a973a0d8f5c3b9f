import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { list } from '../../api/pages';
import { QUERY } from '../../api/names';
import { textField } from '../../api/read';
import { readAnswer } from '../../api/shapes';
import { listFields, surveyLocator, stringField } from '../fields';
import type { Operation, RecordFields } from '../operation';
import { asText } from '../parameters';
import { readWithResponses } from '../survey/readOne';

const RESPONSE_RECORD: RecordFields = {
	ids: ['responseId', 'id'],
	names: [
		'surveyId',
		'questionId',
		'optionId',
		'optionNumber',
		'question',
		'answer',
		'score',
		'ranking',
		'clicks',
		'media',
		'explanation',
		'translation',
		'chosenOption',
		'matchup',
		'rounds',
		'mediaTranscription',
		'pinned',
		'rating',
		'respondent',
	],
};

const questionField: INodeProperties = {
	displayName: 'Question Name or ID',
	name: 'questionId',
	type: 'options',
	typeOptions: {
		loadOptionsMethod: 'getQuestions',
		loadOptionsDependsOn: ['surveyId.value'],
	},
	default: '',
	description:
		'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};

/** Reads the answers of a survey, finished or still running. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many survey responses',
	description: 'Retrieve the responses to a survey, with explanations and respondent traits',
	nature: 'read',
	fields: [
		surveyLocator,
		...listFields(
			stringField('Language', 'language', 'Language code for translated explanations', {
				placeholder: 'e.g. de',
			}),
			questionField,
		),
	],
	record: RESPONSE_RECORD,
	async execute({ connection, parameters, maxWaitMs, form }) {
		const surveyId = parameters.id('surveyId', 'surveys');
		const filters = parameters.collection('filters');
		const questionId = asText(filters.questionId, 'questionId');
		const language = asText(filters.language, 'language');
		const query: IDataObject = {
			...(questionId !== '' && { [QUERY.questionId]: questionId }),
			...(language !== '' && { [QUERY.language]: language }),
		};
		const options = {
			query,
			limit: parameters.limit(),
			...(questionId !== '' && {
				keep: (record: IDataObject) =>
					[undefined, questionId].includes(textField(record, 'questionId')),
			}),
		};
		if (form === 'raw') {
			const ids = { surveyId };
			const records = await list(connection, 'listResponses', { ...options, ids, maxWaitMs });
			return records.map((raw) => ({ simplified: raw }));
		}
		const [survey, records] = await readWithResponses(connection, surveyId, maxWaitMs, options);
		const { answerRows } = await import('../../results/rows');
		const rows = answerRows(survey, records.map(readAnswer));
		return rows.map((simplified, index) => ({ simplified, raw: records[index] }));
	},
};
