/** PickFu allows 100 requests a minute per access token (https://www.pickfu.com/docs/api-reference/introduction). */
export const REQUESTS_PER_WINDOW = 100;

/** The minute, and half a second for requests that travel at different speeds. */
export const WINDOW_MS = 60_500;

/** The wait after a 429 without a header doubles up to the minute. */
const FIRST_BACK_OFF_MS = 5_000;
const LONGEST_BACK_OFF_MS = 60_000;
const SHORTEST_WAIT_MS = 1_000;

/** A header that asks for more is not believed: it would lock the account until n8n starts again. */
const LONGEST_PAUSE_MS = 3_600_000;

/** What a {@link Pace} needs of the world. */
export interface PaceClock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms`; rejects at once when the signal aborts. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * The pace of one PickFu account in this process: a window over the requests sent, which slides, as
 * fixed ones would let twice the limit through at their border; and one pause after a 429 for all.
 */
export class Pace {
	private sent: number[] = [];
	private pausedUntil = 0;
	private refusals = 0;
	private lastSeen = 0;

	constructor(
		private readonly clock: PaceClock,
		private readonly limit = REQUESTS_PER_WINDOW,
		private readonly windowMs = WINDOW_MS,
	) {}

	/**
	 * Waits until a request may leave, and counts it.
	 *
	 * @param deadline milliseconds since 1970 up to which the caller waits
	 * @returns 0 when the request may leave now, otherwise how long it would have to wait on
	 */
	async turn(deadline: number, signal?: AbortSignal): Promise<number> {
		for (;;) {
			const wait = this.waitMs();
			if (wait <= 0) {
				this.sent.push(this.now());
				return 0;
			}
			if (this.now() + wait > deadline) return wait;
			await this.clock.sleep(wait, signal);
		}
	}

	/** Notes a 429: nobody sends before the server's time or, where it named none, before a back-off. */
	refused(retryAfterMs: number | undefined): void {
		const now = this.now();
		// Requests that were under way together are refused together: that is one refusal, not many.
		const together = now < this.pausedUntil;
		if (together && retryAfterMs === undefined) return;
		const backOff = Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** this.refusals);
		if (!together) this.refusals += 1;
		// A server that refuses again after the time it named is asked less and less often.
		const isFirst = this.refusals <= 1;
		const wait = Math.max(retryAfterMs ?? 0, isFirst && retryAfterMs ? SHORTEST_WAIT_MS : backOff);
		this.pausedUntil = Math.max(this.pausedUntil, now + Math.min(wait, LONGEST_PAUSE_MS));
	}

	/** Notes an answer that was not a 429: the next back-off starts small again. */
	accepted(): void {
		if (this.now() >= this.pausedUntil) this.refusals = 0;
	}

	/** A clock that was set back takes what was noted with it, or it would lock the account for hours. */
	private now(): number {
		const now = this.clock.now();
		const setBack = this.lastSeen - now;
		if (setBack > 0) {
			this.sent = this.sent.map((time) => time - setBack);
			this.pausedUntil -= setBack;
		}
		this.lastSeen = now;
		return now;
	}

	/** Milliseconds until a request may leave; 0 or less when it may leave now. */
	waitMs(): number {
		const now = this.now();
		const from = now - this.windowMs;
		this.sent = this.sent.filter((time) => time > from);
		const window = this.sent.length < this.limit ? 0 : this.sent[0]! - from;
		return Math.max(window, this.pausedUntil - now);
	}
}
