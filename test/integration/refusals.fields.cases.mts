import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, run } from '../support/nockPickFu.mts';

/** What an item says where a field holds what the operation cannot use; nothing is sent then. */

const pickFu = fakePickFu();

const NO_VALUE = 'If the field uses an expression, it returned nothing for this item.';
const CHECK = 'Check what the expression returns for this item.';
const NOTHING_SENT = 'Nothing was sent.';
const WHY = { questionsInput: 'json', questionsJson: '[{"type":"open_ended","prompt":"Why?"}]' };

type Case = [
	call: string,
	fields: IDataObject,
	error: string,
	field?: string,
	description?: string,
];

const CASES: Case[] = [
	[
		'survey addRespondents',
		{ mode: 'plus', respondents: 60 },
		"'Mode' must be total, add or untilDecided",
		'mode',
		NOTHING_SENT,
	],
	[
		'survey addRespondents',
		{ respondents: '' },
		"'Respondents' is empty",
		'respondents',
		'Nothing was sent. Enter a number.',
	],
	[
		'survey addRespondents',
		{ mode: 'untilDecided', respondents: 60, levelMargin: '50' },
		"'Level Margin' must be a number between 0 and 50",
		'levelMargin',
	],
	[
		'survey addRespondents',
		{ mode: 'untilDecided', respondents: 60, confidence: 95 },
		"'Confidence' must be at least 0.5 and below 1",
		'confidence',
		'For example, use 0.95.',
	],
	[
		'survey addRespondents',
		{ mode: 'add', respondents: 1, maxRespondents: 0 },
		"'Maximum Respondents' must be a whole number of at least 1",
		'maxRespondents',
	],
	[
		'survey create',
		{ ...WHY, ifNameExists: 'maybe' },
		"'If a Survey With This Name Exists' must be createAnother or returnExisting",
		'ifNameExists',
	],
	[
		'survey create',
		{ ...WHY, ifNameExists: 'returnExisting' },
		"'Name' is empty",
		'name',
		"'If a Survey With This Name Exists' needs a name to look for.",
	],
	[
		'survey create',
		{ ...WHY, country: '' },
		"'Country' is empty",
		'country',
		'Nothing was sent. Its expression returned nothing for this item: enter a value, or remove the field.',
	],
	[
		'survey create',
		{
			questionsInput: 'json',
			questionsJson: [
				{ type: 'open_ended', prompt: 'Why?' },
				{ type: 'ranked', prompt: { a: 'Which?' }, options: [{ value: 'A' }] },
			],
		},
		'Question 2 (ranked): the prompt must be text, not an object',
		'questions[2].prompt',
		'Nothing was sent to PickFu. Given: {"a":"Which?"}. Also: Question 2 (ranked) has 1 option; ranked takes 3 to 8.',
	],
	[
		'survey create',
		{ ...WHY, additionalFields: { tags: [1.5] } },
		'Tags must be a list of tag names or tag IDs (whole numbers)',
		'tags',
		'Nothing was sent to PickFu. Given: [1.5].',
	],
	[
		'survey update',
		{},
		'No fields to update',
		'updateFields',
		"Add a field under 'Update Fields', or add questions.",
	],
	[
		'survey getAll',
		{ filters: { status: 'done' } },
		"'Status' must be one of unpublished, in-progress, completed, archived",
		'status',
	],
	[
		'survey getAll',
		{ filters: { type: 'poll' } },
		"'Question Type' must be one of head_to_head, ranked, single_select, multi_select, open_ended, emoji_rating, star_rating, click_test, five_second_test, screen_recording",
		'type',
	],
	[
		'survey getAll',
		{ filters: { countries: ['US', 'Germany'] } },
		"'Countries' must be two-letter codes, such as US",
		'countries',
		CHECK,
	],
	[
		'survey getAll',
		{ filters: { tags: 'Launch' } },
		"'Tag Names or IDs' must be tag IDs, which are numbers",
		'tags',
		CHECK,
	],
	[
		'survey getAll',
		{ filters: { publishedAfter: 'soon' } },
		"'Published After' must be a date",
		'publishedAfter',
		'For example 2026-03-31 or 2026-03-31T09:00:00Z.',
	],
	[
		'survey getAll',
		{ sort: { sortBy: 'votes' } },
		"'Sort By' must be one of completedAt, createdAt, name, publishedAt, numResponses, sampleSize",
		'sortBy',
	],
	[
		'survey getAll',
		{ sort: { direction: 'up' } },
		"'Direction' must be one of asc, desc",
		'direction',
	],
	['survey getAll', { limit: 0 }, "'Limit' must be a whole number of at least 1", 'limit'],
	[
		'survey getAll',
		{ returnAll: '={{ "some" }}' },
		"'Return All' must be true or false",
		'returnAll',
	],
	[
		'survey get',
		{ output: '={{ "brief" }}' },
		"'Output' must be one of simplified, raw, selectedFields",
		'output',
	],
	[
		'survey get',
		{ output: 'selectedFields' },
		"'Fields' is empty",
		'fields',
		"Choose fields, or set 'Output' to 'Simplified'.",
	],
	[
		'survey get',
		{ surveyId: '' },
		"'Survey' is empty",
		'surveyId',
		'Choose from the list, or enter an ID. If the field uses an expression, it returned nothing for this item.',
	],
	[
		'survey get',
		{ surveyId: 'https://www.pickfu.com/about' },
		"'Survey' has a URL without an ID",
		'surveyId',
		"Enter the URL of its page in PickFu, or switch to 'By ID'.",
	],
	[
		'survey get',
		{ surveyId: 'https://www.pickfu.com/results/abc' },
		"'Survey' has the URL of a results page, which doesn't contain the survey's ID",
		'surveyId',
		'Choose the survey from the list, or use its ID, as Get Many returns it.',
	],
	[
		'survey get',
		{ surveyId: '={{ { id: 1 } }}' },
		"'Survey' must be text, not an object",
		'surveyId',
		CHECK,
	],
	[
		'survey get',
		{ surveyId: '../tags' },
		"'Survey' isn't an ID",
		'surveyId',
		"Enter only the ID, or switch to 'By URL' to use a link.",
	],
	[
		'survey get',
		{ options: { longestWait: 'long' } },
		"'Max Rate Limit Wait (Seconds)' must be a whole number of at least 0",
		'longestWait',
	],
	[
		'survey getResults',
		{ confidence: 95 },
		"'Confidence' must be at least 0.5 and below 1",
		'confidence',
		'For example, use 0.95.',
	],
	['trait getAll', { kind: 'all' }, "'Kind' must be targeting, reporting or both", 'kind'],
	['helpArticle search', { query: ' ' }, "'Query' is empty", 'query', NO_VALUE],
	[
		'project update',
		{ projectId: 'p1' },
		'No fields to update',
		'updateFields',
		"Add a field under 'Update Fields'. Expressions that return nothing are ignored.",
	],
	[
		'project update',
		{ projectId: 'p1', updateFields: { name: '' } },
		"'Name' is empty",
		'name',
		'Remove the field to keep the current name.',
	],
	[
		'media upload',
		{ uploadFrom: 'url', mediaUrl: 'http://example.com/a.png' },
		"The URL in 'URL' must start with https://",
		'mediaUrl',
		NOTHING_SENT,
	],
	[
		'media upload',
		{},
		"'Input Data Field Name' doesn't name a file of this item",
		undefined,
		'This item has no binary data. Add a node that outputs a file, such as HTTP Request.',
	],
	['media generate', { prompt: '' }, "'Prompt' is empty", 'prompt', NOTHING_SENT],
	[
		'media generate',
		{ prompt: 'A mug', aspectRatio: '7:3' },
		"'Aspect Ratio' must be one of 1:1, 16:9, 2:3, 21:9, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16",
		'aspectRatio',
		NOTHING_SENT,
	],
	[
		'media generate',
		{ prompt: 'A mug', referenceImages: { image: [{ source: 'url', url: '' }] } },
		"The URL in 'Reference Images, image 1' is empty",
		'referenceImages',
		NOTHING_SENT,
	],
	[
		'response followUp',
		{ responseId: 'r1', question: 'Why?', maxFollowUps: 0 },
		"'Maximum Follow-Ups' must be a whole number of at least 1",
		'maxFollowUps',
	],
	[
		'survey toString',
		{},
		"This version of the PickFu node doesn't have 'survey: toString'",
		undefined,
		"Choose 'Resource' and 'Operation' again, or update n8n-nodes-pickfu.",
	],
	[
		'survey __CUSTOM_API_CALL__',
		{},
		'Use the HTTP Request node for a custom API call',
		undefined,
		"Add an HTTP Request node, set 'Authentication' to 'Predefined Credential Type' and choose the PickFu credential.",
	],
];

it.each(CASES)('%s refuses %j', async (call, fields, error, field, description = '') => {
	const [resource, operation] = call.split(' ');
	const ids = { surveyId: 's1', projectId: 'p1', responseId: 'r1' };
	const { items } = await run({
		parameters: { resource, operation, ...ids, ...fields },
		node: { onError: 'continueRegularOutput' },
	});
	const details = { reason: 'input', outcome: 'notDone', description, ...(field && { field }) };
	expect(items.map(({ json }) => json)).toEqual([{ error, details }]);
	expect(pickFu.log).toEqual([]);
});
