import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../nodes/PickFu/api/failure';
import { Secrets } from '../../nodes/PickFu/api/secrets';

const KEY = { apiKey: 'sk_of.the+test' };
const OAUTH = {
	oauthTokenData: { access_token: 'at_123', refresh_token: 'rt_456', id_token: 'e.y.J' },
};

const secretsOf = (credential: IDataObject, now = credential) =>
	new Secrets(credential, async () => now);

it.each<[string, unknown, unknown]>([
	['a text', 'Rejected sk_of.the+test twice: sk_of.the+test', 'Rejected [hidden] twice: [hidden]'],
	['a list', ['a', ['sk_of.the+test']], ['a', ['[hidden]']]],
	[
		'an object',
		{ data: [{ note: 'x sk_of.the+test y', n: 1, none: null }] },
		{ data: [{ note: 'x [hidden] y', n: 1, none: null }] },
	],
	['a name', { headers: { 'sk_of.the+test': true } }, { headers: { '[hidden]': true } }],
])('blacks the key out in %s', (_, body, shown) => {
	expect(secretsOf(KEY).hideIn(body)).toEqual(shown);
});

it('blacks out a key that JSON writes in another way', () => {
	const odd = secretsOf({ apiKey: 'sk_"of\\the"test' });
	expect(odd.hideIn({ a: ['my sk_"of\\the"test'] })).toEqual({ a: ['my [hidden]'] });
});

it('blacks out a token after Bearer inside an object', () => {
	expect(secretsOf(KEY).hideIn({ a: { b: ['Bearer at_999'] } })).toEqual({
		a: { b: ['Bearer [hidden]'] },
	});
});

it('blacks out every token of a connection', () => {
	expect(secretsOf(OAUTH).hideIn('at_123 rt_456')).toBe('[hidden] [hidden]');
});

it.each([
	['authorization: Bearer at_999', 'authorization: Bearer [hidden]'],
	['BEARER  eyJhbGciOi.eyJzdWIi.c2ln==, and more', 'BEARER  [hidden], and more'],
	['{"a":"Bearer abcdefghijklmnopqrstuvwx"}', '{"a":"Bearer [hidden]"}'],
	['the bearer of good news, a Bearer token', 'the bearer of good news, a Bearer token'],
])('blacks out what follows the word Bearer, and no sentence about one: %j', (text, shown) => {
	expect(secretsOf(KEY).hideIn(text)).toBe(shown);
});

it('knows the token that n8n has renewed when PickFu refuses', async () => {
	const renewed = { oauthTokenData: { access_token: 'at_new_789' } };
	const body = await secretsOf(OAUTH, renewed).hideInRefusal({ message: 'at_new_789, not at_123' });
	expect(body).toEqual({ message: '[hidden], not [hidden]' });
});

it('covers a failure whose credential cannot be read any more', async () => {
	const secrets = new Secrets(OAUTH, async () => await Promise.reject(new Error('deleted')));
	const failure = new PickFuFailure({
		kind: 'unauthorized',
		message: 'm at_123',
		description: 'd at_123',
		reason: 'r Bearer x_1',
		outcome: 'notDone',
	});
	expect(await secrets.hideInFailure(failure)).toMatchObject({
		message: 'm [hidden]',
		description: 'd [hidden]',
		reason: 'r Bearer [hidden]',
		outcome: 'notDone',
	});
});

it.each(['apiKey', 'clientSecret', 'access_token', 'refresh_token', 'id_token'])(
	'blacks out %s wherever it stands, from six characters on',
	(name) => {
		const of = (secret: string) =>
			secretsOf({ [name]: secret, oauthTokenData: { [name]: secret } } as IDataObject);
		expect(of('s3cret').hideIn('s3cret, s3cret')).toBe('[hidden], [hidden]');
		expect(of('s3cre').hideIn('s3cre')).toBe('s3cre');
	},
);

it('gives an answer without secrets as it came', () => {
	const body = { data: [1, null, 'text'] };
	expect(secretsOf(KEY).hideIn(body)).toBe(body);
	expect(secretsOf(KEY).hideIn(undefined)).toBeUndefined();
});

it('leaves alone what is too short to be a secret', () => {
	expect(secretsOf({ apiKey: 'a' }).hideIn('a banana')).toBe('a banana');
});
