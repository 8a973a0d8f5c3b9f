import fc from 'fast-check';
import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import type { Answer, Survey } from '../../nodes/PickFu/api/shapes';
import { surveyResults } from '../../nodes/PickFu/results/index';
import { reportEmail } from '../../nodes/PickFu/results/report/email';
import { reportPage } from '../../nodes/PickFu/results/report/page';
import type { ReportSettings } from '../../nodes/PickFu/results/report/pictures';
import { anyAnswers, anySurvey } from '../support/anyAnswers.mts';
import { plays } from '../support/plays.mts';

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

const PAGE_TAGS = new Set(
	'html head meta title style body main header section footer p h1 h2 h3 h4 span small b bdi br em a ol ul li dl dt dd div details summary table thead tbody tr th td img figure figcaption blockquote cite svg defs lineargradient radialgradient stop circle g'.split(
		' ',
	),
);
const EMAIL_TAGS = new Set(
	'html head meta title body div table thead tbody tr th td h1 h2 h3 h4 p ul li span small b bdi br a img'.split(
		' ',
	),
);

/** Where a page and a message may load images from. */
const SOURCES = new Map<ReadonlySet<string>, RegExp>([
	[PAGE_TAGS, /^data:image\/(?:png|jpeg|gif|webp|avif);base64,[a-z0-9+/=]+$/i],
	[EMAIL_TAGS, /^https:\/\/[^\s"'<>]+$/],
]);

function expectHarmless(markup: string, allowed: ReadonlySet<string>): void {
	const sources = SOURCES.get(allowed)!;
	const harmful = tagsOf(markup).flatMap(({ name, attributes }) => [
		...(allowed.has(name) ? [] : [name]),
		...[...attributes]
			.filter(([key, value]) => !isHarmless(key, value, sources))
			.map(([key, value]) => `${key}="${value}"`),
	]);
	expect(harmful).toEqual([]);
}

function isHarmless(key: string, value: string, sources: RegExp): boolean {
	if (key.startsWith('on')) return false;
	if (key === 'href') return /^(?:#question-\d+|https:\/\/.*)$/.test(value);
	if (key === 'src') return sources.test(value);
	return key !== 'style' || !/url|expression|@import/i.test(value);
}

const NASTY =
	'<script>alert(1)</script>"\'`><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>&amp;</style></title>';

function nastySurvey(type: string): { survey: Survey; answers: Answer[] } {
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
		const settings = {
			images: new Map([
				[`https://example.com/${NASTY}`, '"><script>alert(1)</script>'],
				['https://example.com/fern.png', PIXEL],
			]),
			traitNames: new Map([[NASTY, NASTY]]),
			country: NASTY,
		};
		expectHarmless(page(survey, answers, settings), PAGE_TAGS);
		expectHarmless(email(survey, answers, settings), EMAIL_TAGS);
		// It is shown, though, and not thrown away.
		expect(page(survey, answers)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
	});

	it('whatever survey and answers there are', () => {
		fc.assert(
			fc.property(anySurvey, anyAnswers, (survey, answers) => {
				expectHarmless(page(survey, answers), PAGE_TAGS);
				expectHarmless(email(survey, answers), EMAIL_TAGS);
			}),
			plays(30),
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
		expect(text).toContain('12 of 12 respondents · US · completed May 4, 2026');
		expect(text).toMatch(/4\.0 Mean/);
		expect(markup).toContain('cx="25.25%" cy="75.25%"');
	});

	it('shows a placeholder with its words where an image was not given', () => {
		expect(page(survey, answers)).toContain('The image is not part of this report.');
	});

	it('gives a whole page for a survey that nobody has answered', () => {
		const markup = page(survey, []);
		expect(markup).toContain('No responses yet');
		expect(markup).not.toMatch(/NaN|Infinity|undefined|null/);
	});
});

describe('the verdict', () => {
	const choice = (votes: number[]) => {
		const options = votes.map((_, index) => ({ id: `o${index}`, value: `Mug ${index}` }));
		const questions = [{ id: 'q', type: 'single_select', value: 'Which?', options }];
		const asked = readSurvey({ id: 's', name: 'Mugs', status: 'completed', questions } as never);
		const given = votes.flatMap((count, index) =>
			Array.from({ length: count }, (_, place) =>
				readAnswer({ id: `r${index}-${place}`, question_id: 'q', chosen_option: `Mug ${index}` }),
			),
		);
		return page(asked, given);
	};

	it.each([
		['green where it is sure', [90, 5, 5], 'win'],
		['amber where it leads, but not surely', [20, 16, 14], 'lean'],
		['blue where options are level', [25, 25, 0], 'level'],
	])('is %s', (_, votes, tone) => {
		expect(choice(votes)).toMatch(new RegExp(`class="pill ${tone}"`));
	});

	it('stands under no empty box where nothing was shown to people', () => {
		expect(choice([90, 5, 5])).not.toContain('What people saw');
	});

	// WCAG 2.2, "relative luminance" and "contrast ratio"; AA asks for 4.5 to 1.
	it('can be read on its ground, light and dark', () => {
		const [, style = ''] = /<style>([^<]*)<\/style>/.exec(choice([90, 5, 5])) ?? [];
		const palettes = [...style.matchAll(/:root\{([^}]*--ink:[^}]*)\}/g)].map(
			([, text = '']) =>
				new Map([...text.matchAll(/--([\w-]+):(#\w+)/g)].map(([, a, b]) => [a, b!])),
		);
		const luminance = (color = '') => {
			const full = color.length === 4 ? color.replace(/[^#]/g, '$&$&') : color;
			const [red, green, blue] = [1, 3, 5].map((at) => {
				const part = parseInt(full.slice(at, at + 2), 16) / 255;
				return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
		};
		expect(palettes.length).toBeGreaterThanOrEqual(2);
		for (const colors of palettes) {
			const pairs = [
				['ink', 'paper'],
				['soft', 'card'],
				['lean', 'lean-soft'],
				['level', 'level-soft'],
				['first-ink', 'first-soft'],
			];
			for (const [text, ground] of pairs) {
				const both = [text, ground].map((name) => luminance(colors.get(name)));
				expect((Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)).toBeGreaterThan(4.5);
			}
		}
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

	it('keeps to what Outlook for Windows heeds: widths as attributes, padding on cells', () => {
		const { survey, answers } = nastySurvey('ranked');
		const opened = tagsOf(email(survey, answers)).filter(({ attributes }) => attributes.size > 0);
		for (const { name, attributes } of opened) {
			if (name === 'table' || name === 'img') expect(attributes.get('width')).toMatch(/^\d+%?$/);
			if (!['td', 'th'].includes(name))
				expect(attributes.get('style') ?? '').not.toMatch(/padding:[^0]/);
		}
	});

	it('is a digest, and says what the page has beyond it', () => {
		const { survey, answers } = asked(
			{ type: 'single_select', options: ['Red', 'Blue'].map((value) => ({ id: value, value })) },
			Array.from({ length: 40 }, (_, index) => ({
				chosen_option: 'Red',
				explanation: `Because of ${index}`,
				respondent: [{ name: 'Age', value: 'young' }],
			})),
		);
		expect(textOf(page(survey, answers))).toContain('By Age');
		const message = textOf(email(survey, answers));
		expect(message).not.toContain('By Age');
		expect(message).toContain('2 of 40 shown');
		expect(message).toContain('The full report has breakdowns');
	});

	it('needs no style sheet but one for Outlook, and no SVG', () => {
		const { survey, answers } = nastySurvey('click_test');
		const message = email(survey, answers).replace(/<!--\[if mso\]>.*?<!\[endif\]-->/g, '');
		expect(message).not.toMatch(/<style|<svg|class=|<link/i);
	});
});

/** A survey of one question that everybody in a list answers. */
function asked(
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

const textOf = (markup: string) =>
	markup
		.replace(/<style>[^<]*<\/style>/, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');

describe('images', () => {
	const urls = ['https://example.com/img.png?v=1', 'https://example.com/img.png?v=2'];
	const { survey, answers } = asked(
		{
			type: 'head_to_head',
			options: urls.map((mediaUrl, index) => ({ id: `o${index}`, mediaUrl })),
		},
		Array.from({ length: 30 }, (_, index) => ({ chosen_option: index < 24 ? 'o1' : 'o0' })),
	);

	it('stand beside the letters of options without a text, in the page and in the e-mail', () => {
		const images = new Map([[urls[1]!, PIXEL]]);
		const both = [page(survey, answers, { images }), email(survey, answers)];
		for (const markup of both) {
			expect(textOf(markup)).toContain('&quot;Option B&quot; wins with 80% (24 of 30)');
			expect(textOf(markup)).not.toContain('img.png');
		}
		expect(both[0]).toContain(`<img class="champion" src="${PIXEL}" alt="">`);
		expect(textOf(both[0]!)).toContain('1 image could not be included in this report.');
		const sources = tagsOf(both[1]!).filter(({ name }) => name === 'img');
		expect(sources.map(({ attributes }) => [attributes.get('src'), attributes.get('alt')])).toEqual(
			[
				[urls[1], 'Option B'],
				[urls[1], 'Option B'],
				[urls[0], 'Option A'],
			],
		);
	});

	it.each([
		'data:image/svg+xml;base64,PHN2Zy8+',
		'data:text/html;base64,PHN2Zy8+',
		`${PIXEL}" onload="alert(1)`,
		'https://example.com/a.png',
	])('are no part of the page as %s', (image) => {
		const images = new Map([[urls[0]!, image]]);
		expect(page(survey, answers, { images })).not.toMatch(/<img/);
	});

	it.each([
		'http://example.com/a.png',
		'data:image/png;base64,iVBORw0KGgo=',
		'https://example.com/a.mp4?x=1',
		'https://example.com/a.png" onload="alert(1)',
		'javascript:alert(1)',
	])('are no part of the e-mail as %s', (mediaUrl) => {
		const other = asked({ type: 'head_to_head', options: [{ id: 'o0', mediaUrl }] }, [
			{ chosen_option: 'o0' },
		]);
		expect(email(other.survey, other.answers)).not.toMatch(/<img/);
	});

	it.each(['http://www.pickfu.com/s', 'javascript:alert(1)', 'https://a.test/" onclick="x'])(
		'and the survey is not linked as %s',
		(surveyUrl) => {
			const linked = asked({ type: 'open_ended', options: [] }, [], { surveyUrl });
			for (const markup of [page(linked.survey, []), email(linked.survey, [])])
				expect(markup).not.toContain('href');
		},
	);

	it('of a set are shown by the first, in the page and in the e-mail', () => {
		const set = asked({ type: 'head_to_head', options: [{ id: 'o0', imageSet: urls }] }, [
			{ chosen_option: 'o0' },
		]);
		const images = new Map(urls.map((url, index) => [url, index === 0 ? PIXEL : '']));
		expect(page(set.survey, set.answers, { images })).toContain(`src="${PIXEL}"`);
		expect(email(set.survey, set.answers)).toContain(`src="${urls[0]}"`);
	});

	it('show what was rated, and what came before the question', () => {
		const context = { text: 'Imagine a shelf.', mediaUrl: 'https://example.com/shelf.png' };
		const rated = asked(
			{ type: 'star_rating', context, options: [{ id: 'o', mediaUrl: urls[0] }] },
			[{ score: 4 }, { score: 5 }],
		);
		const images = new Map([
			[urls[0]!, PIXEL],
			[context.mediaUrl, PIXEL],
		]);
		const markup = page(rated.survey, rated.answers, { images });
		expect(markup.match(/<img/g)).toHaveLength(2);
		expect(textOf(markup)).toContain('Imagine a shelf.');
		const message = email(rated.survey, rated.answers);
		for (const url of [urls[0], context.mediaUrl]) expect(message).toContain(`src="${url}"`);
		expect(textOf(message)).toContain('Imagine a shelf.');
	});
});

describe('ratings', () => {
	it('round half up from the counts: 59 of 407 is 14.496%, no half', () => {
		const { survey, answers } = asked(
			{ type: 'star_rating', options: [] },
			Array.from({ length: 407 }, (_, index) => ({ score: index < 59 ? 5 : 4 })),
		);
		for (const markup of [page(survey, answers), email(survey, answers)])
			expect(textOf(markup)).toContain('5 ★ 59 people 14%');
	});

	it('that came as names have bars too', () => {
		const { survey, answers } = asked(
			{ type: 'emoji_rating', options: [] },
			Array.from({ length: 20 }, (_, index) => ({ chosen_option: index < 15 ? 'Love' : 'Meh' })),
		);
		for (const markup of [page(survey, answers), email(survey, answers)])
			expect(textOf(markup)).toContain('Love 15 people 75%');
	});
});

describe('reasons', () => {
	const options = ['Red', 'Blue', 'Green'].map((value) => ({ id: value, value }));

	it('stand once in the open, also where a person picked several options', () => {
		const { survey, answers } = asked(
			{ type: 'multi_select', options },
			Array.from({ length: 40 }, (_, index) => ({
				chosen_option: ['Red', 'Blue', 'Green'],
				explanation: `A reason that is long enough to be chosen, number ${index}.`,
			})),
		);
		const open = page(survey, answers).replace(/<details.*?<\/details>/gs, '');
		const shown = open.match(/A reason that is long enough to be chosen, number \d+/g)!;
		expect(shown).toHaveLength(9);
		expect(new Set(shown).size).toBe(9);
		expect(textOf(open)).toContain('9 of 40 shown');
		const message = email(survey, answers).match(/chosen, number \d+/g)!;
		expect(new Set(message).size).toBe(message.length);
	});

	it('are all there behind a fold, whole, each with what was chosen', () => {
		const { survey, answers } = asked(
			{ type: 'open_ended', options: [] },
			Array.from({ length: 100 }, (_, index) => ({
				explanation: `Answer ${index} ${'and so on '.repeat(60)}end ${index}.`,
			})),
		);
		const markup = page(survey, answers);
		expect(textOf(markup)).toContain('6 of 100 shown');
		const fold = /<details class="every">.*<\/details>/s.exec(markup)![0];
		expect(fold.match(/end \d+\./g)).toHaveLength(100);
		const picked = asked(
			{ type: 'multi_select', options },
			Array.from({ length: 30 }, (_, index) => ({
				chosen_option: ['Red', 'Green'],
				explanation: `Because of ${index}`,
			})),
		);
		expect(textOf(page(picked.survey, picked.answers))).toContain('Because of 29 Red, Green');
	});
});

describe('words', () => {
	it('name the traits and the country that were asked for, not their codes', () => {
		const { survey } = asked({ type: 'open_ended', options: [] }, [], {
			country: 'US',
			targeting: ['amznpr', 'coffee-drinkers'],
		});
		const settings = {
			traitNames: new Map([['amznpr', 'Amazon Prime members']]),
			country: 'United States',
		};
		for (const markup of [page(survey, [], settings), email(survey, [], settings)])
			expect(textOf(markup)).toContain(
				'United States · targeting Amazon Prime members and coffee drinkers',
			);
	});

	it('tell two options of one text apart, and a sure lead without a number that never ends', () => {
		const options = ['a', 'b'].map((id) => ({ id, value: 'Red' }));
		const given = Array.from({ length: 60 }, () => ({ chosen_option: 'b' }));
		const { survey, answers } = asked({ type: 'head_to_head', options }, given);
		const text = textOf(page(survey, answers));
		expect(text).toContain('Red (option 2)');
		expect(textOf(email(survey, answers))).toContain('Red (option 2)');
		expect(text).toContain('Under 1 in 1,000');
	});

	it('list every option in the page, and twelve in the e-mail', () => {
		const names = Array.from(
			{ length: 14 },
			(_, index) => `Name ${String.fromCharCode(65 + index)}`,
		);
		const options = names.map((value) => ({ id: value, value }));
		const { survey, answers } = asked(
			{ type: 'single_select', options },
			names.map((chosen_option) => ({ chosen_option })),
		);
		const [whole, short] = [textOf(page(survey, answers)), textOf(email(survey, answers))];
		expect(whole).toMatch(/Name M 1 of 14 people.*Name N 1 of 14 people/);
		expect(short).toContain('Name L 1 of 14 people');
		expect(short).not.toContain('Name M 1 of 14 people');
		expect(short).toContain('And 2 more options.');
	});

	it('put what is no option behind the options, by its votes', () => {
		const options = ['a', 'b', 'c'].map((id) => ({ id, value: id === 'c' ? 'Blue' : 'Red' }));
		const given = ['c', 'c', 'c', 'Red', 'Green', 'Green'];
		const { survey, answers } = asked(
			{ type: 'single_select', options },
			given.map((chosen_option) => ({ chosen_option })),
		);
		const text = textOf(page(survey, answers));
		expect(text).toMatch(/Blue 3 of 6 people.*Green 2 of 6 people.*Red 1 of 6 people/);
	});

	it('mark no level comparison as won, and say how often chance alone does that', () => {
		const options = ['Mug', 'Cup', 'Jar'].map((value) => ({ id: value, value }));
		const level = asked({ type: 'ranked', options }, [
			...Array.from({ length: 5 }, () => ({ rounds: ['Mug', 'Cup', 'Jar'] })),
			...Array.from({ length: 5 }, () => ({ rounds: ['Cup', 'Mug', 'Jar'] })),
		]);
		const table = page(level.survey, level.answers).split('Direct comparisons')[2]!;
		expect(table).toContain('<td class="best">10</td>');
		expect(table).toContain('<td class="figure">5</td>');
		expect(table).not.toContain('<td class="best">5</td>');
		// The sign test of 15 to 3: p = 2 * 988 / 2^18.
		const lead = asked(
			{ type: 'head_to_head', options: options.slice(0, 2) },
			Array.from({ length: 18 }, (_, index) => ({ chosen_option: index < 15 ? 'Mug' : 'Cup' })),
		);
		expect(textOf(page(lead.survey, lead.answers))).toMatch(/1 in 130 .*\(p = 0\.008\)/);
	});

	it('give a reason for several options to the one with the fewest', () => {
		const options = ['Mug', 'Cup'].map((value) => ({ id: value, value }));
		const both = 'Either would look at home in our kitchen, and I would buy both of them.';
		const { survey, answers } = asked({ type: 'multi_select', options }, [
			{ chosen_option: ['Mug', 'Cup'], explanation: both },
			...['one', 'two', 'three'].map((explanation) => ({ chosen_option: ['Mug'], explanation })),
		]);
		expect(textOf(email(survey, answers))).toMatch(new RegExp(`Cup 1 ${both}`));
	});

	it('of a round robin say that shares are of match-ups, not of people', () => {
		const options = ['Mug', 'Cup', 'Jar'].map((value) => ({ id: value, value }));
		const matchup = { options: ['Mug', 'Cup'] };
		const { survey, answers } = asked({ type: 'head_to_head', options }, [
			{ chosen_option: 'Mug', matchup },
		]);
		for (const markup of [page(survey, answers), email(survey, answers)]) {
			expect(textOf(markup)).toContain('Share of its match-ups that it won.');
			expect(textOf(markup)).not.toContain('Share of the people');
		}
	});

	it('of an option from right to left turn no sentence and no list of figures', () => {
		const hebrew = 'אור ראשון';
		const rounds = [
			[hebrew, 'Mug', 'Cup'],
			['Mug', hebrew, 'Cup'],
			['Cup', 'Mug', hebrew],
		];
		const { survey, answers } = asked(
			{ type: 'ranked', options: rounds[0]!.map((value) => ({ id: value, value })) },
			[0, 0, 0, 0, 1, 1, 1, 2, 2].map((index) => ({ rounds: rounds[index] })),
		);
		const message = email(survey, answers);
		for (const markup of [page(survey, answers), message]) {
			const loose = markup
				.replaceAll(`<bdi>${hebrew}</bdi>`, '')
				.replaceAll(`\u2068${hebrew}\u2069`, '');
			expect(loose).not.toContain(hebrew);
			// Nothing of ours takes its direction from what it holds.
			const ours = /dir="auto"[^>]*>[^<]*(?:wins|leads|respondents|interval|votes)/;
			expect(markup).not.toMatch(ours);
		}
	});

	it('of 1,500 characters are clipped in heads, and stand whole once', () => {
		const long = `${'word '.repeat(300)}end`;
		const { survey, answers } = asked(
			{
				type: 'single_select',
				value: long,
				options: [
					{ id: 'a', value: `${long}-a` },
					{ id: 'b', value: 'B' },
				],
			},
			Array.from({ length: 20 }, (_, index) => ({
				chosen_option: index < 15 ? 'a' : 'b',
				respondent: [{ name: 'Gender', value: 'Female' }],
			})),
		);
		const markup = page(survey, answers);
		expect(markup.match(/end-a/g)).toHaveLength(1);
		expect(markup.match(/word end</g)).toHaveLength(1);
	});
});

describe('groups', () => {
	const { survey, answers } = asked(
		{ type: 'single_select', options: ['Red', 'Blue'].map((value) => ({ id: value, value })) },
		Array.from({ length: 60 }, (_, index) => ({
			chosen_option: index % 3 === 0 ? 'Blue' : 'Red',
			respondent: [{ name: 'Age', value: index < 35 ? 'young' : index < 55 ? 'middle' : 'old' }],
		})),
	);

	it('are marked below 30 people, and below 15 nothing in them is highlighted', () => {
		const markup = page(survey, answers);
		const row = (value: string) => new RegExp(`<bdi>${value}</bdi>.*?</tr>`, 's').exec(markup)![0];
		expect(row('young')).not.toContain('few');
		expect(textOf(row('middle'))).toContain('20 few');
		expect(row('middle')).toContain('class="best"');
		expect(textOf(row('old'))).toContain('5 too few');
		expect(row('old')).not.toMatch(/best|--share/);
	});
});
