import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { PIXEL, asked, page, textOf } from '../support/reportMarkup.mts';

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
