import type { N8nExecution, WorkflowSource } from '../../../sandbox/n8n/restTypes.mts';
import { jsonOf } from '../../support/e2eWorkflow.mts';
import { ask, changed, example, spentOn } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';
import type { ModelRequest } from '../../support/chatModel.mts';

const questions = [
	{
		type: 'head_to_head',
		prompt: 'Which name is better?',
		options: [{ value: 'Morning Mug' }, { value: 'First Light' }],
	},
];

/** What the model was told last, as text. */
function lastTold({ messages }: ModelRequest): string {
	return JSON.stringify(messages.at(-1)!.content);
}

/** The example "Research agent", with a model that does as it is told. */
export function describeAgent(rig: Rig): void {
	let workflow: string;

	/** Says something in the chat, and gives the execution that it caused. */
	async function say(chatInput: string, sessionId = 'one'): Promise<N8nExecution> {
		const { rest } = rig.house;
		const execution = await rest.runWorkflow(workflow, 'Chat', [
			{ sessionId, action: 'sendMessage', chatInput },
		]);
		return await rest.waitForExecution(execution);
	}

	async function equip(source: WorkflowSource): Promise<void> {
		const { rest } = rig.house;
		const { id, name } = await rest.createCredential('Chat model', 'openAiApi', {
			apiKey: 'stand-in',
			url: rig.model.url,
		});
		const equipped = changed(
			source,
			'Chat model',
			{},
			{ credentials: { openAiApi: { id, name } } },
		);
		workflow = (await rest.createWorkflow(equipped, [rig.account])).id;
	}

	describe('Research agent', () => {
		beforeAll(async () => await equip(changed(example('agent'), 'Ask people', { pollInterval: 1 })));

		it('says what it would ask, asks after a yes, and reads the results', async () => {
			rig.model.will({ say: 'Shall I ask 15 people?' });
			const first = await say('Which name is better for a mug?');
			expect(jsonOf(first, 'Research agent')).toEqual([{ output: 'Shall I ask 15 people?' }]);

			rig.model.will(
				{ tool: 'Ask_people', args: { questions, name: 'Mug, by an agent' } },
				{ say: 'Here they are.' },
			);
			await say('Yes');
			expect(lastTold(rig.model.requests.at(-1)!)).toMatch(/winnerShare.*respondentsPaid/);
			const id = /[0-9a-f-]{36}/.exec(lastTold(rig.model.requests.at(-1)!))![0];
			expect(await ask(rig, `/surveys/${id}`)).toMatchObject({
				name: 'Mug, by an agent',
				sampleSize: 15,
			});
			expect(await spentOn(rig, id)).toEqual({ requests: 1, charges: 1 });
			// It remembers what was said before.
			expect(JSON.stringify(rig.model.requests.at(-1)!.messages)).toContain(
				'Shall I ask 15 people?',
			);

			rig.model.will(
				{ tool: 'Read_the_results', args: { surveyId: id } },
				{ say: 'Here they are.' },
			);
			await say('What do they say?');
			expect(lastTold(rig.model.requests.at(-1)!)).toMatch(/winnerShare/);
		});

		it('cannot ask for more people than its user has set', async () => {
			const tools = rig.model.requests[0]!.tools!.map((tool) => tool.function);
			const { parameters } = tools.find((tool) => tool.name === 'Ask_people')!;
			expect(Object.keys(parameters.properties).sort()).toEqual(['name', 'questions']);

			const more = { sampleSize: 500, maxRespondents: 500, untilDecided: true };
			rig.model.will(
				{ tool: 'Ask_people', args: { questions, name: 'Too many', ...more } },
				{ say: 'Asked.' },
			);
			await say('Ask 500 people', 'two');
			const id = /[0-9a-f-]{36}/.exec(lastTold(rig.model.requests.at(-1)!))![0];
			expect(await ask(rig, `/surveys/${id}`)).toMatchObject({ sampleSize: 15 });
		});

		it('is refused a second survey for one message, hears why, and nothing is spent', async () => {
			rig.model.will(
				{ tool: 'Ask_people', args: { questions, name: 'The first' } },
				{ tool: 'Ask_people', args: { questions, name: 'The second' } },
				{ say: 'It was refused.' },
			);
			const execution = await say('Ask twice', 'three');
			expect(jsonOf(execution, 'Research agent')).toEqual([{ output: 'It was refused.' }]);
			expect(lastTold(rig.model.requests.at(-1)!)).toContain('more than the 15 allowed');
			const second = await ask<Array<{ id: string }>>(rig, '/surveys?text=The second');
			expect(await spentOn(rig, second[0]!.id)).toEqual({ requests: 0, charges: 0 });
		});
	});
}
