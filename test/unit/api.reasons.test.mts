import { reasonIn, refusalIn } from '../../nodes/PickFu/api/reasons';

it.each<[unknown, string | undefined]>([
	[{ error: 'Not Found', message: 'Survey not found' }, 'Survey not found'],
	[
		{
			error: 'Bad Request',
			message: 'Validation failed',
			details: ['question is required', 'too few options'],
		},
		'Validation failed; question is required; too few options',
	],
	[{ error: 'Forbidden' }, 'Forbidden'],
	[{ error: { message: 'nested', details: ['more'] } }, 'nested; more'],
	[{ message: 42 }, '42'],
	[
		{ error: 'Bad Request', message: ['a is required', 'b is required'] },
		'a is required; b is required',
	],
	[
		{ message: 'Validation failed', details: [{ field: 'sampleSize', message: 'is too small' }] },
		'Validation failed; sampleSize: is too small',
	],
	[
		{
			error: 'Bad Request',
			details: [{ instancePath: '/questions/0', message: 'must be object' }],
		},
		'Bad Request; /questions/0: must be object',
	],
	[
		{ message: 'No', details: [{ path: ['questions', 0, 'prompt'], message: 'is empty' }] },
		'No; questions.0.prompt: is empty',
	],
	[
		{ message: 'No', details: { sampleSize: ['is too small', 'is odd'] } },
		'No; sampleSize: is too small; sampleSize: is odd',
	],
	[{ message: 'No', details: 'one text' }, 'No; one text'],
	[{ errors: [{ detail: 'Country is unknown' }] }, 'Country is unknown'],
	[{ errors: ['first', { message: 'second' }] }, 'first; second'],
	[{ error: 'invalid_request', error_description: 'No such scope' }, 'No such scope'],
	[{ title: 'Unprocessable', detail: 'The prompt is too long' }, 'The prompt is too long'],
	[[{ message: 'in a list' }], 'in a list'],
	['The prompt is too long\n', 'The prompt is too long'],
	[{ message: 'twice', details: ['twice'] }, 'twice'],
	[{}, undefined],
	['', undefined],
	['<!DOCTYPE html><p>Blocked', undefined],
	...['<html>', ' \n<HEAD>', '<body class="x">', '<?xml version="1.0"?>'].map(
		(page): [string, undefined] => [page, undefined],
	),
	['<b>No</b>', '<b>No</b>'],
	...['message', 'msg', 'detail', 'description', 'reason', 'title'].map(
		(name): [object, string] => [{ [name]: 'It is so', error: 'No' }, 'It is so'],
	),
	...['field', 'path', 'param', 'property', 'instancePath', 'pointer', 'loc'].map(
		(name): [object, string] => [{ errors: [{ [name]: 'x', msg: 'is odd' }] }, 'x: is odd'],
	),
	[{ errors: [{ field: '', msg: 'is odd' }] }, 'is odd'],
	[null, undefined],
])('finds in %j what PickFu says', (body, reason) => {
	expect(reasonIn(body)).toBe(reason);
});

it('keeps it to a readable length, and cuts no emoji in the middle', () => {
	const reason = reasonIn({
		message: 'm',
		details: Array.from({ length: 100 }, (_, index) => `${index} ${'🍵'.repeat(900)}`),
	})!;
	expect([...reason].length).toBeLessThanOrEqual(2_001);
	expect(reason.startsWith('m; 0 🍵🍵')).toBe(true);
	expect(encodeURIComponent(reason)).toContain('%');
});

it('lets no endless detail push out the others', () => {
	const reason = reasonIn({ message: 'No', details: ['x'.repeat(3_000), 'Country is unknown'] });
	expect(reason).toMatch(/^No; x+…; Country is unknown$/);
});

it("takes success: false for a refusal, in PickFu's words", () => {
	expect(refusalIn({ success: false, data: [], message: 'No credit left' })).toMatchObject({
		kind: 'invalid',
		outcome: 'notDone',
		reason: 'No credit left',
	});
	for (const body of [{ success: true, message: 'fine' }, { message: 'No' }, [false], null]) {
		expect(refusalIn(body)).toBeUndefined();
	}
});
