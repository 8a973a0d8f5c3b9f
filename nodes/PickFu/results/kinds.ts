import type { Answer } from '../api/shapes';
import type { ResultKind } from './types';

const KINDS: ReadonlyMap<string, ResultKind> = new Map([
	['head_to_head', 'pairs'],
	['ranked', 'ranked'],
	['single_select', 'choice'],
	['multi_select', 'several'],
	['emoji_rating', 'rating'],
	['star_rating', 'rating'],
	['click_test', 'clicks'],
	['open_ended', 'words'],
	['five_second_test', 'words'],
	['screen_recording', 'words'],
]);

/** How a type of question is counted; a type that is not known is told by what its answers hold. */
export function kindOf(type: string | undefined, answers: readonly Answer[]): ResultKind {
	const known = KINDS.get(type ?? '');
	if (known !== undefined) return known;
	if (answers.some(({ clicks }) => clicks.length > 0)) return 'clicks';
	if (answers.some(({ rounds }) => rounds.length > 0)) return 'ranked';
	if (answers.some(({ chosenOption }) => chosenOption.length > 1)) return 'several';
	if (answers.some(({ chosenOption }) => chosenOption.length > 0)) return 'choice';
	return answers.some(({ score }) => score !== undefined) ? 'rating' : 'words';
}

/** True for the kinds that ask for one of several options, so that one of them can win. */
export function asksForChoice(kind: ResultKind): boolean {
	return kind === 'choice' || kind === 'several' || kind === 'ranked' || kind === 'pairs';
}
