import type { IDataObject } from 'n8n-workflow';
import { ok, run, type FakePickFu } from './nockPickFu.mts';
import { onFastClock } from './nockTime.mts';

/** What every test of Wait for Completion sets. */
export const wait = {
	resource: 'survey',
	operation: 'waitForCompletion',
	surveyId: 's1',
	pollInterval: 60,
	timeout: 30,
};

/** The survey as it is looked at. */
export const survey = (status: string, more: IDataObject = {}) => {
	const numResponses = status === 'in-progress' ? 20 : 50;
	return ok({ id: 's1', name: 'Mugs', status, sampleSize: 50, numResponses, ...more });
};

/** Completed at the look with this number, running before; looks of other surveys have their own count. */
export function completeAt(pickFu: FakePickFu, looks: Record<string, number>): void {
	const seen: Record<string, number> = {};
	pickFu.answer = ({ path }) => {
		const id = path.split('/')[2]!;
		seen[id] = (seen[id] ?? 0) + 1;
		return survey(seen[id] >= looks[id]! ? 'completed' : 'in-progress', { id });
	};
}

/** A run on a clock of its own. */
export const onClock = async (fields: IDataObject = {}, more: object = {}) =>
	await onFastClock(async () => await run({ parameters: { ...wait, ...fields }, ...more }));

/** Seconds from the first look at a survey to each of its looks. */
export function secondsOf({ received }: FakePickFu, id = 's1'): number[] {
	const times = received.filter(({ path }) => path === `/surveys/${id}`).map(({ at }) => at);
	return times.map((at) => Math.round((at - times[0]!) / 1000));
}
