/**
 * The slope of the straight line that fits points best (least squares), in y by x.
 *
 * @param points at least two, with different x
 */
export function slopeOf(points: Array<readonly [number, number]>): number {
	const count = points.length;
	const meanX = points.reduce((sum, [x]) => sum + x, 0) / count;
	const meanY = points.reduce((sum, [, y]) => sum + y, 0) / count;
	const over = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
	return over / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
