/**
 * The normal and Student's t distribution, and the special functions under them. Each quantile is
 * found by halving an interval of its distribution function: slower than a rational fit, exact to
 * the last digits, and asked for a few times per question only.
 */

/** Lanczos's approximation with g = 7 and nine terms (Lanczos 1964; terms by Godfrey 2001). */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
	-176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
	1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function of x > 0 (Lanczos 1964, SIAM J. Numer. Anal. B 1, 86-96). */
export function logGamma(x: number): number {
	const z = x - 1;
	const t = z + 7.5;
	const sum = LANCZOS.reduce(
		(total, term, index) => total + (index === 0 ? term : term / (z + index)),
		0,
	);
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * Regularised incomplete beta function I_x(a, b) by its continued fraction (NIST DLMF 8.17.22,
 * evaluated with Lentz's method).
 *
 * @param x from 0 to 1
 * @param a above 0
 * @param b above 0
 */
export function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	// The fraction converges fast only below the mean; the other side is its mirror image.
	if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
	const front = Math.exp(
		logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
	);
	const tiny = 1e-300;
	let c = 1;
	let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
	let fraction = d;
	for (let m = 1; m <= 10_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / nonZero(1 + even * d, tiny);
		c = nonZero(1 + even / c, tiny);
		fraction *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / nonZero(1 + odd * d, tiny);
		c = nonZero(1 + odd / c, tiny);
		const change = d * c;
		fraction *= change;
		if (Math.abs(change - 1) < 1e-15) break;
	}
	return (front * fraction) / a;
}

/** Distribution function of Student's t (Abramowitz and Stegun 26.7.1, through 26.5.27). */
export function tCdf(t: number, degreesOfFreedom: number): number {
	const tail =
		0.5 * incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
	return t > 0 ? 1 - tail : tail;
}

/**
 * Distribution function of the standard normal: Marsaglia's series near the middle
 * (J. Stat. Softw. 11(4), 2004), the continued fraction of the tail beyond 3 (Abramowitz and Stegun 26.2.14).
 */
export function normalCdf(z: number): number {
	if (z > 3) return 1 - normalCdf(-z);
	const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
	if (z < -3) {
		let fraction = 0;
		for (let k = 200; k >= 1; k--) fraction = k / (-z + fraction);
		return density / (-z + fraction);
	}
	let term = z;
	let sum = z;
	for (let k = 3; Math.abs(term) > 1e-18; k += 2) {
		term *= (z * z) / k;
		sum += term;
	}
	return 0.5 + sum * density;
}

/** The z below which a standard normal lies with the probability; 0.975 gives 1.959964. */
export function normalQuantile(probability: number): number {
	return solve(normalCdf, probability, 40);
}

/** The t below which Student's t lies with the probability. */
export function tQuantile(probability: number, degreesOfFreedom: number): number {
	return solve((t) => tCdf(t, degreesOfFreedom), probability, 1e9);
}

/** The place where a rising function that is symmetric about 0 reaches the probability. */
function solve(cdf: (x: number) => number, probability: number, bound: number): number {
	// Below one half the functions keep all their digits; above it they are 1 less something small.
	if (probability > 0.5) return -solve(cdf, 1 - probability, bound);
	let low = -bound;
	let high = 0;
	for (let step = 0; step < 200 && high - low > 1e-13 * Math.max(1, -low); step++) {
		const middle = (low + high) / 2;
		if (cdf(middle) < probability) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}

function nonZero(value: number, tiny: number): number {
	return Math.abs(value) < tiny ? tiny : value;
}
