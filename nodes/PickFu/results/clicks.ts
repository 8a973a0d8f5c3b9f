import type { Answer } from '../api/shapes';
import { rounded } from './numbers';
import type { ClickGrid, ClickPoint } from './types';

/** Columns and rows of the grid in which clicks are counted. */
const GRID = 10;

/** What a click test's answers say. */
export interface Clicks {
	/** Answers with at least one click that could be read. */
	counted: number;
	points: ClickPoint[];
	grid: ClickGrid;
	/** Clicks whose place could not be read, or lies outside the image. */
	unread: number;
	/** False when the places are pixels of an image of unknown size: then only their pattern is right. */
	placed: boolean;
}

interface RawClick {
	x: number;
	y: number;
	width?: number;
	height?: number;
	/** Place of its answer in the list. */
	answer: number;
}

/**
 * The clicks as fractions of the image. INFERRED: the third-party reference says only that `clicks` is
 * a list of objects. Read are `x` and `y` (also `left`/`top`, `xPercent`/`yPercent`, a pair of numbers,
 * or inside `position`, `point` or `coordinates`). Their unit is told by all of them together: up to 1
 * fractions, up to 100 percent, beyond that pixels, placed by the `width` and `height` beside them.
 * Pixels without a size are set in relation to the farthest click, which `placed: false` tells.
 */
export function readClicks(answers: readonly Answer[]): Clicks {
	let unread = 0;
	const clicks: RawClick[] = [];
	for (const [index, answer] of answers.entries()) {
		for (const entry of entriesOf(answer.clicks)) {
			const click = readClick(entry, index);
			if (click === undefined) unread += 1;
			else clicks.push(click);
		}
	}
	const largest = (pick: (click: RawClick) => number) =>
		clicks.reduce((most, click) => Math.max(most, pick(click)), 0);
	const farthest = Math.max(
		largest(({ x }) => x),
		largest(({ y }) => y),
	);
	const sized = clicks.every(({ width, height }) => width !== undefined && height !== undefined);
	const inPixels = farthest > 100;
	// A click on the very edge may come out a little above 1.
	const unit = farthest <= 1.05 ? 1 : 100;
	const right = largest(({ x }) => x) || 1;
	const bottom = largest(({ y }) => y) || 1;
	const points: ClickPoint[] = [];
	const people = new Set<number>();
	for (const { x, y, width, height, answer } of clicks) {
		const byPixel = inPixels || (sized && unit === 100);
		const across = byPixel ? (sized ? width! : right) : unit;
		const down = byPixel ? (sized ? height! : bottom) : unit;
		const point = { x: inside(x / across), y: inside(y / down) };
		if (point.x === null || point.y === null) unread += 1;
		else {
			points.push({ x: point.x, y: point.y, responseId: answers[answer]!.id ?? null });
			people.add(answer);
		}
	}
	return { counted: people.size, points, grid: inGrid(points), unread, placed: !inPixels || sized };
}

function inside(fraction: number): number | null {
	if (!(fraction >= -0.05 && fraction <= 1.05)) return null;
	return rounded(Math.min(1, Math.max(0, fraction)));
}

function inGrid(points: readonly ClickPoint[]): ClickGrid {
	const counts = Array.from({ length: GRID }, () => Array.from({ length: GRID }, () => 0));
	const cell = (fraction: number) => Math.min(GRID - 1, Math.floor(fraction * GRID));
	for (const { x, y } of points) {
		const row = counts[cell(y)]!;
		row[cell(x)] = row[cell(x)]! + 1;
	}
	return { columns: GRID, rows: GRID, counts };
}

/** A bare pair of numbers is one click, not two. */
function entriesOf(clicks: readonly unknown[]): readonly unknown[] {
	return clicks.length === 2 && clicks.every((entry) => typeof entry === 'number')
		? [clicks]
		: clicks;
}

function readClick(entry: unknown, answer: number): RawClick | undefined {
	const source = inner(entry);
	const x = numberIn(source, ['x', 'left', 'xPercent', 'x_percent', 'clientX', 'pageX', '0']);
	const y = numberIn(source, ['y', 'top', 'yPercent', 'y_percent', 'clientY', 'pageY', '1']);
	if (x === undefined || y === undefined) return undefined;
	const sizeIn = (names: string[]) => {
		const size = numberIn(entry, names) ?? numberIn(source, names);
		return size !== undefined && size > 0 ? size : undefined;
	};
	const width = sizeIn(['imageWidth', 'image_width', 'naturalWidth', 'width', 'w']);
	const height = sizeIn(['imageHeight', 'image_height', 'naturalHeight', 'height', 'h']);
	return { x, y, width, height, answer };
}

function inner(entry: unknown): unknown {
	if (!isRecord(entry)) return entry;
	const nested = ['position', 'point', 'coordinates', 'coords', 'location'].map(
		(key) => entry[key],
	);
	return nested.find((value) => typeof value === 'object' && value !== null) ?? entry;
}

function numberIn(source: unknown, names: readonly string[]): number | undefined {
	if (typeof source !== 'object' || source === null) return undefined;
	for (const name of names) {
		const value = Object.hasOwn(source, name)
			? (source as Record<string, unknown>)[name]
			: undefined;
		const text = typeof value === 'string' ? value.trim().replace(/%$/, '') : value;
		const number = typeof text === 'string' && text !== '' ? Number(text) : text;
		if (typeof number === 'number' && Number.isFinite(number)) return number;
	}
	return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
