import type { Answer, SurveyQuestion } from '../api/shapes';
import type { ResultKind } from './types';

const KINDS: ReadonlyMap<string, ResultKind> = new Map([
	['headtohead', 'pairs'],
	['ranked', 'ranked'],
	['singleselect', 'choice'],
	['multiselect', 'several'],
	['emojirating', 'rating'],
	['starrating', 'rating'],
	['clicktest', 'clicks'],
	['openended', 'words'],
	['fivesecondtest', 'words'],
	['screenrecording', 'words'],
]);

/** How a type of question, in any spelling, is counted; one that isn't known by what its answers hold. */
export function kindOf(
	{ type, options }: Pick<SurveyQuestion, 'type' | 'options'>,
	answers: readonly Answer[],
): ResultKind {
	const known = KINDS.get((type ?? '').toLowerCase().replace(/[^a-z]/g, ''));
	// With two options people compare them once: that is a choice.
	if (known === 'pairs' && options.length <= 2) return 'choice';
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
