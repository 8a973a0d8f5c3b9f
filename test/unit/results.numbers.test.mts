import {
	counted,
	grouped,
	listed,
	percent,
	percentOf,
	roughly,
	rounded,
} from '../../nodes/PickFu/results/numbers';

describe('numbers for people', () => {
	it.each([
		[null, '–'],
		[0, '0%'],
		[0.0001, '<1%'],
		[0.01, '1%'],
		[0.99, '99%'],
		[0.9999, '>99%'],
		[1, '100%'],
	])('%d is %s', (share, text) => {
		expect(percent(share)).toBe(text);
	});

	it('of counts are as exact as the counts', () => {
		expect([percentOf(1, 100), percentOf(99, 100), percentOf(1, 200), percentOf(3, 200)]).toEqual([
			'1%',
			'99%',
			'<1%',
			'2%',
		]);
	});

	it('have thousands set apart, and two digits where only the size is meant', () => {
		expect([0, 999, 1_000, 12_345, 1_234_567].map(grouped)).toEqual([
			'0',
			'999',
			'1,000',
			'12,345',
			'1,234,567',
		]);
		expect([1, 9, 18, 99, 104, 105, 1_175, 1_949, 19_499].map(roughly)).toEqual([
			'1',
			'9',
			'18',
			'99',
			'100',
			'110',
			'1,200',
			'1,900',
			'19,000',
		]);
	});

	it('agree with their words', () => {
		expect([
			counted(0, 'click'),
			counted(1, 'click'),
			counted(2, 'click'),
			counted(2, 'person', 'people'),
		]).toEqual(['0 clicks', '1 click', '2 clicks', '2 people']);
		expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map((all) => listed(all))).toEqual([
			'',
			'A',
			'A and B',
			'A, B and C',
		]);
		expect(listed(['A', 'B'], 'or')).toBe('A or B');
	});

	it('are rounded to four digits, half up, never to -0, and null where there is none', () => {
		expect([0.12344, 0.12345, -0.00001, NaN, Infinity, null].map((one) => rounded(one))).toEqual([
			0.1234,
			0.1235,
			0,
			null,
			null,
			null,
		]);
		expect(Object.is(rounded(-0.00001), 0)).toBe(true);
		expect(rounded(0.1234567, 6)).toBe(0.123457);
	});
});
