import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { resolveOutputSchemaPath } from 'n8n-core';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { fakePickFu, ok, run, type Received, type Reply } from '../support/nockPickFu.mts';

const NODE_DIR = path.join(__dirname, '..', '..', 'nodes', 'PickFu');
const pickFu = fakePickFu();

/** A survey with every member that PickFu is known to give. */
const SURVEY = {
	id: 's1',
	name: 'Mugs',
	status: 'completed',
	country: 'US',
	sampleSize: 2,
	numResponses: 2,
	surveyUrl: 'https://www.pickfu.com/surveys/s1',
	surveyIntent: 'Choose',
	project: { id: 'p1', name: 'Kitchen' },
	tags: [{ id: 3, name: 'Launch' }],
	targeting: ['amznpr'],
	reporting: ['gender'],
	createdAt: '2026-01-01T00:00:00.000Z',
	publishedAt: '2026-01-01T01:00:00.000Z',
	completedAt: '2026-01-01T02:00:00.000Z',
	questions: [
		{
			id: 'q1',
			type: 'ranked',
			value: 'Order?',
			options: ['Red', 'Blue', 'Green'].map((value, index) => ({ id: `o${index}`, value })),
		},
	],
};
/** A survey of a list, which knows less and spells the country otherwise. */
const LISTED = {
	...Object.fromEntries(
		[
			'id',
			'name',
			'status',
			'sampleSize',
			'numResponses',
			'targeting',
			'createdAt',
			'publishedAt',
			'completedAt',
		].map((name) => [name, SURVEY[name as keyof typeof SURVEY]]),
	),
	countryCode: 'US',
};
const ANSWER = {
	id: 'r1',
	question_id: 'q1',
	chosen_option: 'Red',
	explanation: 'Warm',
	translation: 'Chaud',
	score: 4,
	rounds: [{ option: 'Red' }, { option: 'Blue' }, { option: 'Green' }],
	clicks: [{ x: 0.5, y: 0.5 }],
	media: 'https://media.pickfu.test/r1.mp4',
	media_transcription: 'I like red',
	pinned: true,
	rating: 4,
	respondent: [{ trait_name: 'Gender', value: 'Female' }],
};
const PROJECT = {
	id: 'p1',
	name: 'Launch',
	description: 'All of it',
	goal: 'Choose',
	url: 'https://app.pickfu.test/projects/p1',
	archived: false,
	bookmarked: true,
	createdAt: '2026-01-01T00:00:00.000Z',
	updatedAt: '2026-01-02T00:00:00.000Z',
	surveys: [{ id: 's1', name: 'Mugs' }],
	user: 'Ada',
};
const PLAYBOOK = {
	slug: 'a',
	name: 'A',
	description: 'D',
	industry: 'I',
	icon: 'i',
	duration: '30 min',
	url: 'https://p.test',
	poll_count: 2,
};
const IMAGE = {
	url: 'https://media.pickfu.test/a.png',
	model: 'm',
	aspectRatio: '1:1',
	prompt: 'A mug',
};

/** What PickFu answers, by the last words of the path. */
function answer({ method, path: asked }: Received): Reply {
	const listed: [RegExp, unknown][] = [
		[/^\/surveys$/, [LISTED]],
		[/\/responses$/, [ANSWER, { ...ANSWER, id: 'r2' }]],
		[/^\/projects$/, [PROJECT]],
		[/^\/tags$/, [{ id: 3, name: 'Launch' }]],
		[/^\/traits/, [{ name: 'People', traits: [{ permalink: 'gender', trait_name: 'Gender' }] }]],
		[/^\/playbooks$/, [PLAYBOOK]],
		[/^\/help/, [{ id: '1', title: 'T', description: 'D', body: 'B', url: 'https://h.test' }]],
	];
	const list = method === 'GET' ? listed.find(([pattern]) => pattern.test(asked)) : undefined;
	if (list)
		return { body: { success: true, data: list[1], pagination: { page: 1, totalPages: 1 } } };
	if (method === 'DELETE') return ok({ action: 'archived' });
	if (asked.startsWith('/projects')) return ok(PROJECT);
	if (asked.startsWith('/tags')) return ok({ id: 3, name: 'Launch' });
	if (asked.startsWith('/media')) return ok(asked.endsWith('upload') ? { url: IMAGE.url } : IMAGE);
	if (asked.startsWith('/responses')) return ok({ id: 'r1', rating: 4, pinned: true });
	return ok(SURVEY);
}

const QUESTION = {
	questionsInput: 'json',
	questionsJson: JSON.stringify([
		{
			type: 'ranked',
			prompt: 'Order?',
			options: SURVEY.questions[0]!.options.map(({ value }) => ({ value })),
		},
	]),
};
const FILE = {
	data: { data: 'iVBORw0KGgo=', mimeType: 'image/png', fileName: 'a.png', fileSize: '8' },
};

/** What each operation needs to come to its end; nothing where its id is enough. */
const FIELDS: Record<string, IDataObject> = {
	'survey/create': { ...QUESTION, sampleSize: 2, targeting: ['amznpr'], reporting: ['gender'] },
	'survey/run': {
		...QUESTION,
		name: 'Mugs',
		sampleSize: 2,
		targeting: ['amznpr'],
		reporting: ['gender'],
	},
	'survey/update': { updateFields: { name: 'Mugs' } },
	'survey/addRespondents': { mode: 'total', respondents: 2 },
	'survey/duplicate': { updateFields: { name: 'Mugs' } },
	'response/followUp': { question: 'Why?' },
	'response/rate': { rating: '4' },
	'project/create': { name: 'Launch' },
	'project/update': { updateFields: { name: 'Launch' } },
	'tag/create': { name: 'Launch' },
	'helpArticle/search': { query: 'T' },
	'media/generate': { prompt: 'A mug' },
};

const OPERATIONS = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.keys(operations).map((operation) => `${resource}/${operation}`),
);

/** There only where there is something to say. */
const RARE = ['alreadyExisted', 'differences'];

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

function read(name: string): Schema {
	const [resource, operation] = name.split('/');
	const file = resolveOutputSchemaPath({ nodeDir: NODE_DIR, version: 1, resource, operation });
	return JSON.parse(readFileSync(file!, 'utf8')) as Schema;
}

/** The same schema for a check: nothing beyond it, and null for what is not known. */
function strict({ type, properties, items }: Schema, top = true): object {
	return {
		type: top ? type : [type, 'null'],
		...(properties && {
			properties: Object.fromEntries(
				Object.entries(properties).map(([key, value]) => [key, strict(value, false)]),
			),
			// Traits of respondents are columns that no schema can know.
			patternProperties: { '^respondent_': { type: 'string' } },
			additionalProperties: false,
		}),
		...(items && { items: strict(items, false) }),
	};
}

async function output(name: string): Promise<IDataObject[]> {
	const [resource, operation] = name.split('/');
	const items: INodeExecutionData[] = [
		{ json: {}, ...(name === 'media/upload' && { binary: FILE }) },
	];
	const ids = { surveyId: 's1', projectId: 'p1', responseId: 'r1' };
	const parameters = { resource, operation, ...ids, ...FIELDS[name] };
	const ran = await run({ parameters, items });
	// A multipart body is no JSON that could be held to the contract; uploads have tests of their own.
	pickFu.received = pickFu.received.filter((request) => request.path !== '/media/upload');
	if (ran.error) throw ran.error;
	return ran.items.map(({ json }) => json);
}

describe.each(OPERATIONS)('%s', (name) => {
	it('gives what the editor announces before the first run, and nothing more', async () => {
		pickFu.answer = answer;
		const rows = await output(name);
		expect(rows.length).toBeGreaterThan(0);
		const validate = new Ajv2020({ strict: false, allErrors: true }).compile(strict(read(name)));
		for (const row of rows) {
			validate(row);
			expect(validate.errors ?? []).toEqual([]);
		}
		const announced = Object.keys(read(name).properties ?? {});
		const given = new Set(rows.flatMap((row) => Object.keys(row)));
		expect(announced.filter((key) => !given.has(key) && !RARE.includes(key))).toEqual([]);
		if (/^(response|survey\/getResults)/.test(name)) return;
		expect(announced.length).toBeLessThanOrEqual(10);
		expect(announced[0]).toMatch(/^(id|surveyId|url|slug|permalink|articleId)$/);
	});
});
