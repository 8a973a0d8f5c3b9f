import type { N8nExecution, WorkflowSource } from '../../../sandbox/n8n/rest.mts';
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
		beforeAll(async () => await equip(example('agent')));

		it('makes a draft that costs nothing, publishes it after a yes, and reads the results', async () => {
			rig.model.will(
				{ tool: 'Create_survey', args: { questions, name: 'Mug, by an agent' } },
				{ say: 'Shall I ask 15 people?' },
			);
			const first = await say('Which name is better for a mug?');
			expect(jsonOf(first, 'Research agent')).toEqual([{ output: 'Shall I ask 15 people?' }]);
			const id = /[0-9a-f-]{36}/.exec(lastTold(rig.model.requests.at(-1)!))![0];
			expect(await spentOn(rig, id)).toEqual({ requests: 0, charges: 0 });

			rig.model.will({ tool: 'Publish_survey', args: { surveyId: id } }, { say: 'Published.' });
			await say('Yes');
			expect(await ask(rig, `/surveys/${id}`)).toMatchObject({
				name: 'Mug, by an agent',
				sampleSize: 15,
			});
			expect(await spentOn(rig, id)).toEqual({ requests: 1, charges: 1 });
			// It remembers what was said before.
			expect(JSON.stringify(rig.model.requests.at(-1)!.messages)).toContain(
				'Shall I ask 15 people?',
			);

			await rig.house.sandbox.control.finish(id);
			rig.model.will(
				{ tool: 'Read_the_results', args: { surveyId: id } },
				{ say: 'Here they are.' },
			);
			await say('What do they say?');
			expect(lastTold(rig.model.requests.at(-1)!)).toMatch(/winnerShare.*answers/);
		});

		it('cannot ask for more people than its user has set', async () => {
			const tools = rig.model.requests[0]!.tools!.map((tool) => tool.function);
			const inReach = (name: string) =>
				Object.keys(tools.find((tool) => tool.name === name)!.parameters.properties).sort();
			expect(inReach('Create_survey')).toEqual(['name', 'questions']);
			expect(inReach('Publish_survey')).toEqual(['surveyId']);

			const more = { sampleSize: 500, options: { maxRespondents: 500 }, maxRespondents: 500 };
			rig.model.will(
				{ tool: 'Create_survey', args: { questions, name: 'Too many', ...more } },
				{ say: 'Made.' },
			);
			await say('Ask 500 people', 'two');
			const id = /[0-9a-f-]{36}/.exec(lastTold(rig.model.requests.at(-1)!))![0];
			expect(await ask(rig, `/surveys/${id}`)).toMatchObject({ sampleSize: 15 });
		});

		it('is refused a survey that asks for more people than the bound, hears why, and nothing is spent', async () => {
			const [id] = await rig.house.sandbox.control.addSurveys({
				status: 'unpublished',
				sampleSize: 100,
				name: 'Big draft',
			});
			rig.model.will(
				{ tool: 'Publish_survey', args: { surveyId: id!, maxRespondents: 500 } },
				{ say: 'It was refused.' },
			);
			const execution = await say('Publish the big draft', 'three');
			expect(jsonOf(execution, 'Research agent')).toEqual([{ output: 'It was refused.' }]);
			expect(lastTold(rig.model.requests.at(-1)!)).toContain(
				'This would pay for 100 respondents: more than the 15 allowed',
			);
			expect(await spentOn(rig, id)).toEqual({ requests: 0, charges: 0 });
		});
	});
}
