import { surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { asFlag, asText, asTexts } from '../parameters';
import { makeReport } from './report';
import { readConfidence, RESULTS_RECORD, resultsOf, resultsRecord } from './resultsOf';

/** Reads a survey with all its answers and makes a decision of them: numbers to branch on. */
export const getResults: Operation = {
	name: 'Get Results',
	action: 'Get the results of a survey',
	description:
		'Read all answers and give winner, shares, significance and whether there are enough answers',
	nature: 'read',
	fields: [
		surveyLocator,
		{
			displayName: 'Confidence',
			name: 'confidence',
			type: 'options',
			options: [
				{ name: '80%', value: 0.8, description: 'A quick signal' },
				{ name: '90%', value: 0.9 },
				{ name: '95%', value: 0.95, description: 'The usual choice' },
				{ name: '99%', value: 0.99, description: 'For decisions that are expensive to undo' },
			],
			default: 0.95,
			description:
				'How sure the intervals and the comparison of the winner with the runner-up should be',
		},
	],
	record: RESULTS_RECORD,
	options: [
		{
			displayName: 'Break Down By',
			name: 'breakdownBy',
			type: 'string',
			default: '',
			placeholder: 'e.g. Gender, Age range',
			description:
				'Reported traits to split the results by, with commas between them; all for all of them',
		},
		{
			displayName: 'Include Reasons',
			name: 'includeReasons',
			type: 'boolean',
			default: false,
			description: 'Whether to add what people wrote, grouped by the option they chose',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'reportField',
			type: 'string',
			default: 'report',
			description: 'Name of the output field for the report page',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Report',
			name: 'report',
			type: 'multiOptions',
			options: [
				{
					name: 'E-Mail',
					value: 'email',
					description: 'As HTML text in the field "reportEmail", for the body of an e-mail',
				},
				{
					name: 'Page',
					value: 'page',
					description: 'As one HTML file that can be opened, printed and passed on',
				},
			],
			default: ['page'],
			description: 'The results to look at: bars, rounds, quotes and notes on the method',
		},
	],
	async execute({ connection, parameters, maxWaitMs }) {
		const surveyId = parameters.id('surveyId', 'surveys');
		const options = parameters.collection('options');
		const settings = {
			confidence: readConfidence(parameters.value('confidence', 0.95)),
			breakdownBy: asTexts(options.breakdownBy, 'breakdownBy'),
			reasons: asFlag(options.includeReasons, 'includeReasons', false),
		};
		const { survey, answers, results } = await resultsOf(connection, surveyId, settings, maxWaitMs);
		const simplified = resultsRecord(results, true);
		const raw = resultsRecord(results, false);
		const forms = asTexts(options.report, 'report');
		if (forms.length === 0) return { simplified, raw };
		const choice = {
			page: forms.includes('page'),
			email: forms.includes('email'),
			field: asText(options.reportField, 'reportField') || 'report',
		};
		const report = await makeReport(connection, choice, survey, results, answers);
		return {
			simplified: { ...simplified, ...report.json },
			raw: { ...raw, ...report.json },
			binary: report.binary,
		};
	},
};
