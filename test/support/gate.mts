import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './e2e.mts';

/** A place on loopback at which executions stop until a test lets them go on. */
export interface Gate {
	/** Origin; a request for `/<name>` stops at the gate of that name. */
	url: string;
	/** How many are waiting at a gate. */
	waiting(name: string): number;
	/** Resolves when so many are waiting at a gate; rejects after a minute. */
	gathered(name: string, count: number): Promise<void>;
	/** Lets those go on that came first, all of them when no number is given, in one moment. */
	open(name: string, count?: number): void;
	/** Lets everybody go on and ends. */
	stop(): Promise<void>;
}

/** Starts a {@link Gate} on a free port. */
export async function startGate(): Promise<Gate> {
	const gates = new Map<string, ServerResponse[]>();
	const at = (name: string) => {
		const known = gates.get(name) ?? [];
		gates.set(name, known);
		return known;
	};
	const server = createServer((request, response) => void at(request.url!.slice(1)).push(response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const open: Gate['open'] = (name, count = Infinity) => {
		const waiting = at(name);
		for (const response of waiting.splice(0, Math.min(count, waiting.length))) {
			response.setHeader('content-type', 'application/json').end('{}');
		}
	};
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		waiting: (name) => at(name).length,
		async gathered(name, count) {
			await until(
				`${count} executions at the gate "${name}"`,
				() => at(name).length >= count,
				60_000,
			);
		},
		open,
		async stop() {
			for (const name of gates.keys()) open(name);
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
