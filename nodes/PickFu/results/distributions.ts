/** Terms of Lanczos's approximation with g = 7 (by Godfrey 2001). */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
	-176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
	1.5056327351493116e-7,
];

/** Natural logarithm of the gamma function of x > 0 (Lanczos 1964, SIAM J. Numer. Anal. B 1, 86-96). */
function logGamma(x: number): number {
	const z = x - 1;
	const t = z + 7.5;
	const sum = LANCZOS.reduce((total, term, index) => total + term / (z + index));
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Natural logarithm of the beta function of a, b > 0. */
export function logBeta(a: number, b: number): number {
	return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** Regularised incomplete beta function I_x(a, b) for a, b > 0: the fraction NIST DLMF 8.17.22 by Lentz's method. */
export function incompleteBeta(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	// The fraction converges fast only below the mean; the other side is its mirror image.
	if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
	const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
	let c = 1;
	let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
	let fraction = d;
	for (let m = 1; m <= 10_000; m++) {
		const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
		d = 1 / nonZero(1 + even * d);
		c = nonZero(1 + even / c);
		fraction *= d * c;
		const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
		d = 1 / nonZero(1 + odd * d);
		c = nonZero(1 + odd / c);
		fraction *= d * c;
		if (Math.abs(d * c - 1) < 1e-15) break;
	}
	return (front * fraction) / a;
}

function nonZero(value: number): number {
	return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/** Distribution function of the standard normal, to 15 places: Marsaglia's series (J. Stat. Softw. 11(4), 2004). */
export function normalCdf(z: number): number {
	const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
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
	return crossing(-10, 10, (z) => normalCdf(z) >= probability);
}

/** The place between both ends from which, towards the second, the condition holds; by halving. */
export function crossing(from: number, to: number, holds: (place: number) => boolean, steps = 60) {
	let [below, beyond] = [from, to];
	for (let step = 0; step < steps; step++) {
		const middle = (below + beyond) / 2;
		if (holds(middle)) beyond = middle;
		else below = middle;
	}
	return (below + beyond) / 2;
}
