import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import { addApiKey, connectAccount, startHouse, type House } from './e2e.mts';
import { chain, items, pickFu, START, surveyId } from './e2eWorkflow.mts';
import { startBound } from './n8n.mts';

/** n8n with the sandbox, and a connected account; there from the first test on. */
export let house: House;
export let account: N8nCredential;

/** A run of minutes that goes on beside the other tests, with a key and so a budget of its own. */
export const long = { surveys: [] as string[], execution: '', startedAt: 0 };

/** Starts what the tests of the file share. */
export function inHouse(): void {
	beforeAll(async () => {
		house = await startHouse({ sandbox: { seed: 'survey.run' } });
		account = await connectAccount(house);

		long.surveys = await house.sandbox.control.addSurveys({
			count: 150,
			status: 'unpublished',
			name: 'Read #',
		});
		const get = pickFu('Get', {
			authentication: 'apiKey',
			resource: 'survey',
			operation: 'get',
			surveyId: surveyId('={{ $json.survey }}'),
		});
		const source = chain('150 reads', ...items(...long.surveys.map((survey) => ({ survey }))), get);
		const { id } = await house.rest.createWorkflow(source, [await addApiKey(house)]);
		long.startedAt = Date.now();
		long.execution = await house.rest.runWorkflow(id, START);
	}, startBound);

	afterAll(async () => await house?.stop());

	afterEach(async () => await house.sandbox.control.clearFaults());
}

/** The words of both questions. */
export const asked = 'Which would you pour into a cup first?';

/** Makes a draft of two questions with one text. */
export const create = pickFu('Create', {
	resource: 'survey',
	operation: 'create',
	questionsInput: 'json',
	questionsJson: JSON.stringify([
		{
			type: 'head_to_head',
			prompt: asked,
			options: [{ value: 'Morning Mug' }, { value: 'First Light' }],
		},
		{
			type: 'ranked',
			prompt: asked,
			options: [{ value: 'Tea' }, { value: 'Coffee' }, { value: 'Cocoa' }],
		},
	]),
	country: 'US',
	sampleSize: 150,
	reporting: ['gender'],
	name: 'Two questions, one text',
});

/** Publishes the survey of the node before, or another. */
export const publish = (value = '={{ $json.id }}') =>
	pickFu('Publish', {
		resource: 'survey',
		operation: 'publish',
		surveyId: surveyId(value),
		maxRespondents: 150,
	});

/** Reads all answers to a survey. */
export const readAnswers = (value: string) =>
	pickFu('Read', {
		resource: 'response',
		operation: 'getAll',
		surveyId: surveyId(value),
		returnAll: true,
	});

/** A free draft that nobody has published, made behind n8n's back. */
export async function draft(sampleSize = 15): Promise<string> {
	const [id] = await house.sandbox.control.addSurveys({
		status: 'unpublished',
		sampleSize,
		name: 'Draft',
	});
	return id!;
}

/** An answer as the sandbox keeps it. */
export interface Kept {
	id: string;
	question_id: string;
	chosen_option: string;
	explanation: string;
}

/** What the sandbox itself keeps, asked for without n8n and without the node. */
export async function ask<T>(place: string): Promise<T> {
	const { apiUrl } = house.sandbox;
	const response = await fetch(`${apiUrl}${place}`, {
		headers: { authorization: 'Bearer sandbox-key-viewer' },
	});
	return ((await response.json()) as { data: T }).data;
}

/** How many requests to publish that survey have reached PickFu. */
export async function publishRequests(id: string): Promise<number> {
	const sent = await house.sandbox.control.requests('publishSurvey');
	return sent.filter(({ path }) => path.includes(id)).length;
}

/** How often the account was charged for that survey. */
export async function charges(id: string): Promise<number> {
	const { charges: all } = await house.sandbox.control.state();
	return all.filter((charge) => charge.id === id).length;
}
