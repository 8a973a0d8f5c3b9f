import { ENDPOINTS, type EndpointName } from '../../nodes/PickFu/api/endpoints';
import type { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { fromStatus, isPassing } from '../../nodes/PickFu/api/statuses';
import { fromHost } from '../../nodes/PickFu/api/hostErrors';

const told = (name: EndpointName, status: number, body: unknown = {}): PickFuFailure =>
	fromStatus(ENDPOINTS[name], status, body);

it.each<[EndpointName, number, unknown, string, string, RegExp]>([
	[
		'updateSurvey',
		400,
		{ message: 'Validation failed', details: ['a', 'b'] },
		'invalid',
		'notDone',
		/refused the request \(400\)/,
	],
	[
		'publishSurvey',
		402,
		{ message: 'Insufficient balance' },
		'balance',
		'notDone',
		/not enough credit/,
	],
	['createSurvey', 403, {}, 'forbidden', 'notDone', /role does not allow/],
	['getSurvey', 404, { message: 'Survey not found' }, 'notFound', 'notDone', /no such survey/],
	['publishSurvey', 404, { message: 'Survey not found' }, 'notFound', 'notDone', /no such survey/],
	['listTags', 404, { message: 'Tag not found' }, 'notFound', 'notDone', /no such tag/],
	[
		'publishSurvey',
		404,
		{ message: 'Cannot POST /v1/surveys/1/publish' },
		'endpoint',
		'notDone',
		/does not know the address/,
	],
	[
		'publishSurvey',
		404,
		{ message: 'Not Found' },
		'endpoint',
		'notDone',
		/does not know the address/,
	],
	['getSurvey', 404, '<html>', 'endpoint', 'notDone', /does not know the address/],
	[
		'publishSurvey',
		405,
		{ message: 'Survey: no such method' },
		'endpoint',
		'notDone',
		/does not know the address/,
	],
	['updateSurvey', 409, { message: 'Already published' }, 'invalid', 'notDone', /\(409\)/],
	['updateSurvey', 422, {}, 'invalid', 'notDone', /\(422\)/],
	['getSurvey', 302, '', 'endpoint', 'notDone', /redirect \(302\)/],
	['getSurvey', 500, {}, 'server', 'notDone', /\(500\)/],
	['createSurvey', 500, {}, 'server', 'notKnown', /\(500\)/],
	['publishSurvey', 503, {}, 'server', 'notKnown', /\(503\)/],
])('tells what %s answering %i with %j means', (name, status, body, kind, outcome, message) => {
	const failure = told(name, status, body);
	expect(failure).toMatchObject({ kind, outcome, status });
	expect(failure.message).toMatch(message);
	expect(failure.description).toMatch(/\.$/);
});

it('passes on every detail that PickFu names', () => {
	expect(
		told('createSurvey', 400, {
			message: 'Validation failed',
			details: ['question is required', 'options must have at least 2 items'],
		}).said,
	).toBe('Validation failed; question is required; options must have at least 2 items');
});

it('points to the credit page for what spends only', () => {
	expect(told('publishSurvey', 400).description).toContain(
		'https://app.pickfu.com/settings/credits',
	);
	expect(told('createSurvey', 400).description).not.toContain('credits');
});

it('says how sure this version is of an address that PickFu does not know', () => {
	expect(told('publishSurvey', 404).description).toContain('only inferred');
	expect(told('getSurvey', 404).description).toContain("a third party's description");
	expect(told('updateSurvey', 404).description).toContain('documented by PickFu');
	expect(told('publishSurvey', 404).description).toContain('POST /surveys/{surveyId}/publish');
});

it('finds worth repeating what passes, and nothing else', () => {
	const repeated = [301, 400, 402, 403, 404, 405, 409, 422, 500, 501, 502, 503, 504].filter(
		(status) => isPassing(told('getSurvey', status)),
	);
	expect(repeated).toEqual([500, 502, 503, 504]);
	expect(isPassing(fromHost({ httpCode: 'ECONNRESET' }, 'pickFuApi', ''))).toBe(true);
	expect(isPassing(fromHost({ failure: { cause: 'credential-invalid' } }, 'pickFuApi', ''))).toBe(
		false,
	);
});
