import type { IDataObject } from 'n8n-workflow';
import { ok, refusal } from '../support/nockPickFu.mts';
import { eachRefusal } from '../support/refusals.mts';

/** What an item says of a survey where PickFu refuses, or has something else than the operation needs or asked for. */

const NOTHING_CHARGED = 'Nothing was charged.';
const LOOK_FIRST = 'Check the survey in PickFu before you run this again.';
const WHY = { questionsInput: 'json', questionsJson: '[{"type":"open_ended","prompt":"Why?"}]' };

const survey = (more: IDataObject = {}) =>
	ok({ id: 's1', name: 'Mugs', status: 'completed', sampleSize: 50, ...more });

eachRefusal([
	[
		'nothing to decide',
		'survey addRespondents',
		{ mode: 'untilDecided', respondents: 60 },
		({ path }) =>
			path.endsWith('/responses')
				? ok([])
				: survey({ questions: [{ id: 'q1', type: 'open_ended', value: 'Why?' }] }),
		"The survey has no question that 'Until Decided' could decide",
		{
			reason: 'conflict',
			outcome: 'notDone',
			description:
				'Nothing was charged. It needs a question in which people choose between options.',
		},
	],
	[
		'a draft',
		'survey addRespondents',
		{ respondents: 60 },
		() => survey({ status: 'unpublished' }),
		'No respondents were added: the survey is a draft. Set its sample size with Update, which is free',
		{ reason: 'conflict', outcome: 'notDone', description: NOTHING_CHARGED },
	],
	[
		'a running survey',
		'survey addRespondents',
		{ respondents: 60 },
		() => survey({ status: 'in-progress' }),
		'No respondents were added: the survey is still running. Respondents can be added once it is completed',
		{ reason: 'conflict', outcome: 'notDone', description: NOTHING_CHARGED },
	],
	[
		'an archived survey',
		'survey publish',
		{},
		() => survey({ status: 'archived' }),
		"The survey wasn't published: the survey is archived",
		{ reason: 'conflict', outcome: 'notDone', description: NOTHING_CHARGED },
	],
	[
		'a status that is new',
		'survey publish',
		{},
		() => survey({ status: 'paused' }),
		"The survey wasn't published: the survey has the unrecognized status 'paused'",
		{ reason: 'conflict', outcome: 'notDone', description: NOTHING_CHARGED },
	],
	[
		'no sample size',
		'survey publish',
		{},
		() => survey({ status: 'unpublished', sampleSize: null }),
		"The survey wasn't published: PickFu doesn't return its sample size",
		{ reason: 'conflict', outcome: 'notDone', description: NOTHING_CHARGED },
	],
	[
		'too many respondents',
		'survey publish',
		{ maxRespondents: 49 },
		() => survey({ status: 'unpublished' }),
		'This would pay for 50 respondents: more than the 49 allowed',
		{
			reason: 'conflict',
			outcome: 'notDone',
			description:
				"Nothing was sent for this item. Lower the number, or raise 'Maximum Respondents'.",
			field: 'maxRespondents',
		},
	],
	[
		'a draft that would cost something else',
		'survey create',
		{ ...WHY, name: 'Mugs', ifNameExists: 'returnExisting' },
		({ path }) =>
			path === '/surveys'
				? ok([{ id: 's1', name: 'Mugs' }])
				: survey({ status: 'unpublished', sampleSize: 500 }),
		'A draft with this name exists and differs from what you requested: The sample size is 500 instead of 50',
		{
			reason: 'differs',
			outcome: 'notDone',
			description: "No draft was created. Update or delete draft s1, or change 'Name'.",
		},
	],
	[
		'a draft without an ID',
		'survey create',
		WHY,
		() => ok({ status: 'unpublished' }, 201),
		"PickFu's response doesn't include a survey ID",
		{
			reason: 'unreadable',
			outcome: 'notKnown',
			description:
				"A draft may have been created, which is free. PickFu's API may have changed: check for a newer version of n8n-nodes-pickfu.",
		},
	],
	[
		'a draft of another size',
		'survey create',
		WHY,
		() => survey({ status: 'unpublished', sampleSize: 75 }),
		'The draft differs from what you requested: The sample size is 75 instead of 50',
		{
			reason: 'differs',
			outcome: 'done',
			description:
				'Nothing was charged. Check draft s1 in PickFu, then publish it there or delete it.',
		},
	],
	[
		'a draft that is not filed',
		'survey create',
		{ ...WHY, name: 'Mugs', additionalFields: { projectId: 'p9', tags: ['New'] } },
		({ method }) => (method === 'POST' ? survey() : refusal(400, 'No such project')),
		"The draft was created, but its name, tags, project couldn't be set. PickFu refused the request (400): No such project",
		{
			reason: 'invalid',
			outcome: 'done',
			description:
				"PickFu says: No such project. The draft's ID is s1. Delete it before you run this again. Change the fields that PickFu names.",
			status: 400,
		},
	],
	[
		'a deletion without effect',
		'survey delete',
		{},
		({ method }) => (method === 'DELETE' ? ok({ action: 'none' }) : survey()),
		'PickFu accepted the request, but the survey was neither deleted nor archived',
		{ reason: 'differs', outcome: 'notDone', description: LOOK_FIRST },
	],
	[
		'a deletion that reports an error',
		'survey delete',
		{},
		() => ({ body: { errors: ['running'] } }),
		'PickFu accepted the request, but the survey was neither deleted nor archived',
		{ reason: 'differs', outcome: 'notDone', description: LOOK_FIRST },
	],
	[
		'a deletion of which a look cannot tell',
		'survey delete',
		{},
		({ method }) => (method === 'DELETE' ? ok({ action: 'none' }) : refusal(403, 'Later')),
		"Your PickFu role doesn't allow this (403): Later",
		{
			reason: 'forbidden',
			outcome: 'notKnown',
			description:
				'PickFu says: Later. Creating, changing and publishing surveys requires the role Creator, Administrator or Owner in the PickFu team; a Viewer can only read. Ask an owner of the team, or connect another account.',
			status: 403,
		},
	],
	[
		'a copy that would ask others',
		'survey duplicate',
		{},
		() =>
			survey({
				surveyUrl: 'https://www.pickfu.com/surveys/s1',
				targeting: [{ key: 7 }],
				questions: [
					{
						type: 'click_test',
						value: 'Where?',
						options: [{ imageUrl: 'https://img.test/a.png' }],
					},
				],
			}),
		"The survey can't be duplicated because PickFu doesn't return all of its data",
		{
			reason: 'differs',
			outcome: 'notDone',
			description:
				"Question 1, option 1: its media uses a field this version doesn't recognize. The targeting is in an unknown format. Question 1 (click_test), option 1 must be an image; click_test needs its https URL (mediaUrl). No draft was created. Duplicate https://www.pickfu.com/surveys/s1 in PickFu, use Create, set the audience under 'Changes', or turn on 'Allow Incomplete Copy'.",
		},
	],
	[
		'a copy of a survey without a page',
		'survey duplicate',
		{},
		() => survey({ country: { name: 'Germany' }, sampleSize: { total: 5 }, questions: [] }),
		"The survey can't be duplicated because PickFu doesn't return all of its data",
		{
			reason: 'differs',
			outcome: 'notDone',
			description:
				"The country is in an unknown format. The sample size is in an unknown format. The survey has no questions; it needs at least one. No draft was created. Duplicate the survey in PickFu, use Create, set the audience under 'Changes', or turn on 'Allow Incomplete Copy'.",
		},
	],
	[
		'changes that were not made',
		'survey update',
		{ updateFields: { country: 'CA' } },
		() => survey({ country: 'US' }),
		"PickFu didn't make every change: The country is US instead of CA",
		{
			reason: 'differs',
			outcome: 'done',
			description:
				"Questions and audience of a published survey can't be changed. Otherwise PickFu's API may have changed: check for a newer version of n8n-nodes-pickfu.",
		},
	],
	[
		'a draft that nobody answers',
		'survey waitForCompletion',
		{},
		() => survey({ status: 'unpublished' }),
		'The survey is still a draft',
		{
			reason: 'conflict',
			outcome: 'notDone',
			description: 'A draft collects no responses. Publish the survey before waiting for it.',
		},
	],
	[
		'time that is up',
		'survey waitForCompletion',
		{ timeout: 1 },
		() => survey({ status: 'in-progress', numResponses: 7 }),
		"The survey didn't complete within 1 minute",
		{
			reason: 'timedOut',
			outcome: 'notDone',
			description:
				"Its status is 'in-progress' and it has 7 of 50 responses. The survey is still running in PickFu. Increase 'Timeout (Minutes)', or use PickFu Trigger for long surveys.",
		},
	],
]);
