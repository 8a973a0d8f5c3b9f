import fc from 'fast-check';
import { Pace, REQUESTS_PER_WINDOW, WINDOW_MS, type PaceClock } from '../../nodes/PickFu/api/pace';
import { plays } from '../support/plays.mts';

/** The minute in which PickFu counts to 100. */
const MINUTE = 60_000;

/** A clock that stands still until the test moves it, and wakes sleepers in the order of time. */
class StillClock implements PaceClock {
	time = 1_000_000_000;
	/** How far the wall clock was turned; sleeps do not notice. */
	turned = 0;
	private sleepers: { at: number; wake: () => void }[] = [];

	now(): number {
		return this.time + this.turned;
	}

	async sleep(ms: number): Promise<void> {
		await new Promise<void>((wake) => this.sleepers.push({ at: this.time + ms, wake }));
	}

	/** Lets time pass, with everything that happens in it. */
	async pass(ms: number): Promise<void> {
		const end = this.time + ms;
		await settle();
		for (;;) {
			const due = this.sleepers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
			if (due === undefined) break;
			this.time = Math.max(this.time, due.at);
			this.sleepers = this.sleepers.filter((sleeper) => sleeper !== due);
			due.wake();
			await settle();
		}
		this.time = end;
	}
}

async function settle(): Promise<void> {
	for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
}

const mostInAWindow = (sent: number[]) =>
	Math.max(
		0,
		...sent.map((start) => sent.filter((time) => time >= start && time < start + MINUTE).length),
	);

describe('the window', () => {
	it('never lets more through in any minute than PickFu allows, however the calls come', async () => {
		const burst = fc.record({
			after: fc.integer({ min: 0, max: 40_000 }),
			calls: fc.integer({ min: 1, max: 60 }),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(burst, { minLength: 4, maxLength: 8 }), async (bursts) => {
				const clock = new StillClock();
				const pace = new Pace(clock);
				const sent: number[] = [];
				for (const { after, calls } of bursts) {
					await clock.pass(after);
					for (let call = 0; call < calls; call += 1) {
						void pace.turn(Infinity).then(() => sent.push(clock.time));
					}
				}
				await clock.pass(10 * MINUTE);
				expect(sent).toHaveLength(bursts.reduce((sum, { calls }) => sum + calls, 0));
				expect(mostInAWindow(sent)).toBeLessThanOrEqual(REQUESTS_PER_WINDOW);
			}),
			plays(25),
		);
	});

	it('lets the 101st call go as soon as the first has left the window, not later', async () => {
		const clock = new StillClock();
		const start = clock.time;
		const pace = new Pace(clock);
		const sent: number[] = [];
		for (let call = 0; call < 101; call += 1)
			void pace.turn(Infinity).then(() => sent.push(clock.time - start));
		await clock.pass(5 * MINUTE);
		expect(sent.slice(0, 100).every((time) => time === 0)).toBe(true);
		expect(sent[100]).toBe(WINDOW_MS);
	});

	it('says how long is missing instead of waiting past the deadline, and counts nothing then', async () => {
		const clock = new StillClock();
		const pace = new Pace(clock, 2);
		await pace.turn(0);
		await pace.turn(0);
		expect(await pace.turn(clock.now() + 1_000)).toBe(WINDOW_MS);
		await clock.pass(WINDOW_MS);
		expect([await pace.turn(0), await pace.turn(0)]).toEqual([0, 0]);
	});

	it.each([
		['after a pause that PickFu asked for', 30_000],
		['with a full window', undefined],
	])('does not lock the account when the clock is set back by a day, %s', async (_, retryAfter) => {
		const clock = new StillClock();
		const pace = new Pace(clock, 3);
		for (let call = 0; call < 3; call += 1) await pace.turn(Infinity);
		if (retryAfter !== undefined) pace.refused(retryAfter);
		clock.turned = -24 * 60 * MINUTE;
		const sent: number[] = [];
		const before = clock.time;
		void pace.turn(clock.now() + 2 * MINUTE).then((missing) => sent.push(missing));
		await clock.pass(2 * MINUTE);
		expect(sent).toEqual([0]);
		expect(clock.time - before).toBe(2 * MINUTE);
	});

	it('keeps to the limit when the clock is set back', async () => {
		const clock = new StillClock();
		const pace = new Pace(clock, 3);
		const sent: number[] = [];
		const call = () => void pace.turn(Infinity).then(() => sent.push(clock.time));
		for (let count = 0; count < 3; count += 1) call();
		await clock.pass(1_000);
		clock.turned = -60 * MINUTE;
		for (let count = 0; count < 3; count += 1) call();
		await clock.pass(5 * MINUTE);
		expect(sent).toHaveLength(6);
		expect(mostInAWindow(sent)).toBe(3);
	});
});

/** How long the next call has to wait, in milliseconds. */
async function pauseOf(pace: Pace): Promise<number> {
	return await pace.turn(0);
}

describe('after a 429', () => {
	it('pauses everybody for as long as PickFu says', async () => {
		const clock = new StillClock();
		const pace = new Pace(clock);
		pace.refused(12_000);
		const start = clock.time;
		const sent: number[] = [];
		for (let call = 0; call < 3; call += 1)
			void pace.turn(Infinity).then(() => sent.push(clock.time - start));
		await clock.pass(11_999);
		expect(sent).toEqual([]);
		await clock.pass(1);
		expect(sent).toEqual([12_000, 12_000, 12_000]);
	});

	it('doubles its pause up to the minute when PickFu names no time', async () => {
		const clock = new StillClock();
		const pace = new Pace(clock);
		const pauses: number[] = [];
		for (let refusal = 0; refusal < 6; refusal += 1) {
			pace.refused(undefined);
			pauses.push(await pauseOf(pace));
			await clock.pass(pauses.at(-1)!);
		}
		expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
	});

	it('starts small again once PickFu has answered', async () => {
		const clock = new StillClock();
		const pace = new Pace(clock);
		pace.refused(undefined);
		await clock.pass(5_000);
		pace.refused(undefined);
		await clock.pass(10_000);
		pace.accepted();
		pace.refused(undefined);
		expect(await pauseOf(pace)).toBe(5_000);
	});

	it('goes on doubling although requests that left before the refusal are answered meanwhile', async () => {
		const clock = new StillClock();
		const pace = new Pace(clock);
		pace.refused(undefined);
		pace.accepted();
		await clock.pass(5_000);
		pace.refused(undefined);
		expect(await pauseOf(pace)).toBe(10_000);
	});

	it.each([
		['without a time', undefined],
		['with a time', 3_000],
	])('counts refusals that come together, %s, as one', async (_, retryAfter) => {
		const clock = new StillClock();
		const pace = new Pace(clock);
		for (let refusal = 0; refusal < 5; refusal += 1) pace.refused(retryAfter);
		expect(await pauseOf(pace)).toBe(retryAfter ?? 5_000);
		await clock.pass(retryAfter ?? 5_000);
		pace.refused(undefined);
		expect(await pauseOf(pace)).toBe(10_000);
	});

	it('backs off when PickFu asks for zero seconds', async () => {
		const pace = new Pace(new StillClock());
		pace.refused(0);
		expect(await pauseOf(pace)).toBe(5_000);
	});

	it('never shortens a pause that was asked for earlier', async () => {
		const pace = new Pace(new StillClock());
		pace.refused(50_000);
		pace.refused(2_000);
		expect(await pauseOf(pace)).toBe(50_000);
	});

	it('does not lock the account for longer than an hour, whatever the header says', async () => {
		const pace = new Pace(new StillClock());
		pace.refused(Infinity);
		expect(await pauseOf(pace)).toBe(60 * MINUTE);
	});
});
