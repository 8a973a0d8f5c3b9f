import { responseFields } from '../fields';
import type { Operation } from '../operation';
import { changeResponse } from './change';

/**
 * Rates a response. That PickFu can do this is documented
 * (https://www.pickfu.com/docs/api-reference/introduction); path, field and values are inferred: an
 * expression may also return a word.
 */
export const rate: Operation = {
	name: 'Rate',
	action: 'Rate response',
	description: 'Rate the quality of a response',
	nature: 'write',
	fields: [
		...responseFields,
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5 },
			required: true,
			default: 5,
			hint: 'From 1 to 5',
			description: 'Rating from 1 to 5',
		},
	],
	record: { ids: ['responseId', 'id'], names: ['rating', 'confirmed'] },
	async execute(item) {
		const text = item.parameters.requiredText('rating');
		// A JSON number where the text reads as one, as a scale most likely counts.
		const rating = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
		return await changeResponse(item, ['rateResponse', 'rating', 'rating'], rating);
	},
};
