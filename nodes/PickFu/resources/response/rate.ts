import { ANSWER_BODY } from '../../api/names';
import { textField } from '../../api/read';
import { call } from '../../api/request';
import { responseLocator, surveyToListFrom } from '../fields';
import { requiredText } from '../given';
import type { Operation } from '../operation';
import { acknowledged, confirms } from './acknowledged';

/**
 * Rates an answer. That PickFu can do this is documented
 * (https://www.pickfu.com/docs/api-reference/introduction); address, field and values are inferred.
 */
export const rate: Operation = {
	name: 'Rate',
	action: 'Rate a response',
	description:
		'Rate how good an answer is. PickFu has not published this part of its API: address and values are assumed.',
	nature: 'write',
	fields: [
		surveyToListFrom,
		responseLocator,
		{
			displayName: 'Rating',
			name: 'rating',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 5',
			description: 'A number, or a word if PickFu takes words',
			hint: 'PickFu has not published its scale; 1 to 5 is assumed',
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
