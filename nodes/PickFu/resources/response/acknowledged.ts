import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { isObject, readObject } from '../../api/read';

/**
 * What PickFu answered to something that was done with an answer. The form of that answer is not
 * known, so one without anything to read counts as done too; only an answer that says no does not.
 *
 * @param body of a 2xx answer
 * @returns the record in it, or undefined
 * @throws {PickFuFailure} when the answer says `success: false`
 */
export function acknowledged(body: unknown): IDataObject | undefined {
	if (!isObject(body)) return undefined;
	const holdsOne = isObject(body.data) || !('data' in body) || body.success === false;
	if (!holdsOne) return undefined;
	const record = readObject(body);
	return Object.keys(record).length > 0 ? record : undefined;
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
		message: `PickFu accepted the request, but the ${what} of the response is not the one that was asked for`,
		description:
			'PickFu has not published this part of its API, and it differs from what this version expects. Look at the response in PickFu, and for a newer version of this package.',
		outcome: 'done',
	});
}
