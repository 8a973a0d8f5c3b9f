import type { Answer, SurveyQuestion } from '../../api/shapes';
import { counted, grouped, percent, percentOf } from '../numbers';
import type {
	OptionResult,
	QuestionResult,
	RoundResult,
	TraitBreakdown,
	TraitGroup,
} from '../types';
import { isolated } from '../words';
import { bestFirst, placeWords } from './bars';
import {
	bar,
	dataTable,
	heatTable,
	httpsPicture,
	image,
	lines,
	pill,
	row,
	SMALL,
	table,
} from './emailParts';
import { clipped, markup, type Html } from './html';
import { contextOf, pictureOf, pictureOfResult } from './pictures';
import { voicesOf, type Quotes } from './quotes';
import { LIGHT } from './style';
import { BASES } from './tables';
import {
	byRank,
	clearLabel,
	countsOf,
	hasFigures,
	oddity,
	questionWords,
	typeWords,
} from './words';

/** Options listed for a question; beyond it a line says how many more there are. */
const MAX_OPTIONS = 12;

/** How much of a question a message has room for. */
export interface Detail {
	/** Quotes for each option. */
	quotes: number;
	breakdowns: boolean;
}

/**
 * One question of the e-mail: a row of its outer table.
 *
 * @param isOnly leaves out the verdict, which stands above already
 */
export function questionRow(
	question: SurveyQuestion,
	result: QuestionResult,
	answers: readonly Answer[],
	{ quotes, breakdowns }: Detail,
	isOnly: boolean,
): Html {
	const type = clipped(typeWords(result.type), 40).toUpperCase();
	const title = questionWords(result, 240);
	const { groups } = voicesOf(question, answers, result, hasFigures(result) ? quotes : 3 * quotes);
	const withQuotes = groups.filter(({ chosen }) => chosen.length > 0).slice(0, MAX_OPTIONS);
	const splits = breakdowns && hasFigures(result) ? (result.breakdown ?? []).slice(0, 4) : [];
	return row(
		table([
			row(
				markup`<span style="${SMALL};font-weight:bold">QUESTION ${result.number} &middot; ${type}</span>
				<h2 dir="auto" style="margin:2px 0 0;font-size:18px;line-height:24px">${title}</h2>`,
				'padding:0 0 10px',
			),
			!isOnly &&
				row(
					markup`${pill(result)} ${clipped(result.summary, 400)}`,
					'padding:0 0 12px;font-size:14px;line-height:21px',
				),
			shown(question, result),
			figures(question, result).map((figure) => row(figure, 'padding:0')),
			splits.map((breakdown) => row(split(breakdown, result), 'padding:14px 0 0')),
			withQuotes.map(quoted),
			result.notes.length > 0 && row(lines(result.notes), 'padding:0'),
		]),
		`padding:22px 16px 20px;border-top:1px solid ${LIGHT.line}`,
	);
}

/** What people saw where nothing is chosen: the thing that was rated or tested, else the context of the question. */
function shown(question: SurveyQuestion, result: QuestionResult): Html | null {
	const [tested] = result.options.length === 0 ? question.options : [];
	const context = contextOf(question);
	const picture = httpsPicture((tested && pictureOf(tested)) ?? context.picture);
	const text = tested?.value ?? context.text;
	if (picture === undefined && text === undefined) return null;
	return row(
		[
			picture && image(picture, 240, 'What people saw'),
			text && markup`<span dir="auto">${clipped(text, 300)}</span>`,
		],
		`padding:0 0 12px;font-size:14px;line-height:20px;color:${LIGHT.soft}`,
	);
}

function figures(question: SurveyQuestion, result: QuestionResult): Html[] {
	const { kind, grid, distribution = [], rounds = [] } = result;
	if (result.counted === 0 || kind === 'words') return [];
	if (kind === 'clicks') return grid === undefined ? [] : [heatTable(grid)];
	if (kind === 'rating') {
		const rows = bestFirst(distribution).slice(0, MAX_OPTIONS);
		return rows.map(({ value, votes, share }) =>
			bar({
				name: placeWords(value, result.type),
				small: counted(votes, 'person', 'people'),
				figure: percent(share),
				share,
				isFirst: false,
			}),
		);
	}
	const sorted = byRank(result.options);
	const more = sorted.length - MAX_OPTIONS;
	return [
		...sorted.slice(0, MAX_OPTIONS).map((option) => optionBar(option, question, result)),
		...(more > 0 ? [markup`<span style="${SMALL}">and ${more} more options</span>`] : []),
		...(rounds.length > 1 ? [runOff(rounds)] : []),
	];
}

function optionBar(option: OptionResult, question: SurveyQuestion, result: QuestionResult): Html {
	const { low, high, share } = option;
	const range = low === null || high === null ? '' : ` (${percent(low)} to ${percent(high)})`;
	const odd = oddity(option);
	return bar({
		picture: httpsPicture(pictureOfResult(question, option)),
		name: clipped(clearLabel(option, result.options), 120),
		small: `${countsOf(option, result)}${range}${odd === '' ? '' : ` · ${odd}`}`,
		figure: percentOf(option.votes, option.base),
		share,
		isFirst: option.rank === 1,
	});
}

function runOff(rounds: readonly RoundResult[]): Html {
	const name = ({ label }: { label: string }) => isolated(clipped(label, 40));
	const rows = rounds.map(({ round, options, eliminated }) => {
		const all = options.reduce((sum, { votes }) => sum + votes, 0);
		const standing = [...options]
			.sort((a, b) => b.votes - a.votes)
			.slice(0, MAX_OPTIONS)
			.map((option) => `${name(option)} ${percentOf(option.votes, all)}`);
		return [`${round}`, standing.join(', '), eliminated.slice(0, MAX_OPTIONS).map(name).join(', ')];
	});
	return dataTable(['Round', 'Votes', 'Eliminated'], rows);
}

function split({ trait, groups }: TraitBreakdown, result: QuestionResult): Html {
	const isRating = result.kind === 'rating';
	const rows = groups.slice(0, 12).map((group) => {
		const name = isolated(clipped(group.value ?? 'Not known', 40));
		const figures = isRating
			? [group.mean === null ? '–' : group.mean.toFixed(1)]
			: leader(group, result);
		const mark = BASES[group.base];
		return [`${name} (${grouped(group.counted)}${mark && `, ${mark}`})`, ...figures];
	});
	return dataTable([clipped(trait, 40), ...(isRating ? ['Mean'] : ['Leader', 'Share'])], rows);
}

function leader({ base, options, tie }: TraitGroup, result: QuestionResult): string[] {
	const first = options.find(({ rank }) => rank === 1);
	if (base === 'tooSmall' || first === undefined) return ['–', '–'];
	return [
		tie ? 'Tie' : clipped(clearLabel(first, result.options), 40),
		percentOf(first.votes, first.base),
	];
}

function quoted({ label, chosen }: Quotes): Html {
	const quotes = chosen.map(({ text, translation, respondent }) => {
		const who =
			respondent !== '' &&
			markup`<br><span style="${SMALL}"><bdi>${clipped(respondent, 80)}</bdi></span>`;
		return row(
			markup`<span dir="auto">${clipped(translation ?? text, 280)}</span>${who}`,
			`padding:2px 0 2px 10px;border-left:3px solid ${LIGHT.line};font-size:13px;line-height:19px`,
		);
	});
	const title = markup`<h3 style="margin:0 0 6px;font-size:13px;line-height:19px"><bdi>${clipped(label ?? '', 80)}</bdi></h3>`;
	const gap = row(markup`&nbsp;`, 'font-size:1px;line-height:6px');
	return row(
		[label !== null && title, table(quotes.map((quote, index) => [index > 0 && gap, quote]))],
		'padding:12px 0 0',
	);
}
