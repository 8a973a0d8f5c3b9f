/** The end of many surveys with one true split, by one rule. */
export interface Point {
	/** True percentage of the first of two options. */
	split: number;
	rule: string;
	/** People asked on average. */
	people: number;
	right: number;
	wrong: number;
}

const COLORS = new Map([
	['until decided', '#1a7f5a'],
	['fixed sample of 200', '#6b7280'],
	['peeking until significant', '#c2410c'],
]);
const PANEL = { width: 215, height: 210 };

/** Three panels as SVG: people asked and winners found over the true split, and wrong winners of two equal options. */
export function chart(points: readonly Point[]): string {
	const unequal = points.filter(({ split }) => split > 50);
	const people = lines(points, 50, 500, 100, String, (point) => point.people);
	const found = lines(unequal, 330, 1, 0.25, percent, (point) => point.right);
	const equal = points.filter(({ split }) => split === 50);
	const legend = [...COLORS].map(
		([rule, color], index) =>
			`<rect x="${50 + index * 280}" y="312" width="22" height="4" fill="${color}"/>` +
			`<text x="${80 + index * 280}" y="318">${rule}</text>`,
	);
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 335" font-family="Helvetica, Arial, sans-serif" font-size="13" fill="#1f2937" role="img" aria-label="People asked, winners found and wrong winners, for three ways to decide">
<rect width="860" height="335" fill="#fff"/>
${title(50, 'People asked, on average')}
${people}
${title(330, 'Surveys that find the winner')}
${found}
${title(620, 'Wrong winner of two equals')}
${bars(equal, 620)}
${legend.join('\n')}
</svg>
`;
}

function title(left: number, text: string): string {
	return `<text x="${left}" y="22" font-weight="bold">${text}</text>`;
}

function percent(value: number): string {
	return `${Math.round(value * 100)}%`;
}

function height(value: number, top: number): number {
	return 40 + PANEL.height - (Math.min(value, top) / top) * PANEL.height;
}

function grid(left: number, top: number, tick: number, label: (value: number) => string): string[] {
	const marks: string[] = [];
	for (let at = 0; at <= top + 1e-9; at += tick) {
		const y = height(at, top);
		marks.push(
			`<line x1="${left}" x2="${left + PANEL.width}" y1="${y}" y2="${y}" stroke="#d1d5db"/>`,
			`<text x="${left - 8}" y="${y + 4}" text-anchor="end">${label(at)}</text>`,
		);
	}
	return marks;
}

function lines(
	points: readonly Point[],
	left: number,
	top: number,
	tick: number,
	label: (value: number) => string,
	value: (point: Point) => number,
): string {
	const splits = [...new Set(points.map(({ split }) => split))];
	const [low, high] = [Math.min(...splits), Math.max(...splits)];
	const x = (split: number) => left + ((split - low) / (high - low)) * PANEL.width;
	const names = splits.filter((split) => (split - low) % 10 === 0);
	const curves = [...COLORS].map(([rule, color]) => {
		const path = points
			.filter((point) => point.rule === rule)
			.map((point) => `${x(point.split).toFixed(1)},${height(value(point), top).toFixed(1)}`);
		return `<polyline points="${path.join(' ')}" fill="none" stroke="${color}" stroke-width="3"/>`;
	});
	return [
		...grid(left, top, tick, label),
		...names.map(
			(split) =>
				`<text x="${x(split)}" y="270" text-anchor="middle">${split}:${100 - split}</text>`,
		),
		`<text x="${left + PANEL.width / 2}" y="291" text-anchor="middle">What people really prefer</text>`,
		...curves,
	].join('\n');
}

function bars(points: readonly Point[], left: number): string {
	const shown = [...COLORS].map(([rule, color], index) => {
		const wrong = points.find((point) => point.rule === rule)?.wrong ?? 0;
		const [x, y] = [left + 15 + index * 70, height(wrong, 0.2)];
		return (
			`<rect x="${x}" y="${y}" width="45" height="${40 + PANEL.height - y}" fill="${color}"/>` +
			`<text x="${x + 22}" y="${y - 6}" text-anchor="middle">${(wrong * 100).toFixed(1)}%</text>`
		);
	});
	return [...grid(left, 0.2, 0.05, percent), ...shown].join('\n');
}
