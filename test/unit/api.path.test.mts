import fc from 'fast-check';
import { ENDPOINTS } from '../../nodes/PickFu/api/endpoints';
import { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { buildPath } from '../../nodes/PickFu/api/path';
import { plays } from '../support/plays.mts';

const PUBLISH = '/surveys/{surveyId}/publish';

function refusal(id: string | undefined): PickFuFailure {
	try {
		buildPath(PUBLISH, id === undefined ? {} : { surveyId: id });
	} catch (thrown) {
		return thrown as PickFuFailure;
	}
	throw new Error('it was accepted');
}

it.each([
	['8f14e45f-ceea-467f-9575-1c1d3b7a9a10', '8f14e45f-ceea-467f-9575-1c1d3b7a9a10'],
	['  42 ', '42'],
	['a.b', 'a.b'],
	['ns:7~x_y', 'ns%3A7~x_y'],
	['größe', 'gr%C3%B6%C3%9Fe'],
	['日本', '%E6%97%A5%E6%9C%AC'],
	['x'.repeat(200), 'x'.repeat(200)],
])('encodes the ID %j', (id, encoded) => {
	expect(buildPath(PUBLISH, { surveyId: id })).toBe(`/surveys/${encoded}/publish`);
});

it.each([
	['another path', 'a/publish'],
	['a way up', '..'],
	['a dot', '.'],
	['three dots', '...'],
	['a way up after blanks', ' .. '],
	['a backslash', 'a\\b'],
	['a query', 'a?limit=1'],
	['a fragment', 'a#b'],
	['a percent sign', '%2e%2e'],
	['a slash in disguise', 'a%2Fb'],
	['a line break', 'a\nb'],
	['a NUL', 'a\0b'],
	['a blank inside', 'a b'],
	['a full-width slash', 'a／b'],
	['half a character', 'a\ud800'],
	['an address', 'https://www.pickfu.com/surveys/1'],
	['an unresolved expression', '={{ $json.id }}'],
	['text without end', 'x'.repeat(201)],
])('refuses %s as an ID, and names the field', (_, id) => {
	expect(refusal(id)).toMatchObject({
		kind: 'input',
		outcome: 'notDone',
		field: 'surveyId',
		message: "'surveyId' isn't an ID",
	});
});

it.each([
	['nothing', undefined],
	['an empty text', ''],
	['blanks', ' \t '],
])('refuses %s as an ID', (_, id) => {
	expect(refusal(id)).toMatchObject({
		kind: 'input',
		field: 'surveyId',
		message: "'surveyId' is empty",
	});
});

it('never builds a path with other segments than its template has, whatever the ID', () => {
	const segments = (path: string) =>
		new URL(`https://api.pickfu.test${path}`).pathname.split('/').length;
	let accepted = 0;
	fc.assert(
		fc.property(
			fc.oneof(
				fc
					.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 10 })
					.map((codes) => String.fromCodePoint(...codes)),
				fc.string({ unit: fc.constantFrom(...'ab.%/\\?#:~_- é') }),
				fc.uuid(),
			),
			fc.constantFrom(
				...Object.values(ENDPOINTS)
					.map(({ path }) => path)
					.filter((path) => path.includes('{')),
			),
			(id, template) => {
				let path: string;
				try {
					path = buildPath(template, { surveyId: id, responseId: id, projectId: id });
				} catch (thrown) {
					expect(thrown).toBeInstanceOf(PickFuFailure);
					return;
				}
				accepted += 1;
				expect(path.split('/')).toHaveLength(template.split('/').length);
				expect(segments(path)).toBe(template.split('/').length);
				expect(path).not.toMatch(/[?#]/);
			},
		),
		plays(100),
	);
	expect(accepted).toBeGreaterThan(20);
});
