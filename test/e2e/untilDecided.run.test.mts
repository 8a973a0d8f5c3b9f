import { decisionOf } from '../../nodes/PickFu/results/decided.ts';
import { answer } from '../../sandbox/panel/answers.mts';
import type { N8nCredential, N8nExecution } from '../../sandbox/n8n/restTypes.mts';
import type { StoredQuestion } from '../../sandbox/state/model.mts';
import { startChatModel } from '../support/chatModel.mts';
import type { ChatModel } from '../support/chatModel.mts';
import { connectAccount, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { jsonOf, POLL_TIMES, told } from '../support/e2eWorkflow.mts';
import { changed, example } from '../support/examples.mts';
import { startBound } from '../support/n8n.mts';

/**
 * From the question to the decision on a real n8n: in stages through the trigger, and in one node, by a person and by an
 * agent. Fifty people answer within seconds.
 */
const seed = 'until-decided';
/** A decision of three stages takes as many polls. */
const untilDecided = 12 * 60_000;

jest.setTimeout(untilDecided);

let house: House;
let account: N8nCredential;
let model: ChatModel;

beforeAll(async () => {
	[house, model] = await Promise.all([
		startHouse({ sandbox: { speed: 1200, seed } }),
		startChatModel(),
	]);
	account = await connectAccount(house);
}, startBound);

afterAll(async () => {
	await Promise.all([house?.stop(), model?.stop()]);
});

async function pickFu<T>(method: string, place: string, body?: unknown): Promise<T> {
	const response = await fetch(`${house.sandbox.apiUrl}${place}`, {
		method,
		headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const answered = (await response.json()) as { data: T };
	if (!response.ok) throw new Error(JSON.stringify(answered));
	return answered.data;
}

/** What the sandbox has charged for a survey, in credits, in order: one for each person and question. */
async function chargesFor(id: unknown): Promise<number[]> {
	const { charges } = await house.sandbox.control.state();
	return charges.filter((charge) => charge.id === id).map(({ credits }) => credits);
}

/** How many people a question needs in stages of 50, by the panel's answers; undefined beyond 300. */
function peopleNeeded(
	id: string,
	question: StoredQuestion,
): { people: number; winner: string | null } | undefined {
	const votes = [0, 0];
	for (let person = 0; person < 300; person++) {
		const { chosen_option } = answer(`${seed}/${id}`, question, person, 'value', '');
		votes[question.options.findIndex(({ value }) => value === chosen_option)]! += 1;
		if ((person + 1) % 50 !== 0) continue;
		const wins = votes.map((own) => [own, own]);
		const settings = { confidence: 0.95, levelMargin: 10 };
		const { decision, winner } = decisionOf({ kind: 'choice', wins }, settings, 40);
		if (decision !== 'open')
			return {
				people: person + 1,
				winner: winner === null ? null : question.options[winner]!.value!,
			};
	}
	return undefined;
}

interface Draft {
	id: string;
	questions: StoredQuestion[];
}

/** A draft on which the panel needs three stages for; its taste hangs on the ids. */
async function closeDraft(
	name: string,
): Promise<Draft & { people: number; winner: string | null }> {
	const options = ['Morning Mug', 'First Light'].map((value) => ({ value }));
	const questions = [{ type: 'head_to_head', prompt: 'Which name would you rather try?', options }];
	for (;;) {
		const draft = await pickFu<Draft>('POST', '/surveys', {
			questions,
			sampleSize: '50',
			country: 'US',
		});
		const needed = peopleNeeded(draft.id, { ...draft.questions[0]!, type: 'head_to_head' });
		if (needed === undefined || needed.people !== 150) {
			await pickFu('DELETE', `/surveys/${draft.id}`);
			continue;
		}
		await pickFu('PATCH', `/surveys/${draft.id}`, { name });
		return { ...draft, ...needed };
	}
}

describe('Ask until decided', () => {
	it('goes from 50 people to a decision over several completions, pays each stage once, and goes on after n8n was ended by force', async () => {
		const { rest, n8n, sandbox } = house;
		const draft = await closeDraft('Until decided: mug names');
		const { id: workflow } = await rest.createWorkflow(
			changed(example('ask-until-decided'), 'Survey completed', {
				pollTimes: POLL_TIMES,
			}),
			[account],
		);
		await rest.activateWorkflow(workflow);
		const first = await rest.waitForExecution(await rest.runWorkflow(workflow, 'Start'));
		expect(jsonOf(first, 'Create survey')).toMatchObject([{ id: draft.id, alreadyExisted: true }]);
		expect(await chargesFor(draft.id)).toEqual([50]);

		await until(
			'The second stage',
			async () => (await chargesFor(draft.id)).length >= 2,
			4 * 60_000,
		);
		await n8n.crashAndRestart();

		const last = await until(
			'The decision',
			async () => {
				const executions = await rest.listExecutions(workflow, 50);
				const ended = await Promise.all(
					executions
						.filter(({ status }) => status === 'success')
						.map(async ({ id }) => await rest.waitForExecution(id)),
				);
				return ended.find((execution) => jsonOf(execution, 'The decision').length > 0);
			},
			untilDecided,
		);
		expect(jsonOf(last, 'The decision')).toEqual([
			{
				survey: 'Until decided: mug names',
				decision: draft.winner === null ? 'level' : 'winner',
				winner: draft.winner ?? 'none',
				people: draft.people,
				message: expect.stringContaining('Decided'),
			},
		]);
		expect(await chargesFor(draft.id)).toEqual(Array.from({ length: draft.people / 50 }, () => 50));
		expect(await sandbox.control.requests('addRespondents')).toHaveLength(draft.people / 50 - 1);
		await rest.deactivateWorkflow(workflow);
	});
});

describe('Run', () => {
	const named = (name: string, more: Record<string, unknown> = {}) =>
		changed(example('first-survey'), 'Run survey', { name, pollInterval: 2, ...more });

	async function runOnce(workflow: string, trigger = 'Start'): Promise<N8nExecution> {
		return await house.rest.waitForExecution(
			await house.rest.runWorkflow(workflow, trigger),
			180_000,
		);
	}

	it('asks people and names the winner with its interval, as the example is imported', async () => {
		const { id } = await house.rest.createWorkflow(named('Run by a person'), [account]);
		const [ran] = jsonOf(await runOnce(id), 'Run survey');
		expect(ran).toMatchObject({ name: 'Run by a person', respondentsPaid: 50 });
		const again = await runOnce(id);
		expect(jsonOf(again, 'Run survey')).toMatchObject([
			{ surveyId: ran!.surveyId, summary: ran!.summary, respondentsPaid: 0 },
		]);
		expect(jsonOf(again, 'The winner')[0]).toMatchObject({
			share: expect.stringMatching(/^\d+%$/),
			interval: expect.stringMatching(/^\d+% to \d+%$/),
		});
		expect(await chargesFor(ran!.surveyId)).toEqual([100]);
	});

	it('says at a timeout which survey it is, and with the same name goes on with it in a new execution', async () => {
		const { sandbox, rest } = house;
		await sandbox.control.freeze();
		const { id } = await rest.createWorkflow(named('Run that takes long', { timeout: 1 }), [
			account,
		]);
		const failed = await runOnce(id);
		await sandbox.control.freeze(false);
		expect(told(failed).message).toContain("didn't complete within 1 minute");
		const surveyId = /Survey ([0-9a-f-]{36}) is published/.exec(told(failed).description)?.[1];
		const [ran] = jsonOf(await runOnce(id), 'Run survey');
		expect(ran).toMatchObject({ surveyId, respondentsPaid: 0, verdict: expect.any(String) });
		expect(await chargesFor(surveyId)).toEqual([100]);
	});

	it('as an agent’s tool asks once, says when it takes too long, and gives the results later', async () => {
		const { sandbox, rest } = house;
		const credential = await rest.createCredential('Chat model', 'openAiApi', {
			apiKey: 'stand-in',
			url: model.url,
		});
		const { id: credentialId, name: credentialName } = credential;
		const equipped = changed(
			changed(example('agent'), 'Ask people', { timeout: 1, pollInterval: 2 }),
			'Chat model',
			{},
			{ credentials: { openAiApi: { id: credentialId, name: credentialName } } },
		);
		const { id: workflow } = await rest.createWorkflow(equipped, [account]);
		const say = async (chatInput: string) => {
			const item = { sessionId: 'run', action: 'sendMessage', chatInput };
			return await rest.waitForExecution(await rest.runWorkflow(workflow, 'Chat', [item]), 180_000);
		};
		const heard = () => JSON.stringify(model.requests.at(-1)!.messages.at(-1)!.content);
		const questions = [
			{
				type: 'head_to_head',
				prompt: 'Which name is better?',
				options: [{ value: 'Morning Mug' }, { value: 'First Light' }],
			},
		];
		const ask = { tool: 'Ask_people', args: { questions, name: 'Mug, by an agent' } };

		await sandbox.control.freeze();
		model.will(ask, { say: 'It takes a while.' });
		await say('Which name is better? Yes, ask 15 people.');
		await sandbox.control.freeze(false);
		expect(heard()).toContain('timedOut');
		const surveyId = /[0-9a-f-]{36}/.exec(heard())![0];
		expect(await chargesFor(surveyId)).toEqual([15]);

		await sandbox.control.finish(surveyId);
		model.will(ask, { say: 'Here they are.' });
		await say('And now?');
		expect(heard()).toMatch(/Morning Mug|First Light/);
		expect(heard()).toContain(surveyId);
		expect(await chargesFor(surveyId)).toEqual([15]);
	});
});
