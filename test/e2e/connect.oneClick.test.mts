import {
	addPickFuNode,
	byId,
	freshContext,
	openBrowser,
	shoot,
	windowFrom,
} from '../support/browser.mts';
import type { Browser } from '../support/browser.mts';
import { startBound, startTestN8n } from '../support/n8n.mts';
import type { TestN8n } from '../support/n8n.mts';

jest.setTimeout(240_000);

let n8n: TestN8n;
let browser: Browser;

/**
 * The package as people install it: no overwrites, which would by themselves make the button open a
 * window at once. n8n cannot reach PickFu's sign-in from a test, so the browser is given what n8n
 * would answer, and a page in PickFu's place.
 */
beforeAll(async () => {
	const tarball = process.env.PICKFU_TARBALL;
	[n8n, browser] = await Promise.all([
		startTestN8n(tarball === undefined ? {} : { tarball }),
		openBrowser(),
	]);
}, startBound);

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
});

const signIn = 'https://connect.pickfu.com/oauth2/authorize?client_id=of-the-test';

describe('Without any setting in n8n', () => {
	it('"Connect to PickFu" opens the sign-in at once, with no dialog in between and nothing asked', async () => {
		const context = await freshContext(browser, n8n);
		const asked: string[] = [];
		await context.route('**/rest/oauth2-credential/auth*', async (route) => {
			asked.push(new URL(route.request().url()).searchParams.get('id') ?? '');
			await route.fulfill({ json: { data: signIn } });
		});
		await context.route('https://connect.pickfu.com/**', async (route) => {
			await route.fulfill({ contentType: 'text/html', body: '<h1>PickFu in the test</h1>' });
		});
		const page = await context.newPage();
		await page.goto(`${n8n.url}/workflow/new`);
		const panel = await addPickFuNode(page, 'Get many surveys');
		const connect = panel.getByRole('button', { name: 'Connect to PickFu' });
		await connect.waitFor();
		await shoot(page, 'one-click-1-panel');

		const window = await windowFrom(context, connect);

		expect(window.url()).toBe(signIn);
		await shoot(page, 'one-click-2-window-open');
		expect(await byId(page, 'editCredential-modal').count()).toBe(0);
		const made = await n8n.rest.listCredentials();
		expect(made.map(({ type }) => type)).toEqual(['pickFuOAuth2Api']);
		expect(asked).toEqual([made[0]!.id]);
		// Nothing is stored that could later stand against the type's own settings.
		expect((await n8n.rest.getCredential(made[0]!.id)).data).toEqual({});
		await context.close();
	});

	it('both credential types look for PickFu at its own addresses', async () => {
		const types = await n8n.rest.credentialTypes();
		const defaults = (name: string) => {
			const { properties } = types.find((type) => type.name === name) as unknown as {
				properties: Array<{ name: string; type: string; default: unknown }>;
			};
			return Object.fromEntries(
				properties
					.filter(({ type }) => type === 'hidden')
					.map((field) => [field.name, field.default]),
			);
		};
		expect(defaults('pickFuOAuth2Api')).toMatchObject({
			serverUrl: 'https://connect.pickfu.com',
			apiUrl: 'https://api.pickfu.com/v1',
			useDynamicClientRegistration: true,
			allowedHttpRequestDomains: 'domains',
		});
		expect(defaults('pickFuApi')).toMatchObject({
			apiUrl: 'https://api.pickfu.com/v1',
			allowedHttpRequestDomains: 'domains',
		});
	});
});
