import path from 'node:path';
import { byId, picture, type Locator, type Page } from './browser.mts';
import { root } from './n8n.mts';

/**
 * Keeps a picture of a page, or of a part of it with some room around; with PICKFU_PICTURES=1 in
 * the documentation too.
 */
export async function pictureOf(of: Page, name: string, part?: Locator): Promise<void> {
	// What the pointer or the cursor rests on looks different from the rest.
	await of.mouse.move(0, 0);
	await of.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await part?.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	const box = await part?.boundingBox();
	const clip = box && {
		x: box.x - 44,
		y: box.y - 12,
		width: box.width + 56,
		height: box.height + 24,
	};
	const folders = [path.join(root, 'test', 'artefacts')];
	if (process.env.PICKFU_PICTURES === '1') folders.push(path.join(root, 'docs', 'images'));
	for (const folder of folders) {
		const file = path.join(folder, `${name}.png`);
		await of.screenshot({ path: file, animations: 'disabled', ...(clip && { clip }) });
	}
}

/** Keeps a picture of a page on which nothing moves; with PICKFU_PICTURES=1 in the documentation too. */
export async function pictureAtRest(page: Page, name: string): Promise<void> {
	// A message of success comes and goes.
	const close = page.locator('.el-notification__closeBtn:visible');
	if ((await close.count()) > 0) await close.first().click();
	// What the pointer or the cursor rests on looks different from the rest.
	await page.mouse.move(0, 0);
	await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
	await picture(page, name);
}

/** The input of a field by its name in the node, which may be a line or a box. */
export function input(within: Locator, name: string): Locator {
	return byId(within, `parameter-input-${name}`).locator('input, textarea').first();
}

/** Names over the fields that can be seen, from the top. */
export async function labels(within: Locator): Promise<Array<string | undefined>> {
	const all = await byId(within, 'input-label').evaluateAll((found) =>
		found.map((label) => label.querySelector('.n8n-text')?.textContent?.trim()),
	);
	return all.filter((label) => label !== undefined && label !== '');
}

/** The options that stand under a field when it is opened: name and description. */
export async function optionsOf(panel: Locator, name: string): Promise<string[]> {
	const page = panel.page();
	await byId(panel, `parameter-input-${name}`).first().click();
	const all = page.getByRole('option').filter({ visible: true });
	await all.first().waitFor();
	const texts = (await all.allInnerTexts()).map((text) => text.trim());
	await page.keyboard.press('Escape');
	return texts;
}

/** Chooses an option of a field. */
export async function choose(panel: Locator, name: string, option: string): Promise<void> {
	await byId(panel, `parameter-input-${name}`).first().click();
	await panel
		.page()
		.getByRole('option', { name: option })
		.filter({ visible: true })
		.first()
		.click();
}

/** Whether each of the fields is on the form. */
export async function shown(panel: Locator, ...names: string[]): Promise<Record<string, boolean>> {
	const entries = names.map(async (name): Promise<[string, boolean]> => [
		name,
		(await panel.locator(`[data-test-id$="-${name}"]:visible`).count()) > 0,
	]);
	return Object.fromEntries(await Promise.all(entries));
}

/** Clicks "Fetch Test Event" and gives the output panel. */
export async function fetchTestEvent(panel: Locator): Promise<Locator> {
	await byId(panel, 'node-execute-button').click();
	return byId(panel, 'output-panel');
}
