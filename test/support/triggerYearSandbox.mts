import type { IDataObject } from 'n8n-workflow';
import type { Fault, SandboxProcess } from './sandbox.mts';

/** Ways to fail, and how many requests of the poll go by before. */
export const FAULTS: ((skip: number) => Fault)[] = [
	(skip) => ({ kind: 'status', status: 503, times: 0, skip }),
	(skip) => ({ kind: 'status', status: 500, times: 2, skip }),
	(skip) => ({ kind: 'status', status: 429, times: 3, skip, retryAfter: 30 }),
	(skip) => ({ kind: 'status', status: 401, times: 0, skip }),
	(skip) => ({ kind: 'status', status: 403, times: 0, skip, operationId: 'listSurveys' }),
	(skip) => ({ kind: 'drop-before', times: 0, skip }),
	(skip) => ({ kind: 'drop-after', times: 1, skip }),
	(skip) => ({ kind: 'truncated-json', times: 0, skip }),
	(skip) => ({ kind: 'html', times: 0, skip }),
	(skip) => ({ kind: 'empty', times: 0, skip }),
	(skip) => ({ kind: 'wrong-type', times: 0, skip }),
	(skip) => ({ kind: 'redirect', times: 0, skip, location: 'http://localhost:9/' }),
	(skip) => ({ kind: 'slow-body', times: 1, skip, delayMs: 20 }),
];

/** 1 when the fault of this poll has hit a request. */
export async function hits(sandbox: SandboxProcess): Promise<number> {
	const answer = await fetch(`${sandbox.url}/_sandbox/faults`);
	return ((await answer.json()) as { hits: number }[]).some(({ hits }) => hits > 0) ? 1 : 0;
}

/** All records of a list. */
export async function pagesOf(sandbox: SandboxProcess, path: string): Promise<IDataObject[]> {
	const records: IDataObject[] = [];
	for (let page = 1; ; page += 1) {
		const data = (await ask(sandbox, `${path}&limit=100&page=${page}`)) as unknown as IDataObject[];
		records.push(...data);
		if (data.length < 100) return records;
	}
}

/** One request to the sandbox, past the trigger. */
export async function ask(
	sandbox: SandboxProcess,
	path: string,
	body?: object,
	method = body ? 'POST' : 'GET',
): Promise<IDataObject> {
	const answer = await fetch(`${sandbox.apiUrl}/${path}`, {
		method,
		headers: {
			Authorization: 'Bearer sandbox-key',
			...(body && { 'Content-Type': 'application/json' }),
		},
		...(body && { body: JSON.stringify(body) }),
	});
	if (!answer.ok) throw new Error(`The sandbox refused ${method} ${path}: ${await answer.text()}`);
	return ((await answer.json()) as { data: IDataObject }).data;
}
