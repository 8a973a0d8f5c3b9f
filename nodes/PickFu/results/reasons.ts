import type { Answer } from '../api/shapes';
import { compareTexts } from '../api/text';
import { addTo } from './numbers';
import { refOf } from './preferences';
import type { Reader, Reading } from './reader';
import type { Reason, ReasonGroup, ResultKind } from './types';

/**
 * What people wrote or said, by the option that they chose or put first (under each of several picks), by their rating,
 * or in one group where nothing is chosen. Groups come in the order of the options, ratings from the highest.
 */
export function groupReasons(reader: Reader): ReasonGroup[] {
	const groups = new Map<Key, Reason[]>();
	for (const reading of reader.readings) {
		const reason = reasonOf(reading.answer);
		if (reason === undefined) continue;
		for (const key of keysOf(reading, reader.kind)) addTo(groups, key, reason);
	}
	const isRating = reader.kind === 'rating';
	const sorted = [...groups].sort(([a], [b]) => compareKeys(a, b, isRating ? -1 : 1));
	return sorted.map(([key, reasons]) => {
		const entry = isRating || typeof key === 'string' ? undefined : reader.entries[key];
		return { option: entry ? refOf(entry) : null, label: entry?.label ?? String(key), reasons };
	});
}

/** What one person wrote or said; undefined when it is nothing. */
export function reasonOf(answer: Answer): Reason | undefined {
	const texts = [answer.explanation, answer.mediaTranscription];
	const text = texts.flatMap((part) => part?.trim() || []).join('\n');
	if (text === '') return undefined;
	const translation = answer.translation?.trim() || text;
	return {
		responseId: answer.id ?? null,
		text,
		translation: translation === text ? null : translation,
		respondent: [...new Set(answer.respondent.map(({ value }) => value))].join(', '),
	};
}

/** Indices of entries, ratings, or words for a group of its own. */
type Key = number | string;

function keysOf({ score, picks, answer }: Reading, kind: ResultKind): readonly Key[] {
	if (kind === 'rating') return [score ?? (answer.chosenOption.join(', ') || WITHOUT)];
	if (kind === 'clicks' || kind === 'words') return ['All answers'];
	return picks.length > 0 ? picks : [WITHOUT];
}

const WITHOUT = 'Without a choice';

/** Numbers, in the direction given, before words. */
function compareKeys(a: Key, b: Key, direction: 1 | -1): number {
	if (typeof a === 'number' && typeof b === 'number') return direction * (a - b);
	if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
	return direction * compareTexts(String(a), String(b));
}
