import { questionResult } from '../../nodes/PickFu/results/index';
import { NAMES, SETTINGS, answers, pick, survey } from '../support/results.mts';

describe('written reasons', () => {
	it('stand under the option chosen, with who said it and the translation', () => {
		const { reasons } = questionResult(
			survey([NAMES]).questions[0]!,
			answers(
				[
					1,
					pick('Moss', {
						explanation: 'Klingt weich',
						translation: 'Sounds soft',
						respondent: [{ name: 'Gender', value: 'Female' }],
					}),
				],
				[1, pick('Fern', { explanation: 'Short' })],
				[1, pick(null, { explanation: 'None of them' })],
			),
			{ ...SETTINGS, reasons: true },
		);
		expect(
			reasons?.map(({ label, reasons: list }) => [label, list.map(({ text }) => text)]),
		).toEqual([
			['Fern', ['Short']],
			['Moss', ['Klingt weich']],
			['Without a choice', ['None of them']],
		]);
		expect(reasons?.[1]?.reasons[0]).toMatchObject({
			translation: 'Sounds soft',
			respondent: 'Female',
		});
	});

	it('have no translation where it repeats them', () => {
		const { reasons } = questionResult(
			survey([NAMES]).questions[0]!,
			answers([1, pick('Fern', { explanation: 'Soft', translation: ' Soft ' })]),
			{ ...SETTINGS, reasons: true },
		);
		expect(reasons?.[0]?.reasons).toMatchObject([{ text: 'Soft', translation: null }]);
	});
});
