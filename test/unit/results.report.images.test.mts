import { picturesOf } from '../../nodes/PickFu/results/report/pictures';
import { PIXEL, asked, email, page, tagsOf, textOf } from '../support/reportMarkup.mts';

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

	it('that several questions show are asked for once', () => {
		const [question] = survey.questions;
		const twice = { ...survey, questions: [question!, question!] };
		expect(picturesOf(twice)).toEqual(urls);
	});

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
