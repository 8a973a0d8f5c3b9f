import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { field, isObject, textField } from '../../api/read';
import { reasonIn } from '../../api/reasons';

/**
 * What PickFu answered to something that was done with a response. The form of that answer is not
 * known, so one without anything to read counts as done too; one that holds an error does not,
 * whatever its status.
 *
 * @param body of a 2xx answer
 * @returns the record in it, or undefined
 * @throws {PickFuFailure} kind `invalid`, outcome `notKnown`
 */
export function acknowledged(body: unknown): IDataObject | undefined {
	if (!isObject(body)) return undefined;
	const record = isObject(body.data) ? body.data : 'data' in body ? {} : body;
	if ([body, record].some(holdsError)) {
		throw new PickFuFailure({
			kind: 'invalid',
			message: "PickFu reported that the request wasn't successful",
			reason: reasonIn(body),
			outcome: 'notKnown',
		});
	}
	return Object.keys(record).length > 0 ? record : undefined;
}

function holdsError(record: IDataObject): boolean {
	const error = field(record, 'error') ?? field(record, 'errors');
	const isEmptyList = Array.isArray(error) && error.length === 0;
	const status = textField(record, 'status') ?? '';
	return (
		(Boolean(error) && !isEmptyList) ||
		record.success === false ||
		/^(error|fail|reject|refus|denied|invalid)/i.test(status)
	);
}

/**
 * Stops where PickFu shows something else than was asked for: field and values are inferred, and a
 * wrong spelling would be ignored without a word.
 *
 * @param what such as "rating"
 * @param shown what the answer shows, or undefined when it does not show it
 * @returns true when PickFu shows it as asked, false when it does not show it
 * @throws {PickFuFailure} kind `differs`
 */
export function confirms<T>(what: string, asked: T, shown: T | undefined): boolean {
	if (shown === undefined) return false;
	if (shown === asked) return true;
	throw new PickFuFailure({
		kind: 'differs',
		message: `PickFu accepted the request, but returned another ${what}`,
		description:
			"Check the response in PickFu. PickFu's API may differ from what this version expects: look for a newer version of n8n-nodes-pickfu.",
		outcome: 'done',
	});
}
