import { QUESTION_RULES, type QuestionType } from './rules';

/** Other names that people use for a type, as bare letters. */
const OTHER_NAMES: ReadonlyMap<string, QuestionType> = new Map<string, QuestionType>([
	['h2h', 'head_to_head'],
	['ab', 'head_to_head'],
	['abtest', 'head_to_head'],
	['headtohead', 'head_to_head'],
	['rank', 'ranked'],
	['ranking', 'ranked'],
	['rankedchoice', 'ranked'],
	['singlechoice', 'single_select'],
	['multiplechoice', 'single_select'],
	['multichoice', 'multi_select'],
	['multipleselect', 'multi_select'],
	['open', 'open_ended'],
	['text', 'open_ended'],
	['emoji', 'emoji_rating'],
	['star', 'star_rating'],
	['stars', 'star_rating'],
	['rating', 'star_rating'],
	['click', 'click_test'],
	['heatmap', 'click_test'],
	['fivesecond', 'five_second_test'],
	['5secondtest', 'five_second_test'],
	['5second', 'five_second_test'],
	['recording', 'screen_recording'],
]);

/** Further off than this a guess is no help. */
const MOST_EDITS = 3;

/**
 * The question type that an unknown spelling most likely means: `head-to-head` and `headToHead`
 * give `head_to_head`.
 *
 * @returns undefined when none is near
 */
export function nearestType(given: string): QuestionType | undefined {
	const letters = bare(given.slice(0, 100));
	if (letters === '') return undefined;
	const other = OTHER_NAMES.get(letters);
	if (other !== undefined) return other;
	const [best] = QUESTION_RULES.map(({ type }) => ({
		type,
		edits: distance(letters, bare(type)),
	})).sort((one, two) => one.edits - two.edits);
	return best !== undefined && best.edits <= Math.min(MOST_EDITS, letters.length / 2)
		? best.type
		: undefined;
}

function bare(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Levenshtein distance, one row at a time. */
function distance(one: string, two: string): number {
	let row = Array.from({ length: two.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i++) {
		const next = [i];
		for (let j = 1; j <= two.length; j++) {
			const change = (row[j - 1] ?? 0) + (one[i - 1] === two[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[two.length] ?? 0;
}
