import { surveyResults } from '../../nodes/PickFu/results/index';
import { reportEmail } from '../../nodes/PickFu/results/report/email';
import { reportPage } from '../../nodes/PickFu/results/report/page';
import { PIXEL } from './reportMarkup.mts';
import { all, treeOf, type Element } from './reportReading.mts';
import { SURVEYS, type Reported } from './reportSurveys.mts';

/** A report of an example survey, as it is read. */
export interface Example extends Reported {
	page: string;
	email: string;
	/** The parts of the page: the head, the decision, each question, the foot. */
	inPage: Element[];
	/** The rows of the e-mail: head and decision, each question, the foot. */
	inEmail: Element[];
}

const known = new Map<string, Example>();

/** The report of an example survey with every breakdown and all its images, made once. */
export function example(name: string, people?: number): Example {
	const key = `${name} ${people}`;
	if (!known.has(key)) known.set(key, made(SURVEYS[name]!(people)));
	return known.get(key)!;
}

function made(reported: Reported): Example {
	const { survey, answers } = reported;
	const results = surveyResults(survey, answers, { confidence: 0.95, breakdownBy: ['all'] });
	const urls = JSON.stringify(survey.raw).match(/https:\/\/images[^"]*/g) ?? [];
	const images = new Map(urls.map((url) => [url, PIXEL]));
	const page = reportPage(survey, results, answers, { images });
	const email = reportEmail(survey, results, answers);
	const [main] = all(treeOf(page), 'main');
	const [, card] = all(treeOf(email), 'table');
	return { ...reported, page, email, inPage: elements(main!), inEmail: elements(card!) };
}

const elements = ({ children }: Element) => children.filter((child) => typeof child !== 'string');
