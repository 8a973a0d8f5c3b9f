import fc from 'fast-check';
import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import type { Answer, Survey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { reportEmail } from '../../nodes/PickFu/results/report/email';
import { reportPage } from '../../nodes/PickFu/results/report/page';
import type { ReportSettings } from '../../nodes/PickFu/results/report/settings';
import { anyAnswers, anySurvey } from '../support/anyAnswers.mts';

jest.setTimeout(60_000);

const SETTINGS = { confidence: 0.95, breakdownBy: ['all'] };
const PIXEL =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const page = (survey: Survey, answers: Answer[], settings?: ReportSettings) =>
	reportPage(survey, surveyResults(survey, answers, SETTINGS), answers, settings);
const email = (survey: Survey, answers: Answer[], settings?: ReportSettings) =>
	reportEmail(survey, surveyResults(survey, answers, SETTINGS), answers, settings);

/** A strict reading of the markup: every tag with its name and attributes; throws where a browser would guess. */
function tagsOf(markup: string): Array<{ name: string; attributes: Map<string, string> }> {
	const tags: Array<{ name: string; attributes: Map<string, string> }> = [];
	const body = markup
		.replace(/<style>[^<]*<\/style>/, '<style></style>')
		.replace('<!doctype html>', '');
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

const PAGE_TAGS = new Set(
	'html head meta title style body main header section footer p h1 h2 h3 span small b br em a ol ul li dl dt dd div table thead tbody tr th td img figure figcaption blockquote cite svg defs lineargradient radialgradient stop circle g'.split(
		' ',
	),
);
const EMAIL_TAGS = new Set('html head meta title body table tr td div span b br a'.split(' '));

function expectHarmless(markup: string, allowed: ReadonlySet<string>): void {
	const harmful = tagsOf(markup).flatMap(({ name, attributes }) => [
		...(allowed.has(name) ? [] : [name]),
		...[...attributes]
			.filter(([key, value]) => !isHarmless(key, value))
			.map(([key, value]) => `${key}="${value}"`),
	]);
	expect(harmful).toEqual([]);
}

function isHarmless(key: string, value: string): boolean {
	if (key.startsWith('on')) return false;
	if (key === 'href') return /^(?:#question-\d+|https:\/\/.*)$/.test(value);
	if (key === 'src') return /^data:image\//.test(value);
	return key !== 'style' || !/url|expression|@import/i.test(value);
}

const NASTY =
	'<script>alert(1)</script>"\'`><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>&amp;</style></title>';

function nastySurvey(type: string): { survey: Survey; answers: Answer[] } {
	const options = [
		{ id: NASTY, value: NASTY, mediaUrl: `https://example.com/${NASTY}` },
		{ id: 'b', value: 'Fern' },
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
			chosen_option: index === 0 ? 'Fern' : `${NASTY}${index}`,
			rounds: ['Fern', NASTY],
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

describe('nothing that anybody wrote becomes markup', () => {
	const types = [
		'head_to_head',
		'ranked',
		'single_select',
		'multi_select',
		'star_rating',
		'emoji_rating',
		'click_test',
		'open_ended',
		NASTY,
	];

	it.each(types)('in the page and the e-mail of a survey of type %s', (type) => {
		const { survey, answers } = nastySurvey(type);
		const images = new Map([
			[NASTY, 'https://example.com/track.png'],
			['b', '"><script>alert(1)</script>'],
		]);
		expectHarmless(page(survey, answers, { images }), PAGE_TAGS);
		expectHarmless(email(survey, answers), EMAIL_TAGS);
		// It is shown, though, and not thrown away.
		expect(page(survey, answers)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	});

	it('whatever survey and answers there are', () => {
		fc.assert(
			fc.property(anySurvey, anyAnswers, (survey, answers) => {
				expectHarmless(page(survey, answers), PAGE_TAGS);
				expectHarmless(email(survey, answers), EMAIL_TAGS);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('the report page', () => {
	const survey = readSurvey({
		id: 's',
		name: 'Lids',
		status: 'completed',
		country: 'US',
		sampleSize: 12,
		surveyUrl: 'https://www.pickfu.com/surveys/s',
		completedAt: '2026-05-04T10:00:00Z',
		questions: [
			{
				id: 'q1',
				type: 'ranked',
				value: 'Which lid?',
				options: [
					{ id: 'a', value: 'Sage' },
					{ id: 'b', value: 'Brick' },
					{ id: 'c', value: 'Cream' },
				],
			},
			{
				id: 'q2',
				type: 'click_test',
				value: 'Where?',
				options: [{ id: 'i', mediaUrl: 'https://example.com/shop.png' }],
			},
			{ id: 'q3', type: 'star_rating', value: 'How good?', options: [] },
		],
	} as never);
	const answers = Array.from({ length: 12 }, (_, index) => {
		const order =
			index < 6
				? ['Sage', 'Brick', 'Cream']
				: index < 10
					? ['Brick', 'Sage', 'Cream']
					: ['Cream', 'Sage', 'Brick'];
		const respondent = [{ name: 'Gender', value: index % 2 === 0 ? 'Female' : 'Male' }];
		return [
			readAnswer({
				id: `a${index}`,
				question_id: 'q1',
				chosen_option: order[0],
				rounds: order,
				explanation: `Reason ${index}`,
				respondent,
			} as never),
			readAnswer({
				id: `b${index}`,
				question_id: 'q2',
				clicks: [{ x: 0.25, y: 0.75 }],
				respondent,
			} as never),
			readAnswer({ id: `c${index}`, question_id: 'q3', score: 4, respondent } as never),
		];
	}).flat();

	it('forbids itself scripts and the net, and holds neither', () => {
		const markup = page(survey, answers, {
			images: new Map([['https://example.com/shop.png', PIXEL]]),
		});
		expect(markup).toContain(
			`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`,
		);
		expect(markup).not.toMatch(/<script|<link|<iframe|@import|url\((?!#heat)/i);
		expect(markup.match(/https?:\/\/[^"' <]+/g)).toEqual(['https://www.pickfu.com/surveys/s']);
		expect(markup).toContain(`src="${PIXEL}"`);
	});

	it('shows the run-off, the breakdown, the clicks and the ratings with their figures', () => {
		const markup = page(survey, answers);
		const text = markup
			.replace(/<style>[^<]*<\/style>/, '')
			.replace(/<[^>]*>/g, ' ')
			.replace(/\s+/g, ' ');
		expect(text).toContain('Round 2');
		expect(text).toContain('2 · out');
		expect(text).toContain('By Gender');
		expect(text).toContain('Reason 0');
		expect(text).toContain('12 of 12 respondents · US · completed 4 May 2026');
		expect(text).toMatch(/4\.0 Mean/);
		expect(markup).toContain('cx="25.25%" cy="75.25%"');
	});

	it('shows a placeholder with its words where an image was not given', () => {
		expect(page(survey, answers)).toContain('The image is not part of this report.');
	});

	it('quotes as many reasons as it is told to', () => {
		const quotes = (settings: ReportSettings) =>
			page(survey, answers, settings).split('<blockquote>').length - 1;
		expect(quotes({ quotes: 0 })).toBe(0);
		expect(quotes({ quotes: 1 })).toBe(3);
		expect(quotes({ quotes: 50 })).toBe(12);
	});

	it('gives a whole page for a survey that nobody has answered', () => {
		const markup = page(survey, []);
		expect(markup).toContain('No answers yet');
		expect(markup).not.toMatch(/NaN|Infinity|undefined|null/);
	});
});

describe('the e-mail', () => {
	it('stays under 100 kB for a huge survey and says what was left out', () => {
		const questions = Array.from({ length: 60 }, (_, index) => ({
			id: `q${index}`,
			type: 'single_select',
			value: 'Ünïcödé '.repeat(30),
			options: Array.from({ length: 8 }, (__, option) => ({
				id: `${option}`,
				value: `${'é'.repeat(110)}${option}`,
			})),
		}));
		const survey = readSurvey({ id: 's', name: 'Huge', status: 'completed', questions } as never);
		const answers = questions.flatMap(({ id }, index) =>
			[0, 1, 2].map((option) =>
				readAnswer({
					id: `${index}-${option}`,
					question_id: id,
					chosen_option: `${option}`,
					explanation: '日本語'.repeat(100),
					respondent: [{ name: 'Age', value: `${option}` }],
				} as never),
			),
		);
		const message = email(survey, answers);
		expect(Buffer.byteLength(message)).toBeLessThan(100_000);
		expect(message).toMatch(/\d+ more questions are in the full report/);
	});

	it('needs no style sheet, no SVG and no image', () => {
		const { survey, answers } = nastySurvey('click_test');
		expect(email(survey, answers)).not.toMatch(/<style|<svg|<img|class=|<link/i);
	});
});
