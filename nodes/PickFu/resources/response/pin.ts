import { ANSWER_BODY } from '../../api/names';
import { call } from '../../api/request';
import { switchField } from '../../api/shapes';
import { responseLocator, surveyToListFrom } from '../fields';
import type { Operation } from '../operation';
import { acknowledged, confirms } from './acknowledged';

/**
 * Pins an answer, or takes the pin back. That PickFu can pin is documented
 * (https://www.pickfu.com/docs/api-reference/introduction); address and field are inferred.
 */
export const pin: Operation = {
	name: 'Pin',
	action: 'Pin or unpin a response',
	description:
		'Pin an answer, or unpin it. PickFu has not published this part of its API: address and field are assumed.',
	nature: 'write',
	fields: [
		surveyToListFrom,
		responseLocator,
		{
			displayName: 'Pinned',
			name: 'pinned',
			type: 'boolean',
			default: true,
			description: 'Whether to pin the answer, or when off to take the pin back',
			hint: 'PickFu has not published how an answer is unpinned',
		},
	],
	record: { ids: ['responseId', 'id'], names: ['pinned', 'confirmed'] },
	async execute({ connection, parameters, maxWaitMs }) {
		const responseId = parameters.id('responseId', 'responses');
		const pinned = parameters.flag('pinned', true);
		const body = { [ANSWER_BODY.pinned]: pinned };
		const answer = acknowledged(
			await call(connection, 'pinResponse', { ids: { responseId }, body, maxWaitMs }),
		);
		const confirmed = confirms('pin', pinned, answer && switchField(answer, ANSWER_BODY.pinned));
		return { simplified: { responseId, pinned, confirmed }, raw: answer };
	},
};
