import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import type { Answer, Survey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { reportEmail } from '../../nodes/PickFu/results/report/email';
import { reportPage } from '../../nodes/PickFu/results/report/page';
import type { ReportSettings } from '../../nodes/PickFu/results/report/pictures';

const SETTINGS = { confidence: 0.95, breakdownBy: ['all'] };
/** The smallest image there is. */
export const PIXEL =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The page of a report, with every breakdown. */
export const page = (survey: Survey, answers: Answer[], settings?: ReportSettings) =>
	reportPage(survey, surveyResults(survey, answers, SETTINGS), answers, settings);
/** Its e-mail. */
export const email = (survey: Survey, answers: Answer[], settings?: ReportSettings) =>
	reportEmail(survey, surveyResults(survey, answers, SETTINGS), answers, settings);

/** A strict reading of the markup: every tag with its name and attributes; throws where a browser would guess. */
export function tagsOf(markup: string): Array<{ name: string; attributes: Map<string, string> }> {
	const tags: Array<{ name: string; attributes: Map<string, string> }> = [];
	const body = markup
		.replace(/<style>[^<]*<\/style>/, '<style></style>')
		.replace(/<!--\[if mso\]><style>[^<]*<\/style><!\[endif\]-->/, '')
		.replace(/<!--\[if mso\]>|<!\[endif\]-->|<!doctype html>/g, '');
	const pattern = /<\/?([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*\/?>/gi;
	const rest = body.replace(pattern, (_, name: string, given: string) => {
		const attributes = new Map(
			[...given.matchAll(/([a-zA-Z-]+)="([^"]*)"/g)].map(([, key, value]) => [
				key!.toLowerCase(),
				value!,
			]),
		);
		tags.push({ name: name.toLowerCase(), attributes });
		return '';
	});
	if (/[<>]/.test(rest))
		throw new Error(`Markup that is no tag: ${rest.slice(rest.search(/[<>]/), 80)}`);
	return tags;
}

/** What must come out as text. */
export const NASTY =
	'<script>alert(1)</script>"\'`><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>&amp;</style></title>';

/** A survey with answers that hold it wherever somebody may write. */
export function nastySurvey(type: string): { survey: Survey; answers: Answer[] } {
	const options = [
		{ id: NASTY, value: NASTY, mediaUrl: `https://example.com/${NASTY}` },
		{ id: 'b', value: `Fern ${NASTY}`, mediaUrl: 'https://example.com/fern.png' },
	];
	const survey = readSurvey({
		id: NASTY,
		name: NASTY,
		status: NASTY,
		country: NASTY,
		targeting: [NASTY],
		surveyUrl: 'javascript:alert(1)',
		completedAt: NASTY,
		questions: [{ id: 'q', type, value: NASTY, options }],
	} as never);
	const answers = [0, 1, 2].map((index) =>
		readAnswer({
			id: `${NASTY}${index}`,
			question_id: 'q',
			chosen_option: index === 0 ? 'b' : `${NASTY}${index}`,
			rounds: ['b', NASTY],
			score: type.endsWith('rating') ? index + 1 : undefined,
			clicks: [{ x: 0.5, y: 0.5 }],
			explanation: `${NASTY}${index}`,
			translation: NASTY,
			media_transcription: NASTY,
			respondent: [{ name: NASTY, value: NASTY }],
		} as never),
	);
	return { survey, answers };
}

/** A survey of one question that everybody in a list answers. */
export function asked(
	question: Record<string, unknown>,
	given: Array<Record<string, unknown>>,
	more = {},
) {
	const survey = readSurvey({
		id: 's',
		name: 'Mugs',
		status: 'completed',
		questions: [{ id: 'q', value: 'Which?', ...question }],
		...more,
	} as never);
	const answers = given.map((answer, index) =>
		readAnswer({ id: `r${index}`, question_id: 'q', ...answer } as never),
	);
	return { survey, answers };
}

/** What is read in a page. */
export const textOf = (markup: string) =>
	markup
		.replace(/<style>[^<]*<\/style>/, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
