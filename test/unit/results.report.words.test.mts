import { asked, email, page } from '../support/reportMarkup.mts';
import { all, treeOf, wordsIn, wordsOf } from '../support/reportReading.mts';
import { times } from '../support/results.mts';

/*
 * Words of a report that the example surveys don't have: the color of each verdict, what stands in place of
 * what PickFu did not send, and what an e-mail has no room for.
 */

const options = ['A', 'B', 'C'].map((value) => ({ id: value, value }));
const choose = (...votes: number[]) =>
	votes.flatMap((count, at) => times(count, { chosen_option: 'ABC'[at] }));
const rank = (...list: Array<[count: number, order: string]>) =>
	list.flatMap(([count, order]) => times(count, { rounds: [...order] }));
const choice = { type: 'single_select', options };
const ranked = { type: 'ranked', options };
const stars = { type: 'star_rating', options: [] };

it.each<[string, string, object, object[], object?]>([
	['Clear winner', 'win', choice, choose(30, 5, 5)],
	['Leading, not conclusive', 'lean', choice, choose(20, 16, 14)],
	['Practically tied', 'level', choice, choose(5_001, 4_999)],
	['Tied', 'level', choice, choose(20, 20, 1)],
	['No winner', 'level', ranked, rank([4, 'ABC'], [3, 'BCA'], [3, 'CBA'])],
	['Rating is reliable', 'win', stars, [...times(20, { score: 4 }), ...times(20, { score: 5 })]],
	['Rating is rough: few responses', 'lean', stars, times(3, { score: 4 })],
	['Still running', '', choice, choose(2, 1), { status: 'in-progress' }],
	['No responses yet', '', choice, []],
	['', '', { type: 'open_ended', options: [] }, [{ explanation: 'x' }]],
])('the verdict "%s" has the tone "%s"', (words, tone, question, given, more = {}) => {
	const { survey, answers } = asked(question as never, given as never, more);
	const pills = all(treeOf(page(survey, answers)), 'span.pill');
	const expected = words === '' ? [] : [[words, ['pill', tone].filter(Boolean)]];
	expect(pills.map((pill) => [wordsIn(pill), pill.classes])).toEqual(expected);
	const sent = all(treeOf(email(survey, answers)), 'span').map((one) => wordsIn(one));
	expect(sent.filter(Boolean)).toEqual(words === '' ? [] : [words]);
});

const SENT = { name: 'Mugs', country: 'US', completedAt: '2026-05-04T10:00:00Z' };

it.each<[string, object]>([
	['40 respondents · US · completed May 4, 2026', {}],
	['40 of 1,000 respondents · US · completed May 4, 2026', { sampleSize: 1_000 }],
	['40 respondents · US · completed', { completedAt: undefined }],
	['40 respondents · US · completed', { completedAt: 'today' }],
	['40 respondents · US · completed', { completedAt: '2026-13-45' }],
	['40 respondents · US · completed December 31, 2026', { completedAt: '2026-12-31T23:59:59Z' }],
	['40 respondents · US · completed May 4, 2026', { status: 'archived' }],
	['40 respondents · US · completed May 4, 2026', { status: 'stopped' }],
	['40 respondents · US · unpublished', { status: 'unpublished' }],
	['40 respondents · US · in progress', { status: 'in-progress' }],
	['40 respondents · US · not complete', { status: undefined, completedAt: undefined }],
	['40 respondents · completed May 4, 2026', { country: undefined }],
	[
		'40 respondents · US · targeting a b, c and d · completed May 4, 2026',
		{ targeting: ['a-b', 'c', 'd'] },
	],
])('who was asked: %s', (line, more) => {
	const { survey, answers } = asked(choice, choose(30, 5, 5), { ...SENT, ...more });
	for (const markup of [page(survey, answers), email(survey, answers)]) {
		expect(wordsIn(all(treeOf(markup), 'p')[1])).toBe(line);
	}
});

it('shows first places where the order could not be read', () => {
	const { survey, answers } = asked(ranked, choose(30, 9, 1));
	for (const markup of [page(survey, answers), email(survey, answers)]) {
		const tree = treeOf(markup);
		const counts = wordsOf(all(tree, 'small')).filter((one) => /first place/.test(one));
		// Wilson: 30, 9 and 1 of 40.
		expect(counts).toEqual([
			'30 first places · 95% interval 60% to 86%',
			'9 first places · 95% interval 12% to 38%',
			'1 first place · 95% interval <1% to 13%',
		]);
		expect(wordsOf(all(tree, 'p'))).toContain('Share of the first places.');
	}
});

it('keeps a date on one line', () => {
	const { survey } = asked(choice, [], SENT);
	expect(page(survey, [])).toContain('completed May\u00A04,\u00A02026');
});

it('says what is not known: name, question, type', () => {
	const { survey, answers } = asked({ options, value: undefined }, choose(3), { name: undefined });
	for (const markup of [page(survey, answers), email(survey, answers)]) {
		const tree = treeOf(markup);
		expect(wordsOf([all(tree, 'h1')[0]!, all(tree, 'title')[0]!])).toEqual([
			'Survey results',
			'Survey results',
		]);
		expect(wordsIn(all(tree, 'h2')[1])).toBe('Question without text');
		expect(wordsOf(all(tree, 'p'))).toContain('Question 1 · Question');
	}
});

it('tells browsers and mail clients how to show it', () => {
	const { survey, answers } = asked(choice, choose(3));
	for (const markup of [page(survey, answers), email(survey, answers)]) {
		expect(markup).toMatch(/^<!doctype html>\s*<html lang="en"><head><meta charset="utf-8">/);
		expect(markup).toContain(
			'<meta name="viewport" content="width=device-width, initial-scale=1">',
		);
	}
	expect(page(survey, answers)).toContain('<meta name="referrer" content="no-referrer">');
	expect(page(survey, answers)).toContain('@page{size:A4;');
	expect(email(survey, answers)).toContain('<meta name="color-scheme" content="light">');
	const [open, close] = [
		/<!--\[if mso\]><table [^>]*width="640"[^>]*><tr><td><!\[endif\]-->/,
		/<!--\[if mso\]><\/td><\/tr><\/table><!\[endif\]-->/,
	];
	expect(email(survey, answers)).toMatch(new RegExp(`${open.source}<table.*${close.source}`, 's'));
});

describe('a long e-mail', () => {
	/** So many questions of which each takes some 20 kB. */
	const message = (count: number) => {
		const many = Array.from({ length: 12 }, (_, at) => ({
			id: `${at}`,
			value: `${at} ${'😀'.repeat(158)}`,
		}));
		const { survey, answers } = asked(
			{ type: 'single_select', value: '漢'.repeat(240), options: many },
			[{ chosen_option: '1', explanation: `${'y'.repeat(399)}.` }],
		);
		const questions = Array.from({ length: count }, (_, at) => ({
			...survey.questions[0]!,
			id: `q${at}`,
		}));
		const given = questions.flatMap(({ id }) =>
			answers.map((answer) => ({ ...answer, questionId: id })),
		);
		return email({ ...survey, questions }, given);
	};
	const all_ = [1, 2, 3, 4, 5, 6].map(message);
	const shown = all_.map((one) => one.match(/id="question-\d+"/g)!.length);
	const whole = shown.findIndex((count, at) => count < at + 1);

	it('stays below 95,000 bytes and has as many questions as there is room for', () => {
		const sizes = all_.map((one) => Buffer.byteLength(one));
		expect(Math.max(...sizes)).toBeLessThanOrEqual(95_000);
		expect(whole).toBeGreaterThan(1);
		expect(shown).toEqual(all_.map((_, at) => Math.min(at + 1, whole)));
		// One more would not fit.
		expect(sizes[whole]! + (sizes[1]! - sizes[0]!)).toBeGreaterThan(95_000);
	});

	it('says how many are left out', () => {
		const left = all_.map((one) => wordsIn(all(treeOf(one), 'b')[0]));
		expect(left.slice(0, whole)).toEqual(left.slice(0, whole).map(() => ''));
		expect(left.slice(whole, whole + 2)).toEqual([
			'1 more question is in the full report.',
			'2 more questions are in the full report.',
		]);
	});

	it('leaves out quotes before questions', () => {
		const quoted = all_.map((one) => one.includes('y'.repeat(399)));
		expect(quoted[0]).toBe(true);
		expect(quoted.slice(whole)).toEqual(quoted.slice(whole).map(() => false));
	});
});
