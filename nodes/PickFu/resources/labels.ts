import type { INodeProperties } from 'n8n-workflow';
import type { PickFuFailure } from '../api/failure';

/**
 * The failure with its field called by the label that the editor shows. Labels come from the
 * descriptions themselves; of two fields with one name, the outer and then the first one counts.
 *
 * @param fields the fields of the operation, or of the trigger
 */
export function labelled(failure: PickFuFailure, fields: INodeProperties[]): PickFuFailure {
	const { field, rule } = failure;
	const label = field === undefined ? undefined : labelOf(field, fields);
	return rule === undefined || label === undefined
		? failure
		: failure.with({ message: `'${label}' ${rule}` });
}

function labelOf(name: string, fields: INodeProperties[]): string | undefined {
	for (let level = fields; level.length > 0; level = level.flatMap(innerFields)) {
		const found = level.find((field) => field.name === name);
		if (found) return found.displayName;
	}
	return undefined;
}

/** The fields inside a collection; none for any other field. */
export function innerFields({ options = [] }: INodeProperties): INodeProperties[] {
	return options.flatMap((option) =>
		'values' in option ? option.values : 'displayName' in option ? [option] : [],
	);
}
