import { PickFuFailure } from '../../nodes/PickFu/api/failure';
import {
	field,
	numberField,
	readObject,
	readPage,
	textField,
	textsField,
} from '../../nodes/PickFu/api/read';

function thrownBy(read: () => unknown): PickFuFailure {
	try {
		read();
	} catch (thrown) {
		return thrown as PickFuFailure;
	}
	throw new Error('nothing was thrown');
}

const MUGS = { id: '1', name: 'Mugs' };
const CUPS = { id: '2', name: 'Cups' };

it.each([
	['wrapped', { success: true, data: MUGS }],
	['bare', MUGS],
	['wrapped without success', { data: MUGS }],
	['in a list of one', { success: true, data: [MUGS] }],
])('reads one record, %s', (_, body) => {
	expect(readObject(body)).toEqual(MUGS);
});

it.each([
	['nothing', undefined],
	['null', null],
	['an empty text', ''],
	['a number', 7],
	['a wrapped null', { success: true, data: null }],
	['a list of two', { data: [MUGS, CUPS] }],
	['an empty list', { data: [] }],
])('does not take %s for a record', (_, body) => {
	expect(thrownBy(() => readObject(body))).toMatchObject({
		kind: 'unreadable',
		outcome: 'notKnown',
	});
});

it.each([
	['an array', [MUGS, CUPS]],
	['wrapped', { success: true, data: [MUGS, CUPS] }],
	['under a name of its own', { data: { surveys: [MUGS, CUPS], total: 2 } }],
	['bare under a name of its own', { surveys: [MUGS, CUPS], total: 2 }],
])('reads a list, %s', (_, body) => {
	expect(readPage(body).records).toEqual([MUGS, CUPS]);
});

it("takes PickFu's own number of pages before one that is worked out", () => {
	const pagination = { totalPages: 4, total: 200, limit: 100 };
	expect(readPage({ data: [MUGS], pagination }).totalPages).toBe(4);
});

it.each([
	['camelCase', { page: 2, totalPages: 3 }],
	['snake_case', { page: '2', total_pages: '3' }],
])('reads where a list ends, in %s', (_, pagination) => {
	expect(readPage({ data: [MUGS], pagination })).toEqual({
		records: [MUGS],
		totalPages: 3,
	});
});

it.each([[null], [{ totalPages: 'many' }], [{ totalPages: -1 }], [{ totalPages: 1.5 }], ['3']])(
	'takes the pagination %j for unknown',
	(pagination) => {
		expect(readPage({ data: [MUGS], pagination }).totalPages).toBeUndefined();
	},
);

it('keeps list entries that are no objects', () => {
	expect(readPage({ data: ['en', 'de'] }).records).toEqual([{ value: 'en' }, { value: 'de' }]);
});

it.each([
	['a record', MUGS],
	['two lists', { data: { surveys: [MUGS], polls: [CUPS] } }],
	['null', { data: null }],
	['a text', 'surveys'],
])('does not take %s for a list', (_, body) => {
	expect(thrownBy(() => readPage(body)).kind).toBe('unreadable');
});

it('reads a member in either spelling, camelCase first', () => {
	expect(field({ sample_size: 5 }, 'sampleSize')).toBe(5);
	expect(field({ sampleSize: 7, sample_size: 5 }, 'sampleSize')).toBe(7);
	expect(field({ sampleSize: null, sample_size: 5 }, 'sampleSize')).toBe(5);
	expect(field({ sampleSize: 0, sample_size: 5 }, 'sampleSize')).toBe(0);
	expect(field({}, 'sampleSize')).toBeUndefined();
});

it.each([
	[7, '7'],
	['x', 'x'],
	['', undefined],
	[true, undefined],
	[{}, undefined],
])('reads %j as the text %j', (value, expected) => {
	expect(textField({ name: value as string }, 'name')).toBe(expected);
});

it.each([
	[7, 7],
	['50', 50],
	[' 50 ', 50],
	['', undefined],
	['  ', undefined],
	['many', undefined],
	[null, undefined],
	[[5], undefined],
])('reads %j as the number %j', (value, expected) => {
	expect(numberField({ size: value as number }, 'size')).toBe(expected);
});

it('reads the texts of a list, numbers included, and nothing else of it', () => {
	expect(textsField({ targeting: ['a', 7, null, { b: 1 }] as string[] }, 'targeting')).toEqual([
		'a',
		'7',
	]);
	expect(textsField({ targeting: 'a' }, 'targeting')).toEqual([]);
});
