import { ENDPOINTS, type EndpointName } from '../../nodes/PickFu/api/endpoints';
import { list } from '../../nodes/PickFu/api/pages';
import { readObject, readPage } from '../../nodes/PickFu/api/read';
import { call } from '../../nodes/PickFu/api/request';
import { fromStatus } from '../../nodes/PickFu/api/statuses';
import { upload } from '../../nodes/PickFu/api/upload';
import { rowOf, saidBy, SIGN_IN, type Row } from '../support/said.mts';
import { hostWith, type WireAnswer } from '../support/wireHost.mts';

// The words on the screen, each of them; what they say to do is in docs/troubleshooting.md.

const PAGE = '<!DOCTYPE html><html><title>Attention Required!</title></html>';
const { version } = jest.requireActual<{ version: string }>('../../package.json');
const NEWER = `The API may have changed. Check for a newer version of n8n-nodes-pickfu (this is ${version}).`;
const CHANGED = "PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu";
const CREDIT = 'Check your credit and plan in PickFu (https://app.pickfu.com/settings/credits).';
const BETWEEN =
	'A proxy, a firewall or a sign-in page of your network may be in between. ' +
	"Allow the n8n server to reach PickFu's API.";
const UNCLEAR =
	"It's unclear whether the change was saved. Check PickFu before running this again.";

describe('says of an answer of PickFu', () => {
	it.each<[EndpointName, number, unknown, ...Row]>([
		[
			'createSurvey',
			400,
			{ message: 'No name' },
			'PickFu refused the request (400): No name',
			'PickFu says: No name. Change the fields that PickFu names.',
		],
		[
			'publishSurvey',
			422,
			{},
			'PickFu refused the request (422)',
			'Change the fields that PickFu names. If it is about money, see https://app.pickfu.com/settings/credits in PickFu.',
		],
		['publishSurvey', 402, {}, "Your PickFu account doesn't have enough credit (402)", CREDIT],
		[
			'publishSurvey',
			400,
			{ message: 'Not enough funds' },
			"Your PickFu account doesn't have enough credit (400): Not enough funds",
			`PickFu says: Not enough funds. ${CREDIT}`,
		],
		[
			'getSurvey',
			403,
			{ message: 'Upgrade your plan' },
			"Your PickFu plan or credit doesn't cover this (403): Upgrade your plan",
			`PickFu says: Upgrade your plan. ${CREDIT}`,
		],
		[
			'createSurvey',
			403,
			{},
			"Your PickFu role doesn't allow this (403)",
			'Creating, changing and publishing surveys requires the role Creator, Administrator or Owner in the PickFu team; a Viewer can only read. Ask an owner of the team, or connect another account.',
		],
		[
			'updateProject',
			404,
			{ message: 'No project 7' },
			'Project not found (404): No project 7',
			'PickFu says: No project 7. Check the ID, and that the project belongs to the team of the connected account.',
		],
		[
			'updateSurvey',
			405,
			{},
			"PickFu's API doesn't have this endpoint (405)",
			`PATCH /surveys/{surveyId} was documented by PickFu. ${NEWER}`,
		],
		[
			'listTags',
			404,
			{},
			"PickFu's API doesn't have this endpoint (404)",
			`GET /tags was taken from a third party's description. ${NEWER}`,
		],
		[
			'publishSurvey',
			404,
			{},
			"PickFu's API doesn't have this endpoint (404)",
			`POST /surveys/{surveyId}/publish was inferred, as PickFu hasn't published it. ${NEWER}`,
		],
		[
			'deleteSurvey',
			307,
			'',
			"PickFu returned a redirect (307), which isn't followed for security reasons",
			`The API may have moved. ${NEWER.replace('The API may have changed. ', '')}`,
		],
		[
			'getSurvey',
			502,
			PAGE,
			'PickFu is temporarily unavailable (502)',
			'Try again in a few minutes.',
		],
		['getSurvey', 403, PAGE, 'Received a web page instead of an API response (403)', BETWEEN],
		[
			'getSurvey',
			407,
			'Sign in.',
			'Something between n8n and PickFu refused the request (407)',
			`${BETWEEN} It answered: Sign in.`,
		],
	])('%s: %i, %j', (name, status, body, ...row) => {
		expect(rowOf(fromStatus(ENDPOINTS[name], status, body))).toEqual(row);
	});

	it('names the thing that was not found', () => {
		const things = Object.entries({
			getSurvey: 'survey',
			pinResponse: 'response',
			createTag: 'tag',
			getProject: 'project',
			listTargetingTraits: 'trait',
			generateMedia: 'media',
			listPlaybooks: 'playbook',
			searchHelp: 'article',
		});
		for (const [name, thing] of things) {
			const [title, below] = rowOf(
				fromStatus(ENDPOINTS[name as EndpointName], 404, { message: `Unknown ${thing}` }),
			);
			expect(title.toLowerCase()).toBe(`${thing} not found (404): unknown ${thing}`);
			expect(below).toContain(`that the ${thing} belongs to the team of the connected account`);
		}
	});

	it.each<[EndpointName, WireAnswer, ...Row]>([
		[
			'getSurvey',
			{ statusCode: 200, body: ' ' },
			'PickFu returned an empty response',
			'Tried 4 times.',
		],
		[
			'getSurvey',
			{ statusCode: 200, body: 'fine' },
			'PickFu returned an invalid response',
			'Tried 4 times.',
		],
		[
			'updateSurvey',
			{ statusCode: 200, body: 'fine' },
			'PickFu returned an invalid response',
			UNCLEAR,
		],
		[
			'publishSurvey',
			{ statusCode: 200, body: PAGE },
			'Received a web page instead of an API response',
			'Something between n8n and PickFu answered instead: a proxy, a firewall or a sign-in page of the network.',
		],
		[
			'updateSurvey',
			{ statusCode: 503, body: {} },
			'PickFu is temporarily unavailable (503)',
			`Try again in a few minutes. ${UNCLEAR}`,
		],
		[
			'publishSurvey',
			{ statusCode: 503, body: {} },
			'PickFu is temporarily unavailable (503)',
			'Try again in a few minutes.',
		],
		[
			'getSurvey',
			{ statusCode: 503, body: {} },
			'PickFu is temporarily unavailable (503)',
			'Try again in a few minutes. Tried 4 times.',
		],
		[
			'createSurvey',
			{ statusCode: 200, body: { success: false, message: 'No' } },
			"PickFu reported that the request wasn't successful: No",
			'PickFu says: No.',
		],
		[
			'publishSurvey',
			{ statusCode: 429, body: {} },
			"PickFu's rate limit was reached, and the wait would exceed 'Max Rate Limit Wait (Seconds)'",
			"PickFu allows 100 requests a minute for each connection. This request changed nothing. Run fewer workflows with this account at the same time, or raise 'Max Rate Limit Wait (Seconds)' under 'Options'.",
		],
		[
			'updateSurvey',
			{ statusCode: 401, body: { message: 'Bad token' } },
			'PickFu rejected this connection: Bad token',
			`PickFu says: Bad token. The token was refreshed but PickFu still rejected it. ${SIGN_IN}.`,
		],
		[
			'uploadMedia',
			{ statusCode: 201, body: { data: { id: 7 } } },
			"PickFu accepted the file, but its response doesn't include a URL",
			`${CHANGED}.`,
		],
	])('to %s: %j', async (name, answer, ...row) => {
		const { connection } = hostWith(() => answer);
		const ids = { surveyId: 's1' };
		const asked =
			name === 'uploadMedia'
				? upload(connection, 'https://example.com/mug.png')
				: call(connection, name, { ids });
		expect(await saidBy(asked)).toEqual(row);
	});

	it('that is not what was asked for', () => {
		const said = (read: () => unknown) => saidBy((async () => read())());
		const row = (what: string): Row => [
			`PickFu returned an unexpected response (expected ${what})`,
			`${CHANGED}, or report it there.`,
		];
		return Promise.all([
			expect(said(() => readObject([]))).resolves.toEqual(row('a single object')),
			expect(said(() => readPage({ data: {} }))).resolves.toEqual(row('a list')),
		]);
	});

	it('whose list has no end', async () => {
		const { connection } = hostWith((page) => ({ statusCode: 200, body: [{ id: page }] }));
		expect(await saidBy(list(connection, 'listTags'))).toEqual([
			'PickFu kept returning pages',
			`Stopped after 2,000 pages. ${CHANGED}.`,
		]);
	});

	it('that comes after the time of a run', async () => {
		const { connection } = hostWith(() => ({ statusCode: 200, body: {} }));
		connection.until = Date.now() - 1;
		expect(await saidBy(call(connection, 'listTags'))).toEqual([
			'PickFu took too long to respond',
			'The time for this run was over before everything was read.',
		]);
	});
});
