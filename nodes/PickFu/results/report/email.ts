import type { Answer, Survey } from '../../api/shapes';
import type { SurveyResults } from '../types';
import { httpsPicture, markup, type Html, type Part } from './html';
import { decisionOf, footOf, headOf } from './overview';
import type { Medium, ReportSettings } from './pictures';
import { questionBlocks } from './question';
import { LIGHT } from './style';
import { titleOf } from './words';

/** Gmail cuts a message off at 102 kB; what an e-mail's own headers and links add has to fit too. */
const MAX_BYTES = 95_000;

/**
 * The results as HTML that mail clients show as it is: tables and inline styles only, no style sheet but
 * one for Outlook, no SVG, no script; images by their https URL. Under 100 kB: quotes, then the last
 * questions are left out until it fits, and a line says so. The parameters are those of `reportPage`.
 */
export function reportEmail(
	survey: Survey,
	results: SurveyResults,
	answers: readonly Answer[],
	settings: ReportSettings = {},
): string {
	const title = titleOf(results);
	const row = (content: Part) => markup`<tr><td class="section">${content}</td></tr>`;
	const messageOf = (blocks: readonly Html[]) => {
		const left = results.questions.length - blocks.length;
		const more = `${left} more ${left === 1 ? 'question is' : 'questions are'} in the full report.`;
		return styled(
			markup`<!doctype html>
			<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
			<meta name="color-scheme" content="light"><title>${title}</title>${MSO.style}</head>
			<body><div role="article" aria-label="${title}">
			<table class="paper" role="presentation"><tr><td class="around" align="center">${MSO.open}<table class="card" role="presentation">
			${row([headOf(survey, results, settings), decisionOf(survey, results, EMAIL)])}${blocks.map(row)}
			${row(footOf(survey, results, [left > 0 && markup`<b>${more}</b> `, FULL]))}
			</table>${MSO.close}</td></tr></table></div></body></html>`.source,
		);
	};
	const fits = (blocks: readonly Html[]) => Buffer.byteLength(messageOf(blocks)) <= MAX_BYTES;
	let blocks: Html[] = [];
	for (const quotes of [2, 1, 0]) {
		blocks = questionBlocks(survey, results, answers, EMAIL, quotes);
		if (fits(blocks)) break;
	}
	while (blocks.length > 0 && !fits(blocks)) blocks.pop();
	return messageOf(blocks);
}

const EMAIL: Medium = { isEmail: true, sourceOf: httpsPicture };

/** Outlook for Windows knows no largest width, so it gets a table of fixed width, and the font in every cell. */
const MSO = {
	style: markup`<!--[if mso]><style>td,th,h1,h2,h3,h4,p,li{font-family:Arial,sans-serif}</style><![endif]-->`,
	open: markup`<!--[if mso]><table role="presentation" width="640" align="center"><tr><td><![endif]-->`,
	close: markup`<!--[if mso]></td></tr></table><![endif]-->`,
};

const FULL = 'The full report has breakdowns, direct comparisons, click maps and all responses. ';

/** The markup with the styles of each tag and class written into it, and widths as Outlook heeds them. */
function styled(source: string): string {
	return source.replace(/<(\w+)(?: class="([^"]*)")?/g, (_, tag: string, classes = '') => {
		const names = `${tag} ${classes}`.split(' ');
		const style = names.flatMap((name) => STYLES[name] ?? []).join(';');
		const width = /(?:^|;)width:(\d+%?)/.exec(style)?.[1];
		const attributes = [
			style && `style="${style}"`,
			width && `width="${width}"`,
			tag === 'table' && 'cellpadding="0" cellspacing="0" border="0"',
		];
		return [`<${tag}`, ...attributes.filter(Boolean)].join(' ');
	});
}

/** Long words break: a message that is wider than the screen is shown small, or cut off. */
const BREAK = 'word-break:break-word;overflow-wrap:anywhere';
const EDGE = `1px solid ${LIGHT.line}`;
const BORDER = `border-bottom:${EDGE}`;
const FIGURE = `padding:5px 0 5px 8px;${BORDER};text-align:right;font-size:13px;line-height:18px;white-space:nowrap`;
const SMALL = `font-size:12px;line-height:18px;color:${LIGHT.soft}`;

const STYLES: Readonly<Record<string, string>> = {
	body: `margin:0;padding:0;background:${LIGHT.paper}`,
	paper: `width:100%;background:${LIGHT.paper}`,
	around: 'padding:24px 10px',
	card: `width:100%;max-width:640px;background:${LIGHT.card};border:${EDGE};border-top:4px solid ${LIGHT.first}`,
	section: `padding:22px 16px;${BORDER};font:14px/20px Arial,sans-serif;color:${LIGHT.ink};text-align:left;${BREAK}`,
	h1: 'margin:4px 0;font-size:24px;line-height:30px',
	h2: 'margin:2px 0 10px;font-size:18px;line-height:24px',
	h3: 'margin:18px 0 6px;font-size:14px;line-height:20px',
	h4: 'margin:12px 0 4px;font-size:13px;line-height:18px',
	p: 'margin:0 0 10px',
	small: `${SMALL};font-weight:normal`,
	eyebrow: `margin:0;${SMALL};font-weight:bold;text-transform:uppercase`,
	sample: `color:${LIGHT.soft}`,
	key: SMALL,
	result: 'margin:10px 0',
	headline: 'margin:0',
	mean: 'font-size:32px;line-height:36px;font-weight:bold;margin:0',
	pill: `background:${LIGHT.track};color:${LIGHT.soft};font-size:12px;line-height:20px;font-weight:bold`,
	win: `background:${LIGHT['first-soft']};color:${LIGHT['first-ink']}`,
	lean: `background:${LIGHT['lean-soft']};color:${LIGHT.lean}`,
	level: `background:${LIGHT['level-soft']};color:${LIGHT.level}`,
	img: 'display:block;max-width:100%;height:auto;border:0;font-size:11px',
	champion: 'width:160px;margin:0 0 12px',
	thumb: 'width:64px',
	seen: 'width:240px',
	option: 'width:100%;table-layout:fixed',
	side: 'width:64px;padding:0 12px 12px 0;vertical-align:top',
	what: `vertical-align:top;${BREAK}`,
	name: 'font-weight:bold',
	share: `width:60px;vertical-align:top;text-align:right;font-size:16px;font-weight:bold`,
	first: `color:${LIGHT.first}`,
	line: 'padding:4px 0 12px',
	track: 'width:100%',
	fill: `background:${LIGHT.bar};font-size:1px;line-height:10px`,
	ahead: `background:${LIGHT.first}`,
	rest: `background:${LIGHT.track};font-size:1px;line-height:10px`,
	data: 'width:100%;border-collapse:collapse',
	th: `padding:5px 0;${BORDER};text-align:left;font-size:13px;line-height:18px;${BREAK}`,
	figure: FIGURE,
	few: `${FIGURE};color:${LIGHT.soft}`,
	best: `${FIGURE};color:${LIGHT['first-ink']};font-weight:bold`,
	quote: `margin:0 0 8px 12px;font-size:13px;line-height:19px`,
	original: 'font-style:italic',
	ul: `margin:12px 0 0 18px;padding:0;font-size:13px;line-height:19px;color:${LIGHT.soft}`,
	a: `color:${LIGHT.soft}`,
};
