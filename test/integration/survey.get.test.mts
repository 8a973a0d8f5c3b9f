import nock from 'nock';
import { API, host, SECRETS } from '../support/host.mts';

beforeAll(() => nock.disableNetConnect());
afterEach(() => {
	expect(nock.pendingMocks()).toEqual([]);
	nock.cleanAll();
});

it('asks for the survey of each item, with the token', async () => {
	const asked: string[] = [];
	nock(API, { reqheaders: { authorization: `Bearer ${SECRETS.accessToken}` } })
		.get(/\/surveys\/.*/)
		.times(2)
		.reply(200, function (uri) {
			asked.push(uri);
			return { success: true, data: { id: uri.split('/').pop(), name: 'Mugs', status: 'unpublished' } };
		});
	const { execute } = host({
		parameters: { resource: 'survey', operation: 'get', surveyId: { __rl: true, mode: 'id', value: '={{ $json.survey }}' } },
		items: [{ json: { survey: 'one' } }, { json: { survey: 'two' } }],
	});
	const output = await execute();
	expect(asked.sort()).toEqual(['/v1/surveys/one', '/v1/surveys/two']);
	expect(output).toEqual([
		{ json: { id: 'one', name: 'Mugs', status: 'unpublished' }, pairedItem: { item: 0 } },
		{ json: { id: 'two', name: 'Mugs', status: 'unpublished' }, pairedItem: { item: 1 } },
	]);
});

it('keeps the item on the error output when the survey does not exist', async () => {
	nock(API).get('/surveys/gone').reply(404, { error: 'Not Found', message: 'Survey not found' });
	const { runWorkflow } = host({
		parameters: { resource: 'survey', operation: 'get', surveyId: 'gone' },
		node: { onError: 'continueErrorOutput' },
		items: [{ json: { row: 7 } }],
	});
	const run = await runWorkflow();
	const [success, failed] = run.data.resultData.runData.PickFu![0]!.data!.main!;
	expect(success).toEqual([]);
	expect(failed![0]!.json).toMatchObject({ row: 7, error: 'PickFu has no such survey (404): Survey not found' });
});
