import { pick, pickIndex, randomFrom } from '../random.mts';
import { defaultReporting, reportingTraits, targetingTraits } from '../state/traits.mts';

/** One demographic fact of a respondent; the inside of `respondent` is a guess of this project. */
export interface Demographic {
	permalink: string;
	trait_name: string;
	value: string;
	[more: string]: unknown;
}

/** What a survey asks of its people. */
export interface Audience {
	targeting: readonly string[];
	reporting: readonly string[];
}

/**
 * The demographics of one person: gender and age range always, and every reporting trait that was
 * asked for. Targeting is respected where a trait says what it implies. An unknown reporting
 * permalink gets the value "Not stated".
 *
 * @param key says who it is; the same key gives the same person
 */
export function demographics(key: string, audience: Audience): Demographic[] {
	const wanted = new Set([...defaultReporting, ...audience.reporting]);
	return [...wanted].map((permalink) => {
		const trait = reportingTraits.find((candidate) => candidate.permalink === permalink);
		if (!trait) return { permalink, trait_name: permalink, value: 'Not stated' };
		const random = randomFrom(key, permalink);
		const implied = targetingTraits.filter(
			(target) =>
				audience.targeting.includes(target.permalink) && target.implies?.[0] === permalink,
		);
		const possible = implied.flatMap((target) => target.implies![1]);
		const value =
			possible.length > 0
				? pick(random, possible)
				: trait.values[
						pickIndex(
							random,
							trait.values.map(([, weight]) => weight),
						)
					]![0];
		return { permalink, trait_name: trait.name, value };
	});
}
