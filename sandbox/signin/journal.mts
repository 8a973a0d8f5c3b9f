/** What can happen at the sign-in, as the log and the counters name it. */
export type EventKind =
	| 'discovery'
	| 'registration'
	| 'authorization'
	| 'signIn'
	| 'consent'
	| 'cancel'
	| 'codeExchange'
	| 'refresh'
	| 'otherTokenRequest'
	| 'revocation'
	| 'userinfo';

/** One line of the log. Never holds a token, code, verifier, secret or state value. */
export interface JournalEntry {
	/** Counts from 1 and never repeats, also when the log is cleared. */
	number: number;
	/** ISO 8601 in UTC. */
	at: string;
	kind: EventKind;
	/** HTTP status that was answered; absent when the answer was cut off on purpose. */
	status?: number;
	/** OAuth error code that was answered, for example `invalid_grant` (RFC 6749, section 5.2). */
	error?: string;
	/** Discovery: which of the two documents. */
	document?: 'oauth' | 'openid';
	clientId?: string;
	accountId?: string;
	/** Names of the parameters that were present, in the order they came. */
	parameters?: string[];
	/** Authorization request: values of the parameters that are no secrets. */
	query?: Record<string, string>;
	/** Registration: the metadata as it was sent (RFC 7591, section 2). */
	metadata?: unknown;
	/** True when the request was carried out but its answer was cut off on purpose. */
	answerLost?: boolean;
}

/** How many lines are kept; older ones go, their counters stay. */
const KEPT = 5000;

/** The log of what reached the sign-in, with counters. */
export class Journal {
	#entries: JournalEntry[] = [];

	#next = 1;

	#counters = new Map<string, number>();

	/**
	 * Adds a line and counts it under its kind; one that failed also under `<kind>Refused`, one
	 * whose answer was cut off under `<kind>Lost`.
	 */
	add(entry: Omit<JournalEntry, 'number' | 'at'>): void {
		this.#entries.push({ number: this.#next, at: new Date().toISOString(), ...entry });
		this.#next += 1;
		if (this.#entries.length > KEPT) this.#entries.shift();
		this.#count(entry.kind);
		const wasRefused = entry.error !== undefined || (entry.status ?? 0) >= 400;
		if (wasRefused) this.#count(`${entry.kind}Refused`);
		if (entry.answerLost) this.#count(`${entry.kind}Lost`);
	}

	/**
	 * The lines, oldest first.
	 *
	 * @param kind only lines of this kind; all when left out
	 */
	entries(kind?: string): JournalEntry[] {
		return kind === undefined
			? [...this.#entries]
			: this.#entries.filter((entry) => entry.kind === kind);
	}

	/** How often each thing happened since the start or the last {@link Journal.clear}. */
	counters(): Record<string, number> {
		return Object.fromEntries(this.#counters);
	}

	/** Empties log and counters. */
	clear(): void {
		this.#entries = [];
		this.#counters.clear();
	}

	#count(name: string): void {
		this.#counters.set(name, (this.#counters.get(name) ?? 0) + 1);
	}
}
