import type { IDataObject } from 'n8n-workflow';
import { ok, type FakePickFu } from './nockPickFu.mts';

/** What every test of Add Respondents sets. */
export const parameters = { resource: 'survey', operation: 'addRespondents', surveyId: 's1' };
/** Up to a total. */
export const total = (respondents: unknown, more: IDataObject = {}) =>
	({ ...parameters, mode: 'total', respondents, ...more }) as IDataObject;
/** So many more. */
export const add = (respondents: unknown, more: IDataObject = {}) => ({
	...total(respondents),
	mode: 'add',
	...more,
});

/** Makes a PickFu that adds what it is asked to; gives the sample sizes by survey. */
export function offerMore(
	pickFu: FakePickFu,
	sizes: Record<string, number>,
	more: IDataObject = {},
): Record<string, number> {
	pickFu.answer = ({ method, path, body }) => {
		const id = path.split('/')[2]!;
		if (method === 'POST') sizes[id]! += (body as { count: number }).count;
		return ok({ id, name: 'Mugs', status: 'completed', sampleSize: sizes[id], ...more });
	};
	return sizes;
}

/** How many each request asked for, in order. */
export const countsOf = ({ received }: FakePickFu) =>
	received.flatMap(({ method, body }) => (method === 'POST' ? [(body as IDataObject).count] : []));
