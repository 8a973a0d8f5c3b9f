import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, ok, refusal, run, type Reply } from '../support/nockPickFu.mts';
import { NockSurvey } from '../support/nockSurvey.mts';
import { onFastClock } from '../support/nockTime.mts';

/** What an item says where it is not clear, or not as it was asked for, what was paid. */

const pickFu = fakePickFu();

const S1 = { resource: 'survey', surveyId: 's1' };
const publish = { ...S1, operation: 'publish' };
const add = { ...S1, operation: 'addRespondents', mode: 'add', respondents: 20 };
const node = { onError: 'continueRegularOutput' as const };

const WAIT =
	'Check the survey in PickFu. If nothing has changed 10 minutes after the request, run this again: the survey is checked first.';
const UNDONE = 'so nothing was charged. Run this again: the survey is checked first.';
const UNAVAILABLE = 'PickFu is temporarily unavailable (503)';
const LATE = "PickFu didn't respond in time";
const ACCEPTED = 'PickFu accepted the request, but the survey';

const survey = (more: IDataObject) => ok({ id: 's1', ...more });
const DRAFT = { status: 'unpublished', sampleSize: 50 };
const FULL = { status: 'completed', sampleSize: 50 };
const TIME_OUT = { lost: 'ETIMEDOUT' };
const STUMBLES = { status: 503 };

/** The items of a run in a PickFu that answers `sent` to what pays, and shows the survey so before and after. */
async function said(
	parameters: IDataObject,
	before: IDataObject,
	sent: Reply,
	after: Reply,
	count = 1,
) {
	let isSent = false;
	pickFu.answer = ({ method }) => {
		if (method !== 'POST') return isSent ? after : survey(before);
		isSent = true;
		return sent;
	};
	const items = Array.from({ length: count }, () => ({ json: {} }));
	const { result } = await onFastClock(async () => await run({ parameters, items, node }));
	return result.items.map(({ json }) => json);
}

it.each<[string, IDataObject, IDataObject, Reply, Reply, string, IDataObject]>([
	[
		'a publish that shows no effect',
		publish,
		DRAFT,
		STUMBLES,
		survey(DRAFT),
		`${UNAVAILABLE}. The survey wasn't published`,
		{
			reason: 'server',
			outcome: 'notDone',
			status: 503,
			description: `After 15 seconds the survey is still 'unpublished', ${UNDONE}`,
		},
	],
	[
		'an addition that shows no effect',
		add,
		FULL,
		STUMBLES,
		survey(FULL),
		`${UNAVAILABLE}. No respondents were added`,
		{
			reason: 'server',
			outcome: 'notDone',
			status: 503,
			description: `After 15 seconds the sample size is 50, ${UNDONE}`,
		},
	],
	[
		'a publish that PickFu may still be at work on',
		publish,
		DRAFT,
		TIME_OUT,
		survey(DRAFT),
		`${LATE}. It's unclear whether the survey was published`,
		{
			reason: 'network',
			outcome: 'notKnown',
			description: `After 15 seconds the survey is still 'unpublished'. ${WAIT}`,
		},
	],
	[
		'an addition of which a part shows',
		add,
		FULL,
		STUMBLES,
		survey({ ...FULL, sampleSize: 60 }),
		`${UNAVAILABLE}. It's unclear whether respondents were added`,
		{
			reason: 'server',
			outcome: 'notKnown',
			status: 503,
			description: `After 15 seconds the sample size is 60. ${WAIT}`,
		},
	],
	[
		'a publish that was accepted and does not show',
		publish,
		DRAFT,
		ok({}),
		survey(DRAFT),
		`${ACCEPTED} doesn't show it. It's unclear whether the survey was published`,
		{
			reason: 'differs',
			outcome: 'notKnown',
			description: `After 15 seconds the survey is still 'unpublished'. ${WAIT}`,
		},
	],
	[
		'an addition that was accepted, of a survey that cannot be read',
		add,
		FULL,
		ok({}),
		STUMBLES,
		`${ACCEPTED} couldn't be read afterwards. It's unclear whether respondents were added`,
		{
			reason: 'differs',
			outcome: 'notKnown',
			description: `The survey couldn't be read. ${WAIT}`,
		},
	],
	[
		'a publish that was refused',
		publish,
		DRAFT,
		refusal(400, 'Too few options'),
		survey(DRAFT),
		'PickFu refused the request (400): Too few options',
		{
			reason: 'invalid',
			outcome: 'notDone',
			status: 400,
			description:
				"PickFu says: Too few options. Change the fields that PickFu names. If it is about money, see https://app.pickfu.com/settings/credits in PickFu. The survey wasn't published, and nothing was charged.",
		},
	],
	[
		'more respondents than were asked for',
		{ ...add, maxRespondents: 25 },
		FULL,
		ok({}),
		survey({ ...FULL, sampleSize: 80 }),
		'The survey has more new respondents than requested: 30 instead of 20',
		{
			reason: 'differs',
			outcome: 'done',
			description:
				"Its sample size is now 80. That makes 30 of at most 25 in this execution. The request was sent once. Somebody else may have added respondents, or PickFu's API differs from what this version expects: check the survey and the charges in PickFu.",
		},
	],
])('%s', async (_, parameters, before, sent, after, error, details) => {
	expect(await said(parameters, before, sent, after)).toEqual([{ error, details }]);
});

it.each([
	['shows no effect yet', survey(FULL), 'Until now the sample size is 50'],
	['cannot be read', STUMBLES, "The survey couldn't be read"],
])('a payment of another item that is not cleared up and %s', async (_, after, seen) => {
	const [, second] = await said(add, FULL, TIME_OUT, after, 2);
	expect(second).toEqual({
		error: "Another payment for this survey isn't cleared up yet, so nothing was sent",
		details: { reason: 'conflict', outcome: 'notDone', description: `${seen}. ${WAIT}` },
	});
});

it.each([
	[
		'returnExisting',
		'Run this node again with the same name: it continues with this survey and pays for nothing twice.',
	],
	['createAnother', "Use 'Wait for Completion' and 'Get Results' with this ID to continue."],
])('a run that was paid for, with %s', async (ifNameExists, goesOn) => {
	const asked = new NockSurvey(pickFu, 0.8);
	asked.isAnswered = false;
	const options = ['Fern', 'Moss'].map((value) => ({ value }));
	const parameters = {
		...{ resource: 'survey', operation: 'run', name: 'Mugs', sampleSize: 50, ifNameExists },
		...{ questionsInput: 'json', timeout: 1 },
		questionsJson: JSON.stringify([{ type: 'head_to_head', prompt: 'Which?', options }]),
	};
	const { result } = await onFastClock(async () => await run({ parameters, node }));
	expect(result.items.map(({ json }) => json)).toEqual([
		{
			error: "The survey didn't complete within 1 minute",
			details: {
				reason: 'timedOut',
				outcome: 'done',
				description: `Survey s1 is published. ${goesOn} Its status is 'in-progress' and it has 0 of 50 responses. The survey is still running in PickFu. Increase 'Timeout (Minutes)', or use PickFu Trigger for long surveys.`,
			},
		},
	]);
});
