import { isObject, textField } from '../../api/read';
import { call } from '../../api/request';
import { surveyLocator } from '../fields';
import type { Operation } from '../operation';

/**
 * Deletes a draft, or archives what was published: PickFu decides, and says which in `action`.
 */
export const remove: Operation = {
	name: 'Delete',
	action: 'Delete a survey',
	description:
		'Delete a draft for good; PickFu archives a published survey instead and keeps its answers',
	nature: 'write',
	fields: [surveyLocator],
	async execute({ connection, parameters, maxWaitMs }) {
		const id = parameters.id('surveyId', 'surveys');
		const body = await call(connection, 'deleteSurvey', { ids: { surveyId: id }, maxWaitMs });
		// An answer that is not a refusal says enough, whether or not it holds a record.
		const answer = isObject(body) && isObject(body.data) ? body.data : body;
		const action = isObject(answer) ? textField(answer, 'action') : undefined;
		const archived = action !== undefined && /archiv/i.test(action);
		return {
			id,
			deleted: !archived,
			...(archived && { archived }),
			...(action !== undefined && { action }),
		};
	},
};
