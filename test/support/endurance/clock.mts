import diagnostics from 'node:diagnostics_channel';

/** Turns of the event loop without a request under way, after which all that is left is waiting. */
const QUIET_TURNS = 6;

const real = { Date, setTimeout, clearTimeout, setImmediate };

interface Timer {
	due: number;
	act: () => void;
}

/**
 * A clock that takes the place of `Date` and `setTimeout`: it stands still while a request is under
 * way and jumps to the next timer when everybody waits. Two days so take as long as their requests.
 */
export class VirtualClock {
	#now = real.Date.now();

	#timers = new Map<number, Timer>();

	#lastId = 0;

	/** Requests that have left and are not answered. */
	#underWay = 0;

	/** Those of them whose answer waits for a timer of this clock. */
	#held = 0;

	readonly #onRequest = (message: unknown) => {
		const { request } = message as { request: NodeJS.EventEmitter };
		this.#underWay += 1;
		request.once('close', () => (this.#underWay -= 1));
	};

	/** Puts it in place for everything that is loaded from now on, or looks the names up when it runs. */
	install(): void {
		const clock = this;
		class VirtualDate extends real.Date {
			constructor(...given: unknown[]) {
				super(...((given.length === 0 ? [clock.#now] : given) as [number]));
			}

			static override now(): number {
				return clock.#now;
			}
		}
		const set = (act: (...given: unknown[]) => void, after = 0, ...given: unknown[]) => {
			const id = (this.#lastId += 1);
			this.#timers.set(id, { due: this.#now + Math.max(1, after), act: () => act(...given) });
			const handle = {
				ref: () => handle,
				unref: () => handle,
				hasRef: () => true,
				[Symbol.toPrimitive]: () => id,
			};
			return handle;
		};
		const clear = (handle: unknown) => void (handle != null && this.#timers.delete(Number(handle)));
		Object.assign(globalThis, { Date: VirtualDate, setTimeout: set, clearTimeout: clear });
		diagnostics.subscribe('http.client.request.start', this.#onRequest);
	}

	/** Gives the world its own clock back. */
	uninstall(): void {
		const { Date: date, setTimeout: set, clearTimeout: clear } = real;
		Object.assign(globalThis, { Date: date, setTimeout: set, clearTimeout: clear });
		diagnostics.unsubscribe('http.client.request.start', this.#onRequest);
	}

	/** Milliseconds since 1970. */
	now(): number {
		return this.#now;
	}

	/** Timers that have been set and are to come. */
	get pending(): number {
		return this.#timers.size;
	}

	/** For a server: answers a request after a time. */
	answerAfter(milliseconds: number, answer: () => void): void {
		this.#held += 1;
		setTimeout(() => {
			this.#held -= 1;
			answer();
		}, milliseconds);
	}

	/** Lets the time go on until that moment; all that was to happen by then has happened. */
	async runUntil(moment: number): Promise<void> {
		for (;;) {
			await this.#quiet();
			const next = Math.min(...[...this.#timers.values()].map(({ due }) => due));
			if (next > moment) break;
			this.#now = Math.max(this.#now, next);
			for (const [id, { due, act }] of [...this.#timers]) {
				if (due > next || !this.#timers.delete(id)) continue;
				act();
			}
		}
		this.#now = moment;
	}

	async #quiet(): Promise<void> {
		for (let turn = 0; turn < QUIET_TURNS; turn += 1) {
			await new Promise((resolve) => real.setImmediate(resolve));
			if (this.#underWay > this.#held) turn = -1;
		}
	}
}
