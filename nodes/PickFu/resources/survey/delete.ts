import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { field, isObject, textField } from '../../api/read';
import { call } from '../../api/request';
import { STATUS } from '../../api/shapes';
import { surveyLocator } from '../fields';
import type { ItemCall, Operation } from '../operation';
import { readOne } from './readOne';

/**
 * Deletes a draft, or archives what was published: PickFu decides, and says which in `action`.
 */
export const remove: Operation = {
	name: 'Delete',
	action: 'Delete survey',
	description: 'Permanently delete a draft, or archive a published survey',
	nature: 'write',
	fields: [
		{ ...surveyLocator, hint: 'A draft is deleted permanently; a published survey is archived' },
	],
	async execute(item) {
		const { connection, parameters, maxWaitMs } = item;
		const id = parameters.id('surveyId', 'surveys');
		const body = await call(connection, 'deleteSurvey', { ids: { surveyId: id }, maxWaitMs });
		const answer = isObject(body) ? body : {};
		const record = isObject(answer.data) ? answer.data : answer;
		if ([answer, record].some((one) => field(one, 'error') ?? field(one, 'errors'))) {
			throw notDeleted();
		}
		const action = textField(record, 'action');
		// A response without anything to read counts as done; where it says something else, a look tells.
		const outcome = action ?? textField(record, 'status') ?? 'deleted';
		const isClear = /archiv|delet|remov/i.test(outcome);
		const archived = isClear ? /archiv/i.test(outcome) : await look(item, id);
		return {
			simplified: {
				id,
				deleted: !archived,
				...(archived && { archived }),
				...(action !== undefined && { action }),
			},
		};
	},
};

/** True when the survey is archived, false when it is gone. */
async function look({ connection, maxWaitMs }: ItemCall, surveyId: string): Promise<boolean> {
	try {
		const { status } = await readOne(connection, surveyId, maxWaitMs);
		if (status === STATUS.archived) return true;
	} catch (thrown) {
		const failure = toFailure(thrown);
		if (failure.kind === 'notFound') return false;
		throw failure.with({ outcome: 'notKnown' });
	}
	throw notDeleted();
}

function notDeleted(): PickFuFailure {
	return new PickFuFailure({
		kind: 'differs',
		message: 'PickFu accepted the request, but the survey was neither deleted nor archived',
		description: 'Check the survey in PickFu before you run this again.',
		outcome: 'notDone',
	});
}
