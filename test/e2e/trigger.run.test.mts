import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import { connect, connectAccount, PEOPLE, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { AFTER, schedule, watch, type Watch } from '../support/e2eWatch.mts';
import { jsonOf, told } from '../support/e2eWorkflow.mts';
import { startBound } from '../support/n8n.mts';

const minute = 60_000;

jest.setTimeout(startBound + 4 * schedule);

let house: House;
let june: N8nCredential;
/** How many had answered the live survey when it was first seen. */
let answeredBefore: number;
/** Tells results of every survey of Northwind. */
let completed: Watch;
/** Tells of published surveys with a tag. */
let published: Watch;
/** Tells of new answers to surveys with a text. */
let answers: Watch;
/** Tells of completed surveys in an account whose access is taken back. */
let cutOff: Watch;
const surveys: Record<'early' | 'down' | 'late' | 'last' | 'outage' | 'live' | 'harbour', string> =
	{
		early: '',
		down: '',
		late: '',
		last: '',
		outage: '',
		live: '',
		harbour: '',
	};

/** Publishes a draft as somebody in PickFu does. */
async function publish(surveyId: string): Promise<void> {
	const answer = await fetch(`${house.sandbox.apiUrl}/surveys/${surveyId}/publish`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
		body: '{}',
	});
	expect(answer.status).toBe(200);
}

async function draft(name: string, sampleSize = 15): Promise<string> {
	const [id] = await house.sandbox.control.addSurveys({
		name,
		sampleSize,
		status: 'unpublished',
		tags: ['Watched'],
	});
	return id!;
}

/** Ends n8n by force, lets things happen while it is down, and starts it again. */
async function crash(whileDown: () => Promise<void> = async () => {}): Promise<void> {
	const { n8n } = house;
	const back = n8n.crashAndRestart();
	await until(
		'n8n down',
		async () =>
			await fetch(n8n.url).then(
				() => false,
				() => true,
			),
	);
	await whileDown();
	await back;
}

/** A survey as PickFu tells it now. */
async function read(surveyId: string): Promise<{ numResponses: number }> {
	const answer = await fetch(`${house.sandbox.apiUrl}/surveys/${surveyId}`, {
		headers: { authorization: 'Bearer sandbox-key' },
	});
	return ((await answer.json()) as { data: { numResponses: number } }).data;
}

/** Somebody publishes a draft, and everybody answers. */
async function publishAndComplete(surveyId: string): Promise<void> {
	await publish(surveyId);
	await house.sandbox.control.advance(20 * minute);
}

/** The sentence for an account whose access was taken back. */
const reconnect = {
	message: 'Reconnect your PickFu account',
	description: expect.stringContaining("click 'Switch account' (or 'Connect') and sign in"),
};

beforeAll(async () => {
	house = await startHouse({ sandbox: { seed: 'trigger.run', accessTokenTtl: 3600 } });
	const { control, apiUrl } = house.sandbox;
	// Time passes when a test says so; people answer by the sandbox's clock.
	await control.freeze();
	await control.addSurveys({ count: 2, name: 'Old #' });
	await control.addSurveys({ name: 'Old at the harbour', memberId: PEOPLE.june.id });
	for (const name of ['early', 'down', 'late', 'last', 'outage'] as const)
		surveys[name] = await draft(`Survey ${name}`);
	surveys.live = await draft('Live mugs', 500);
	await publish(surveys.live);
	[surveys.harbour] = (await control.addSurveys({
		name: 'Harbour lights',
		memberId: PEOPLE.june.id,
		status: 'in-progress',
		sampleSize: 500,
		publishedAgoMs: 0,
	})) as [string];
	const tags = await fetch(`${apiUrl}/tags`, { headers: { authorization: 'Bearer sandbox-key' } });
	const { data } = (await tags.json()) as { data: Array<{ id: number; name: string }> };
	const tagId = String(data.find(({ name }) => name === 'Watched')!.id);

	const ada = await connectAccount(house);
	june = await house.rest.createCredential('Harbour', 'pickFuOAuth2Api');
	await connect(house, june, PEOPLE.june);
	await publish(surveys.early);
	// Everybody has answered the early survey, and some the live one, before anything is watched.
	await control.advance(20 * minute);
	answeredBefore = (await read(surveys.live)).numResponses;
	completed = await watch(
		house,
		'Completed',
		ada,
		{ event: 'surveyCompleted', output: 'results' },
		({ tags: by, text }) => !by && !text,
	);
	published = await watch(
		house,
		'Published',
		ada,
		{ event: 'surveyPublished', scope: 'tag', tagId },
		({ tags: by }) => by === tagId,
	);
	answers = await watch(
		house,
		'Answers',
		ada,
		{ event: 'newResponse', scope: 'text', text: 'Live mugs' },
		({ text }) => text === 'Live mugs',
	);
	cutOff = await watch(
		house,
		'Cut off',
		june,
		{ scope: 'text', text: 'harbour' },
		({ text }) => text === 'harbour',
	);
}, startBound);

afterAll(async () => await house?.stop());

// Each step goes on from the one before, as n8n does.
describe('A workflow that PickFu Trigger starts', () => {
	it('is not started by what was there when it was switched on', async () => {
		const watches = [completed, published, answers, cutOff];
		for (const { polls } of watches) await until('The first poll', polls);
		for (const { executions } of watches) expect(await executions()).toEqual([]);
		expect(answeredBefore).toBeGreaterThan(0);
	});

	it('is told, when n8n is back after a crash, what happened meanwhile', async () => {
		await house.signIn.revoke(PEOPLE.june.id);
		await crash(async () => await publishAndComplete(surveys.down));

		const result = await completed.next(0);
		expect(result.status).toBe('success');
		expect(jsonOf(result, AFTER)).toEqual([
			expect.objectContaining({
				surveyId: surveys.down,
				name: 'Survey down',
				verdict: expect.any(String),
			}),
		]);
		const publication = await published.next(0);
		expect(jsonOf(publication, AFTER)).toEqual([
			expect.objectContaining({
				id: surveys.down,
				name: 'Survey down',
				publishedAt: expect.any(String),
			}),
		]);
		const { numResponses } = await read(surveys.live);
		const fresh = jsonOf(await answers.next(0), AFTER);
		expect(fresh).toHaveLength(numResponses - answeredBefore);
		expect(fresh[0]).toMatchObject({ surveyId: surveys.live, explanation: expect.any(String) });
	});

	it('says to reconnect when access was taken back, also when n8n has just started', async () => {
		expect(told(await cutOff.next(0))).toEqual(reconnect);
	});

	it('is started by its own schedule once for what happens between two polls', async () => {
		const polls = await completed.polls();
		await publishAndComplete(surveys.late);
		const [result, publication, fresh] = await Promise.all([
			completed.next(1),
			published.next(1),
			answers.next(1),
		]);
		expect(await completed.polls()).toBeGreaterThan(polls);
		expect(jsonOf(result, AFTER)).toEqual([
			expect.objectContaining({ surveyId: surveys.late, name: 'Survey late' }),
		]);
		expect(jsonOf(publication, AFTER)).toEqual([
			expect.objectContaining({ id: surveys.late, name: 'Survey late' }),
		]);
		expect(jsonOf(fresh, AFTER).length).toBeGreaterThan(0);
	});

	it('is not told again after a crash, and goes on when the account is reconnected', async () => {
		const polls = await completed.polls();
		const refusals = (await cutOff.executions()).length;
		await crash();
		// n8n polls when it starts; that poll finds nothing new, and the dead account is still dead.
		await until('The poll of the start', async () => (await completed.polls()) > polls);
		expect(told(await cutOff.next(refusals))).toEqual(reconnect);

		await connect(house, june, PEOPLE.june);
		await publishAndComplete(surveys.last);
		await house.sandbox.control.finish(surveys.harbour);
		const failed = (await cutOff.executions()).length;
		const [harbour] = await Promise.all([
			cutOff.next(failed),
			completed.next(2),
			published.next(2),
			answers.next(2),
		]);
		expect(jsonOf(harbour, AFTER)).toEqual([
			expect.objectContaining({ id: surveys.harbour, status: 'completed' }),
		]);

		// What was told last is the newest event, so whatever had been told twice would stand before it.
		const all = ['Survey down', 'Survey late', 'Survey last'];
		const names = async ({ executions }: Watch) =>
			(await executions()).flatMap((each) => jsonOf(each, AFTER).map(({ name }) => name));
		expect(await names(completed)).toEqual(all);
		expect(await names(published)).toEqual(all);
		const ids = (await answers.executions()).flatMap((each) =>
			jsonOf(each, AFTER).map(({ responseId }) => responseId),
		);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toHaveLength((await read(surveys.live)).numResponses - answeredBefore);
	});

	it('is started by what happened in an outage of several polls, in which it is switched off and on', async () => {
		const { rest, sandbox } = house;
		const [count, polls] = [(await completed.executions()).length, await completed.polls()];
		await sandbox.control.fault({
			kind: 'status',
			status: 503,
			operationId: 'listSurveys',
			times: 0,
		});
		await publishAndComplete(surveys.outage);
		// A poll asks four times before it gives up.
		await until(
			'Two failed polls',
			async () => (await completed.polls()) >= polls + 8,
			2 * schedule,
		);
		await rest.deactivateWorkflow(completed.workflow.id);
		await rest.activateWorkflow(completed.workflow.id);
		await until('One more', async () => (await completed.polls()) >= polls + 12, schedule);
		await sandbox.control.clearFaults();
		expect(jsonOf(await completed.next(count), AFTER)).toEqual([
			expect.objectContaining({ surveyId: surveys.outage, name: 'Survey outage' }),
		]);
	});

	it('is not started by the past of another account that is connected in the same credential', async () => {
		const { control } = house.sandbox;
		const count = (await cutOff.executions()).length;
		await control.addSurveys({ name: 'Lately at the harbour', publishedAgoMs: 60 * minute });
		const next = await draft('Next at the harbour');
		await connect(house, june, PEOPLE.ada);
		const polls = await cutOff.polls();
		await until(
			'A poll with the other account',
			async () => (await cutOff.polls()) > polls,
			schedule,
		);
		await publishAndComplete(next);
		expect(jsonOf(await cutOff.next(count), AFTER)).toEqual([
			expect.objectContaining({ id: next }),
		]);
	});
});
