import type { IDataObject, INodeExecutionData, NodeApiError } from 'n8n-workflow';
import { account, idsOf } from '../support/triggerNock.mts';
import { Trigger } from '../support/triggerPlain.mts';

/**
 * What each field of the trigger does, with its value stored as the editor stores it: n8n drops what
 * the form does not have, so a field that is read under another name has no effect.
 */

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const pickFu = account();
const DAY = 24 * 60;
const jsonOf = (items: INodeExecutionData[] | null) => (items ?? []).map(({ json }) => json);
const locator = (mode: 'list' | 'url' | 'id', value: string) => ({ __rl: true, mode, value });

describe('Missed Events', () => {
	// Both complete while the workflow is inactive; only the first was published before.
	it.each<[string, IDataObject, string[]]>([
		['by default leaves those of surveys that were known', {}, ['s1']],
		['From Known Surveys', { missedEvents: 'known' }, ['s1']],
		['All', { missedEvents: 'all' }, ['s1', 's2']],
		['None', { missedEvents: 'none' }, []],
	])('%s', async (_, options, expected) => {
		pickFu.world.publish(60);
		const trigger = pickFu.trigger('surveyCompleted', { options });
		await trigger.poll();
		pickFu.pass(5);
		pickFu.world.publish(60);
		pickFu.pass(DAY);
		expect(idsOf(await trigger.switchOffAndOn()).sort()).toEqual(expected);
	});
});

describe('Trigger On', () => {
	// People respond in the order of their numbers: two more of the first survey, four of the second.
	it.each([
		['surveyPublished', ['s2']],
		['surveyCompleted', ['s1']],
		['newResponse', ['s1-14', 's1-15', 's2-1', 's2-2', 's2-3', 's2-4']],
	])('%s', async (event, expected) => {
		pickFu.world.publish(60);
		pickFu.pass(50);
		const trigger = pickFu.trigger(event);
		await trigger.poll();
		pickFu.pass(10);
		pickFu.world.publish(300);
		pickFu.pass(30);
		expect(idsOf(await trigger.poll()).sort()).toEqual(expected);
	});
});

describe('Watch', () => {
	const project = { id: '8f14e45f-ceea-467f-9575-1c1d3b7a9a10' };
	const inside = { tags: [7], more: { name: 'Blue mug', project } };
	const outside = {
		tags: [8],
		more: { name: 'Red car', project: { id: project.id.replace('8', '9') } },
	};

	it.each<[string, IDataObject, string[]]>([
		['everything when nobody chooses', {}, ['s1', 's2']],
		['all surveys', { scope: 'all' }, ['s1', 's2']],
		[
			'one that was selected',
			{ scope: 'surveys', surveys: { survey: [{ surveyId: locator('list', 's1') }] } },
			['s1'],
		],
		[
			'several, by ID and by URL',
			{
				scope: 'surveys',
				surveys: {
					survey: [
						{ surveyId: locator('id', 's2') },
						{ surveyId: locator('url', 'https://www.pickfu.com/surveys/s1?from=mail') },
					],
				},
			},
			['s1', 's2'],
		],
		['a project', { scope: 'project', projectId: locator('list', project.id) }, ['s1']],
		[
			'a project by the URL of its page',
			{
				scope: 'project',
				projectId: locator('url', `https://app.pickfu.com/projects/${project.id}`),
			},
			['s1'],
		],
		// The list of tags gives numbers, an expression mostly a text.
		['a tag from the list', { scope: 'tag', tagId: 7 }, ['s1']],
		['a tag from an expression', { scope: 'tag', tagId: '={{ "7" }}' }, ['s1']],
		['what PickFu finds by a text', { scope: 'text', text: 'mug' }, ['s1']],
		// n8n keeps the values of fields that are hidden.
		[
			'all surveys, whatever was chosen before',
			{ scope: 'all', tagId: 7, text: 'mug' },
			['s1', 's2'],
		],
	])('%s', async (_, parameters, expected) => {
		pickFu.world.finds = ({ more }, text) => String(more?.name).includes(text);
		pickFu.world.publish(10, inside);
		pickFu.world.publish(10, outside);
		const trigger = pickFu.trigger('surveyCompleted', parameters);
		await trigger.poll();
		pickFu.pass(20);
		expect(idsOf(await trigger.poll()).sort()).toEqual(expected);
	});
});

describe('Output and Simplify', () => {
	/** The first item of a survey that is published, answered and completed meanwhile. */
	async function first(event: string, parameters: IDataObject): Promise<IDataObject> {
		const trigger = pickFu.trigger(event, parameters);
		await trigger.poll();
		pickFu.world.publish(10, { more: { team_id: 7 } });
		pickFu.pass(20);
		return jsonOf(await trigger.poll())[0]!;
	}
	const survey = { id: 's1', numResponses: 15 };
	const raw = { ...survey, team_id: 7 };
	const row = { responseId: 's1-1', surveyId: 's1' };
	const rawRow = { id: 's1-1', survey_id: 's1' };

	it.each<[string, IDataObject, IDataObject]>([
		['surveyCompleted', {}, survey],
		['surveyCompleted', { simplify: false }, raw],
		['surveyCompleted', { output: 'responses' }, row],
		['surveyCompleted', { output: 'responses', simplify: false }, rawRow],
		['surveyCompleted', { output: 'results' }, { surveyId: 's1', verdict: expect.any(String) }],
		// Results are never PickFu's own record, and Simplify is not shown for them.
		['surveyCompleted', { output: 'results', simplify: false }, { surveyId: 's1' }],
		['surveyPublished', {}, survey],
		['surveyPublished', { simplify: false }, raw],
		['surveyPublished', { output: 'results' }, survey],
		['newResponse', {}, row],
		['newResponse', { simplify: false }, rawRow],
		['newResponse', { output: 'survey' }, row],
	])('%s %j', async (event, parameters, expected) => {
		const item = await first(event, parameters);
		expect(item).toMatchObject(expected);
		const isRaw = parameters.simplify === false && parameters.output === undefined;
		expect('team_id' in item).toBe(isRaw && event !== 'newResponse');
	});
});

describe('a value that cannot be used', () => {
	it.each<[IDataObject, string]>([
		[
			{ event: 'surveyLiked' },
			"'Trigger On' must be one of surveyCompleted, surveyPublished, newResponse",
		],
		[{ scope: 'team' }, "'Watch' must be one of all, surveys, project, tag, text"],
		[{ scope: 'surveys', surveys: {} }, "'Selected Surveys' must name at least one survey"],
		[
			{ scope: 'surveys', surveys: { survey: [{ surveyId: locator('list', '') }] } },
			"'Survey' is empty",
		],
		[{ scope: 'project', projectId: locator('id', '') }, "'Project' is empty"],
		[{ scope: 'tag', tagId: '' }, "'Tag Name or ID' must be the ID of a tag, which is a number"],
		[
			{ scope: 'tag', tagId: 'mugs' },
			"'Tag Name or ID' must be the ID of a tag, which is a number",
		],
		[{ scope: 'text', text: ' ' }, "'Text' is empty"],
		[{ output: '={{ "csv" }}' }, "'Output' must be one of survey, responses, results"],
		[{ simplify: '={{ "maybe" }}' }, "'Simplify' must be true or false"],
		[
			{ options: { missedEvents: '={{ "some" }}' } },
			"'Missed Events' must be one of all, known, none",
		],
		[
			{ output: 'results', options: { confidence: '={{ 95 }}' } },
			"'Confidence' must be at least 0.5 and below 1",
		],
	])('is named by its label, and nothing is requested: %j', async (fields, sentence) => {
		const error = await pickFu
			.trigger('surveyCompleted', fields)
			.poll()
			.catch((thrown: NodeApiError) => thrown);
		expect((error as NodeApiError).message).toBe(sentence);
		expect(pickFu.asked()).toEqual([]);
	});
});
