import type { Answer, Survey, SurveyQuestion } from '../../api/shapes';
import { counted, exactPercent, grouped, percent, percentOf } from '../numbers';
import { assignAnswers } from '../reader';
import type { OptionResult, QuestionResult, SurveyResults, TraitBreakdown } from '../types';
import { isolated } from '../words';
import { bestFirst, placeWords } from './bars';
import {
	bar,
	dataTable,
	heatTable,
	image,
	lines,
	pill,
	row,
	SMALL,
	table,
	TONES,
} from './emailParts';
import { clipped, httpsPicture, httpsUrl, markup, type Html } from './html';
import { pictureOfResult, shownIn, type ReportSettings } from './pictures';
import { voicesOf, type Voices } from './quotes';
import { LIGHT } from './style';
import { BASES } from './tables';
import * as words from './words';

/** Gmail cuts a message off at 102 kB; what an e-mail's own headers and links add has to fit too. */
const MAX_BYTES = 95_000;

/** Options, ratings or groups listed for a question. */
const MAX_ROWS = 12;

/** Quotes for each option, and whether there are breakdowns: what is left out step by step until a message fits. */
const DETAILS = [
	{ quotes: 2, breakdowns: true },
	{ quotes: 1, breakdowns: true },
	{ quotes: 1, breakdowns: false },
	{ quotes: 0, breakdowns: false },
];

/**
 * The results as HTML that mail clients show as it is: tables and inline styles only, no style
 * sheet but one for Outlook, no SVG, no script; the images of options by their https URL. Under 100 kB:
 * all but one quote, then breakdowns, then quotes, then the last questions are left out until it
 * fits, and a line says so.
 *
 * @param survey the survey that `results` were made from
 * @param answers for the quotes; the figures come from `results`
 */
export function reportEmail(
	survey: Survey,
	results: SurveyResults,
	answers: readonly Answer[],
	settings: ReportSettings = {},
): string {
	const { byQuestion } = assignAnswers(survey, answers);
	const messageOf = (blocks: readonly Html[]) => whole(survey, results, blocks, settings);
	const fits = (message: string) => Buffer.byteLength(message) <= MAX_BYTES;
	let blocks: Html[] = [];
	for (const { quotes, breakdowns } of DETAILS) {
		blocks = results.questions.map((result, index) => {
			const question = survey.questions[index]!;
			const most = words.hasFigures(result) ? quotes : 3 * quotes;
			const { groups } = voicesOf(question, byQuestion[index] ?? [], result, most);
			return questionRow(question, result, groups, breakdowns, results.questions.length === 1);
		});
		const message = messageOf(blocks);
		if (fits(message)) return message;
	}
	while (blocks.length > 0 && !fits(messageOf(blocks))) blocks.pop();
	return messageOf(blocks);
}

const FONT = 'font-family:Arial,Helvetica,sans-serif;text-align:left';

/** What Outlook for Windows needs: a table of fixed width, as it knows no largest width, and the font in every cell. */
const MSO = {
	style: markup`<!--[if mso]><style>td,th,h1,h2,h3,p{font-family:Arial,sans-serif}</style><![endif]-->`,
	open: markup`<!--[if mso]><table role="presentation" width="640" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->`,
	close: markup`<!--[if mso]></td></tr></table><![endif]-->`,
};

function whole(
	survey: Survey,
	results: SurveyResults,
	blocks: readonly Html[],
	settings: ReportSettings,
): string {
	const title = words.titleOf(results);
	const card = `max-width:640px;background:${LIGHT.card};border:1px solid ${LIGHT.line};color:${LIGHT.ink};${FONT}`;
	return markup`<!doctype html>
		<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="color-scheme" content="light"><title>${title}</title>${MSO.style}</head>
		<body style="margin:0;padding:0;background:${LIGHT.paper}"><div role="article" aria-label="${title}">
		${table(
			markup`<tr><td align="center" style="padding:24px 10px">${MSO.open}${table(
				[head(survey, results, title, settings), blocks, foot(survey, results, blocks.length)],
				card,
			)}${MSO.close}</td></tr>`,
			`background:${LIGHT.paper}`,
		)}
		</div></body></html>`.source;
}

function head(
	survey: Survey,
	results: SurveyResults,
	title: string,
	settings: ReportSettings,
): Html {
	const { deciding, picture, tone } = words.decisionOf(survey, results);
	const url = httpsPicture(picture);
	const alt = clipped(deciding?.winner?.label ?? '', 80);
	const sample = clipped(words.sampleLine(survey, results, settings), 300);
	return markup`${row(
		markup`<span style="${SMALL};font-weight:bold">PICKFU SURVEY RESULTS</span>
		<h1 dir="auto" style="margin:4px 0;font-size:24px;line-height:30px">${title}</h1>
		<p style="margin:0;font-size:14px;line-height:20px;color:${LIGHT.soft}">${sample}</p>`,
		`padding:24px 16px 12px;border-top:4px solid ${TONES[tone].ink}`,
	)}${row([url && markup`${image(url, 160, alt)}<br>`, deciding && pill(deciding)], 'padding:4px 16px')}${row(
		markup`<p style="margin:0;font-size:18px;line-height:26px;font-weight:bold">${clipped(results.summary, 500)}</p>
		${lines(results.notes)}`,
		'padding:0 16px 20px',
	)}`;
}

function foot(survey: Survey, { confidence, questions }: SurveyResults, shown: number): Html {
	const link = httpsUrl(survey.surveyUrl);
	const view =
		link && markup` <a href="${link}" style="color:${LIGHT.soft}">View the survey on PickFu</a>`;
	const left = questions.length - shown;
	const more = markup`<b>${left} more ${left === 1 ? 'question is' : 'questions are'} in the full report.</b><br>`;
	return row(
		markup`${left > 0 && more}Figures in brackets are ${exactPercent(confidence)} intervals: where the share of all such people
		plausibly lies. Calculated from the individual responses by n8n-nodes-pickfu.${view}`,
		`padding:18px 16px 24px;border-top:1px solid ${LIGHT.line};${SMALL}`,
	);
}

/**
 * One question: a row of the outer table.
 *
 * @param isOnly leaves out the verdict, which stands above already
 */
function questionRow(
	question: SurveyQuestion,
	result: QuestionResult,
	groups: Voices['groups'],
	breakdowns: boolean,
	isOnly: boolean,
): Html {
	const type = clipped(words.typeWords(result.type), 40).toUpperCase();
	const title = words.questionWords(result, 240);
	const quotes = groups.filter(({ chosen }) => chosen.length > 0).slice(0, MAX_ROWS);
	const splits = breakdowns && words.hasFigures(result) ? (result.breakdown ?? []).slice(0, 4) : [];
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
			quotes.map(quoted),
			result.notes.length > 0 && row(lines(result.notes), 'padding:0'),
		]),
		`padding:22px 16px 20px;border-top:1px solid ${LIGHT.line}`,
	);
}

function shown(question: SurveyQuestion, result: QuestionResult): Html | null {
	const { pictures, texts } = shownIn(question, result);
	const urls = pictures.map(httpsPicture).filter((url) => url !== undefined);
	if (urls.length === 0 && texts.length === 0) return null;
	return row(
		[
			urls.map((url) => image(url, 240, 'What people saw')),
			texts.map((text) => markup`<div dir="auto">${clipped(text, 300)}</div>`),
		],
		`padding:0 0 12px;font-size:14px;line-height:20px;color:${LIGHT.soft}`,
	);
}

function figures(question: SurveyQuestion, result: QuestionResult): Html[] {
	const { kind, grid, distribution = [], rounds = [], type } = result;
	if (result.counted === 0 || kind === 'words') return [];
	if (kind === 'clicks') return grid === undefined ? [] : [heatTable(grid)];
	if (kind === 'rating') {
		const places = bestFirst(distribution).slice(0, MAX_ROWS);
		return places.map(({ value, votes, share }) => {
			const small = counted(votes, 'person', 'people');
			return bar({ name: placeWords(value, type), small, figure: percent(share), share });
		});
	}
	const sorted = words.byRank(result.options);
	const more = sorted.length - MAX_ROWS;
	return [
		...sorted.slice(0, MAX_ROWS).map((option) => optionBar(option, question, result)),
		...(more > 0 ? [markup`<span style="${SMALL}">and ${more} more options</span>`] : []),
		...(rounds.length > 1 ? [runOff(result)] : []),
	];
}

function optionBar(option: OptionResult, question: SurveyQuestion, result: QuestionResult): Html {
	const { low, high, share } = option;
	const range = low === null || high === null ? '' : ` (${percent(low)} to ${percent(high)})`;
	const odd = words.oddity(option);
	return bar({
		picture: httpsPicture(pictureOfResult(question, option)),
		name: clipped(words.clearLabel(option, result.options), 120),
		small: `${words.countsOf(option, result)}${range}${odd === '' ? '' : ` · ${odd}`}`,
		figure: percentOf(option.votes, option.base),
		share,
		isFirst: option.rank === 1,
	});
}

function runOff({ rounds = [] }: QuestionResult): Html {
	const name = ({ label }: { label: string }) => isolated(clipped(label, 40));
	const rows = rounds.map(({ round, options, eliminated }) => {
		const all = options.reduce((sum, { votes }) => sum + votes, 0);
		const standing = [...options]
			.sort((a, b) => b.votes - a.votes)
			.slice(0, MAX_ROWS)
			.map((option) => `${name(option)} ${percentOf(option.votes, all)}`);
		return [`${round}`, standing.join(', '), eliminated.slice(0, MAX_ROWS).map(name).join(', ')];
	});
	return dataTable(['Round', 'Votes', 'Eliminated'], rows);
}

function split({ trait, groups }: TraitBreakdown, result: QuestionResult): Html {
	const isRating = result.kind === 'rating';
	const rows = groups.slice(0, MAX_ROWS).map(({ value, counted: people, base, ...group }) => {
		const name = isolated(clipped(value ?? 'Not known', 40));
		const mark = BASES[base] && `, ${BASES[base]}`;
		const first = base === 'tooSmall' ? undefined : group.options.find(({ rank }) => rank === 1);
		const label = first && (group.tie ? 'Tie' : words.clearLabel(first, result.options));
		const leader = [clipped(label ?? '–', 40), percentOf(first?.votes ?? 0, first?.base ?? 0)];
		const figures = isRating ? [group.mean?.toFixed(1) ?? '–'] : leader;
		return [`${name} (${grouped(people)}${mark})`, ...figures];
	});
	return dataTable([clipped(trait, 40), ...(isRating ? ['Mean'] : ['Leader', 'Share'])], rows);
}

function quoted({ label, chosen }: Voices['groups'][number]): Html {
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
