import type { NodeApiError } from 'n8n-workflow';
import { API } from '../support/host.mts';
import { refusal, tokenEndpoint } from '../support/nockPickFu.mts';
import { account, idsOf } from '../support/triggerNock.mts';
import { Trigger } from '../support/triggerPlain.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const pickFu = account();
const failed = async (run: Promise<unknown>) =>
	await run.then(
		() => undefined,
		(error: NodeApiError) => error,
	);

it.each([
	['breaks the connection', { lost: 'ECONNRESET' }],
	['answers with a page', { body: '<!doctype html><title>Sign in to the network</title>' }],
	['answers with half of the JSON', { body: '{"success":true,"data":[{"id":' }],
	['answers with nothing', { status: 200, body: '' }],
	['answers with something else', { body: { success: true, data: 7 } }],
])('is quiet once where PickFu %s', async (_, reply) => {
	const survey = pickFu.world.publish(10);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(20);
	const usual = pickFu.pickFu.answer;
	pickFu.pickFu.answer = () => reply;
	expect(await trigger.poll()).toBeNull();
	pickFu.pickFu.answer = usual;
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
});

it("waits for PickFu's limit of requests, and emits in the same poll", async () => {
	const { world, pickFu: fake } = pickFu;
	const survey = world.publish(10);
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pass(20);
	const usual = fake.answer;
	let refusals = 2;
	fake.answer = (request) =>
		refusals-- > 0
			? { ...refusal(429, 'Rate limit exceeded'), headers: { 'retry-after': '20' } }
			: usual(request);
	const began = Trigger.clock;
	expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	expect(Trigger.clock - began).toBeGreaterThanOrEqual(40_000);
	expect(Trigger.clock - began).toBeLessThan(60_000);
});

it('says what to do when the limit of requests stays used up, without naming an option that it has not', async () => {
	const trigger = pickFu.trigger('surveyCompleted');
	await trigger.poll();
	pickFu.pickFu.answer = () => ({
		...refusal(429, 'Rate limit exceeded'),
		headers: { 'retry-after': '60' },
	});
	expect(await trigger.poll()).toBeNull();
	pickFu.pass(60);
	const error = await failed(trigger.poll());
	expect(error!.message).toBe("PickFu's rate limit was reached");
	expect(error!.description).toMatch(/poll less often.*Polls have failed for 6\d minutes/);
	expect(`${error!.message} ${error!.description}`).not.toMatch(/Longest Wait/);
});

describe('an account that was revoked', () => {
	const oAuth = { authentication: 'oAuth2' };
	const revoke = () => {
		tokenEndpoint({ status: 400, body: { error: 'invalid_grant' } });
		pickFu.pickFu.answer = () => refusal(401, 'Authentication token is missing or invalid');
	};

	it('fails at once with the sentence that says to reconnect, and tells what happened when it is connected again', async () => {
		const survey = pickFu.world.publish(10);
		const usual = pickFu.pickFu.answer;
		const trigger = pickFu.trigger('surveyCompleted', oAuth);
		await trigger.poll();
		pickFu.pass(20);
		revoke();
		const error = await failed(trigger.poll());
		expect(error!.message).toBe('Reconnect your PickFu account');
		expect(error!.description).toMatch(/Open the PickFu credential, click .*Switch account/);
		pickFu.pickFu.answer = usual;
		expect(idsOf(await trigger.poll())).toEqual([survey.id]);
	});

	it('hands the sentence to n8n at the poll of the activation, as n8n would stop polling for good', async () => {
		const told: Error[] = [];
		const trigger = pickFu.trigger('surveyCompleted', oAuth, {
			emitError: (error) => void told.push(error),
		});
		revoke();
		expect(await trigger.poll()).toBeNull();
		expect(told.map(({ message }) => message)).toEqual(['Reconnect your PickFu account']);
		revoke();
		pickFu.pass(60);
		expect((await failed(trigger.poll()))!.message).toBe('Reconnect your PickFu account');
		expect(told).toHaveLength(1);
	});

	it('does the same at the first poll after n8n was started anew', async () => {
		const told: Error[] = [];
		const trigger = pickFu.trigger('surveyCompleted', oAuth, {
			emitError: (error) => void told.push(error),
		});
		await trigger.poll();
		trigger.restart();
		revoke();
		expect(await trigger.poll()).toBeNull();
		expect(told.map(({ message }) => message)).toEqual(['Reconnect your PickFu account']);
	});
});

it('says that the account has to be connected first', async () => {
	const error = await failed(
		pickFu
			.trigger(
				'surveyCompleted',
				{ authentication: 'oAuth2' },
				{ credential: { apiUrl: API, oauthTokenData: {} } },
			)
			.poll(),
	);
	expect(error!.message).toBe('Connect your PickFu account first');
});
