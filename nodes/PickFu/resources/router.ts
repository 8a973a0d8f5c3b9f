import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { inOrder } from '../api/concurrency';
import { connect, type Connection } from '../api/connection';
import { PickFuFailure, type Outcome } from '../api/failure';
import { shown, toFailure, toNodeError } from '../api/nodeErrors';
import { counted } from '../results/numbers';
import { RESOURCES } from './index';
import { Journal, type JournalItem } from './journal';
import { labelled } from './labels';
import { fieldsOf } from './menu';
import { asItem, readSelection } from './output';
import { asWholeNumber, resolveFields } from './parameters';

/**
 * Items of a reading operation under way at the same time. Their requests share the few places that
 * a connection has; items that wait for a survey to complete take none meanwhile.
 */
const READ_ITEMS_AT_ONCE = 500;

/**
 * Runs the chosen operation for every input item: reads side by side, everything else one after
 * the other. A failure is thrown only where the user asked for that, because n8n sends the *inputs*
 * down the success branch when a node throws under "Continue".
 *
 * @returns the output items in the order of the inputs, each tied to its input
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const [resource = '', name = ''] = ['resource', 'operation'].map((field) =>
		String(context.getNodeParameter(field, 0, '')),
	);
	const operations = RESOURCES.get(resource)?.operations ?? {};
	const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
	const fields = operation ? fieldsOf(operation) : [];
	const isRead = operation?.nature === 'read';
	const journal = new Journal(context, `${resource} ${name}`, operation?.nature ?? 'read');
	let connecting: Promise<Connection> | undefined;

	const runItem = async (_: INodeExecutionData, itemIndex: number) => {
		const pairedItem = { item: itemIndex };
		let place: JournalItem | undefined;
		try {
			if (operation === undefined) throw unknownOperation(resource, name);
			const parameters = resolveFields(context, itemIndex, fields, operation.nature);
			const { longestWait } = parameters.collection('options');
			const wait = asWholeNumber(longestWait, 'longestWait', 0) ?? 300;
			const selection = readSelection(parameters, operation.record);
			const thing = operation.thing?.(parameters) ?? '';
			place = journal.item(itemIndex, thing, parameters.content(), operation.isOnce);
			let { rows } = place.read();
			if (rows === undefined) {
				connecting ??= connect(context);
				const output = await operation.execute({
					connection: await connecting,
					parameters,
					maxWaitMs: wait * 1000,
					form: selection.form,
					journal: place,
					context,
				});
				rows = [output].flat().map((one) => asItem(one, selection));
				place.finish(rows);
			}
			return rows.map((row) => ({ ...row, pairedItem }));
		} catch (thrown) {
			const failure = withEarlier(place, labelled(toFailure(thrown), fields));
			if (failure.kind === 'cancelled' || !context.continueOnFail()) {
				throw toNodeError(context.getNode(), withPaid(place, failure), itemIndex);
			}
			// Reading changes nothing, so there is nothing that might have been changed.
			const json = errorJson(isRead ? failure.with({ outcome: 'notDone' }) : failure);
			return [{ json, pairedItem }];
		}
	};

	const rows = await inOrder(context.getInputData(), isRead ? READ_ITEMS_AT_ONCE : 1, runItem);
	const charged = journal.sumCharged();
	if (operation?.pays !== undefined && charged > 0) {
		const message = `Your PickFu account was charged for ${counted(charged, operation.pays)} in this execution`;
		// A host without this function must not fail the node after a payment.
		context.addExecutionHints?.({ message, location: 'outputPane' });
	}
	return rows.flat();
}

/**
 * The failure of an item: where an earlier try of it may have made the change, a later one that was
 * refused is no proof that nothing was done.
 */
function withEarlier(place: JournalItem | undefined, failure: PickFuFailure): PickFuFailure {
	const { charge, isUnclear, paid } = place?.read() ?? {};
	const isOpen = charge !== undefined && charge.got === undefined;
	const say = (earlier: string, outcome: Outcome) =>
		failure.with({ description: `${earlier} ${failure.description ?? ''}`.trim(), outcome });
	if (paid !== undefined && !isOpen && failure.outcome !== 'done') {
		return say('This item was paid for in this execution, and is not paid for again.', 'done');
	}
	if (failure.outcome !== 'notDone') {
		if (charge === undefined) place?.write({ isUnclear: true });
		return failure;
	}
	return isOpen || isUnclear
		? say('An earlier attempt of this item may have made the change.', 'notKnown')
		: failure;
}

/** The failure that ends the node, with what the items before it have paid for. */
function withPaid(place: JournalItem | undefined, failure: PickFuFailure): PickFuFailure {
	const count = place?.countOthersPaid() ?? 0;
	if (count === 0) return failure;
	const items = count === 1 ? 'other item was' : 'other items were';
	const paid = `${count} ${items} paid for in this execution. Retrying the execution doesn't pay for them again.`;
	return failure.with({ description: `${failure.description ?? ''} ${paid}`.trim() });
}

function unknownOperation(resource: string, name: string): PickFuFailure {
	if ([resource, name].includes('__CUSTOM_API_CALL__')) {
		return PickFuFailure.input(
			'Use the HTTP Request node for a custom API call',
			"Add an HTTP Request node, set 'Authentication' to 'Predefined Credential Type' and choose the PickFu credential.",
		);
	}
	return PickFuFailure.input(
		`This version of the PickFu node doesn't have '${resource}: ${name}'`,
		"Choose 'Resource' and 'Operation' again, or update n8n-nodes-pickfu.",
	);
}

/** n8n recognises a failed item by holding nothing but `error`, `message` and `details`. */
function errorJson(failure: PickFuFailure): IDataObject {
	const { message, description } = shown(failure);
	const { kind, outcome, status, field } = failure;
	const details: IDataObject = {
		reason: kind,
		outcome,
		description,
		...(status !== undefined && { status }),
		...(field !== undefined && { field }),
	};
	return { error: message, details };
}
