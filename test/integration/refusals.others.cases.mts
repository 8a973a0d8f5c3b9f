import { ok, refusal } from '../support/nockPickFu.mts';
import { eachRefusal } from '../support/refusals.mts';

/** What an item says of a project, an image or a response where PickFu refuses, or has something else than the operation needs or asked for. */

const NEWER = "PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu.";

eachRefusal([
	[
		'changes that were not made',
		'project update',
		{ projectId: 'p1', updateFields: { bookmark: true, goal: 'Choose' } },
		() => ok({ id: 'p1', bookmarked: false, goal: 'Other' }),
		"PickFu didn't make every change to the project: bookmarked, goal",
		{ reason: 'differs', outcome: 'done', description: NEWER },
	],
	[
		'no address of the image',
		'media generate',
		{ prompt: 'A mug' },
		() => ok({ model: 'm' }),
		"PickFu's response doesn't include the image URL",
		{
			reason: 'unreadable',
			outcome: 'notKnown',
			description: `An image may have been generated. ${NEWER}`,
		},
	],
	[
		'another rating',
		'response rate',
		{ responseId: 'r1', rating: 4 },
		() => ok({ rating: 1 }),
		'PickFu accepted the request, but returned another rating',
		{ reason: 'differs', outcome: 'done', description: `Check the response in PickFu. ${NEWER}` },
	],
	[
		'another pin',
		'response pin',
		{ responseId: 'r1', pinned: false },
		() => ok({ pinned: true }),
		'PickFu accepted the request, but returned another pin',
		{ reason: 'differs', outcome: 'done', description: `Check the response in PickFu. ${NEWER}` },
	],
	[
		'a rejected pin',
		'response pin',
		{ responseId: 'r1' },
		() => ok({ status: 'rejected' }),
		"PickFu reported that the request wasn't successful",
		{ reason: 'invalid', outcome: 'notKnown', description: '' },
	],
	[
		'a follow-up that was refused',
		'response followUp',
		{ responseId: 'r1', question: 'Why?' },
		() => refusal(402, 'Insufficient balance'),
		"Your PickFu account doesn't have enough credit (402): Insufficient balance",
		{
			reason: 'balance',
			outcome: 'notDone',
			description:
				"PickFu says: Insufficient balance. Check your credit and plan in PickFu (https://app.pickfu.com/settings/credits). The follow-up wasn't sent, and nothing was charged.",
			status: 402,
		},
	],
	[
		'a follow-up that was lost',
		'response followUp',
		{ responseId: 'r1', question: 'Why?' },
		() => ({ lost: 'ECONNRESET' }),
		"The connection to PickFu was interrupted before the response arrived. It's unclear whether the follow-up was sent",
		{
			reason: 'network',
			outcome: 'notKnown',
			description:
				"If it was sent, it was charged, so this execution doesn't send it again. Open the survey in PickFu and check this response. If the question isn't there, start a new execution.",
		},
	],
]);
