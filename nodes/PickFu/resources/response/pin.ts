import { ANSWER_BODY } from '../../api/names';
import { call } from '../../api/request';
import { switchField } from '../../api/shapes';
import { responseLocator, surveyToListFrom } from '../fields';
import type { Operation } from '../operation';
import { acknowledged, confirms } from './acknowledged';

/**
 * Pins or unpins a response. That PickFu can pin is documented
 * (https://www.pickfu.com/docs/api-reference/introduction); path and field are inferred.
 */
export const pin: Operation = {
	name: 'Pin',
	action: 'Pin or unpin response',
	description: 'Pin or unpin a response',
	nature: 'write',
	fields: [
		surveyToListFrom,
		responseLocator,
		{
			displayName: 'Action',
			name: 'pinned',
			type: 'options',
			options: [
				{ name: 'Pin', value: true },
				{ name: 'Unpin', value: false },
			],
			default: true,
			description: 'What to do with the response',
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
