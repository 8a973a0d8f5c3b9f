import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { host } from '../support/host.mts';
import { methods } from '../../nodes/PickFu/methods';
import { fakePickFu, noted, ok, type Received, type Reply } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();

function editor(parameters: IDataObject = {}): ILoadOptionsFunctions {
	return host({
		parameters: { resource: 'response', operation: 'getAll', ...parameters },
	}).loadOptions() as unknown as ILoadOptionsFunctions;
}

const load = async (
	name: keyof typeof methods.loadOptions,
	parameters?: IDataObject,
): Promise<INodePropertyOptions[]> =>
	noted(await methods.loadOptions[name].call(editor(parameters)));

const search = async (
	name: 'searchSurveys' | 'searchProjects',
	filter?: string,
	token?: string,
): Promise<INodeListSearchResult> =>
	noted(await methods.listSearch[name].call(editor(), filter, token));

const counted = (all: IDataObject[], { query }: Received): Reply => {
	const [page, limit] = [Number(query.page), Number(query.limit)];
	return {
		body: {
			data: all.slice((page - 1) * limit, page * limit),
			pagination: { page, totalPages: Math.ceil(all.length / limit) },
		},
	};
};

it('lists surveys page by page, with their state and their address', async () => {
	const all = Array.from({ length: 60 }, (_, index) => ({
		id: `s${index}`,
		name: `Survey ${index}`,
		status: 'completed',
		surveyUrl: `https://www.pickfu.com/surveys/s${index}`,
	}));
	pickFu.answer = (request) => counted(all, request);
	const first = await search('searchSurveys');
	expect(first.results).toHaveLength(50);
	expect(first.results[1]).toEqual({
		name: 'Survey 1 (completed)',
		value: 's1',
		url: 'https://www.pickfu.com/surveys/s1',
	});
	const second = await search('searchSurveys', undefined, first.paginationToken as string);
	expect(second.results.map(({ value }) => value)).toEqual(all.slice(50).map(({ id }) => id));
	expect(second.paginationToken).toBeUndefined();
	expect(pickFu.received.map(({ query }) => query)).toEqual([
		{ page: '1', limit: '50' },
		{ page: '2', limit: '50' },
	]);
});

it('lets PickFu search in surveys, and searches in projects itself', async () => {
	pickFu.answer = ({ path }) =>
		ok(
			path === '/surveys'
				? [{ id: 's1' }]
				: [{ id: 'p1', name: 'Spring' }, { id: 'p2', name: 'Autumn' }, { name: 'no ID: spring' }],
		);
	expect((await search('searchSurveys', 'mug')).results).toEqual([
		{ name: 'Unnamed survey', value: 's1', url: undefined },
	]);
	expect((await search('searchProjects', ' SPRING ')).results.map(({ value }) => value)).toEqual([
		'p1',
	]);
	expect(pickFu.received.map(({ path, query }) => [path, query.text])).toEqual([
		['/surveys', 'mug'],
		['/projects', undefined],
	]);
});

it.each([
	['getTargetingTraits', '/traits/targeting'],
	['getReportingTraits', '/traits/reporting'],
] as const)('lists the traits of %s by name, flat or in groups', async (name, path) => {
	pickFu.answer = () =>
		ok([
			{ permalink: 'gender', trait_name: 'Gender' },
			{ permalink: 'amznpr', traitName: 'Amazon Prime' },
			{ permalink: 'x' },
			{ trait_name: 'no permalink' },
		]);
	const flat = [
		{ name: 'Amazon Prime', value: 'amznpr' },
		{ name: 'Gender', value: 'gender' },
	];
	expect(await load(name)).toEqual([...flat, { name: 'x', value: 'x' }]);
	pickFu.answer = () =>
		ok([
			{ group: 'All', traits: [{ permalink: 'gender', trait_name: 'Gender' }] },
			{ group: 'Shops', traits: [{ permalink: 'amznpr', trait_name: 'Amazon Prime' }] },
		]);
	expect(await load(name)).toEqual(flat);
	expect(pickFu.log).toEqual([`GET ${path}`, `GET ${path}`]);
});

it('lists traits to break results down by under the names that responses give them, after all of them', async () => {
	pickFu.answer = () =>
		ok([
			{ permalink: 'gender', trait_name: 'Gender' },
			{ permalink: 'age_range', trait_name: 'Age Range' },
		]);
	expect(await load('getBreakdownTraits')).toEqual([
		{ name: 'All', value: 'all' },
		{ name: 'Age Range', value: 'Age Range' },
		{ name: 'Gender', value: 'Gender' },
	]);
});

it('lists all tags, over several pages', async () => {
	const all = Array.from({ length: 130 }, (_, index) => ({
		id: index + 1,
		name: `Tag ${String(index).padStart(3, '0')}`,
	}));
	pickFu.answer = (request) => counted(all, request);
	const options = await load('getTags');
	expect(options.map(({ value }) => value)).toEqual(all.map(({ id }) => id));
});

it('lists the questions of the chosen survey in their order, also from the tenth on', async () => {
	const questions = Array.from({ length: 11 }, (_, index) => ({
		id: `q${index + 1}`,
		value: 'Which?',
	}));
	pickFu.answer = () => ok({ id: 's1', questions });
	const options = await load('getQuestions', {
		surveyId: { __rl: true, mode: 'url', value: 'https://www.pickfu.com/surveys/s1' },
	});
	expect(pickFu.log).toEqual(['GET /surveys/s1']);
	expect(options.map(({ value }) => value)).toEqual(questions.map(({ id }) => id));
	expect(options[10]!.name).toBe('11. Which?');
});

it.each([
	['nothing', { __rl: true, mode: 'list', value: '' }],
	['an expression', { __rl: true, mode: 'id', value: '={{ $json.id }}' }],
	['an expression in a plain text', '={{ $json.id }}'],
	['an empty text', ''],
])('lists no questions while %s is chosen, and asks for nothing', async (_, surveyId) => {
	expect(await load('getQuestions', { surveyId })).toEqual([]);
	expect(pickFu.received).toEqual([]);
});
