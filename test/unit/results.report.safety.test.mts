import fc from 'fast-check';
import { anyAnswers, anySurvey } from '../support/anyAnswers.mts';
import { plays } from '../support/plays.mts';
import { NASTY, PIXEL, email, nastySurvey, page, tagsOf } from '../support/reportMarkup.mts';

jest.setTimeout(60_000);

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
