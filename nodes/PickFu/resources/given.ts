import { PickFuFailure } from '../api/failure';
import { asFlag, type Parameters } from './parameters';

/**
 * The field as text, which must not be empty.
 *
 * @throws {PickFuFailure} kind `input` when it is
 */
export function requiredText(parameters: Parameters, name: string): string {
	const text = parameters.text(name);
	if (text !== '') return text;
	throw PickFuFailure.field(
		name,
		'is empty',
		'If the field uses an expression, it returned nothing for this item.',
	);
}

/**
 * A switch in a collection, or undefined where it was not added or its expression gives nothing for
 * this item: nothing must not become "false" and undo something.
 */
export function givenFlag(value: unknown, name: string): boolean | undefined {
	return value === undefined || value === null || value === ''
		? undefined
		: asFlag(value, name, false);
}
