import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { readSurvey, STATUS, type Survey } from '../../api/shapes';
import { QUESTION_RULES } from '../../questions/rules';
import { COUNTRIES } from '../countries';
import { readTime } from '../dates';
import { listFields, projectLocator } from '../fields';
import type { Operation } from '../operation';
import { asId, asText, asTexts, locatorValue } from '../parameters';
import { hasTag, isInProject } from './filing';
import { SURVEY_RECORD, surveyOutput } from './output';

const STATUSES: INodePropertyOptions[] = [
	{ name: 'Archived', value: STATUS.archived },
	{ name: 'Completed', value: STATUS.completed },
	{ name: 'Draft', value: STATUS.draft },
	{ name: 'In Progress', value: STATUS.running },
];

/** What surveys can be sorted by here; what PickFu could sort by it has not published. */
const SORT_KEYS = {
	completedAt: 'Completed At',
	createdAt: 'Created At',
	name: 'Name',
	publishedAt: 'Published At',
	numResponses: 'Responses',
	sampleSize: 'Sample Size',
} as const;

/** Reads the surveys of the team, newest or not: PickFu documents no order. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many surveys',
	description: 'Retrieve a list of surveys, filtered by status, project, tag and more',
	nature: 'read',
	fields: [
		...listFields(),
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Countries',
					name: 'countries',
					type: 'multiOptions',
					options: COUNTRIES,
					default: [],
					description: 'Return only surveys whose respondents live in these countries',
				},
				{
					...projectLocator,
					description: 'ID of a project. Returns only its surveys.',
				},
				{
					displayName: 'Published After',
					name: 'publishedAfter',
					type: 'dateTime',
					default: '',
					description:
						"Return only surveys published after this time. Times without a time zone are in the workflow's.",
				},
				{
					displayName: 'Question Type',
					name: 'type',
					type: 'options',
					options: QUESTION_RULES.map(({ label, type }) => ({ name: label, value: type })).sort(
						(a, b) => a.name.localeCompare(b.name),
					),
					default: 'head_to_head',
					description: 'Return only surveys with questions of this type',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: STATUSES,
					default: 'completed',
					description:
						'Return only surveys with this status. PickFu may leave out archived surveys unless you choose Archived.',
				},
				{
					displayName: 'Tag Names or IDs',
					name: 'tags',
					type: 'multiOptions',
					typeOptions: { loadOptionsMethod: 'getTags' },
					default: [],
					description:
						'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. logo',
					description: 'Return only surveys with this text in the name or questions',
				},
			],
		},
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'collection',
			placeholder: 'Add sort field',
			default: {},
			description: 'Order of the surveys. Reads all surveys that match, then applies the limit.',
			options: [
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'options',
					options: Object.entries(SORT_KEYS).map(([value, name]) => ({ name, value })),
					default: 'createdAt',
					description: 'Field to sort by. Surveys without a value come last.',
				},
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'desc',
					description: 'Whether the lowest or the highest value comes first',
				},
			],
		},
	],
	record: SURVEY_RECORD,
	async execute({ connection, parameters, maxWaitMs, context }) {
		const { query, keep } = readFilters(parameters.collection('filters'), context.getTimezone());
		const order = readOrder(parameters.collection('sort'));
		const limit = parameters.limit();
		const records = await list(connection, 'listSurveys', {
			limit: order === undefined ? limit : Infinity,
			query,
			keep,
			maxWaitMs,
		});
		const surveys = records.map(readSurvey);
		if (order !== undefined) surveys.sort(order);
		return surveys.slice(0, limit).map((survey) => surveyOutput(survey));
	},
};

type Order = (one: Survey, other: Survey) => number;

/** How to sort; undefined for PickFu's own order. */
function readOrder(sort: IDataObject): Order | undefined {
	const chosen = oneOf(sort, 'sortBy', Object.keys(SORT_KEYS));
	const direction = oneOf(sort, 'direction', ['asc', 'desc']);
	if (chosen === '' && direction === '') return undefined;
	const key = chosen === '' ? 'createdAt' : (chosen as keyof typeof SORT_KEYS);
	const sign = direction === 'asc' ? 1 : -1;
	return ({ [key]: one }, { [key]: other }) => {
		if (one === undefined || other === undefined) {
			return Number(one === undefined) - Number(other === undefined);
		}
		return sign * compare(one, other);
	};
}

function compare(one: string | number, other: string | number): number {
	if (typeof one === 'number' && typeof other === 'number') return one - other;
	return String(one).localeCompare(String(other), undefined, { numeric: true });
}

interface Filters {
	query: IDataObject;
	/** The filters that can be checked again on what comes back, in case PickFu ignored them. */
	keep?(record: IDataObject): boolean;
}

function readFilters(filters: IDataObject, zone: string): Filters {
	const countries = asTexts(filters.countries, 'countries').map((country) => country.toUpperCase());
	checkEach(countries, /^[A-Z]{2}$/, 'countries', 'must be two-letter codes, such as US');
	const tags = asTexts(filters.tags, 'tags');
	checkEach(tags, /^\d+$/, 'tags', 'must be tag IDs, which are numbers');
	const status = oneOf(
		filters,
		'status',
		STATUSES.map(({ value }) => String(value)),
	);
	const type = oneOf(
		filters,
		'type',
		QUESTION_RULES.map((rule) => rule.type),
	);
	const publishedAfter = readPublishedAfter(filters.publishedAfter, zone);
	const projectId = readProjectId(filters.projectId);
	const values: Array<[string, string]> = [
		[QUERY.status, status],
		[QUERY.type, type],
		[QUERY.text, asText(filters.text, 'text')],
		[QUERY.publishedAfter, publishedAfter === undefined ? '' : isoText(publishedAfter)],
		[QUERY.countries, countries.join(',')],
		[QUERY.tags, tags.join(',')],
		[QUERY.projectIds, projectId],
	];
	const query = Object.fromEntries(values.filter(([, value]) => value !== ''));
	const checks: Array<(survey: Survey) => boolean> = [];
	if (status !== '') checks.push((survey) => (survey.status ?? status) === status);
	if (countries.length > 0) {
		checks.push(({ country }) => country === undefined || countries.includes(country));
	}
	if (projectId !== '') checks.push((survey) => isInProject(survey, projectId));
	if (tags.length > 0) checks.push((survey) => hasTag(survey, tags));
	if (publishedAfter !== undefined) {
		checks.push((survey) => {
			const published = Date.parse(survey.publishedAt ?? '');
			// A draft was never published, whatever else PickFu leaves out.
			return Number.isNaN(published) ? survey.status !== STATUS.draft : published > publishedAfter;
		});
	}
	if (checks.length === 0) return { query };
	return {
		query,
		keep(record) {
			const survey = readSurvey(record);
			return checks.every((check) => check(survey));
		},
	};
}

/** A choice that an expression made; PickFu would ignore, or refuse, one that it does not know. */
function oneOf(collection: IDataObject, field: string, known: readonly string[]): string {
	const choice = asText(collection[field], field);
	if (choice === '' || known.includes(choice)) return choice;
	throw PickFuFailure.field(field, `must be one of ${known.join(', ')}`);
}

function checkEach(entries: string[], form: RegExp, field: string, rule: string): void {
	if (entries.every((entry) => form.test(entry))) return;
	throw PickFuFailure.field(field, rule, 'Check what the expression returns for this item.');
}

function readProjectId(value: unknown): string {
	const inner = locatorValue(value);
	return asText(inner, 'projectId') === '' ? '' : asId(value, 'projectId', 'projects');
}

function readPublishedAfter(value: unknown, zone: string): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const time = readTime(value, zone);
	if (time !== undefined) return time;
	throw PickFuFailure.field(
		'publishedAfter',
		'must be a date',
		'For example 2026-03-31 or 2026-03-31T09:00:00Z.',
	);
}

function isoText(time: number): string {
	return new Date(time).toISOString();
}
