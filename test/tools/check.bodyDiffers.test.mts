import { expectFound, lineOf, rename } from './checkCopy.mts';
import type { Alteration, Loose } from './checkCopy.mts';

// bounds a hang on a busy machine
jest.setTimeout(30_000);

const schemas = (copy: Loose) => copy.components.schemas;

const alterations: Alteration[] = [
	{
		title: 'a body field in snake_case',
		alter: (copy) => rename(schemas(copy).CreateSurveyBody.properties, 'sampleSize', 'sample_size'),
		kind: 'differs',
		operations: ['createSurvey'],
		subject: 'body field `sampleSize`',
		text: 'is spelt `sample_size` there',
		places: () => [lineOf('contract', 'sampleSize:', '    CreateSurveyBody:')],
		exit: 1,
	},
	{
		title: 'a body field of another name',
		alter: (copy) => {
			const { RateBody } = schemas(copy);
			rename(RateBody.properties, 'rating', 'stars');
			RateBody.required = ['stars'];
		},
		kind: 'missing',
		operations: ['rateResponse'],
		subject: 'body field `rating`',
		text: 'is not there',
		places: () => [
			lineOf('contract', 'rating:', '    RateBody:'),
			lineOf('names', "rating: 'rating'"),
		],
		exit: 1,
	},
	{
		title: 'a body field of another type',
		alter: (copy) => (schemas(copy).AddRespondentsBody.properties.count.type = 'string'),
		kind: 'differs',
		operations: ['addRespondents'],
		subject: 'body field `count`',
		text: 'is string there, integer here',
		places: () => [
			lineOf('contract', 'count:', '    AddRespondentsBody:'),
			lineOf('names', "'count'"),
		],
		exit: 1,
	},
	{
		title: 'a body field that is required',
		alter: (copy) => (schemas(copy).CreateProjectBody.required = ['name']),
		kind: 'differs',
		operations: ['createProject'],
		subject: 'body field `name`',
		text: 'is required there, optional here',
		places: () => [lineOf('contract', 'name:', '    CreateProjectBody:')],
		exit: 1,
	},
	{
		title: 'a body field that is new',
		alter: (copy) => (schemas(copy).CreateTagBody.properties.color = { type: 'string' }),
		kind: 'new',
		operations: ['createTag'],
		subject: 'body field `color`',
		text: 'is known there and not here',
		places: () => [lineOf('contract', '    CreateTagBody:')],
		exit: 0,
	},
	{
		title: 'a body field that is new and required',
		alter: (copy) => {
			schemas(copy).CreateTagBody.properties.color = { type: 'string' };
			schemas(copy).CreateTagBody.required.push('color');
		},
		kind: 'differs',
		operations: ['createTag'],
		subject: 'body field `color`',
		text: 'is required there and unknown here',
		places: () => [lineOf('contract', '    CreateTagBody:')],
		exit: 1,
	},
	{
		title: 'question types that are spelt otherwise, deep in two bodies',
		alter: (copy) => {
			const list = schemas(copy).QuestionType.enum;
			list[list.indexOf('emoji_rating')] = 'emoji';
		},
		kind: 'differs',
		operations: ['createSurvey', 'updateSurvey'],
		subject: 'body field `questions[].type`',
		text:
			'takes `emoji_rating` here and not there; there: `head_to_head`, `ranked`, `single_select`, ' +
			'`multi_select`, `open_ended`, `emoji`, `star_rating`, `click_test`, `five_second_test`, ' +
			'`screen_recording`',
		places: () => [lineOf('contract', 'enum:', '    QuestionType:')],
		exit: 1,
	},
	{
		title: 'a closer limit',
		alter: (copy) => (schemas(copy).QuestionBody.properties.prompt.maxLength = 200),
		kind: 'differs',
		operations: ['createSurvey', 'updateSurvey'],
		subject: 'body field `questions[].prompt`',
		text: 'has maxLength 200 there, 255 here',
		places: () => [lineOf('contract', 'maxLength: 255')],
		exit: 1,
	},
	{
		title: 'a body where none is sent',
		alter: (copy) => {
			copy.paths['/surveys/{id}'].delete.requestBody = {
				required: true,
				content: { 'application/json': { schema: { type: 'object' } } },
			};
		},
		kind: 'differs',
		operations: ['deleteSurvey'],
		subject: 'body',
		text: 'is required there; here none is sent',
		places: () => [lineOf('contract', 'delete:', '  /surveys/{id}:')],
		exit: 1,
	},
	{
		title: 'no body where one is sent',
		alter: (copy) => delete copy.paths['/responses/{id}/pin'].post.requestBody,
		kind: 'missing',
		operations: ['pinResponse'],
		subject: 'body',
		text: 'is not there: nothing is sent',
		places: () => [lineOf('contract', 'requestBody:', 'operationId: pinResponse')],
		exit: 1,
	},
	{
		title: 'a content type that is not taken',
		alter: (copy) =>
			delete copy.paths['/media/upload'].post.requestBody.content['multipart/form-data'],
		kind: 'missing',
		operations: ['uploadMedia'],
		subject: 'body as `multipart/form-data`',
		text: 'is not taken there; there: `application/json`',
		places: () => [lineOf('contract', 'multipart/form-data:')],
		exit: 1,
	},
];

test.each(alterations)('check:contract reports $title', (alteration) => {
	expectFound(alteration);
});
