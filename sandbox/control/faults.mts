import type { Random } from '../random.mts';
import { randomFrom } from '../random.mts';

/** All the ways in which the sandbox can fail on demand. */
export const faultKinds = [
	'status',
	'delay',
	'drop-before',
	'drop-after',
	'truncated-json',
	'html',
	'empty',
	'wrong-type',
	'redirect',
	'slow-body',
] as const;

/** A way to fail. */
export type FaultKind = (typeof faultKinds)[number];

/**
 * A fault to apply to the requests it names. Without operationId, method and path it names all of them.
 *
 * | kind | what the client sees | is the request carried out? |
 * | --- | --- | --- |
 * | status | `status` (500) with `body`, or PickFu's error shape; `retryAfter` as a header | no |
 * | delay | the true answer, `delayMs` later | yes, after the delay |
 * | drop-before | a closed connection | no |
 * | drop-after | a closed connection | yes |
 * | truncated-json | the first half of the answer | yes |
 * | html | a page with `status` (200) | no |
 * | empty | `status` (that of the answer) and no body | yes |
 * | wrong-type | the true answer as text/plain | yes |
 * | redirect | `status` (302) to `location` | no |
 * | slow-body | the true answer in pieces over `delayMs` | yes |
 *
 * `perform` overrules the last column.
 */
export interface Fault {
	kind: FaultKind;
	operationId?: string;
	method?: string;
	/** A regular expression that the path must contain, such as `^/oauth2/token$`. */
	path?: string;
	/** How many requests it hits; 1 when left out, 0 for no end. */
	times?: number;
	/** How many requests that it names go by unharmed first. */
	skip?: number;
	/** Chance for each request that it names, 0 to 1, seeded; 1 when left out. */
	probability?: number;
	perform?: boolean;
	status?: number;
	/** Value of the header Retry-After. */
	retryAfter?: string | number;
	/** Milliseconds. */
	delayMs?: number;
	/** Sent as it is when it is text, as JSON otherwise. */
	body?: unknown;
	location?: string;
}

interface ArmedFault {
	fault: Fault;
	hits: number;
	passed: number;
	chance: Random;
}

/** What faults are matched against. */
export interface FaultTarget {
	operationId: string | null;
	method: string;
	path: string;
}

const performing: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'delay',
	'drop-after',
	'truncated-json',
	'empty',
	'wrong-type',
	'slow-body',
]);

/** Whether a request that meets this fault is carried out. */
export function isPerformed(fault: Fault): boolean {
	return fault.perform ?? performing.has(fault.kind);
}

/** The faults that are to come. */
export class FaultBoard {
	#armed: ArmedFault[] = [];

	/**
	 * Arms a fault. The first that fits a request hits it.
	 * Throws TypeError for an unknown kind or a path that is no regular expression.
	 */
	add(fault: Fault, seed = 'faults'): void {
		if (!faultKinds.includes(fault.kind)) {
			throw new TypeError(
				`Unknown kind of fault: ${String(fault.kind)}. Known: ${faultKinds.join(', ')}`,
			);
		}
		if (fault.path !== undefined) {
			try {
				new RegExp(fault.path);
			} catch {
				throw new TypeError(
					`The path of a fault is a regular expression, which this is not: ${fault.path}`,
				);
			}
		}
		this.#armed.push({
			fault,
			hits: 0,
			passed: 0,
			chance: randomFrom(seed, this.#armed.length, 'chance'),
		});
	}

	/** The fault that hits this request, if any; counts the hit. */
	take(target: FaultTarget): Fault | undefined {
		for (const armed of this.#armed) {
			const { fault } = armed;
			if (!names(fault, target)) continue;
			const times = fault.times ?? 1;
			if (times !== 0 && armed.hits >= times) continue;
			if (armed.passed < (fault.skip ?? 0)) {
				armed.passed++;
				continue;
			}
			if (fault.probability !== undefined && armed.chance() >= fault.probability) continue;
			armed.hits++;
			return fault;
		}
		return undefined;
	}

	/** All faults with the number of their hits. */
	list(): Array<Fault & { hits: number }> {
		return this.#armed.map(({ fault, hits }) => ({ ...fault, hits }));
	}

	/** Disarms all. */
	clear(): void {
		this.#armed = [];
	}
}

function names(fault: Fault, target: FaultTarget): boolean {
	return (
		(fault.operationId === undefined || fault.operationId === target.operationId) &&
		(fault.method === undefined || fault.method.toUpperCase() === target.method) &&
		(fault.path === undefined || new RegExp(fault.path).test(target.path))
	);
}
