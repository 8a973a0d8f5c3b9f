import type { IDataObject } from 'n8n-workflow';
import { numberField, textField } from '../../api/read';
import type { Output, RecordFields } from '../operation';

/** The names of a tag. */
export const TAG_RECORD: RecordFields = { ids: ['id'], names: ['name'] };

/** A tag as PickFu returned it, for the node's output. */
export function tagOutput(raw: IDataObject): Output {
	const id = numberField(raw, 'id') ?? textField(raw, 'id');
	const name = textField(raw, 'name');
	return {
		simplified: { ...(id !== undefined && { id }), ...(name !== undefined && { name }) },
		raw,
	};
}
