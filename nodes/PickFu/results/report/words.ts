import type { Survey } from '../../api/shapes';
import { clip } from '../../api/text';
import { counted, exactPercent, grouped, listed, percent } from '../numbers';
import type { OptionRef, OptionResult, QuestionResult, Received, SurveyResults } from '../types';
import type { ReportSettings } from './pictures';

/** The survey's name, for the top of a report. */
export function titleOf({ name }: SurveyResults): string {
	return clip(name ?? 'Survey results', 200);
}

/** What a question asks, cut at a number of characters. */
export function questionWords({ question }: QuestionResult, length: number): string {
	return clip(question ?? 'Question without text', length);
}

/** False for clicks and words: without an option or a rating a group has nothing but its size. */
export function hasFigures({ kind }: QuestionResult): boolean {
	return kind !== 'words' && kind !== 'clicks';
}

/** An interval in percent, in words; empty where there is none. */
export function intervalWords({ low, high }: Received, confidence: number): string {
	if (low === null || high === null) return '';
	return `${exactPercent(confidence)} interval ${percent(low)} to ${percent(high)}`;
}

/** `head_to_head` as people read it. */
export function typeWords(type: string | null): string {
	const words = (type ?? 'question').replace(/[_-]+/g, ' ').trim();
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The options as a reader wants them: the best first, level ones in the order of the survey. */
export function byRank(options: readonly OptionResult[]): OptionResult[] {
	const place = ({ rank }: OptionResult) => rank ?? Number.MAX_SAFE_INTEGER;
	return options
		.filter(({ number, votes }) => number !== null || votes > 0)
		.sort((a, b) => place(a) - place(b) || b.votes - a.votes);
}

/** The label, with the place of the option when another has the same text. */
export function clearLabel({ label, number }: OptionRef, all: readonly OptionResult[]): string {
	const same = all.filter((other) => other.label === label && other.number !== null).length;
	return same > 1 && number !== null ? `${label} (option ${number})` : label;
}

/** What a list has for an option. */
export function entryOf<T extends OptionRef>({ number, label }: OptionRef, all: readonly T[] = []) {
	return all.find((entry) => entry.number === number && entry.label === label);
}

/** What an option received, with its interval, and what is special about a row that is no option of the survey. */
export function countsOf(option: OptionResult, { kind, rounds, confidence }: QuestionResult) {
	const { votes, base, firstPlaces, unlisted, ambiguous } = option;
	const of = `${grouped(votes)} of ${grouped(base)}`;
	const isRanked = kind === 'ranked';
	const all = [
		!isRanked && `${of} ${kind === 'pairs' ? 'match-ups won' : 'people'}`,
		isRanked && rounds !== undefined && `${of} votes in its last round`,
		isRanked && counted(firstPlaces ?? 0, 'first place'),
		intervalWords(option, confidence),
		unlisted ? 'not in the survey' : ambiguous && 'text of several options',
	];
	return all.filter(Boolean).join(' · ');
}

/** Who was asked, how many and when. */
export function sampleLine(
	survey: Survey,
	{ sampleSize, respondents, complete }: SurveyResults,
	{ traitNames, country = survey.country }: ReportSettings,
): string {
	const traits = survey.targeting.map(
		(trait) => traitNames?.get(trait) ?? trait.replace(/[-_]+/g, ' '),
	);
	const asked = sampleSize === null ? '' : ` of ${grouped(sampleSize)}`;
	const parts = [
		`${grouped(respondents)}${asked} respondents`,
		country,
		traits.length > 0 ? `targeting ${listed(traits)}` : '',
		complete
			? `completed ${dayOf(survey.completedAt)}`.trim()
			: (survey.status ?? 'not complete').replace(/-/g, ' '),
	];
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** `May 4, 2026`, kept on one line; empty when the text begins with no date. */
function dayOf(time = ''): string {
	const date = new Date(time.slice(0, 10));
	if (!/^\d{4}-\d{2}-\d{2}/.test(time) || Number.isNaN(date.getTime())) return '';
	const day = date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
	return day.replace(/ /g, '\u00A0');
}
