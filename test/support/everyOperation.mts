import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { RESOURCES } from '../../nodes/PickFu/resources';
import { ok, type Received, type Reply } from './nockPickFu.mts';

/** Every operation with fields that bring it to its end, and a PickFu that answers all of them in full. */

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
export function answer({ method, path: asked }: Received): Reply {
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
	if (asked.endsWith('/rate')) return ok({ id: 'r1', rating: 4 });
	if (asked.startsWith('/responses'))
		return ok({ id: 'r1', ...(asked.endsWith('/pin') && { pinned: true }) });
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

export const OPERATIONS = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.keys(operations).map((operation) => `${resource}/${operation}`),
);

const IDS = { surveyId: 's1', projectId: 'p1', responseId: 'r1' };

/** The fields with which the operation comes to its end, and an item for it. */
export function callOf(name: string): { parameters: IDataObject; items: INodeExecutionData[] } {
	const [resource, operation] = name.split('/');
	const binary = name === 'media/upload' ? { binary: FILE } : {};
	const parameters = { resource, operation, ...IDS, ...FIELDS[name] };
	return { parameters, items: [{ json: {}, ...binary }] };
}
