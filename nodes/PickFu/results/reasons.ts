import type { Answer } from '../api/shapes';
import { addTo } from './numbers';
import { refOf } from './preferences';
import type { Reader } from './reader';
import { compareTexts } from './options';
import type { Reason, ReasonGroup } from './types';

/**
 * What people wrote or said, grouped by the option that they chose: by its first place for ranked
 * questions, under each pick where several may be chosen, by the rating for ratings, and in one group
 * where nothing is chosen. Groups come in the order of the options (ratings from the highest),
 * reasons in the order of the answers; groups without reasons are left out.
 */
export function groupReasons(answers: readonly Answer[], reader: Reader): ReasonGroup[] {
	const groups = new Map<number | string, Reason[]>();
	for (const answer of answers) {
		const reason = reasonOf(answer);
		if (reason === undefined) continue;
		for (const key of keysOf(answer, reader)) addTo(groups, key, reason);
	}
	const isRating = reader.kind === 'rating';
	const sorted = [...groups].sort(([a], [b]) => (isRating ? compareKeys(b, a) : compareKeys(a, b)));
	return sorted.map(([key, reasons]) => {
		const entry = isRating || typeof key === 'string' ? undefined : reader.entries[key];
		if (entry !== undefined) return { option: refOf(entry), label: entry.label, reasons };
		return {
			option: null,
			label: isRating ? String(key) : key === CHOICELESS ? WITHOUT : ALL,
			reasons,
		};
	});
}

/** What one person wrote or said; undefined when it is nothing. */
export function reasonOf(answer: Answer): Reason | undefined {
	const texts = [answer.explanation, answer.mediaTranscription].map((text) => text?.trim() ?? '');
	const text = texts.filter((part) => part !== '').join('\n');
	if (text === '') return undefined;
	const translation = answer.translation?.trim() ?? '';
	return {
		responseId: answer.id ?? null,
		text,
		translation: translation === '' || translation === text ? null : translation,
		respondent: [...new Set(answer.respondent.map(({ value }) => value))].join(', '),
	};
}

const ALL = 'All answers';
const WITHOUT = 'Without a choice';
/** Behind all options. */
const CHOICELESS = Number.MAX_SAFE_INTEGER;
const TOGETHER = CHOICELESS - 1;

function keysOf(answer: Answer, { kind, read }: Reader): Array<number | string> {
	const { score, picks } = read(answer);
	if (kind === 'rating') return [score ?? (answer.chosenOption.join(', ') || WITHOUT)];
	if (kind === 'clicks' || kind === 'words') return [TOGETHER];
	return picks.length > 0 ? [...picks] : [CHOICELESS];
}

/** Numbers by size, after words, which makes them come first where ratings are turned round. */
function compareKeys(a: number | string, b: number | string): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	if (typeof a !== typeof b) return typeof a === 'number' ? 1 : -1;
	return compareTexts(String(a), String(b));
}
