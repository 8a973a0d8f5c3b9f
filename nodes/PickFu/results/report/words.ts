import type { Survey } from '../../api/shapes';
import { counted, exactPercent, grouped, listed, percent } from '../numbers';
import type { OptionResult, QuestionResult, SurveyResults, Verdict } from '../types';
import { VERDICTS } from '../words';
import { clipped } from './html';
import { pictureOfResult, type ReportSettings } from './pictures';

/** How a result is to be taken, which decides its color. */
export type Tone = 'win' | 'lean' | 'level' | 'plain';

const TONES: Readonly<Partial<Record<Verdict, Tone>>> = {
	clearWinner: 'win',
	reliable: 'win',
	leading: 'lean',
	rough: 'lean',
	practicallyTied: 'level',
	tied: 'level',
	noWinner: 'level',
};

/** The verdict of a question in a few words, and how it is to be taken. */
export function verdictWords({ verdict, kind }: QuestionResult): { tone: Tone; words: string } {
	const words = verdict === 'descriptive' ? KINDS.get(kind) : undefined;
	return { tone: TONES[verdict] ?? 'plain', words: words ?? VERDICTS[verdict] };
}

const KINDS: ReadonlyMap<string, string> = new Map([
	['words', 'Open answers'],
	['clicks', 'Click map'],
	['rating', 'Ratings'],
]);

/**
 * The question that decides the survey, the first that asks for a choice, else the first, with its
 * verdict and the URL of its winner's picture.
 */
export function decisionOf(survey: Survey, { questions, decidedBy }: SurveyResults) {
	const deciding = questions.find(({ number }) => number === decidedBy) ?? questions[0];
	const question = deciding && survey.questions[deciding.number - 1];
	const winner = deciding?.winner;
	const picture = question && winner ? pictureOfResult(question, winner) : undefined;
	const none = { tone: 'plain' as const, words: 'No questions' };
	return { deciding, picture, ...(deciding ? verdictWords(deciding) : none) };
}

/** The survey's name, for the top of a report. */
export function titleOf({ name }: SurveyResults): string {
	return clipped(name ?? 'Survey results', 200);
}

/** What a question asks, cut at a number of characters. */
export function questionWords({ question }: QuestionResult, length: number): string {
	return clipped(question ?? 'Question without text', length);
}

/** False for clicks and words: without an option or a rating a group has nothing but its size. */
export function hasFigures({ kind }: QuestionResult): boolean {
	return kind !== 'words' && kind !== 'clicks';
}

/** An interval in percent, in words; empty where there is none. */
export function intervalWords(
	{ low, high }: Pick<OptionResult, 'low' | 'high'>,
	confidence: number,
): string {
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
export function clearLabel(
	{ label, number }: { label: string; number: number | null },
	all: readonly OptionResult[],
): string {
	const same = all.filter((other) => other.label === label && other.number !== null).length;
	return same > 1 && number !== null ? `${label} (option ${number})` : label;
}

/** What is special about a row that is no option of the survey, in a few words; empty for an option. */
export function oddity({ unlisted, ambiguous }: OptionResult): string {
	if (unlisted) return 'not in the survey';
	return ambiguous ? 'text of several options' : '';
}

/** What an option received, in words. */
export function countsOf(
	{ votes, base, firstPlaces }: OptionResult,
	{ kind, rounds }: QuestionResult,
): string {
	const of = `${grouped(votes)} of ${grouped(base)}`;
	if (kind === 'pairs') return `${of} match-ups won`;
	if (kind !== 'ranked') return `${of} people`;
	const firsts = counted(firstPlaces ?? 0, 'first place');
	return rounds === undefined ? firsts : `${of} votes in its last round · ${firsts}`;
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
	const day = dayOf(survey.completedAt);
	const ended = day === undefined ? 'completed' : `completed ${day}`;
	const asked = sampleSize === null ? '' : ` of ${grouped(sampleSize)}`;
	const parts = [
		`${grouped(respondents)}${asked} respondents`,
		country,
		traits.length > 0 ? `targeting ${listed(traits)}` : '',
		complete ? ended : (survey.status ?? 'not complete').replace(/-/g, ' '),
	];
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** `May 4, 2026`, kept on one line; undefined when the text begins with no date. */
function dayOf(time = ''): string | undefined {
	const date = new Date(time.slice(0, 10));
	if (!/^\d{4}-\d{2}-\d{2}/.test(time) || Number.isNaN(date.getTime())) return undefined;
	const day = date.toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
	return day.replace(/ /g, '\u00A0');
}
