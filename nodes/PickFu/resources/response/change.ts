import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { ANSWER_BODY } from '../../api/names';
import { field, isObject, textField } from '../../api/read';
import { reasonIn } from '../../api/reasons';
import { call } from '../../api/request';
import { switchField } from '../../api/shapes';
import { API_CHANGED } from '../../api/version';
import type { ItemCall, Output } from '../operation';

/**
 * Sends one change of a response, and stops where PickFu shows something else than was asked for:
 * field and values are inferred, and a wrong spelling would be ignored without a word.
 *
 * @param what is changed, for people
 * @throws {PickFuFailure} kind `differs`
 */
export async function changeResponse(
	{ connection, parameters, maxWaitMs }: ItemCall,
	[endpoint, what, member]: ['rateResponse', 'rating', 'rating'] | ['pinResponse', 'pin', 'pinned'],
	value: string | number | boolean,
): Promise<Output> {
	const responseId = parameters.id('responseId', 'responses');
	const options = { ids: { responseId }, body: { [ANSWER_BODY[member]]: value }, maxWaitMs };
	const answer = acknowledged(await call(connection, endpoint, options));
	const read = typeof value === 'boolean' ? switchField : textField;
	const found = answer && read(answer, ANSWER_BODY[member]);
	const confirmed = found !== undefined;
	if (confirmed && String(found) !== String(value)) {
		throw new PickFuFailure({
			kind: 'differs',
			message: `PickFu accepted the request, but returned another ${what}`,
			description: `Check the response in PickFu. ${API_CHANGED}.`,
			outcome: 'done',
		});
	}
	return { simplified: { responseId, [member]: value, confirmed }, raw: answer };
}

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
		(Boolean(error) && !isEmptyList) || /^(error|fail|reject|refus|denied|invalid)/i.test(status)
	);
}
