import { expectFound, lineOf, rename } from './checkCopy.mts';
import type { Alteration, Loose } from './checkCopy.mts';

// bounds a hang on a busy machine
jest.setTimeout(30_000);

const surveys = (copy: Loose) => copy.paths['/surveys'];

const alterations: Alteration[] = [
	{
		title: 'another method of a guessed operation',
		alter: (copy) => {
			const item = copy.paths['/surveys/{id}/publish'];
			rename(item, 'post', 'put');
			delete item.put.operationId;
		},
		kind: 'differs',
		operations: ['publishSurvey'],
		subject: 'address',
		text: 'POST /surveys/{id}/publish is not there; it may be PUT /surveys/{id}/publish',
		places: () => [
			lineOf('contract', 'post:', '  /surveys/{id}/publish:'),
			lineOf('endpoints', 'publishSurvey:'),
		],
		exit: 1,
	},
	{
		title: 'another path of a guessed operation',
		alter: (copy) => {
			rename(
				copy.paths,
				'/responses/{id}/follow-up',
				'/surveys/{id}/responses/{responseId}/follow-ups',
			);
			copy.paths['/surveys/{id}/responses/{responseId}/follow-ups'].post.operationId =
				'create_follow_up';
		},
		kind: 'differs',
		operations: ['sendFollowUp'],
		subject: 'address',
		text:
			'POST /responses/{id}/follow-up is not there; it may be ' +
			'POST /surveys/{id}/responses/{responseId}/follow-ups (`create_follow_up` there)',
		places: () => [
			lineOf('contract', '  /responses/{id}/follow-up:'),
			lineOf('endpoints', 'sendFollowUp:'),
		],
		exit: 1,
	},
	{
		title: 'an operation that is not there',
		alter: (copy) => delete copy.paths['/playbooks'],
		kind: 'missing',
		operations: ['listPlaybooks'],
		subject: 'operation',
		text: 'GET /playbooks is not there, and nothing like it',
		places: () => [lineOf('contract', '  /playbooks:'), lineOf('endpoints', 'listPlaybooks:')],
		exit: 1,
	},
	{
		title: 'an operation that we do not know',
		alter: (copy) => {
			copy.paths['/webhooks'] = { post: { operationId: 'createWebhook', responses: {} } };
		},
		kind: 'new',
		operations: [],
		subject: 'operation POST /webhooks',
		text: 'is known there and not here (`createWebhook`)',
		places: () => [],
		exit: 0,
	},
	{
		title: 'a query parameter in camelCase',
		alter: (copy) => {
			const list = surveys(copy).get.parameters;
			list.find(({ name }: Loose) => name === 'published_after').name = 'publishedAfter';
		},
		kind: 'differs',
		operations: ['listSurveys'],
		subject: 'query parameter `published_after`',
		text: 'is spelt `publishedAfter` there',
		places: () => [
			lineOf('contract', '- name: published_after'),
			lineOf('names', "'published_after'"),
		],
		exit: 1,
	},
	{
		title: 'a query parameter that is not there',
		alter: (copy) => {
			const { get } = surveys(copy);
			get.parameters = get.parameters.filter(({ name }: Loose) => name !== 'countries');
		},
		kind: 'missing',
		operations: ['listSurveys'],
		subject: 'query parameter `countries`',
		text: 'is not there',
		places: () => [lineOf('contract', '- name: countries'), lineOf('names', "'countries'")],
		exit: 1,
	},
	{
		title: 'a query parameter that stands in a header',
		alter: (copy) => {
			const { parameters } = copy.paths['/playbooks'].get;
			parameters.find(({ name }: Loose) => name === 'industry').in = 'header';
		},
		kind: 'differs',
		operations: ['listPlaybooks'],
		subject: 'query parameter `industry`',
		text: 'stands in the header there',
		places: () => [lineOf('contract', '- name: industry'), lineOf('names', "'industry'")],
		exit: 1,
	},
	{
		title: 'a query parameter that is required',
		alter: (copy) => {
			const { parameters } = copy.paths['/playbooks'].get;
			parameters.find(({ name }: Loose) => name === 'industry').required = true;
		},
		kind: 'differs',
		operations: ['listPlaybooks'],
		subject: 'query parameter `industry`',
		text: 'is required there, optional here',
		places: () => [lineOf('contract', '- name: industry'), lineOf('names', "'industry'")],
		exit: 1,
	},
	{
		title: 'a query parameter of another type',
		alter: (copy) => {
			const { parameters } = copy.paths['/surveys/{id}/responses'].get;
			parameters.find(({ name }: Loose) => name === 'question_id').schema = {
				type: 'integer',
			};
		},
		kind: 'differs',
		operations: ['listResponses'],
		subject: 'query parameter `question_id`',
		text: 'is integer there, string here',
		places: () => [lineOf('contract', '- name: question_id'), lineOf('names', "'question_id'")],
		exit: 1,
	},
	{
		title: 'the values of a query parameter',
		alter: (copy) => {
			const list = surveys(copy).get.parameters;
			list.find(({ name }: Loose) => name === 'dir').schema.enum = ['ascending', 'desc'];
		},
		kind: 'differs',
		operations: ['listSurveys'],
		subject: 'query parameter `dir`',
		text: 'takes `asc` here and not there; there: `ascending`, `desc`',
		places: () => [lineOf('contract', 'enum: [asc, desc]')],
		exit: 1,
	},
	{
		title: 'values of a query parameter that nobody knew',
		alter: (copy) => {
			const list = surveys(copy).get.parameters;
			list.find(({ name }: Loose) => name === 'sort_by').schema.enum = ['created', 'published'];
		},
		kind: 'differs',
		operations: ['listSurveys'],
		subject: 'query parameter `sort_by`',
		text: 'has a list of values there: `created`, `published`; here it takes any',
		places: () => [lineOf('contract', '- name: sort_by')],
		exit: 1,
	},
	{
		title: 'another server',
		alter: (copy) => (copy.servers[0].url = 'https://api.pickfu.com/v2'),
		kind: 'differs',
		operations: ['createSurvey', 'listTags'],
		subject: 'server',
		text: 'is https://api.pickfu.com/v2 there, https://api.pickfu.com/v1 here',
		places: () => [lineOf('contract', 'servers:'), lineOf('server', 'https://api.pickfu.com/v1')],
		exit: 1,
	},
	{
		title: 'keys in a header of their own',
		alter: (copy) => {
			copy.components.securitySchemes.bearer = {
				type: 'apiKey',
				in: 'header',
				name: 'X-API-Key',
			};
		},
		kind: 'differs',
		operations: ['createSurvey', 'listTags'],
		subject: 'security',
		text: 'is `header X-API-Key` there, `bearer` here',
		places: () => [lineOf('contract', 'security:')],
		exit: 1,
	},
];

test.each(alterations)('check:contract reports $title', (alteration) => {
	expectFound(alteration);
});
