/**
 * The sandbox's own time: real time, made faster and moved forward at will. Surveys live by it, so
 * that an hour of answers takes a minute, or that a year passes without waiting. Tokens do not: their
 * life is in real seconds, as n8n's own clock judges them.
 */
export interface Clock {
	/** Milliseconds since 1970 in the sandbox's time. */
	now(): number;
	/** Moves the time forward; works on a frozen clock too. Throws RangeError for a negative step. */
	advance(milliseconds: number): void;
	/** Stops the time, or lets it go on from where it stands. */
	freeze(frozen: boolean): void;
	/** How many sandbox milliseconds pass in a real one. Throws RangeError unless above 0. */
	setSpeed(speed: number): void;
	readonly speed: number;
	readonly frozen: boolean;
}

/**
 * @param speed sandbox milliseconds in a real one
 * @param realNow the real clock, replaced in tests
 */
export function createClock(speed = 1, realNow: () => number = Date.now): Clock {
	let baseReal = realNow();
	let base = baseReal;
	let currentSpeed = 1;
	let isFrozen = false;
	const now = () => (isFrozen ? base : Math.floor(base + (realNow() - baseReal) * currentSpeed));
	const settle = () => {
		base = now();
		baseReal = realNow();
	};
	const clock: Clock = {
		now,
		advance(milliseconds) {
			if (!(milliseconds >= 0)) throw new RangeError('The clock only moves forward');
			settle();
			base += milliseconds;
		},
		freeze(frozen) {
			settle();
			isFrozen = frozen;
		},
		setSpeed(next) {
			if (!(next > 0 && Number.isFinite(next)))
				throw new RangeError('The speed is a number above 0');
			settle();
			currentSpeed = next;
		},
		get speed() {
			return currentSpeed;
		},
		get frozen() {
			return isFrozen;
		},
	};
	clock.setSpeed(speed);
	return clock;
}
