import type { IDataObject } from 'n8n-workflow';
import type { Sent } from './faultsWire.mts';
import type { Made } from './faultsWire.mts';

/** Whether an operation asks for a number of something in every run. */
export function canTakeMore(name: string): boolean {
	return /^survey (publish|addRespondents|create|update|duplicate|getAll)|^response getAll/.test(
		name,
	);
}

/** Whether a request names a number that PickFu could take more of: people, or entries of a list. */
export function takesMore({ operationId, body, query }: Sent): boolean {
	if (operationId === 'publishSurvey' || operationId === 'addRespondents') return true;
	return (body as IDataObject).sampleSize !== undefined || query.limit !== undefined;
}

/** A request as PickFu understands it. */
interface Understood {
	method?: string;
	url?: string;
	body?: Buffer;
}

/**
 * The request that asks for so many more. Publish names no number: the draft gets a larger one first.
 *
 * @param ask makes a request of its own, without a body where none is given
 */
export async function inflated(
	{ operationId, body }: Sent,
	more: number,
	ask: (what: Understood) => Promise<Made>,
	url: string,
): Promise<Understood> {
	const json = (value: object) => Buffer.from(JSON.stringify(value));
	if (operationId === 'publishSurvey') {
		const survey = { url: url.replace(/\/publish$/, '') };
		const { data } = JSON.parse(
			(await ask({ ...survey, method: 'GET' })).body.toString(),
		) as IDataObject;
		const sampleSize = String(Number((data as IDataObject).sampleSize) + more);
		await ask({ ...survey, method: 'PATCH', body: json({ sampleSize }) });
		return {};
	}
	const sent = body as IDataObject;
	if (operationId === 'addRespondents') {
		return { body: json({ ...sent, count: Number(sent.count) + more }) };
	}
	if (sent.sampleSize !== undefined) {
		return { body: json({ ...sent, sampleSize: String(Number(sent.sampleSize) + more) }) };
	}
	return { url: url.replace(/\blimit=\d+/, 'limit=100') };
}
