import type { Answer, Survey, SurveyQuestion } from '../../api/shapes';
import { counted, exactPercent, grouped, percent, percentOf } from '../numbers';
import { assignAnswers } from '../assign';
import type {
	OptionResult,
	QuestionResult,
	RoundResult,
	SurveyResults,
	TraitBreakdown,
	TraitGroup,
} from '../types';
import { isolated } from '../words';
import { bestFirst } from './bars';
import { bar, dataTable, heatTable, row, SMALL, table, TONES } from './emailParts';
import { BASES } from './tables';
import { clipped, httpsUrl, markup, type Html } from './html';
import { contextOf, pictureOf, pictureOfResult, type ReportSettings } from './pictures';
import { voicesOf, type Quotes } from './quotes';
import { LIGHT } from './style';
import {
	byRank,
	clearLabel,
	countsOf,
	decidingQuestion,
	oddity,
	sampleLine,
	typeWords,
	verdictWords,
} from './words';

/** Gmail cuts a message off at 102 kB; what an e-mail's own headers and links add has to fit too. */
const MAX_BYTES = 95_000;
/** Options listed for a question; beyond it a line says how many more there are. */
const MAX_OPTIONS = 12;

/** What is left out step by step until a message fits. */
const DETAILS = [
	{ quotes: 2, breakdowns: true },
	{ quotes: 1, breakdowns: true },
	{ quotes: 1, breakdowns: false },
	{ quotes: 0, breakdowns: false },
];

type Detail = (typeof DETAILS)[number];

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
	let blocks: Html[] = [];
	for (const detail of DETAILS) {
		blocks = results.questions.map((result, index) =>
			block(
				survey.questions[index]!,
				result,
				byQuestion[index] ?? [],
				detail,
				results.questions.length === 1,
			),
		);
		const message = whole(survey, results, blocks, settings);
		if (utf8Length(message) <= MAX_BYTES) return message;
	}
	let room = MAX_BYTES - utf8Length(whole(survey, results, [], settings));
	const fitting = blocks.findIndex(({ source }) => (room -= utf8Length(source)) < 0);
	return whole(survey, results, blocks.slice(0, Math.max(0, fitting)), settings);
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
	let bytes = 0;
	for (const letter of text) {
		const code = letter.codePointAt(0)!;
		bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return bytes;
}

/** What Outlook for Windows needs: a table of fixed width, as it knows no largest width, and the font in every cell. */
const MSO = {
	style: markup`<!--[if mso]><style>td,th,h1,h2,h3,p{font-family:Arial,sans-serif}</style><![endif]-->`,
	open: markup`<!--[if mso]><table role="presentation" width="640" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`,
	close: markup`<!--[if mso]></td></tr></table><![endif]-->`,
};

function whole(
	survey: Survey,
	results: SurveyResults,
	blocks: readonly Html[],
	settings: ReportSettings,
): string {
	const title = clipped(results.name ?? 'Survey results', 200);
	const card = `max-width:640px;background:${LIGHT.card};border:1px solid ${LIGHT.line};font-family:Arial,Helvetica,sans-serif;color:${LIGHT.ink};text-align:left`;
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
	const deciding = decidingQuestion(results);
	const tone = deciding === undefined ? TONES.plain : TONES[verdictWords(deciding).tone];
	const question = deciding && survey.questions[deciding.number - 1];
	const picture =
		deciding?.winner && question && httpsPicture(pictureOfResult(question, deciding.winner));
	const champion =
		picture !== undefined &&
		picture !== null &&
		markup`<img src="${picture}" width="160" alt="${clipped(deciding?.winner?.label ?? '', 80)}" style="display:block;width:160px;max-width:100%;height:auto;border:0;margin:0 0 12px">`;
	return markup`${row(
		markup`<span style="${SMALL};font-weight:bold">PICKFU SURVEY RESULTS</span>
		<h1 dir="auto" style="margin:4px 0;font-size:24px;line-height:30px">${title}</h1>
		<p style="margin:0;font-size:14px;line-height:20px;color:${LIGHT.soft}">${clipped(sampleLine(survey, results, settings), 300)}</p>`,
		`padding:24px 16px 12px;border-top:4px solid ${tone.ink}`,
	)}${row(
		markup`${champion}${deciding && markup`${pill(deciding)}<br>`}<span style="font-size:18px;line-height:26px;font-weight:bold">${clipped(results.summary, 500)}</span>${lines(results.notes)}`,
		'padding:4px 16px 20px',
	)}`;
}

function foot(survey: Survey, { confidence, questions }: SurveyResults, shown: number): Html {
	const link = httpsUrl(survey.surveyUrl);
	const left = questions.length - shown;
	return row(
		markup`${left > 0 && markup`<b>${left} more ${left === 1 ? 'question is' : 'questions are'} in the full report.</b><br>`}Figures in brackets are ${exactPercent(confidence)} intervals: where the share of all such people plausibly lies. Calculated from the individual responses by n8n-nodes-pickfu.${link !== undefined && markup` <a href="${link}" style="color:${LIGHT.soft}">View the survey on PickFu</a>`}`,
		`padding:18px 16px 24px;border-top:1px solid ${LIGHT.line};${SMALL}`,
	);
}

function block(
	question: SurveyQuestion,
	result: QuestionResult,
	answers: readonly Answer[],
	{ quotes, breakdowns }: Detail,
	isOnly: boolean,
): Html {
	const hasFigures = result.kind !== 'words' && result.kind !== 'clicks';
	const { groups } = voicesOf(question, answers, result, hasFigures ? quotes : 3 * quotes);
	const said = groups.filter(({ chosen }) => chosen.length > 0).slice(0, MAX_OPTIONS);
	const splits = breakdowns && hasFigures ? (result.breakdown ?? []).slice(0, 4) : [];
	return row(
		table([
			row(
				markup`<span style="${SMALL};font-weight:bold">QUESTION ${result.number} &middot; ${clipped(typeWords(result.type), 40).toUpperCase()}</span>
				<h2 dir="auto" style="margin:2px 0 0;font-size:18px;line-height:24px">${clipped(result.question ?? 'Question without text', 240)}</h2>`,
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
			said.map(quoted),
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
		markup`${picture !== undefined && markup`<img src="${picture}" width="240" alt="What people saw" style="display:block;width:240px;max-width:100%;height:auto;border:0">`}${text !== undefined && markup`<span dir="auto">${clipped(text, 300)}</span>`}`,
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
				name: clipped(String(value), 40),
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
	const gap = row(markup`&nbsp;`, 'font-size:1px;line-height:6px');
	return row(
		markup`${label !== null && markup`<h3 style="margin:0 0 6px;font-size:13px;line-height:19px"><bdi>${clipped(label, 80)}</bdi></h3>`}${table(quotes.map((quote, index) => [index > 0 && gap, quote]))}`,
		'padding:12px 0 0',
	);
}

function pill(result: QuestionResult): Html {
	const { tone, words } = verdictWords(result);
	const { ink, soft } = TONES[tone];
	return markup`<span style="background:${soft};color:${ink};font-size:12px;line-height:20px;font-weight:bold">&nbsp; ${words} &nbsp;</span>`;
}

function lines(notes: readonly string[]): Html | null {
	if (notes.length === 0) return null;
	const list = notes
		.slice(0, 8)
		.map((note, index) => markup`${index > 0 && markup`<br>`}&bull; ${clipped(note, 300)}`);
	return markup`<p style="margin:12px 0 0;font-size:13px;line-height:19px;color:${LIGHT.soft}">${list}</p>`;
}

/** The URL of a picture that mail clients can load: not a video or a sound. */
function httpsPicture(url: string | undefined): string | undefined {
	return url !== undefined && !/\.(?:mp4|mov|webm|m4v|mp3|wav|m4a|pdf)(?:[?#]|$)/i.test(url)
		? httpsUrl(url)
		: undefined;
}
