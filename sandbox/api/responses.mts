import { findResponse, wireResponse } from '../panel/responses.mts';
import type { ResponseKey } from '../panel/responses.mts';
import type { Wire } from '../state/model.mts';
import { requireEditor } from './access.mts';
import type { Call, Handler, Result } from './call.mts';
import { filterText, pageOf } from './call.mts';
import { charge } from './money.mts';
import { notFound } from './problem.mts';
import { surveyOf } from './surveys.mts';

function mediaBase(origin: string): string {
	return `${origin}/media`;
}

/** Answers by person, each person's questions together. */
const listResponses: Handler = (call) => {
	const { world, origin } = call;
	const survey = surveyOf(call);
	const questionId = filterText(call, 'question_id');
	const language = filterText(call, 'language');
	const questions = survey.questions.filter(
		({ id }) => questionId === undefined || id === questionId,
	);
	const { answered } = world.standing(survey);
	const total = answered * questions.length;
	const positions = Array.from({ length: total }, (_, index) => index);
	if (world.settings.responseOrder === 'newest') positions.reverse();
	return pageOf(call, positions, (position) => {
		const person = Math.floor(position / questions.length);
		const question = questions[position % questions.length]!;
		return wireResponse(world, { survey, question, person }, mediaBase(origin), language);
	});
};

function responseOf({ world, caller, params }: Call): { id: string; key: ResponseKey } {
	const id = params['id'] ?? '';
	const key = findResponse(world, caller.account.team, id);
	if (!key) throw notFound('Response');
	return { id, key };
}

function asItIsNow({ world, origin }: Call, key: ResponseKey): Result {
	return { status: 200, data: wireResponse(world, key, mediaBase(origin)) };
}

const sendFollowUp: Handler = (call) => {
	requireEditor(call.caller);
	const { world } = call;
	const { id, key } = responseOf(call);
	charge(world, 'sendFollowUp', id, 1);
	const { question } = call.body as Wire['FollowUpBody'];
	world
		.noteOf(id, true)
		.followUps.push({ id: world.nextId(), question, askedAt: world.clock.now() });
	return asItIsNow(call, key);
};

const rateResponse: Handler = (call) => {
	requireEditor(call.caller);
	const { id, key } = responseOf(call);
	call.world.noteOf(id, true).rating = (call.body as Wire['RateBody']).rating;
	return asItIsNow(call, key);
};

const pinResponse: Handler = (call) => {
	requireEditor(call.caller);
	const { id, key } = responseOf(call);
	const body = call.body as Wire['PinBody'] | undefined;
	call.world.noteOf(id, true).pinned = body?.pinned ?? true;
	return asItIsNow(call, key);
};

/** The operations on responses. */
export const responseHandlers = {
	listResponses,
	sendFollowUp,
	rateResponse,
	pinResponse,
} satisfies Record<string, Handler>;
