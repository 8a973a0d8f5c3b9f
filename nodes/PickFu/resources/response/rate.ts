import { ANSWER_BODY } from '../../api/names';
import { textField } from '../../api/read';
import { call } from '../../api/request';
import { responseLocator, surveyToListFrom } from '../fields';
import { requiredText } from '../given';
import type { Operation } from '../operation';
import { acknowledged, confirms } from './acknowledged';

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
		surveyToListFrom,
		responseLocator,
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 5 },
			required: true,
			default: 5,
			description: 'Rating from 1 to 5',
		},
	],
	record: { ids: ['responseId', 'id'], names: ['rating', 'confirmed'] },
	async execute({ connection, parameters, maxWaitMs }) {
		const responseId = parameters.id('responseId', 'responses');
		const rating = numberOrText(requiredText(parameters, 'rating'));
		const body = { [ANSWER_BODY.rating]: rating };
		const answer = acknowledged(
			await call(connection, 'rateResponse', { ids: { responseId }, body, maxWaitMs }),
		);
		const confirmed = confirms(
			'rating',
			String(rating),
			answer && textField(answer, ANSWER_BODY.rating),
		);
		return { simplified: { responseId, rating, confirmed }, raw: answer };
	},
};

/** A JSON number where the text reads as one, as a scale most likely counts. */
function numberOrText(text: string): number | string {
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}
