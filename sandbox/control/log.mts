import type { FaultKind } from './faults.mts';
import type { TokenKind } from '../api/access.mts';

/** One request as the sandbox received it. Tokens are never in it. */
export interface LogEntry {
	/** Number of the request since the start, from 1. */
	number: number;
	/** Operation of the contract; null outside the API. */
	operationId: string | null;
	method: string;
	/** With `/v1` where it was there, without the query. */
	path: string;
	query: Record<string, unknown>;
	/** Parsed JSON body; left out for uploads and for sign-in. */
	body?: unknown;
	/** Which kind of token came; null outside the API. */
	token: TokenKind | null;
	/** Status that was sent; null while there is none, and when the connection was dropped. */
	status: number | null;
	/** The fault that was applied. */
	fault: FaultKind | null;
	/** Requests being answered when this one came, itself included. */
	inFlight: number;
	/** Real milliseconds since 1970, as are all times here. */
	startedAt: number;
	endedAt: number | null;
	/** Sandbox time when it came, ISO 8601. */
	sandboxTime: string;
}

const kept = 20_000;

/** What the sandbox received, the latest 20,000, and how often each operation was called. */
export class RequestLog {
	entries: LogEntry[] = [];
	/** Requests by operation, or by method and path outside the API; counts are not cut off. */
	counters: Record<string, number> = {};
	#number = 0;
	#inFlight = 0;

	/** Notes a request as it comes. */
	open(
		request: Pick<LogEntry, 'operationId' | 'method' | 'path' | 'query' | 'sandboxTime'>,
	): LogEntry {
		const entry: LogEntry = {
			number: ++this.#number,
			...request,
			token: null,
			status: null,
			fault: null,
			inFlight: ++this.#inFlight,
			startedAt: Date.now(),
			endedAt: null,
		};
		this.entries.push(entry);
		if (this.entries.length > kept * 1.1) this.entries.splice(0, this.entries.length - kept);
		const name = entry.operationId ?? `${entry.method} ${entry.path}`;
		this.counters[name] = (this.counters[name] ?? 0) + 1;
		return entry;
	}

	/** Notes that a request is over. */
	close(entry: LogEntry): void {
		if (entry.endedAt !== null) return;
		entry.endedAt = Date.now();
		this.#inFlight--;
	}

	/** Forgets what came so far; numbers go on. */
	clear(): void {
		this.entries = [];
		this.counters = {};
	}
}
