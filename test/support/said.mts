import { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { shown } from '../../nodes/PickFu/api/nodeErrors';

/** What stands on the screen: the title, and what is below it. */
export type Row = [title: string, below: string];

/** What to do about an account whose sign-in has ended, as in docs/troubleshooting.md. */
export const SIGN_IN =
	"Open the PickFu credential, click 'Switch account' (or 'Connect') and sign in";

/** The two texts of a failure. */
export function rowOf(failure: PickFuFailure): Row {
	const { message, description } = shown(failure);
	return [message, description];
}

/** The two texts of a call that fails. */
export async function saidBy(asked: Promise<unknown>): Promise<Row> {
	const thrown: unknown = await asked.catch((failure: unknown) => failure);
	if (thrown instanceof PickFuFailure) return rowOf(thrown);
	throw new Error('It did not fail');
}
