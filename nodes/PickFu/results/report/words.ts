import type { Survey } from '../../api/shapes';
import { counted, exactPercent, grouped, listed, percent } from '../numbers';
import type { OptionResult, QuestionResult, SurveyResults, Verdict } from '../types';
import { VERDICTS } from '../words';
import { clipped } from './html';
import type { ReportSettings } from './pictures';

/** How a result is to be taken, which decides its color. */
export type Tone = 'win' | 'lean' | 'level' | 'plain';

const TONES: Readonly<Record<Verdict, Tone>> = {
	noResponses: 'plain',
	notFinal: 'plain',
	clearWinner: 'win',
	leading: 'lean',
	practicallyTied: 'level',
	tied: 'level',
	noWinner: 'level',
	reliable: 'win',
	rough: 'lean',
	descriptive: 'plain',
};

/** The verdict of a question in a few words, and how it is to be taken. */
export function verdictWords({ verdict, kind }: QuestionResult): { tone: Tone; words: string } {
	const words = verdict === 'descriptive' ? KINDS.get(kind) : undefined;
	return { tone: TONES[verdict], words: words ?? VERDICTS[verdict] };
}

const KINDS: ReadonlyMap<string, string> = new Map([
	['words', 'Open answers'],
	['clicks', 'Click map'],
	['rating', 'Ratings'],
]);

/** The question that decides the survey: the first that asks for a choice, else the first. */
export function decidingQuestion({
	questions,
	decidedBy,
}: SurveyResults): QuestionResult | undefined {
	return questions.find(({ number }) => number === decidedBy) ?? questions[0];
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
	const ended = ['completed', dayOf(survey.completedAt)]
		.filter((part) => part !== undefined)
		.join(' ');
	const parts = [
		`${sampleSize === null ? grouped(respondents) : `${grouped(respondents)} of ${grouped(sampleSize)}`} respondents`,
		country,
		traits.length > 0 ? `targeting ${listed(traits)}` : '',
		complete ? ended : (survey.status ?? 'not complete').replace(/-/g, ' '),
	];
	return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

const MONTHS =
	'January February March April May June July August September October November December'.split(
		' ',
	);

/** `4 May 2026`, kept on one line; undefined when the text is no date. */
function dayOf(time: string | undefined): string | undefined {
	const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(time ?? '') ?? [];
	const name = MONTHS[Number(month) - 1];
	return name === undefined ? undefined : `${name}\u00A0${Number(day)},\u00A0${year}`;
}
