import { ENDPOINTS, type EndpointName } from '../../nodes/PickFu/api/endpoints';
import { isPassing, type PickFuFailure } from '../../nodes/PickFu/api/failure';
import { fromStatus } from '../../nodes/PickFu/api/statuses';
import { fromHost } from '../../nodes/PickFu/api/hostErrors';

const PAGE = '<!DOCTYPE html><html><title>Attention Required!</title></html>';

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
		/doesn't have enough credit/,
	],
	['publishSurvey', 402, PAGE, 'balance', 'notDone', /doesn't have enough credit/],
	['publishSurvey', 402, 'Payment required', 'balance', 'notDone', /doesn't have enough credit/],
	['createSurvey', 403, {}, 'forbidden', 'notDone', /role doesn't allow/],
	['getSurvey', 404, { message: 'Survey not found' }, 'notFound', 'notDone', /^Survey not found/],
	[
		'publishSurvey',
		404,
		{ message: 'Survey not found' },
		'notFound',
		'notDone',
		/^Survey not found/,
	],
	['listTags', 404, { message: 'Tag not found' }, 'notFound', 'notDone', /^Tag not found/],
	['sendFollowUp', 404, { message: 'No such response' }, 'notFound', 'notDone', /^Response not/],
	['pinResponse', 404, { message: 'No such response' }, 'notFound', 'notDone', /^Response not/],
	['updateProject', 404, { message: 'Unknown project' }, 'notFound', 'notDone', /^Project not/],
	[
		'publishSurvey',
		404,
		{ message: 'Cannot POST /v1/surveys/1/publish' },
		'endpoint',
		'notDone',
		/doesn't have this endpoint/,
	],
	[
		'publishSurvey',
		404,
		{ message: 'Not Found' },
		'endpoint',
		'notDone',
		/doesn't have this endpoint/,
	],
	['getSurvey', 404, '<html>', 'endpoint', 'notDone', /doesn't have this endpoint/],
	[
		'publishSurvey',
		405,
		{ message: 'Survey: no such method' },
		'endpoint',
		'notDone',
		/doesn't have this endpoint/,
	],
	['updateSurvey', 409, { message: 'Already published' }, 'invalid', 'notDone', /\(409\)/],
	['publishSurvey', 409, { message: 'In progress' }, 'invalid', 'notKnown', /\(409\)/],
	['publishSurvey', 423, { message: 'Locked' }, 'invalid', 'notKnown', /\(423\)/],
	['publishSurvey', 425, { message: 'Too early' }, 'invalid', 'notKnown', /\(425\)/],
	['updateSurvey', 422, {}, 'invalid', 'notDone', /\(422\)/],
	['updateSurvey', 400, 'prompt is too long', 'invalid', 'notDone', /refused the request \(400\)/],
	['updateSurvey', 422, 'country: unknown', 'invalid', 'notDone', /refused the request \(422\)/],
	['updateSurvey', 409, 'Busy', 'invalid', 'notDone', /refused the request \(409\)/],
	['updateSurvey', 413, 'Too large', 'invalid', 'notDone', /refused the request \(413\)/],
	['updateSurvey', 415, 'Not JSON', 'invalid', 'notDone', /refused the request \(415\)/],
	['getSurvey', 403, PAGE, 'unreadable', 'notDone', /web page instead of an API response \(403\)/],
	['publishSurvey', 403, '', 'unreadable', 'notDone', /between n8n and PickFu .+ \(403\)/],
	['getSurvey', 406, 'Blocked', 'unreadable', 'notDone', /between n8n and PickFu .+ \(406\)/],
	['getSurvey', 407, {}, 'unreadable', 'notDone', /between n8n and PickFu .+ \(407\)/],
	['updateSurvey', 413, PAGE, 'unreadable', 'notDone', /web page .+ \(413\)/],
	['getSurvey', 499, {}, 'unreadable', 'notDone', /between n8n and PickFu .+ \(499\)/],
	['getSurvey', 511, PAGE, 'unreadable', 'notDone', /web page .+ \(511\)/],
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

it.each([408, 504, 522, 524, 598, 599])(
	'does not call a payment undone after %i, as PickFu may still be at work on it',
	(status) => {
		expect(told('publishSurvey', status)).toMatchObject({ outcome: 'notKnown', late: true });
	},
);

it('passes on every detail that PickFu names', () => {
	expect(
		told('createSurvey', 400, {
			message: 'Validation failed',
			details: ['question is required', 'options must have at least 2 items'],
		}).reason,
	).toBe('Validation failed; question is required; options must have at least 2 items');
});

it.each([
	'Insufficient balance',
	'Your team has no credits left',
	'API access requires the Pro plan',
	'Please upgrade your subscription',
])('points to credit and plan, not to the role, where a 403 says %j', (message) => {
	const failure = told('publishSurvey', 403, { error: 'Forbidden', message });
	expect(failure).toMatchObject({ kind: 'balance', outcome: 'notDone', reason: message });
	expect(failure.message).not.toContain('role');
	expect(failure.description).toContain('https://app.pickfu.com/settings/credits');
});

it.each(['Insufficient permissions', 'Viewers cannot publish', ''])(
	'points to the role where a 403 says %j',
	(message) => {
		expect(told('publishSurvey', 403, { error: 'Forbidden', message }).kind).toBe('forbidden');
	},
);

it('points to the credit page for a low balance under any status', () => {
	const failure = told('publishSurvey', 400, { message: 'Insufficient balance' });
	expect(failure).toMatchObject({ kind: 'balance', message: expect.stringContaining('(400)') });
});

it("shows the words of a firewall as the firewall's, not as PickFu's", () => {
	const failure = told('getSurvey', 403, 'Request blocked by policy 17.');
	expect(failure.reason).toBeUndefined();
	expect(failure.description).toMatch(/It answered: Request blocked by policy 17\.$/);
});

it('points to the credit page for what spends only', () => {
	expect(told('publishSurvey', 400).description).toContain(
		'https://app.pickfu.com/settings/credits',
	);
	expect(told('createSurvey', 400).description).not.toContain('credits');
});

it('says how sure this version is of an address that PickFu does not know', () => {
	expect(told('publishSurvey', 404).description).toContain('was inferred');
	expect(told('getSurvey', 404).description).toContain("a third party's description");
	expect(told('updateSurvey', 404).description).toContain('was documented by PickFu');
	expect(told('publishSurvey', 404).description).toContain('POST /surveys/{surveyId}/publish');
});

it('finds worth repeating what passes, and nothing else', () => {
	const repeated = [301, 400, 402, 403, 404, 405, 409, 422, 500, 501, 502, 503, 504].filter(
		(status) => isPassing(told('getSurvey', status)),
	);
	expect(repeated).toEqual([500, 502, 503, 504]);
	expect(isPassing(fromHost({ httpCode: 'ECONNRESET' }, 'pickFuApi', ''))).toBe(true);
	expect(isPassing(told('getSurvey', 403, PAGE))).toBe(false);
	expect(isPassing(fromHost({ failure: { cause: 'credential-invalid' } }, 'pickFuApi', ''))).toBe(
		false,
	);
});
