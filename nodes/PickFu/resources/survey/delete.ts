import type { IDataObject } from 'n8n-workflow';
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
	fields: [surveyLocator],
	async execute(item) {
		const { connection, parameters, maxWaitMs } = item;
		const id = parameters.id('surveyId', 'surveys');
		const body = await call(connection, 'deleteSurvey', { ids: { surveyId: id }, maxWaitMs });
		const answer = isObject(body) && isObject(body.data) ? body.data : body;
		const record = isObject(answer) ? answer : {};
		const action = textField(record, 'action');
		if (hasError(record) || (isObject(body) && hasError(body))) throw notDeleted();
		const isArchived = /archiv/i.test(action ?? '');
		const isSaid = isArchived || /delet|remov/i.test(action ?? '');
		// A response without anything to read counts as done; where it says something else, a look tells.
		const isOpen = !isSaid && (action !== undefined || field(record, 'status') !== undefined);
		const archived = isOpen ? await look(item, id) : isArchived;
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

function hasError(record: IDataObject): boolean {
	return Boolean(field(record, 'error') ?? field(record, 'errors'));
}

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
