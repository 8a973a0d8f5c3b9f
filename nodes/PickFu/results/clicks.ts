import { isObject } from '../api/read';
import type { Tally } from './count';
import { undecided } from './decision';
import { counted as times, rounded } from './numbers';
import type { Reading } from './reader';
import type { ClickPoint } from './types';
import { notesOf } from './words';

/** Columns and rows of the grid in which clicks are counted. */
const GRID = 10;
/** So many of the clicks decide the unit of all: one stray click must not turn the others into another unit. */
const BULK = 0.95;
/** A click on the very edge may come out a little outside. */
const EDGE = 0.05;

/** One click in whatever unit, with the size of the image where it came. */
export interface Click {
	x: number;
	y: number;
	width?: number;
	height?: number;
}

/**
 * The clicks as fractions of the image. Their unit is what nearly all of them fit: up to 1 fractions, up to 100
 * percent, beyond that pixels. Pixels are placed by the size of the image that came with the click, else with most
 * clicks, else in relation to the farthest click, which a note tells.
 */
export function countClicks(readings: readonly Reading[]): Tally {
	const all = readings.flatMap(({ clicks }) => clicks);
	const { unit, right, bottom, placed } = measured(all.filter((click) => click !== undefined));
	const points: ClickPoint[] = [];
	let counted = 0;
	for (const { answer, clicks } of readings) {
		const before = points.length;
		for (const { x, y, width, height } of clicks.filter((click) => click !== undefined)) {
			const isPixel = unit === 'pixels' || (width !== undefined && (x > 1 + EDGE || y > 1 + EDGE));
			const left = inside(x / ((isPixel ? width : undefined) ?? right));
			const top = inside(y / ((isPixel ? height : undefined) ?? bottom));
			if (left === null || top === null) continue;
			points.push({ x: left, y: top, responseId: answer.id ?? null });
		}
		if (points.length > before) counted += 1;
	}
	const unread = all.length - points.length;
	return {
		counted,
		options: [],
		decision: undecided(counted === 0 ? 'noResponses' : 'descriptive'),
		figures: { points, grid: inGrid(points) },
		notes: notesOf(
			unread > 0 && `${times(unread, 'click')} couldn't be placed on the image.`,
			counted > 0 && `Positions were read as ${unit} of the image.`,
			!placed &&
				counted > 0 &&
				"The size of the image didn't come with the clicks: their pattern is right, their exact place is not.",
		),
	};
}

/** The unit of the clicks, and what a click without a size of its own is divided by. */
function measured(clicks: readonly Click[]) {
	const bulk = BULK * clicks.length;
	const within = (end: number) => clicks.filter(({ x, y }) => Math.max(x, y) <= end).length >= bulk;
	const sized = clicks.filter(({ width }) => width !== undefined);
	if (within(1 + EDGE)) return { unit: 'fractions', right: 1, bottom: 1, placed: true };
	if (within(100) && sized.length < bulk) {
		return { unit: 'percentages', right: 100, bottom: 100, placed: true };
	}
	// Pixels of an image of unknown size: only their pattern is right.
	const placed = sized.length * 2 >= clicks.length;
	const most = (pick: (click: Click) => number) =>
		(placed ? sized : clicks).reduce((largest, click) => Math.max(largest, pick(click)), 0) || 1;
	return {
		unit: 'pixels',
		right: most(({ x, width = 0 }) => (placed ? width : x)),
		bottom: most(({ y, height = 0 }) => (placed ? height : y)),
		placed,
	};
}

function inside(fraction: number): number | null {
	if (!(fraction >= -EDGE && fraction <= 1 + EDGE)) return null;
	return rounded(Math.min(1, Math.max(0, fraction)));
}

function inGrid(points: readonly ClickPoint[]) {
	const counts = Array.from({ length: GRID }, () => Array.from({ length: GRID }, () => 0));
	const cell = (fraction: number) => Math.min(GRID - 1, Math.floor(fraction * GRID));
	for (const { x, y } of points) counts[cell(y)]![cell(x)]! += 1;
	return { columns: GRID, rows: GRID, counts };
}

const ACROSS = ['x', 'left', 'xPercent', 'x_percent', 'clientX', 'pageX', '0'];
const DOWN = ['y', 'top', 'yPercent', 'y_percent', 'clientY', 'pageY', '1'];
const WIDTHS = ['imageWidth', 'image_width', 'naturalWidth', 'width', 'w'];
const HEIGHTS = ['imageHeight', 'image_height', 'naturalHeight', 'height', 'h'];
const PLACES = ['position', 'point', 'coordinates', 'coords', 'location'];

/**
 * The clicks of one answer, undefined for each that can't be read. INFERRED: the third-party reference says only that
 * `clicks` is a list of objects. A bare pair of numbers is one click, not two.
 */
export function readClicks(clicks: readonly unknown[]): Array<Click | undefined> {
	const isPair = clicks.length === 2 && clicks.every((entry) => typeof entry === 'number');
	return isPair ? [readClick(clicks)] : clicks.map(readClick);
}

function readClick(entry: unknown): Click | undefined {
	const nested = isObject(entry) && PLACES.find((name) => typeof entry[name] === 'object');
	const source = nested ? (entry[nested] ?? entry) : entry;
	const [x, y] = [numberIn(source, ACROSS), numberIn(source, DOWN)];
	if (x === undefined || y === undefined) return undefined;
	const width = numberIn(entry, WIDTHS) ?? numberIn(source, WIDTHS) ?? 0;
	const height = numberIn(entry, HEIGHTS) ?? numberIn(source, HEIGHTS) ?? 0;
	return width > 0 && height > 0 ? { x, y, width, height } : { x, y };
}

function numberIn(source: unknown, names: readonly string[]): number | undefined {
	if (typeof source !== 'object' || source === null) return undefined;
	for (const name of names) {
		const value = (source as Record<string, unknown>)[name];
		const text = typeof value === 'string' ? value.trim().replace(/%$/, '') : value;
		const number = typeof text === 'string' && text !== '' ? Number(text) : text;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
	}
	return undefined;
}
