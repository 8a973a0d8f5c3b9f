import type { Answer, SurveyQuestion } from '../api/shapes';
import { countQuestion, type Count } from './count';
import { counted, listed } from './numbers';
import { compareTexts } from './options';
import type { ResultSettings, TraitBreakdown, TraitGroup } from './types';

/** Most groups that one trait is told apart into; the smallest beyond it are left out and said so. */
const MAX_GROUPS = 40;
/** Most traits that `all` stands for. */
const MAX_TRAITS = 30;

/**
 * The figures of one question for the people who share a value of a trait. Names and values of traits
 * are whatever the API sends, so they are kept in Maps and lists, never as members of an object.
 *
 * @param whole the count of all answers, which gives the options and the kind
 */
export function breakDown(
	question: SurveyQuestion,
	answers: readonly Answer[],
	settings: ResultSettings,
	whole: Count,
): { breakdown: TraitBreakdown[]; notes: string[] } {
	const { chosen, missing } = chooseTraits(settings.breakdownBy ?? [], answers);
	const breakdown = chosen.map(({ key, name }) => {
		const groups = groupBy(key, answers);
		const largest = [...groups].sort(
			([a, first], [b, second]) => second.length - first.length || compareTexts(a ?? '', b ?? ''),
		);
		const kept = largest.slice(0, MAX_GROUPS);
		const omitted = largest.slice(MAX_GROUPS).reduce((sum, [, members]) => sum + members.length, 0);
		const sorted = kept.sort(([a], [b]) => compareValues(a, b));
		return {
			trait: name,
			groups: sorted.map(([value, members]) => group(value, members, question, settings, whole)),
			omitted,
			explanation:
				whole.kind === 'ranked'
					? "Each group has its own run-off: a share is from the last round that the option took part in, so shares can't be compared between groups."
					: null,
		};
	});
	const cut = breakdown.filter(({ omitted }) => omitted > 0);
	return {
		breakdown,
		notes: [
			...(missing.length > 0 && answers.length > 0
				? [`The answers do not report ${listed(missing.map((name) => `"${name}"`))}.`]
				: []),
			...cut.map(
				({ trait, omitted }) =>
					`"${trait}" has very many values: the ${MAX_GROUPS} largest groups are shown, ${counted(omitted, 'answer')} in smaller ones are not.`,
			),
		],
	};
}

/** `Age range`, `age-range` and `ageRange` are one trait. */
export function traitKey(name: string): string {
	return name
		.normalize('NFKD')
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

function group(
	value: string | null,
	members: readonly Answer[],
	question: SurveyQuestion,
	settings: ResultSettings,
	{ book, kind }: Count,
): TraitGroup {
	const count = countQuestion(question, members, settings, book, kind);
	return {
		value,
		answers: count.answers,
		counted: count.counted,
		base: count.counted >= 30 ? 'ok' : count.counted >= 15 ? 'small' : 'tooSmall',
		options: count.options,
		winner: count.decision.winner?.label ?? null,
		tie: count.decision.tie,
		mean: count.ratings?.mean ?? null,
		median: count.ratings?.median ?? null,
	};
}

function chooseTraits(wanted: readonly string[], answers: readonly Answer[]) {
	if (wanted.length === 0) return { chosen: [], missing: [] };
	const seen = new Set(answers.flatMap(({ respondent }) => respondent.map(({ name }) => name)));
	const names = new Map<string, string>();
	for (const name of seen) {
		const key = traitKey(name);
		const known = names.get(key);
		if (known === undefined || compareTexts(name, known) < 0) names.set(key, name);
	}
	const asked = wanted.includes('all')
		? [...names.keys()].sort(compareTexts).slice(0, MAX_TRAITS)
		: wanted.map(traitKey);
	const aliases = asked.every((key) => names.has(key))
		? new Map<string, string>()
		: permalinks(answers);
	const keys = [...new Set(asked.map((key) => (names.has(key) ? key : (aliases.get(key) ?? key))))];
	return {
		chosen: keys.flatMap((key) => (names.has(key) ? [{ key, name: names.get(key)! }] : [])),
		missing: wanted.filter(
			(name) =>
				name !== 'all' &&
				!names.has(traitKey(name)) &&
				!names.has(aliases.get(traitKey(name)) ?? ''),
		),
	};
}

/** A permalink such as `amznpr` says nothing of its trait's name; answers may carry both (inferred). */
function permalinks(answers: readonly Answer[]): Map<string, string> {
	const found = new Map<string, string>();
	for (const { raw } of answers) {
		const traits: unknown = raw.respondent;
		if (!Array.isArray(traits)) continue;
		for (const trait of traits as unknown[]) {
			if (typeof trait !== 'object' || trait === null) continue;
			const { permalink, trait_name: snake, traitName } = trait as Record<string, unknown>;
			const name = traitName ?? snake;
			if (typeof permalink === 'string' && typeof name === 'string') {
				found.set(traitKey(permalink), traitKey(name));
			}
		}
	}
	return found;
}

function groupBy(key: string, answers: readonly Answer[]): Map<string | null, Answer[]> {
	const groups = new Map<string | null, Answer[]>();
	const isTrait = new Map<string, boolean>();
	const matches = (name: string): boolean => {
		const known = isTrait.get(name) ?? traitKey(name) === key;
		isTrait.set(name, known);
		return known;
	};
	for (const answer of answers) {
		const values = answer.respondent.filter(({ name }) => matches(name)).map(({ value }) => value);
		const value =
			values.length > 1 ? [...new Set(values)].sort(compareTexts).join(', ') : (values[0] ?? null);
		const members = groups.get(value);
		if (members === undefined) groups.set(value, [answer]);
		else members.push(answer);
	}
	return groups;
}

/** Ages by their number, the rest by letters, the unknown last. */
function compareValues(a: string | null, b: string | null): number {
	if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
	const [first, second] = [leadingNumber(a), leadingNumber(b)];
	return first !== second ? (first < second ? -1 : 1) : compareTexts(a, b);
}

function leadingNumber(text: string): number {
	const number = /\d+/.exec(text);
	if (number === null) return Infinity;
	// "Under 18" stands before "18-24", "65 and over" where its number says.
	return Number(number[0]) - (/^(?:under|below|less|<)/i.test(text.trim()) ? 0.5 : 0);
}
