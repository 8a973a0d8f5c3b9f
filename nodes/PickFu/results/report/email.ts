import type { Answer, Survey } from '../../api/shapes';
import { counted, grouped, percent } from '../numbers';
import { assignAnswers } from '../tally';
import type { QuestionResult, RoundResult, SurveyResults, TraitBreakdown } from '../types';
import { clipped, html, httpsLink, type Html } from './html';
import { bar, COLOUR, heatTable, TONES } from './emailParts';
import { sampleLine } from './page';
import { pickQuotes } from './quotes';
import type { ReportSettings } from './settings';
import { byRank, clearLabel, oddity, typeWords, verdict } from './verdict';

/** Gmail cuts a message off at 102 kB; what an e-mail's own headers and links add has to fit too. */
const MAX_BYTES = 95_000;
/** Options listed for a question; beyond it a line tells how many more there are. */
const MAX_OPTIONS = 12;

interface Detail {
	quotes: number;
	breakdowns: boolean;
}

/**
 * The results as HTML that mail clients show as it is: tables and inline styles only, no style
 * sheet, no SVG, no script, no image. Under 100 kB: all but one quote, then breakdowns, then
 * quotes, then the last questions are left out until it fits, and a line says so.
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
	const most = settings.quotes ?? 2;
	const details: Detail[] = [
		{ quotes: most, breakdowns: true },
		{ quotes: Math.min(1, most), breakdowns: true },
		{ quotes: Math.min(1, most), breakdowns: false },
		{ quotes: 0, breakdowns: false },
	];
	const isOnly = results.questions.length === 1;
	let blocks: Html[] = [];
	for (const detail of details) {
		blocks = results.questions.map((result) =>
			block(survey, result, byQuestion[result.number - 1] ?? [], detail, isOnly),
		);
		const message = whole(survey, results, blocks, settings).markup;
		if (utf8Length(message) <= MAX_BYTES) return message;
	}
	let room = MAX_BYTES - utf8Length(whole(survey, results, [], settings).markup);
	const fitting = blocks.findIndex(({ markup }) => (room -= utf8Length(markup)) < 0);
	return whole(survey, results, blocks.slice(0, Math.max(0, fitting)), settings).markup;
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

function whole(
	survey: Survey,
	results: SurveyResults,
	blocks: readonly Html[],
	settings: ReportSettings,
): Html {
	const title = clipped(settings.title ?? results.name ?? 'Survey results', 200);
	const left = results.questions.length - blocks.length;
	const deciding =
		results.questions.find(({ number }) => number === results.decidedBy) ?? results.questions[0];
	const tone = deciding === undefined ? TONES.plain : TONES[verdict(deciding).tone];
	const link = httpsLink(survey.surveyUrl);
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width" />
				<title>${title}</title>
			</head>
			<body style="margin:0;padding:0;background:#f5f6f4">
				<table
					role="presentation"
					width="100%"
					cellpadding="0"
					cellspacing="0"
					border="0"
					style="background:#f5f6f4"
				>
					<tr>
						<td align="center" style="padding:24px 10px">
							<table
								role="presentation"
								width="100%"
								cellpadding="0"
								cellspacing="0"
								border="0"
								style="max-width:640px;background:#ffffff;border:1px solid #dfe3e1;font-family:Arial,Helvetica,sans-serif;color:#1a2126;text-align:left"
							>
								<tr>
									<td style="padding:24px 24px 20px;border-top:4px solid ${tone.ink}">
										<div style="font-size:12px;color:${COLOUR.soft};font-weight:bold">
											PICKFU SURVEY RESULTS
										</div>
										<div
											dir="auto"
											style="font-size:24px;line-height:30px;font-weight:bold;padding-top:4px"
										>
											${title}
										</div>
										<div
											style="font-size:14px;line-height:20px;color:${COLOUR.soft};padding-top:4px"
											dir="auto"
										>
											${clipped(sampleLine(survey, results), 300)}
										</div>
										<div
											dir="auto"
											style="font-size:18px;line-height:26px;font-weight:bold;padding-top:16px"
										>
											${deciding === undefined ? null : html`${pill(deciding)}<br />`}${clipped(results.summary, 500)}
										</div>
										${lines(results.notes)}
									</td>
								</tr>
								${blocks}
								<tr>
									<td
										style="padding:18px 24px 24px;border-top:1px solid ${COLOUR.line};font-size:12px;line-height:18px;color:${COLOUR.soft}"
									>
										${left > 0 ? html`<b>${left} more ${left === 1 ? 'question is' : 'questions are'} in the full report.</b><br />` : null}The
										figures in brackets are ${percent(results.confidence)} intervals: where the
										share of all such people plausibly lies. Worked out from the individual answers
										by
										n8n-nodes-pickfu.${link === undefined ? null : html` <a href="${link}" style="color:${COLOUR.soft}">See the survey on PickFu</a>`}
									</td>
								</tr>
							</table>
						</td>
					</tr>
				</table>
			</body>
		</html> `;
}

function block(
	survey: Survey,
	result: QuestionResult,
	answers: readonly Answer[],
	detail: Detail,
	isOnly: boolean,
): Html {
	const question = survey.questions[result.number - 1]!;
	const quotes = pickQuotes(question, answers, result, detail.quotes).slice(0, MAX_OPTIONS);
	const hasFigures = result.kind !== 'words' && result.kind !== 'clicks';
	return html`<tr>
		<td style="padding:22px 24px 20px;border-top:1px solid ${COLOUR.line}">
			<div style="font-size:12px;color:${COLOUR.soft};font-weight:bold">
				QUESTION ${result.number} &middot; ${clipped(typeWords(result.type), 40).toUpperCase()}
			</div>
			<div dir="auto" style="font-size:18px;line-height:24px;font-weight:bold;padding:2px 0 8px">
				${clipped(result.question ?? 'Question without text', 300)}
			</div>
			${isOnly ? null : html`<div dir="auto" style="font-size:14px;line-height:21px;padding-bottom:12px">${pill(result)} ${clipped(result.summary, 400)}</div>`}
			${figures(result)}
			${detail.breakdowns && hasFigures ? (result.breakdown ?? []).slice(0, 4).map((breakdown) => split(breakdown, result)) : null}
			${quotes.map(({ group, chosen }) => said(group.option === null ? group.label : clearLabel(group.option, result.options), chosen, hasFigures))}
			${lines(result.notes)}
		</td>
	</tr> `;
}

function figures(result: QuestionResult): Html | null {
	if (result.counted === 0) return null;
	if (result.kind === 'clicks') return result.grid === undefined ? null : heatTable(result.grid);
	if (result.kind === 'rating') {
		const rows = [...(result.distribution ?? [])].reverse().slice(0, 12);
		return html`${rows.map(({ value, votes, share }) => bar(clipped(String(value), 40), percent(share), grouped(votes), share, false))}`;
	}
	if (result.kind === 'words') return null;
	const sorted = byRank(result.options);
	const rows = sorted.slice(0, MAX_OPTIONS).map((option) => {
		const range =
			option.low === null || option.high === null
				? ''
				: ` (${percent(option.low)} to ${percent(option.high)})`;
		const odd = oddity(option) === '' ? '' : ` · ${oddity(option)}`;
		return bar(
			clipped(clearLabel(option, result.options), 120),
			percent(option.share),
			`${counted(option.votes, 'vote')}${range}${odd}`,
			option.share,
			option.rank === 1 && !option.ambiguous,
		);
	});
	const more = sorted.length - MAX_OPTIONS;
	const rest =
		more > 0
			? html`<div style="font-size:12px;color:${COLOUR.soft}">and ${more} more options</div>`
			: null;
	return html`${rows}${rest}${result.rounds !== undefined && result.rounds.length > 1 ? runOff(result.rounds) : null}`;
}

function runOff(rounds: readonly RoundResult[]): Html {
	return html`<div style="font-size:13px;line-height:20px;padding-top:10px">
		<b>Run-off</b>${rounds.map(({ round, options, eliminated }) => {
			const sorted = [...options].sort((a, b) => b.votes - a.votes).slice(0, MAX_OPTIONS);
			const standing = sorted
				.map(({ label, share }) => `${clipped(label, 40)} ${percent(share)}`)
				.join(', ');
			const out = eliminated
				.map(({ label }) => clipped(label, 40))
				.slice(0, MAX_OPTIONS)
				.join(', ');
			return html`<br /><span style="color:${COLOUR.soft}">Round ${round}:</span>
				<span dir="auto">${standing}</span
				>${out === '' ? null : html` <span style="color:${COLOUR.soft}" dir="auto">&mdash; out: ${out}</span>`}`;
		})}
	</div>`;
}

function split({ trait, groups }: TraitBreakdown, result: QuestionResult): Html {
	const isRating = result.kind === 'rating';
	const options = byRank(result.options).slice(0, 5);
	const cell = 'padding:5px 6px;border-bottom:1px solid #eceeed;font-size:12px;text-align:right';
	const heads = isRating
		? ['Mean']
		: options.map((option) => clipped(clearLabel(option, result.options), 24));
	const rows = groups.slice(0, 12).map((group) => {
		const shares = isRating
			? [group.mean === null ? '–' : group.mean.toFixed(1)]
			: options.map(({ number, label }) =>
					percent(
						group.options.find((own) => own.number === number && own.label === label)?.share ??
							null,
					),
				);
		return html`<tr>
			<td dir="auto" style="${cell};text-align:left">
				${clipped(group.value ?? 'Not known', 40)} (${grouped(group.counted)})
			</td>
			${shares.map((share) => html`<td style="${cell}">${share}</td>`)}
		</tr>`;
	});
	return html`<table
		width="100%"
		cellpadding="0"
		cellspacing="0"
		border="0"
		style="margin-top:14px;border-collapse:collapse"
	>
		<tr>
			<td dir="auto" style="${cell};text-align:left;color:${COLOUR.soft};font-weight:bold">
				${clipped(trait, 40)}
			</td>
			${heads.map((head) => html`<td dir="auto" style="${cell};color:${COLOUR.soft};font-weight:bold">${head}</td>`)}
		</tr>
		${rows}
	</table>`;
}

function said(
	label: string,
	reasons: ReadonlyArray<{ text: string; translation: string | null; respondent: string }>,
	isGrouped: boolean,
): Html {
	return html`<div style="font-size:13px;line-height:19px;padding-top:12px">
		${isGrouped ? html`<b dir="auto">${clipped(label, 80)}</b>` : null}${reasons.map(
			({ text, translation, respondent }) =>
				html`<div
					dir="auto"
					style="border-left:3px solid ${COLOUR.line};padding-left:10px;margin-top:6px"
				>
					${clipped(translation ?? text, 280)}${respondent === '' ? null : html`<br /><span style="color:${COLOUR.soft};font-size:12px">${clipped(respondent, 80)}</span>`}
				</div>`,
		)}
	</div>`;
}

function pill(result: QuestionResult): Html {
	const { tone, words } = verdict(result);
	const { ink, soft } = TONES[tone];
	return html`<span
		style="background:${soft};color:${ink};font-size:12px;font-weight:bold;padding:2px 8px"
		>${words}</span
	>`;
}

function lines(notes: readonly string[]): Html | null {
	if (notes.length === 0) return null;
	return html`<div
		dir="auto"
		style="font-size:13px;line-height:19px;color:${COLOUR.soft};padding-top:12px"
	>
		${notes.slice(0, 8).map((note, index) => html`${index > 0 ? html`<br />` : null}&bull; ${clipped(note, 300)}`)}
	</div>`;
}
