import { flagField, loadedField, stringField, surveyLocator } from '../fields';
import type { Operation } from '../operation';
import { asFlag, asText, asTexts } from '../parameters';
import { makeReport } from './report';
import {
	confidenceField,
	readConfidence,
	RESULTS_RECORD,
	resultsOf,
	resultsRecord,
} from './resultsOf';

/** Reads a survey with all its answers and makes a decision of them: numbers to branch on. */
export const getResults: Operation = {
	name: 'Get Results',
	action: 'Get survey results',
	description:
		'Retrieve the results of a survey: verdict, winner, shares, significance and what to be careful with',
	nature: 'read',
	fields: [surveyLocator, confidenceField],
	record: { ...RESULTS_RECORD, names: [...RESULTS_RECORD.names, 'reportEmail'] },
	options: [
		loadedField('Break Down By Names or IDs', 'breakdownBy', 'getBreakdownTraits', {
			description:
				'Reported traits to split the results by. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		}),
		flagField(
			'Include Reasons',
			'includeReasons',
			'Whether to add everything respondents wrote, by the option they chose, and every answer to open questions',
		),
		stringField(
			'Put Output File in Field',
			'reportField',
			'Name of the output field for the report page',
			{ default: 'report', hint: 'The name of the output binary field to put the file in' },
		),
		{
			displayName: 'Report',
			name: 'report',
			type: 'multiOptions',
			options: [
				{
					name: 'Email',
					value: 'email',
					description: "As HTML text in the field 'reportEmail', for the body of an email",
				},
				{ name: 'Page', value: 'page', description: 'As one HTML file to open, print and share' },
			],
			default: ['page'],
			description: 'Reports to create: bars, rounds, quotes and notes on the method',
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
		const field = asText(options.reportField, 'reportField') || 'report';
		const report = await makeReport(connection, forms, field, survey, results, answers);
		return {
			simplified: { ...simplified, ...report.json },
			raw: { ...raw, ...report.json },
			binary: report.binary,
		};
	},
};
