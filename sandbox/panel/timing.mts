import { randomFrom } from '../random.mts';
import type { Batch } from '../state/model.mts';

const minute = 60_000;

/**
 * Typical minutes from publishing to the last answer, by number of respondents
 * (https://www.pickfu.com/docs/product/survey-lifecycle: 15 under 15 min, 30 in 15 to 30 min,
 * 50 and 75 under 1 h, 100 in 1 to 2 h, 200 and more in 2 to 4 h).
 */
const typicalMinutes: ReadonlyArray<readonly [respondents: number, minutes: number]> = [
	[1, 3],
	[15, 12],
	[30, 25],
	[50, 45],
	[75, 57],
	[100, 95],
	[200, 150],
	[500, 230],
];

/** Typical milliseconds until that many people have answered; never more than four hours. */
export function typicalDuration(respondents: number): number {
	const last = typicalMinutes[typicalMinutes.length - 1]!;
	let [fromCount, fromMinutes] = typicalMinutes[0]!;
	for (const [count, minutes] of typicalMinutes) {
		if (respondents <= count) {
			const share = count === fromCount ? 0 : (respondents - fromCount) / (count - fromCount);
			return (fromMinutes + share * (minutes - fromMinutes)) * minute;
		}
		[fromCount, fromMinutes] = [count, minutes];
	}
	return last[1] * minute;
}

/**
 * When each person of a batch answers: many soon, the last ones late.
 * @returns sandbox milliseconds, sorted, whole numbers
 */
export function arrivalTimes(seed: string, batch: Batch): number[] {
	const random = randomFrom(seed, 'arrivals');
	const duration = typicalDuration(batch.count) * (0.85 + 0.15 * random());
	const times = Array.from({ length: batch.count }, (_, index) => {
		const share = index === 0 ? 1 : Math.max(0.02, random() ** 1.4);
		return Math.round(batch.at + share * duration);
	});
	const { finishBy } = batch;
	return (finishBy === undefined ? times : times.map((time) => Math.min(time, finishBy))).sort(
		(a, b) => a - b,
	);
}
