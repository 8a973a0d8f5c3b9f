import type { ILoadOptionsFunctions, NodeApiError } from 'n8n-workflow';
import { host } from '../support/host.mts';
import { noted, ok } from '../support/nockPickFu.mts';
import { standInPickFu } from '../support/standIn.mts';

const standIn = standInPickFu();

/** Opens the list of a dropdown as the editor does. */
async function open(
	method: 'searchResponses' | 'searchProjects',
	parameters: object,
	filter?: string,
	token?: string,
) {
	const { nodeType, loadOptions } = host({
		parameters: { resource: 'response', operation: 'pin', ...parameters },
	});
	const context = loadOptions() as unknown as ILoadOptionsFunctions;
	return noted(await nodeType.methods!.listSearch![method]!.call(context, filter, token));
}

const SURVEY = { surveyId: { __rl: true, mode: 'list', value: 's1' } };

const pageOf = (data: unknown[], page: number, totalPages: number) => ({
	body: { success: true, data, pagination: { page, totalPages } },
});

it('lists the answers of the chosen survey by pick and reason', async () => {
	const data = [
		{ id: 'r1', question_id: 'q', chosen_option: 'Blue', explanation: 'Calm' },
		{ id: 'r2', question_id: 'q', score: 4 },
		{ id: 'r3', question_id: 'q' },
	];
	const sent = standIn(() => pageOf(data, 1, 2));
	expect(await open('searchResponses', SURVEY)).toEqual({
		results: [
			{ name: 'Blue: Calm', value: 'r1' },
			{ name: '4', value: 'r2' },
			{ name: 'Response without text', value: 'r3' },
		],
		paginationToken: '2',
	});
	expect(sent.map(({ path, query }) => [path, query])).toEqual([
		['/surveys/s1/responses', { page: '1', limit: '50' }],
	]);
});

it('reads on until an answer holds the words that were typed, also behind what is shown of it', async () => {
	const long =
		'I looked at both for a while and could not see much of a difference, but then the lid';
	const pages = [
		[{ id: 'r1', question_id: 'q', chosen_option: 'Blue', explanation: 'Calm' }],
		[{ id: 'r2', question_id: 'q', chosen_option: 'Red', explanation: 'Loud' }],
		[{ id: 'r3', question_id: 'q', chosen_option: 'Red', explanation: `${long} decided` }],
	];
	const sent = standIn(({ query }) =>
		pageOf(pages[Number(query.page) - 1]!, Number(query.page), 3),
	);
	const { results } = await open('searchResponses', SURVEY, 'LID decided');
	expect(results).toEqual([{ name: `Red: ${long}`.slice(0, 80) + '…', value: 'r3' }]);
	expect(sent.map(({ query }) => query.page)).toEqual(['1', '2', '3']);
});

it('finds a project that is not on the first page', async () => {
	const pages = [
		[{ id: 'p1', name: 'Mugs' }],
		[{ id: 'p2', name: 'Lids', url: 'https://app.pickfu.test/projects/p2' }],
	];
	standIn(({ query }) => pageOf(pages[Number(query.page) - 1]!, Number(query.page), 2));
	expect(await open('searchProjects', {}, 'lid')).toEqual({
		results: [{ name: 'Lids', value: 'p2', url: 'https://app.pickfu.test/projects/p2' }],
	});
});

it('stops a search after ten pages, and lets the person scroll on from there', async () => {
	const sent = standIn(({ query }) =>
		pageOf([{ id: `p${query.page}`, name: 'Mugs' }], Number(query.page), 40),
	);
	expect(await open('searchProjects', {}, 'lid', '3')).toEqual({
		results: [],
		paginationToken: '13',
	});
	expect(sent).toHaveLength(10);
});

it.each([
	['none', ''],
	['an expression', '={{ $json.id }}'],
])('asks for the survey first when it is %s', async (_, value) => {
	const sent = standIn(() => ok([]));
	const opened = open('searchResponses', { surveyId: { __rl: true, mode: 'id', value } });
	await expect(opened).rejects.toMatchObject({
		message: expect.stringContaining('Select a survey first'),
		description: expect.stringContaining('enter the response by ID'),
	});
	expect(sent).toEqual([]);
});

it('tells a refusal instead of showing an empty list', async () => {
	standIn(() => ({ status: 403, body: { error: 'Forbidden', message: 'Viewers cannot' } }));
	const error = (await open('searchResponses', SURVEY).catch(
		(thrown: unknown) => thrown,
	)) as NodeApiError;
	expect(error.message).toContain("Your PickFu role doesn't allow this (403): Viewers cannot");
});
