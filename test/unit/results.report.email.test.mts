import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import { asked, email, nastySurvey, page, tagsOf, textOf } from '../support/reportMarkup.mts';

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
