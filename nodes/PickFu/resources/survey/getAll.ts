import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { QUERY } from '../../api/names';
import { list } from '../../api/pages';
import { textField } from '../../api/read';
import { readSurvey, STATUS } from '../../api/shapes';
import { QUESTION_RULES } from '../../questions/rules';
import { COUNTRIES } from '../countries';
import { projectLocator, returnAllOrLimit } from '../fields';
import type { Operation } from '../operation';
import { asId, asText, asTexts } from '../parameters';
import { SURVEY_RECORD, surveyOutput } from './output';

const STATUSES: INodePropertyOptions[] = [
	{ name: 'Archived', value: STATUS.archived },
	{ name: 'Completed', value: STATUS.completed },
	{ name: 'Draft', value: STATUS.draft },
	{ name: 'In Progress', value: STATUS.running },
];

/** Reads the surveys of the team, newest or not: PickFu documents no order. */
export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many surveys',
	description: 'Read a list of surveys, filtered by status, project, tag and more',
	nature: 'read',
	fields: [
		...returnAllOrLimit,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'Audience IDs',
					name: 'audiences',
					type: 'string',
					default: '',
					placeholder: 'e.g. 12,34',
					description: 'IDs of saved audiences, with commas between them',
				},
				{
					displayName: 'Countries',
					name: 'countries',
					type: 'multiOptions',
					options: COUNTRIES,
					default: [],
					description: 'Countries where the respondents live',
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
					description: 'Direction of the sort field. PickFu has not published these values.',
				},
				{
					displayName: 'Option Type',
					name: 'optionType',
					type: 'string',
					default: '',
					placeholder: 'e.g. image',
					description: 'Kind of the options in the survey. PickFu has not published the values.',
				},
				{ ...projectLocator, description: 'Only surveys filed in this project' },
				{
					displayName: 'Published After',
					name: 'publishedAfter',
					type: 'dateTime',
					default: '',
					description: 'Only surveys published after this time',
				},
				{
					displayName: 'Question Type',
					name: 'type',
					type: 'options',
					options: QUESTION_RULES.map(({ label, type }) => ({ name: label, value: type })).sort(
						(a, b) => a.name.localeCompare(b.name),
					),
					default: 'head_to_head',
					description: 'Only surveys with questions of this type',
				},
				{
					displayName: 'Sort By',
					name: 'sortBy',
					type: 'string',
					default: '',
					placeholder: 'e.g. created_at',
					description: 'Field to sort by. PickFu has not published the values.',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: STATUSES,
					default: 'completed',
					description:
						'Only surveys in this state. PickFu may leave archived surveys out unless they are asked for.',
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
					displayName: 'Team Member IDs',
					name: 'memberIds',
					type: 'string',
					default: '',
					placeholder: 'e.g. 56,78',
					description: 'IDs of the team members who made the surveys, with commas between them',
				},
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					default: '',
					placeholder: 'e.g. logo',
					description: 'Only surveys with this in their name or questions',
				},
			],
		},
	],
	record: SURVEY_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const filters = readFilters(parameters.collection('filters'));
		const records = await list(connection, 'listSurveys', {
			limit: parameters.limit(),
			query: filters.query,
			keep: filters.keep,
			maxWaitMs,
		});
		return records.map((record) => surveyOutput(readSurvey(record)));
	},
};

interface Filters {
	query: IDataObject;
	/** The filters that can be checked again on what comes back, in case PickFu ignored them. */
	keep?(record: IDataObject): boolean;
}

function readFilters(filters: IDataObject): Filters {
	const text = (name: string) => asText(filters[name], name);
	const several = (name: string) => asTexts(filters[name], name).join(',');
	const countries = asTexts(filters.countries, 'countries').map((country) => country.toUpperCase());
	checkEach(
		countries,
		/^[A-Z]{2}$/,
		'countries',
		'The filter "Countries" takes codes of two letters, such as US',
	);
	const tags = asTexts(filters.tags, 'tags');
	checkEach(tags, /^\d+$/, 'tags', 'The filter "Tags" takes the IDs of tags, which are numbers');
	const status = oneOf(
		text('status'),
		'status',
		'Status',
		STATUSES.map(({ value }) => String(value)),
	);
	const type = oneOf(
		text('type'),
		'type',
		'Question Type',
		QUESTION_RULES.map((rule) => rule.type),
	);
	const direction = oneOf(text('direction'), 'direction', 'Direction', ['asc', 'desc']);
	const publishedAfter = isoTime(text('publishedAfter'));
	const projectId =
		filters.projectId === undefined || asText(inner(filters.projectId), 'projectId') === ''
			? ''
			: asId(filters.projectId, 'projectId', 'projects');
	const values: [string, string][] = [
		[QUERY.status, status],
		[QUERY.type, type],
		[QUERY.text, text('text')],
		[QUERY.publishedAfter, publishedAfter],
		[QUERY.countries, countries.join(',')],
		[QUERY.tags, tags.join(',')],
		[QUERY.audiences, several('audiences')],
		[QUERY.memberIds, several('memberIds')],
		[QUERY.projectIds, projectId],
		[QUERY.optionType, text('optionType')],
		[QUERY.sortBy, text('sortBy')],
		[QUERY.direction, direction],
	];
	const query = Object.fromEntries(values.filter(([, value]) => value !== ''));
	const checked = [status, publishedAfter, projectId, ...countries, ...tags].some(
		(value) => value !== '',
	);
	if (!checked) return { query };
	return {
		query,
		keep(record) {
			const survey = readSurvey(record);
			if (status !== '' && survey.status !== undefined && survey.status !== status) return false;
			if (
				countries.length > 0 &&
				survey.country !== undefined &&
				!countries.includes(survey.country)
			)
				return false;
			const inProject = survey.project?.id ?? textField(record, 'projectId');
			if (projectId !== '' && inProject !== undefined && inProject !== projectId) return false;
			const has = survey.tags.map(({ id }) => String(id));
			if (tags.length > 0 && Array.isArray(record.tags) && !tags.some((tag) => has.includes(tag)))
				return false;
			const published = Date.parse(survey.publishedAt ?? '');
			return (
				publishedAfter === '' || Number.isNaN(published) || published > Date.parse(publishedAfter)
			);
		},
	};
}

/** A choice that an expression made; PickFu would ignore, or refuse, one that it does not know. */
function oneOf(choice: string, field: string, label: string, known: readonly string[]): string {
	if (choice === '' || known.includes(choice)) return choice;
	throw PickFuFailure.input(
		`The filter "${label}" has a value that PickFu does not know`,
		`It takes one of ${known.join(', ')}.`,
		field,
	);
}

function checkEach(entries: string[], form: RegExp, field: string, rule: string): void {
	if (entries.every((entry) => form.test(entry))) return;
	throw PickFuFailure.input(rule, 'Look at what its expression gives for this item.', field);
}

function inner(value: unknown): unknown {
	return typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
}

function isoTime(text: string): string {
	if (text === '') return '';
	const time = Date.parse(text);
	if (Number.isNaN(time)) {
		throw PickFuFailure.input(
			'The field "Published After" takes a date',
			'For example 2026-03-31T09:00:00Z.',
			'publishedAfter',
		);
	}
	return new Date(time).toISOString();
}
