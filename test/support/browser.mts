import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { PEOPLE } from './e2e.mts';
import { root } from './n8n.mts';
import type { TestN8n } from './n8n.mts';
import { programs } from './programPaths.mts';

export type { Browser, BrowserContext, Locator, Page };

/** Somebody who has a PickFu account in the sandbox. */
export type Person = (typeof PEOPLE)[keyof typeof PEOPLE];

/** How long an element may take to appear on a busy machine, milliseconds. */
const patience = 45_000;

/** A browser without a window that talks to nobody but this machine. */
export async function openBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: programs(['chromium'])[0]!,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1',
		],
	});
}

/** A fresh browser profile; `signedIn` has n8n's session of the owner. */
export async function freshContext(browser: Browser, signedIn?: TestN8n): Promise<BrowserContext> {
	const context = await browser.newContext({
		viewport: { width: 1400, height: 860 },
		...(signedIn && { storageState: signedIn.browserState() }),
	});
	context.setDefaultTimeout(patience);
	return context;
}

/** Keeps a picture of a step under `test/artefacts`, which is not in the repository. */
export async function shoot(page: Page, name: string): Promise<void> {
	const folder = path.join(root, 'test', 'artefacts');
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}

/** {@link shoot}, and with PICKFU_PICTURES=1 the picture of that name in the documentation too. */
export async function picture(page: Page, name: string): Promise<void> {
	await shoot(page, name);
	if (process.env.PICKFU_PICTURES !== '1') return;
	const folder = path.join(root, 'docs', 'images');
	await mkdir(folder, { recursive: true });
	await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}

/** What carries that test id and can be seen: n8n keeps hidden twins of some elements. */
export function byId(within: Page | Locator, id: string): Locator {
	return within.locator(`[data-test-id="${id}"]:visible`);
}

/** Clicks something that opens a window, and gives the window. */
export async function windowFrom(context: BrowserContext, button: Locator): Promise<Page> {
	const [opened] = await Promise.all([context.waitForEvent('page'), button.click()]);
	// n8n opens it empty and fills in the address when it has it.
	await opened.waitForURL(/^https?:/);
	return opened;
}

/** Chooses the person on the sandbox's sign-in page, whether or not somebody is signed in there. */
export async function choosePerson(window: Page, person: Person): Promise<void> {
	const other = byId(window, 'other-account');
	const signIn = byId(window, 'sign-in');
	await signIn.or(other).first().waitFor();
	if (await other.isVisible()) {
		await other.click();
	}
	await byId(window, `account-${person.id}`).click();
	await signIn.click();
	await byId(window, 'allow').waitFor();
}

/** Allows access; resolves when n8n's editor has heard of it and closed the window. */
export async function allowAccess(window: Page): Promise<void> {
	const closed = window.waitForEvent('close');
	await byId(window, 'allow').click({ noWaitAfter: true });
	await closed;
}

/** Opens the dialog of a new credential from the list of credentials. */
export async function newCredentialDialog(
	page: Page,
	n8nUrl: string,
	typeName: string,
): Promise<Locator> {
	await page.goto(`${n8nUrl}/home/credentials/create`);
	await page.locator('[data-test-id=new-credential-type-select] input').fill(typeName);
	await page
		.getByRole('option', { name: typeName })
		.or(page.locator('li:visible', { hasText: typeName }))
		.first()
		.click();
	await byId(page, 'new-credential-type-button').click();
	const dialog = byId(page, 'editCredential-modal');
	await dialog.waitFor();
	return dialog;
}

/** Adds the PickFu node to an open, empty workflow by searching for it, and leaves its panel open. */
export async function addPickFuNode(
	page: Page,
	action: string,
	onSearch?: () => Promise<void>,
): Promise<Locator> {
	await byId(page, 'canvas-plus-button').or(byId(page, 'canvas-add-button')).first().click();
	await byId(page, 'node-creator-search-bar').fill('PickFu');
	const found = byId(page, 'node-creator').getByText('PickFu', { exact: true }).first();
	await found.waitFor();
	await onSearch?.();
	await found.click();
	// For a first step n8n unfolds the triggers only.
	await byId(page, 'node-creator')
		.getByText(/^Actions \(\d+\)/)
		.click();
	await page.getByText(action, { exact: true }).first().click();
	const panel = byId(page, 'ndv');
	await panel.waitFor();
	return panel;
}
