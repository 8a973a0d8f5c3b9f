import { fakePickFu, ok, refusal, run, type Reply } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();

it.each([
	[
		{ success: true, data: { action: 'archived' } },
		{ id: 's1', deleted: false, archived: true, action: 'archived' },
	],
	[{ action: 'deleted' }, { id: 's1', deleted: true, action: 'deleted' }],
	[
		{ success: true, data: null },
		{ id: 's1', deleted: true },
	],
	[{ success: true }, { id: 's1', deleted: true }],
	['', { id: 's1', deleted: true }],
])('tells that a survey is deleted, whatever form PickFu says it in: %j', async (body, json) => {
	pickFu.answer = () => ({ status: body === '' ? 204 : 200, body });
	const { items, error } = await run({
		parameters: { resource: 'survey', operation: 'delete', surveyId: 's1' },
	});
	expect(error).toBeUndefined();
	expect(items).toEqual([{ json, pairedItem: { item: 0 } }]);
});

it('does not say that a survey is deleted when PickFu says no', async () => {
	pickFu.answer = () => ({ body: { success: false, message: 'It is running' } });
	const { error } = await run({
		parameters: { resource: 'survey', operation: 'delete', surveyId: 's1' },
	});
	expect(error?.message).toMatch(/It is running/);
});

it.each<[object, Reply, RegExp]>([
	[{ action: 'none' }, ok({ id: 's1', status: 'in-progress' }), /neither deleted nor archived/],
	[{ id: 's1', status: 'in-progress' }, ok({ id: 's1', status: 'in-progress' }), /neither deleted/],
	[{ error: 'Bad Request', message: 'Validation failed' }, ok({}), /neither deleted|Validation/],
	[{ data: { errors: ['running'] } }, ok({}), /neither deleted nor archived/],
	[{ action: 'none' }, refusal(403, 'Later'), /Later/],
])('does not call a survey deleted after %j', async (body, seen, message) => {
	pickFu.answer = ({ method }) => (method === 'DELETE' ? { body } : seen);
	const { items, error } = await run({
		parameters: { resource: 'survey', operation: 'delete', surveyId: 's1' },
	});
	expect(items).toEqual([]);
	expect(error?.message).toMatch(message);
});

it.each<[object, Reply, object]>([
	[{ id: 's1', status: 'unpublished' }, refusal(404, 'Survey not found'), { deleted: true }],
	[{ action: 'ok' }, ok({ id: 's1', status: 'archived' }), { deleted: false, archived: true }],
])('looks where the answer to a deletion does not tell: %j', async (body, seen, json) => {
	pickFu.answer = ({ method }) => (method === 'DELETE' ? { body } : seen);
	const { items } = await run({
		parameters: { resource: 'survey', operation: 'delete', surveyId: 's1' },
	});
	expect(items[0]!.json).toMatchObject({ id: 's1', ...json });
	expect(pickFu.log).toEqual(['DELETE /surveys/s1', 'GET /surveys/s1']);
});

it('says that nobody knows whether a survey is deleted where neither its answer nor a look tells', async () => {
	pickFu.answer = ({ method }) =>
		method === 'DELETE' ? ok({ action: 'none' }) : refusal(403, 'Later');
	const { items } = await run({
		parameters: { resource: 'survey', operation: 'delete', surveyId: 's1' },
		node: { onError: 'continueRegularOutput' },
	});
	expect(items[0]!.json.details).toMatchObject({ outcome: 'notKnown' });
});
