import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { readSurvey, STATUS, type Survey } from '../../api/shapes';
import { QUESTION_RULES } from '../../questions/rules';
import { COUNTRIES } from '../countries';
import { readTime } from '../dates';
import { choiceField, collectionField, listFields, projectLocator, stringField } from '../fields';
import type { Operation } from '../operation';
import { asText, asTexts } from '../parameters';
import { tagsField } from './audience';
import { hasTag, isInProject } from './filing';
import { optionalProject } from './input';
import { surveyOutput, surveyRecord } from './output';
import { QUESTION_TYPES } from './questionForm';

const STATUSES = [
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
		...listFields(
			{
				displayName: 'Countries',
				name: 'countries',
				type: 'multiOptions',
				options: COUNTRIES,
				default: [],
				description: 'Return only surveys whose respondents live in these countries',
			},
			{ ...projectLocator, description: 'ID of a project. Returns only its surveys.' },
			{
				displayName: 'Published After',
				name: 'publishedAfter',
				type: 'dateTime',
				default: '',
				description:
					"Return only surveys published after this time. Times without a time zone are in the workflow's.",
			},
			choiceField(
				'Question Type',
				'type',
				'Return only surveys with questions of this type',
				QUESTION_TYPES,
				'head_to_head',
			),
			choiceField(
				'Status',
				'status',
				'Return only surveys with this status. PickFu may leave out archived surveys unless you choose Archived.',
				STATUSES,
				'completed',
			),
			tagsField,
			stringField('Text', 'text', 'Return only surveys with this text in the name or questions', {
				placeholder: 'e.g. logo',
			}),
		),
		collectionField(
			'Sort',
			'sort',
			'Add sort field',
			[
				choiceField(
					'Sort By',
					'sortBy',
					'Field to sort by. Surveys without a value come last.',
					Object.entries(SORT_KEYS).map(([value, name]) => ({ name, value })),
					'createdAt',
				),
				choiceField(
					'Direction',
					'direction',
					'Whether the lowest or the highest value comes first',
					[
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					'desc',
				),
			],
			{
				description: 'Order of the surveys. Reads all surveys that match, then applies the limit.',
			},
		),
	],
	record: surveyRecord(),
	async execute({ connection, parameters, maxWaitMs, context }) {
		const filters = readFilters(parameters.collection('filters'), context.getTimezone());
		const checks = filters.flatMap(({ keep }) => keep ?? []);
		const order = readOrder(parameters.collection('sort'));
		const limit = parameters.limit();
		const records = await list(connection, 'listSurveys', {
			limit: order === undefined ? limit : Infinity,
			query: Object.fromEntries(filters.map(({ name, value }) => [name, value])),
			...(checks.length > 0 && {
				keep(record) {
					const survey = readSurvey(record);
					return checks.every((keep) => keep(survey));
				},
			}),
			maxWaitMs,
		});
		const surveys = records.map(readSurvey);
		if (order !== undefined) surveys.sort(order);
		return surveys.slice(0, limit).map((survey) => surveyOutput(survey));
	},
};

/** How to sort; undefined for PickFu's own order. */
function readOrder(sort: IDataObject): ((one: Survey, other: Survey) => number) | undefined {
	const chosen = oneOf(sort, 'sortBy', Object.keys(SORT_KEYS));
	const direction = oneOf(sort, 'direction', ['asc', 'desc']);
	if (chosen === '' && direction === '') return undefined;
	const key = (chosen || 'createdAt') as keyof typeof SORT_KEYS;
	const sign = direction === 'asc' ? 1 : -1;
	return ({ [key]: one }, { [key]: other }) => {
		if (one === undefined || other === undefined) {
			return Number(one === undefined) - Number(other === undefined);
		}
		return typeof one === 'number' && typeof other === 'number'
			? sign * (one - other)
			: sign * String(one).localeCompare(String(other), undefined, { numeric: true });
	};
}

/** A filter that is set. */
interface Filter {
	/** In the query. */
	name: string;
	value: string;
	/** Checks it again on what comes back, in case PickFu ignored it; what a survey doesn't show passes. */
	keep?(survey: Survey): boolean;
}

function readFilters(filters: IDataObject, zone: string): Filter[] {
	const countries = asTexts(filters.countries, 'countries').map((country) => country.toUpperCase());
	checkEach(countries, /^[A-Z]{2}$/, 'countries', 'must be two-letter codes, such as US');
	const tags = asTexts(filters.tags, 'tags');
	checkEach(tags, /^\d+$/, 'tags', 'must be tag IDs, which are numbers');
	const status = oneOf(filters, 'status', Object.values(STATUS));
	const types = QUESTION_RULES.map(({ type }) => type);
	const after = readPublishedAfter(filters.publishedAfter, zone);
	const projectId = optionalProject(filters.projectId) ?? '';
	const all: Filter[] = [
		{ name: QUERY.type, value: oneOf(filters, 'type', types) },
		{ name: QUERY.text, value: asText(filters.text, 'text') },
		{
			name: QUERY.status,
			value: status,
			keep: (survey) => (survey.status ?? status) === status,
		},
		{
			name: QUERY.publishedAfter,
			value: after,
			keep: ({ status: current, publishedAt = '' }) => {
				const published = Date.parse(publishedAt);
				// A draft was never published, whatever else PickFu leaves out.
				return Number.isNaN(published) ? current !== STATUS.draft : published > Date.parse(after);
			},
		},
		{
			name: QUERY.countries,
			value: countries.join(','),
			keep: ({ country }) => country === undefined || countries.includes(country),
		},
		{ name: QUERY.tags, value: tags.join(','), keep: (survey) => hasTag(survey, tags) },
		{
			name: QUERY.projectIds,
			value: projectId,
			keep: (survey) => isInProject(survey, projectId),
		},
	];
	return all.filter(({ value }) => value !== '');
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

/** As ISO 8601; an empty text where the filter isn't set. */
function readPublishedAfter(value: unknown, zone: string): string {
	if ((value ?? '') === '') return '';
	const time = readTime(value, zone);
	if (time !== undefined) return new Date(time).toISOString();
	const advice = 'For example 2026-03-31 or 2026-03-31T09:00:00Z.';
	throw PickFuFailure.field('publishedAfter', 'must be a date', advice);
}
