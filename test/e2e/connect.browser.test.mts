import {
	addPickFuNode,
	allowAccess,
	byId,
	choosePerson,
	freshContext,
	newCredentialDialog,
	openBrowser,
	picture,
	shoot,
	windowFrom,
} from '../support/browser.mts';
import type { Browser, BrowserContext, Locator, Page } from '../support/browser.mts';
import { PEOPLE, startHouse } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { owner, startBound } from '../support/n8n.mts';

jest.setTimeout(300_000);

let house: House;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
	[house, browser] = await Promise.all([startHouse(), openBrowser()]);
}, startBound);

afterAll(async () => {
	await browser?.close();
	await house?.stop();
});

beforeEach(async () => {
	const { rest, signIn, n8n } = house;
	for (const { id } of await rest.listCredentials()) await rest.deleteCredential(id);
	await signIn.reset();
	context = await freshContext(browser, n8n);
	page = await context.newPage();
});

afterEach(async () => await context.close());

/** Closes the dialog and opens it again from the list. */
async function reopened(name: string): Promise<Locator> {
	await page.goto(`${house.n8n.url}/home/credentials`);
	await page.getByText(name, { exact: true }).first().click();
	const dialog = byId(page, 'editCredential-modal');
	await dialog.waitFor();
	return dialog;
}

/** The only credential that there is. */
async function stored() {
	const all = await house.rest.listCredentials();
	expect(all).toHaveLength(1);
	return await house.rest.getCredential(all[0]!.id);
}

describe('Connecting under Credentials', () => {
	it('takes a sign-in to n8n, one click, a sign-in to PickFu and consent; nothing is typed in the credential', async () => {
		const stranger = await freshContext(browser);
		try {
			page = await stranger.newPage();
			await page.goto(`${house.n8n.url}/signin`);
			await page.fill('input[name=emailOrLdapLoginId]', owner.email);
			await page.fill('input[name=password]', owner.password);
			await page.keyboard.press('Enter');
			await page.waitForURL(/\/(home|workflow)/);

			const dialog = await newCredentialDialog(page, house.n8n.url, 'PickFu OAuth2 API');
			await byId(dialog, 'quick-connect-button').waitFor();
			await picture(page, 'connect-1-dialog');
			// The credential's own name is the one thing that could be typed, and it is filled in.
			const fields = dialog.locator('input:visible, textarea:visible, select:visible');
			const ids = await fields.evaluateAll((found) =>
				found.map((field) => field.getAttribute('data-test-id')),
			);
			expect(ids.filter((id) => id !== 'inline-edit-input')).toEqual([]);
			expect(await dialog.locator('[data-test-id^="parameter-input"]').count()).toBe(0);

			const window = await windowFrom(stranger, byId(dialog, 'quick-connect-button'));
			expect(new URL(window.url()).origin).toBe(house.sandbox.url);
			await byId(window, 'sign-in').waitFor();
			await shoot(window, 'connect-2-sign-in');
			await choosePerson(window, PEOPLE.ada);
			await picture(window, 'connect-3-consent');
			await allowAccess(window);

			await dialog.getByText('Account connected').waitFor();
			await picture(page, 'connect-4-connected');
			await reopened((await stored()).name);
			await page.getByText(`Connected as ${PEOPLE.ada.email}`).waitFor();
			await shoot(page, 'connect-5-account-shown');
		} finally {
			await stranger.close();
		}
	});

	it('registers a public client, proves itself with S256, and never sends a secret', async () => {
		const dialog = await newCredentialDialog(page, house.n8n.url, 'PickFu OAuth2 API');
		const window = await windowFrom(context, byId(dialog, 'quick-connect-button'));
		await choosePerson(window, PEOPLE.ada);
		await allowAccess(window);
		await dialog.getByText('Account connected').waitFor();

		const redirect = `${house.n8n.url}/rest/oauth2-credential/callback`;
		const [registration] = await house.signIn.log('registration');
		expect(registration).toMatchObject({
			status: 201,
			metadata: {
				redirect_uris: [redirect],
				token_endpoint_auth_method: 'none',
				grant_types: ['authorization_code', 'refresh_token'],
				response_types: ['code'],
			},
		});
		const { scope } = registration!.metadata as { scope: string };
		expect(scope.split(' ').sort()).toEqual(['email', 'offline_access', 'openid', 'profile']);

		const [authorization] = await house.signIn.log('authorization');
		expect(authorization).toMatchObject({
			clientId: registration!.clientId,
			query: { response_type: 'code', code_challenge_method: 'S256', redirect_uri: redirect },
		});
		expect(authorization!.parameters).toEqual(
			expect.arrayContaining(['client_id', 'code_challenge', 'state']),
		);
		expect(authorization!.query!.scope!.split(' ').sort()).toEqual([
			'email',
			'offline_access',
			'openid',
			'profile',
		]);

		const exchanges = await house.signIn.log('codeExchange');
		expect(exchanges).toHaveLength(1);
		expect(exchanges[0]).toMatchObject({ status: 200, clientId: registration!.clientId });
		expect(exchanges[0]!.parameters).toEqual(
			expect.arrayContaining(['grant_type', 'code', 'redirect_uri', 'code_verifier', 'client_id']),
		);
		expect(exchanges[0]!.parameters).not.toContain('client_secret');
		expect(await house.signIn.grants()).toContainEqual(
			expect.objectContaining({
				accountId: PEOPLE.ada.id,
				scope: expect.stringContaining('offline_access'),
			}),
		);
		expect(await stored()).toMatchObject({
			type: 'pickFuOAuth2Api',
			data: { oauthTokenData: true },
		});
	});

	it('that is declined tells the person so in the window and leaves Connect to be pressed again', async () => {
		const dialog = await newCredentialDialog(page, house.n8n.url, 'PickFu OAuth2 API');
		const window = await windowFrom(context, byId(dialog, 'quick-connect-button'));
		await choosePerson(window, PEOPLE.ada);
		await byId(window, 'cancel').click();

		await window.getByText('Insufficient parameters for OAuth2 callback').waitFor();
		await window.getByText('Failed to connect').waitFor();
		expect(new URL(window.url()).searchParams.get('error')).toBe('access_denied');
		await shoot(window, 'decline-1-window');
		await shoot(page, 'decline-2-dialog');
		expect(await byId(dialog, 'quick-connect-button').isVisible()).toBe(true);
		expect(await dialog.getByText('Account connected').isVisible()).toBe(false);
		expect(await house.signIn.log('codeExchange')).toEqual([]);

		await window.close();
		const again = await windowFrom(context, byId(dialog, 'quick-connect-button'));
		await byId(again, 'allow').waitFor();
		await allowAccess(again);
		await dialog.getByText('Account connected').waitFor();
	});

	it('can be undone, and done again with another account', async () => {
		const first = await newCredentialDialog(page, house.n8n.url, 'PickFu OAuth2 API');
		const window = await windowFrom(context, byId(first, 'quick-connect-button'));
		await choosePerson(window, PEOPLE.ada);
		await allowAccess(window);
		await first.getByText('Account connected').waitFor();

		await byId(first, 'oauth-disconnect-button').click();
		const question = page.locator('[role$="dialog"]').filter({ hasText: 'Disconnect account?' });
		await question.getByRole('button', { name: 'Disconnect', exact: true }).click();
		await byId(first, 'quick-connect-button').waitFor();
		await shoot(page, 'reconnect-1-disconnected');
		expect((await stored()).data).not.toHaveProperty('oauthTokenData', true);

		const again = await windowFrom(context, byId(first, 'quick-connect-button'));
		await choosePerson(again, PEOPLE.june);
		await shoot(again, 'reconnect-2-consent');
		await allowAccess(again);
		await first.getByText('Account connected').waitFor();
		const { name, data } = await stored();
		expect(data).toHaveProperty('oauthTokenData', true);
		await reopened(name);
		await page.getByText(`Connected as ${PEOPLE.june.email}`).waitFor();
		await shoot(page, 'reconnect-3-other-account');
	});
});

describe('Connecting from the node', () => {
	it('starts at "Connect to PickFu" in the panel of a node that was found by searching', async () => {
		await page.goto(`${house.n8n.url}/workflow/new`);
		const panel = await addPickFuNode(
			page,
			'Get many surveys',
			async () => await shoot(page, 'panel-1-search'),
		);
		const connect = panel.getByRole('button', { name: 'Connect to PickFu' });
		await connect.waitFor();
		await picture(page, 'connect-from-node');

		const window = await windowFrom(context, connect);
		expect(await byId(page, 'editCredential-modal').count()).toBe(0);
		await choosePerson(window, PEOPLE.ada);
		await allowAccess(window);

		const select = byId(panel, 'node-credentials-select');
		await select.waitFor();
		await shoot(page, 'panel-2-connected');
		expect((await stored()).data).toHaveProperty('oauthTokenData', true);
	});
});
