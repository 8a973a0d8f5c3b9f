import { expectFound, lineOf, rename } from './checkCopy.mts';
import type { Alteration, Loose } from './checkCopy.mts';

// bounds a hang on a busy machine
jest.setTimeout(30_000);

const surveys = (copy: Loose) => copy.paths['/surveys'];
const schemas = (copy: Loose) => copy.components.schemas;

const alterations: Alteration[] = [
	{
		title: 'an answer field in camelCase',
		alter: (copy) => rename(schemas(copy).Trait.properties, 'trait_name', 'traitName'),
		kind: 'differs',
		operations: ['listTargetingTraits', 'listReportingTraits'],
		subject: 'answer field `data[].trait_name`',
		text: 'is spelt `traitName` there',
		places: () => [lineOf('contract', 'trait_name: {')],
		exit: 1,
	},
	{
		title: 'an answer field of another type, met in two operations and said once',
		alter: (copy) => (schemas(copy).Tag.properties.id.type = 'string'),
		kind: 'differs',
		operations: ['listTags'],
		subject: 'answer field `data[].id`',
		text: 'is string there, number here',
		places: () => [lineOf('contract', 'id: { type: number }', '    Tag:')],
		exit: 1,
	},
	{
		title: 'an answer field that may be null',
		alter: (copy) => (schemas(copy).Playbook.properties.name = { type: 'string', nullable: true }),
		kind: 'differs',
		operations: ['listPlaybooks'],
		subject: 'answer field `data[].name`',
		text: 'is string or null there, string here',
		places: () => [lineOf('contract', 'name:', '    Playbook:')],
		exit: 1,
	},
	{
		title: 'the statuses of a survey',
		alter: (copy) => {
			schemas(copy).Survey.properties.status.enum = [
				'draft',
				'in-progress',
				'completed',
				'archived',
			];
		},
		kind: 'differs',
		operations: ['createSurvey', 'getSurvey', 'updateSurvey', 'publishSurvey', 'addRespondents'],
		subject: 'answer field `data.status`',
		text: 'takes `unpublished` here and not there; there: `draft`, `in-progress`, `completed`, `archived`',
		places: () => [lineOf('contract', 'enum: [unpublished, in-progress')],
		exit: 1,
	},
	{
		title: 'an answer field that is new',
		alter: (copy) => (schemas(copy).Survey.properties.summary = { type: 'string' }),
		kind: 'new',
		operations: ['createSurvey', 'getSurvey', 'updateSurvey', 'publishSurvey', 'addRespondents'],
		subject: 'answer field `data.summary`',
		text: 'is known there and not here',
		places: () => [lineOf('contract', '    Survey:', '  schemas:')],
		exit: 0,
	},
	{
		title: 'an answer without the envelope',
		alter: (copy) => {
			copy.components.responses.Project.content['application/json'].schema = {
				$ref: '#/components/schemas/Project',
			};
		},
		kind: 'differs',
		operations: ['getProject', 'createProject', 'updateProject'],
		subject: 'answer',
		text: 'has no envelope `data` there; the node reads both',
		places: () => [lineOf('contract', 'application/json:', '    Project:')],
		exit: 0,
	},
	{
		title: 'a list under a name of its own',
		alter: (copy) => {
			copy.paths['/tags'].get.responses['200'].content['application/json'].schema = {
				type: 'object',
				properties: {
					tags: { type: 'array', items: { $ref: '#/components/schemas/Tag' } },
				},
			};
		},
		kind: 'differs',
		operations: ['listTags'],
		subject: 'answer',
		text: 'has its list in `tags` there; the node reads both',
		places: () => [lineOf('contract', 'application/json:', 'operationId: listTags')],
		exit: 0,
	},
	{
		title: 'another status of success',
		alter: (copy) => rename(surveys(copy).post.responses, '201', '200'),
		kind: 'differs',
		operations: ['createSurvey'],
		subject: 'success status `201`',
		text: 'is 200 there, 201 here',
		places: () => [lineOf('contract', "'201':", 'operationId: createSurvey')],
		exit: 0,
	},
	{
		title: 'an error status that we do not know',
		alter: (copy) => {
			copy.paths['/surveys/{id}/publish'].post.responses['409'] = {
				description: 'Already published',
			};
		},
		kind: 'new',
		operations: ['publishSurvey'],
		subject: 'error status `409`',
		text: 'is listed there and not here',
		places: () => [lineOf('contract', 'responses:', 'operationId: publishSurvey')],
		exit: 0,
	},
	{
		title: 'an error status that is not listed',
		alter: (copy) => delete copy.paths['/surveys/{id}/publish'].post.responses['402'],
		kind: 'unsaid',
		operations: ['publishSurvey'],
		subject: 'error status `402`',
		text: 'is not listed there',
		places: () => [lineOf('contract', "'402':", 'operationId: publishSurvey')],
		exit: 0,
	},
	{
		title: 'an answer that is not described',
		alter: (copy) => delete copy.paths['/media/upload'].post.responses['201'].content,
		kind: 'unsaid',
		operations: ['uploadMedia'],
		subject: 'answer',
		text: 'its body is not described there',
		places: () => [
			lineOf('contract', 'application/json:', '          description: Where the media is'),
		],
		exit: 0,
	},
];

test.each(alterations)('check:contract reports $title', (alteration) => {
	expectFound(alteration);
});
