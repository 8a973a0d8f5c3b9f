import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { connect, type Connection } from '../api/connection';
import { toFailure, toNodeError } from '../api/nodeErrors';
import { surveyLocator } from '../resources/fields';
import { labelled } from '../resources/labels';
import { asId, locatorValue } from '../resources/parameters';

/** A person is looking at the dropdown: report the limit rather than wait for minutes. */
export const DROPDOWN_WAIT_MS = 20_000;

/** Reads entries of a dropdown; the editor shows the error that it throws in place of them. */
export async function forEditor<T>(
	context: ILoadOptionsFunctions,
	read: (connection: Connection) => Promise<T>,
): Promise<T> {
	try {
		return await read(await connect(context));
	} catch (thrown) {
		throw toNodeError(context.getNode(), labelled(toFailure(thrown), [surveyLocator]));
	}
}

/** The survey that is chosen in the node; undefined while there is none, or an expression in its place. */
export function chosenSurveyId(context: ILoadOptionsFunctions): string | undefined {
	const chosen = locatorValue(context.getCurrentNodeParameter('surveyId'));
	if (typeof chosen !== 'string' || chosen.trim() === '' || chosen.startsWith('='))
		return undefined;
	return asId(chosen, 'surveyId', 'surveys');
}
