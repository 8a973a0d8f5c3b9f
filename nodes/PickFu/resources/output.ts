import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { field } from '../api/read';
import { camelCase } from '../api/text';
import type { RecordFields, Output, OutputForm } from './operation';
import { asTexts, type Parameters } from './parameters';

/** The fields "Output" and "Fields", read for one item. */
export interface Selection {
	form: OutputForm;
	/** With `selectedFields`: the names that stay, ids included. */
	names: readonly string[];
}

const FORMS: readonly OutputForm[] = ['simplified', 'raw', 'selectedFields'];

/**
 * What the item's output should hold.
 *
 * @param record of the operation; undefined for one without the field "Output"
 * @throws {PickFuFailure} kind `input` for a form that does not exist, or fields without a name
 */
export function readSelection(parameters: Parameters, record?: RecordFields): Selection {
	if (record === undefined) return { form: 'simplified', names: [] };
	const wanted = parameters.text('output') || 'simplified';
	const form = FORMS.find((one) => one === wanted);
	if (form === undefined) {
		throw PickFuFailure.field('output', `must be one of ${FORMS.join(', ')}`);
	}
	if (form !== 'selectedFields') return { form, names: [] };
	const names = asTexts(parameters.value('fields'), 'fields');
	if (names.length > 0) return { form, names: [...record.ids, ...names] };
	const advice = "Choose fields, or set 'Output' to 'Simplified'.";
	throw PickFuFailure.field('fields', 'is empty', advice);
}

/**
 * The output as an item of n8n, in the form that was chosen. Names are selected in camelCase, whichever
 * way PickFu spelled them, or as PickFu did; of two values the simplified one is selected.
 */
export function asItem(output: Output, { form, names }: Selection): INodeExecutionData {
	const { simplified, raw = simplified, binary } = output;
	const selected = () => {
		const spelled = Object.entries(raw).map(([name, value]) => [camelCase(name), value] as const);
		const all = { ...raw, ...Object.fromEntries(spelled), ...simplified };
		return Object.entries(all).filter(([name]) => names.includes(name));
	};
	const json =
		form === 'selectedFields' ? Object.fromEntries(selected()) : { simplified, raw }[form];
	return { json: withoutErrorKey(json), ...(binary && { binary }) };
}

/**
 * A record as PickFu returned it, for the output; simplified, it has the named members only, in the
 * order of the names and in camelCase, whichever way PickFu spelled them.
 */
export function recordOutput(raw: IDataObject, { ids, names }: RecordFields): Output {
	const entries = [...ids, ...names].map((name) => [name, field(raw, name)] as const);
	const kept = entries.filter(([, value]) => value !== undefined);
	return { simplified: Object.fromEntries(kept) as IDataObject, raw };
}

/**
 * n8n takes a top-level `error` in an output item for a failed item: it would send it to the error
 * output, or run the whole node again. A record that has one keeps it one level down.
 */
function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, pickfu: { error } };
}
