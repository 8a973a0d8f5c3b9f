import type { IDataObject } from 'n8n-workflow';
import { fakePickFu, run, type FakePickFu } from './nockPickFu.mts';
import { onFastClock } from './nockTime.mts';

/** What an item says, with all its details, where PickFu answers an operation in this way. */
export type Refusal = [
	what: string,
	call: string,
	fields: IDataObject,
	answer: FakePickFu['answer'],
	error: string,
	details: IDataObject,
];

/** Runs each with survey s1, project p1 and response r1, and continues on the regular output. */
export function eachRefusal(cases: Refusal[]): void {
	const pickFu = fakePickFu();
	it.each(cases)('%s: %s', async (_, call, fields, answer, error, details) => {
		const [resource, operation] = call.split(' ');
		const ids = { surveyId: 's1', projectId: 'p1', responseId: 'r1' };
		pickFu.answer = answer;
		const parameters = { resource, operation, ...ids, ...fields };
		const node = { onError: 'continueRegularOutput' as const };
		const { result } = await onFastClock(async () => await run({ parameters, node }));
		expect(result.items.map(({ json }) => json)).toEqual([{ error, details }]);
	});
}
