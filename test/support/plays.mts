/** How many times as many random plays as usual: `PLAYS=10 npm test`. */
const TIMES = Number(process.env.PLAYS ?? 1);

/** What the chances come from; fast-check prints it, with the play, for a property that does not hold. */
const SEED = Number(process.env.PLAYS_SEED ?? 20_261_127);

/** Settings of fast-check for so many plays of a property. */
export function plays(usual: number): { numRuns: number; seed: number } {
	return { numRuns: Math.max(1, Math.round(usual * TIMES)), seed: SEED };
}
