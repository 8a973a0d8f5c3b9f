import type { N8nExecution, RunItem } from '../../sandbox/n8n/restTypes.mts';
import { startHouse, type House } from './e2e.mts';
import { startBound } from './n8n.mts';
import type { LogEntry, StateReport } from './sandbox.mts';

/** n8n and the sandbox of the file; there from the first test on. */
export let house: House;

/** Starts both for the tests of a file. */
export function inHouse(): void {
	beforeAll(async () => {
		// Twenty-one people answer within a second.
		house = await startHouse({ sandbox: { speed: 1200, seed: 'operations' } });
	}, startBound);

	afterAll(async () => await house?.stop());
}

/** Fields of an item. */
export type Row = Record<string, unknown>;

/** One run of the workflow, as a person would look back at it. */
export interface Run {
	execution: N8nExecution;
	/** First row of a node. */
	row(name: string): Row;
	/** All rows of a node. */
	rows(name: string): Row[];
	/** What reached PickFu from it. */
	requests: LogEntry[];
	/** What PickFu charged for it. */
	charges: StateReport['charges'];
}

/** The content of a file of an item, as n8n gives it to whoever is signed in. */
export async function contentOf(item: RunItem, field: string): Promise<Buffer> {
	const { id, data } = item.binary?.[field] as { id?: string; data: string };
	if (id === undefined) return Buffer.from(data, 'base64');
	const [cookie] = house.rest.browserState().cookies;
	const address = `${house.n8n.url}/rest/binary-data?action=download&id=${encodeURIComponent(id)}`;
	const answer = await fetch(address, { headers: { cookie: `${cookie!.name}=${cookie!.value}` } });
	expect(answer.status).toBe(200);
	return Buffer.from(await answer.arrayBuffer());
}

/** What the sandbox itself keeps, asked for without n8n and without the node. */
export async function kept<T>(place: string): Promise<T> {
	const headers = { authorization: 'Bearer sandbox-key-viewer' };
	const response = await fetch(`${house.sandbox.apiUrl}${place}`, { headers });
	return ((await response.json()) as { data: T }).data;
}
