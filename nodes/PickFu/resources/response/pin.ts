import { eitherField, responseFields } from '../fields';
import type { Operation } from '../operation';
import { changeResponse } from './change';

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
		...responseFields,
		eitherField('Action', 'pinned', 'What to do with the response', 'Pin', 'Unpin'),
	],
	record: { ids: ['responseId', 'id'], names: ['pinned', 'confirmed'] },
	async execute(item) {
		const pinned = item.parameters.flag('pinned', true);
		return await changeResponse(item, ['pinResponse', 'pin', 'pinned'], pinned);
	},
};
