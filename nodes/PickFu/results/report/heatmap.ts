import { counted, timesOf } from '../numbers';
import type { ClickPoint, QuestionResult } from '../types';
import { markup, type Html } from './html';

/** Beyond so many clicks they are drawn as spots of a coarser raster, to keep the page light. */
const MAX_SPOTS = 1_200;

/**
 * The clicks over the image: soft spots that add up where people agree, and a dot for each place.
 * Places are in percent of the image, so that it may have any size.
 */
export function heatMap({ number, points = [] }: QuestionResult, image: Html | null): Html {
	const fine = inRaster(points, 200);
	const spots = fine.length <= MAX_SPOTS ? fine : inRaster(points, 32);
	const glow = `heat-${number}`;
	const strength = Math.min(0.75, Math.max(0.08, 6 / Math.max(1, points.length)));
	const glows = spots.map(({ x, y, count }) => {
		const opacity = Math.min(1, strength * count).toFixed(2);
		return markup`<circle cx="${x}%" cy="${y}%" r="6.5%" fill="url(#${glow})" opacity="${opacity}"/>`;
	});
	const dots = spots.map(({ x, y }) => markup`<circle class="dot" cx="${x}%" cy="${y}%" r="2.5"/>`);
	const words = counted(points.length, 'click');
	const blank = markup`<div class="blank"><small>The image is not part of this report.</small></div>`;
	return markup`<figure class="heat"><div class="frame">${image ?? blank}
		<svg role="img" aria-label="${words}" width="100%" height="100%"><defs><radialGradient id="${glow}">
		<stop offset="0" stop-color="#e11d48" stop-opacity=".9"/>
		<stop offset=".55" stop-color="#f97316" stop-opacity=".45"/>
		<stop offset="1" stop-color="#facc15" stop-opacity="0"/>
		</radialGradient></defs><g opacity=".7">${glows}</g>${dots}</svg></div>
		<figcaption class="key">${words}. Each dot is a place that was clicked; the warmer, the more clicks around it.</figcaption></figure>`;
}

/** The places in percent from the left and from the top, with the number of their clicks. */
function inRaster(points: readonly ClickPoint[], cells: number) {
	const place = (fraction: number) =>
		Math.round((10_000 * (Math.min(cells - 1, Math.floor(fraction * cells)) + 0.5)) / cells) / 100;
	const times = timesOf(points.map(({ x, y }) => `${place(x)} ${place(y)}`));
	return [...times].map(([spot, count]) => {
		const [x, y] = spot.split(' ');
		return { x, y, count };
	});
}
