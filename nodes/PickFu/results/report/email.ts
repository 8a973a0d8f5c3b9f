import type { Answer, Survey } from '../../api/shapes';
import { exactPercent } from '../numbers';
import { assignAnswers } from '../reader';
import type { SurveyResults } from '../types';
import { httpsPicture, image, lines, pill, row, SMALL, table, TONES } from './emailParts';
import { questionRow, type Detail } from './emailQuestion';
import { clipped, httpsUrl, markup, type Html } from './html';
import { pictureOfResult, type ReportSettings } from './pictures';
import { LIGHT } from './style';
import { decidingQuestion, sampleLine, titleOf, verdictWords } from './words';

/** Gmail cuts a message off at 102 kB; what an e-mail's own headers and links add has to fit too. */
const MAX_BYTES = 95_000;

/** What is left out step by step until a message fits. */
const DETAILS: readonly Detail[] = [
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
	let blocks: Html[] = [];
	for (const detail of DETAILS) {
		blocks = results.questions.map((result, index) =>
			questionRow(
				survey.questions[index]!,
				result,
				byQuestion[index] ?? [],
				detail,
				results.questions.length === 1,
			),
		);
		const message = whole(survey, results, blocks, settings);
		if (Buffer.byteLength(message) <= MAX_BYTES) return message;
	}
	let room = MAX_BYTES - Buffer.byteLength(whole(survey, results, [], settings));
	const fitting = blocks.findIndex(({ source }) => (room -= Buffer.byteLength(source)) < 0);
	return whole(survey, results, blocks.slice(0, Math.max(0, fitting)), settings);
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
	const title = titleOf(results);
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
	const deciding = decidingQuestion(results);
	const tone = deciding === undefined ? TONES.plain : TONES[verdictWords(deciding).tone];
	const question = deciding && survey.questions[deciding.number - 1];
	const picture =
		deciding?.winner && question && httpsPicture(pictureOfResult(question, deciding.winner));
	const alt = clipped(deciding?.winner?.label ?? '', 80);
	const champion = picture && markup`${image(picture, 160, alt)}<br>`;
	return markup`${row(
		markup`<span style="${SMALL};font-weight:bold">PICKFU SURVEY RESULTS</span>
		<h1 dir="auto" style="margin:4px 0;font-size:24px;line-height:30px">${title}</h1>
		<p style="margin:0;font-size:14px;line-height:20px;color:${LIGHT.soft}">${clipped(sampleLine(survey, results, settings), 300)}</p>`,
		`padding:24px 16px 12px;border-top:4px solid ${tone.ink}`,
	)}${row(markup`${champion}${deciding && pill(deciding)}`, 'padding:4px 16px')}${row(
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
