import type { INodeProperties } from 'n8n-workflow';
import { PickFuFailure } from '../api/failure';
import { asWholeNumber, type Parameters } from './parameters';

/** The spending bound: an option of every operation that pays for respondents. */
export const maxRespondents: INodeProperties = {
	displayName: 'Maximum Respondents',
	name: 'maxRespondents',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Spend nothing if the survey would ask for more respondents than this',
};

/**
 * The bound that the builder set, or undefined when the option was not added.
 *
 * @throws {PickFuFailure} kind `input` when the option is there without a number: an expression
 * that gives nothing must not lift the bound
 */
export function readBound(parameters: Parameters): number | undefined {
	const options = parameters.collection('options');
	if (!('maxRespondents' in options)) return undefined;
	const bound = asWholeNumber(options.maxRespondents, 'maxRespondents', 1);
	if (bound !== undefined) return bound;
	throw PickFuFailure.field('maxRespondents', 'is empty', 'Nothing was sent. Enter a number.');
}

/**
 * Holds what would be paid for against the bound.
 *
 * @param total the respondents that the survey would ask for in all; undefined when PickFu does not say
 * @param bound the most that the builder allows; undefined for no bound
 * @param notDone what did not happen, such as "The survey was not published"
 * @throws {PickFuFailure} kind `conflict` when it is more, or cannot be told
 */
export function checkBound(
	total: number | undefined,
	bound: number | undefined,
	notDone: string,
): void {
	if (bound === undefined || (total !== undefined && total <= bound)) return;
	throw new PickFuFailure({
		kind: 'conflict',
		message:
			total === undefined
				? `${notDone}, because PickFu does not say how many respondents the survey asks for`
				: `The survey would ask for ${total} respondents, more than the ${bound} that "Maximum Respondents" allows`,
		description: `${notDone}, and nothing was charged. Lower the number of respondents, or raise "Maximum Respondents" under Options.`,
		field: 'maxRespondents',
		outcome: 'notDone',
	});
}
