/**
 * Makes the pages and e-mails of all example surveys, outside of Jest, in whose context every use of
 * `Math` is slow. Reads `{ images: [url, data URL][], people }` from standard input and writes
 * `{ [survey]: { page, email } }` to standard output, both as JSON.
 */
import { text } from 'node:stream/consumers';
import { reportEmail, reportPage, surveyResults } from '../../nodes/PickFu/results/index';
import { SURVEYS } from './reportSurveys.mts';

const { images, people } = JSON.parse(await text(process.stdin)) as {
	images: Array<[string, string]>;
	people: number;
};
const settings = {
	images: new Map(images),
	traitNames: new Map([['amazon-prime', 'Amazon Prime members']]),
	country: 'United States',
};
const made = Object.entries(SURVEYS).map(([name, make]) => {
	const { survey, answers } = make(people);
	const results = surveyResults(survey, answers, { confidence: 0.95, breakdownBy: ['all'] });
	const page = reportPage(survey, results, answers, settings);
	return [name, { page, email: reportEmail(survey, results, answers, settings) }];
});
process.stdout.write(JSON.stringify(Object.fromEntries(made)));
