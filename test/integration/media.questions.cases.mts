import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { inMemory } from '../support/files.mts';
import { connectedOAuth, host } from '../support/host.mts';
import { record, type Recorder } from '../support/recorder.mts';

const BLUE = inMemory(Buffer.from('blue'), 'blue.png', 'image/png');
const GREEN = inMemory(Buffer.from('green'), 'green.png', 'image/png');

let server: Recorder;

beforeEach(async () => {
	server = await record(({ path, method, body }, earlier) => {
		if (path === '/v1/media/upload')
			return { status: 201, body: { data: { url: `https://cdn.pickfu.test/${earlier + 1}.png` } } };
		if (method === 'GET') return { status: 200, body: { data: [] } };
		return {
			status: 200,
			body: { data: { id: 'survey', ...(JSON.parse(body.toString()) as object) } },
		};
	});
});
afterEach(async () => await server.close());

function run(
	parameters: IDataObject,
	binary: Record<string, IBinaryData> = { blue: BLUE, green: GREEN },
) {
	return host({
		parameters: { resource: 'survey', operation: 'create', ...parameters },
		items: [{ json: {}, binary }],
		credential: { ...connectedOAuth(), apiUrl: `${server.url}/v1` },
	}).execute();
}

function question(type: string, ...option: IDataObject[]): IDataObject {
	return { type, prompt: 'Which mug?', options: { option } };
}

const fields = (...questions: IDataObject[]) => ({
	questionsInput: 'fields',
	questions: { question: questions },
});
const uploads = () => server.to('POST', '/v1/media/upload');
const sentQuestions = (method = 'POST', path = '/v1/surveys') => {
	const [request] = server.to(method, path);
	return (JSON.parse(request!.body.toString()) as { questions: unknown[] }).questions;
};

it('puts the address of each uploaded file where its option shows it', async () => {
	await run(
		fields(
			question(
				'head_to_head',
				{ binaryProperty: 'blue', value: 'Blue' },
				{ binaryProperty: ' green ' },
			),
		),
	);
	expect(uploads().map(({ body }) => /filename="(\w+)/.exec(body.toString())![1])).toEqual([
		'blue',
		'green',
	]);
	expect(sentQuestions()).toEqual([
		{
			type: 'head_to_head',
			prompt: 'Which mug?',
			options: [
				{ value: 'Blue', mediaUrl: 'https://cdn.pickfu.test/1.png' },
				{ mediaUrl: 'https://cdn.pickfu.test/2.png' },
			],
		},
	]);
});

it('uploads a file once that several questions show', async () => {
	await run(
		fields(
			question('click_test', { binaryProperty: 'blue' }),
			question('five_second_test', { binaryProperty: 'blue' }),
		),
	);
	expect(uploads()).toHaveLength(1);
	expect(sentQuestions()).toMatchObject([
		{ options: [{ mediaUrl: 'https://cdn.pickfu.test/1.png' }] },
		{ options: [{ mediaUrl: 'https://cdn.pickfu.test/1.png' }] },
	]);
});

it('takes the names of files in JSON too, and on update', async () => {
	await run({
		operation: 'update',
		surveyId: 'survey',
		questionsInput: 'json',
		questionsJson: JSON.stringify([
			{
				type: 'open_ended',
				prompt: 'What is it?',
				id: 'q1',
				options: [{ binary_property: ' green ' }],
			},
		]),
	});
	expect(sentQuestions('PATCH', '/v1/surveys/survey')).toEqual([
		{
			type: 'open_ended',
			prompt: 'What is it?',
			id: 'q1',
			options: [{ mediaUrl: 'https://cdn.pickfu.test/1.png' }],
		},
	]);
});

it.each([
	[
		'a rule of another question is broken',
		fields(
			question('click_test', { binaryProperty: 'blue' }),
			question('ranked', { value: 'One' }, { value: 'Two' }),
		),
		'Question 2 (ranked) has 2 options; ranked takes 3 to 8',
	],
	[
		'a setting of the survey is wrong',
		{ ...fields(question('click_test', { binaryProperty: 'blue' })), sampleSize: -3 },
		/sample size/i,
	],
	[
		'the item lacks the second file',
		fields(question('head_to_head', { binaryProperty: 'blue' }, { binaryProperty: 'red' })),
		"'Input Data Field Name' doesn't name a file of this item",
	],
	[
		'an option has an address as well',
		fields(
			question('click_test', { binaryProperty: 'blue', mediaUrl: 'https://example.com/a.png' }),
		),
		'Question 1 (click_test), option 1 has both an image URL and an input data field; use one of them',
	],
	[
		'two options show the same file',
		fields(question('head_to_head', { binaryProperty: 'blue' }, { binaryProperty: 'blue' })),
		"Question 1 (head_to_head), option 2 has the same file as option 1; responses couldn't be told apart",
	],
	[
		'the expression of the name gave nothing',
		fields(question('click_test', { binaryProperty: '={{ $json.missing }}' })),
		'Question 1 (click_test), option 1: the input data field name is blank',
	],
	[
		'the name is a number',
		fields(question('click_test', { binaryProperty: '={{ 7 }}' })),
		"'Input Data Field Name' doesn't name a file of this item",
	],
])('uploads nothing when %s', async (_, parameters, message) => {
	await expect(run(parameters)).rejects.toThrow(message);
	expect(server.requests).toEqual([]);
});

it('uploads a file once, however often n8n tries to create the survey', async () => {
	await server.close();
	let tries = 0;
	server = await record(({ path, body }) => {
		if (path === '/v1/media/upload')
			return { status: 201, body: { data: { url: 'https://cdn.pickfu.test/a.png' } } };
		tries += 1;
		return tries < 3
			? { status: 403, body: { error: 'Forbidden', message: 'Not yet' } }
			: { status: 201, body: { data: { id: 's', ...(JSON.parse(body.toString()) as object) } } };
	});
	const { runWorkflow } = host({
		parameters: {
			resource: 'survey',
			operation: 'create',
			...fields(question('click_test', { binaryProperty: 'blue' })),
		},
		items: [{ json: {}, binary: { blue: BLUE } }],
		credential: { ...connectedOAuth(), apiUrl: `${server.url}/v1` },
		node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	const ran = await runWorkflow();
	expect(ran.data.resultData.error).toBeUndefined();
	expect([uploads().length, tries]).toEqual([1, 3]);
});
