import { createClock } from '../../sandbox/clock.mts';

describe('the sandbox’s clock', () => {
	let real = 1_000_000;
	const clockAt = (speed: number) => createClock(speed, () => real);

	test('runs as many times faster than real time as told, without a jump when that changes', () => {
		const clock = clockAt(60);
		const start = clock.now();
		real += 1000;
		expect(clock.now() - start).toBe(60_000);
		clock.setSpeed(1);
		expect(clock.now() - start).toBe(60_000);
		real += 1000;
		expect(clock.now() - start).toBe(61_000);
	});

	test('stands still when frozen, can be moved forward then, and goes on from there', () => {
		const clock = clockAt(10);
		const start = clock.now();
		clock.freeze(true);
		real += 5000;
		expect(clock.now()).toBe(start);
		clock.advance(365 * 86_400_000);
		expect(clock.now() - start).toBe(365 * 86_400_000);
		clock.freeze(false);
		real += 100;
		expect(clock.now() - start).toBe(365 * 86_400_000 + 1000);
	});

	test('never goes back and never stops by speed', () => {
		const clock = clockAt(1);
		expect(() => clock.advance(-1)).toThrow(RangeError);
		expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
		expect(() => clock.setSpeed(0)).toThrow(RangeError);
	});
});
