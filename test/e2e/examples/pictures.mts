import path from 'node:path';
import { byId, freshContext, picture } from '../../support/browser.mts';
import type { BrowserContext, Page } from '../../support/browser.mts';
import { until } from '../../support/e2e.mts';
import { example, EXAMPLES } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';
import { root } from '../../support/n8n.mts';

/** What lies over the drawing and would hide parts of it in a picture. */
const OVERLAYS = `
	.el-notification, [data-test-id=canvas-controls], .vue-flow__controls { visibility: hidden !important }
	[data-test-id=execute-workflow-button], [aria-label="Select trigger node"], [data-test-id=workflow-chat-button] { visibility: hidden !important }
`;

/** Waits until the canvas has come to rest: zooming is drawn as a movement. */
async function settled(page: Page): Promise<void> {
	let last = '';
	await until('The canvas at rest', async () => {
		const now = await page.locator('.vue-flow__transformationpane').first().getAttribute('style');
		const isSame = now === last;
		last = now ?? '';
		return isSame;
	});
}

/** Every example as a person imports it; `first-survey` is imported by workflow.browser.test.mts. */
export function describePictures(rig: Rig): void {
	describe('In the editor', () => {
		let context: BrowserContext;
		let page: Page;

		beforeAll(async () => {
			context = await freshContext(rig.browser, rig.house.n8n);
			page = await context.newPage();
			await page.setViewportSize({ width: 1600, height: 900 });
			await page.goto(`${rig.house.n8n.url}/workflow/new`);
			await page.addStyleTag({ content: OVERLAYS });
		});

		afterAll(async () => await context?.close());

		it.each(EXAMPLES.filter((name) => name !== 'first-survey'))(
			'%s is imported with every node and note',
			async (name) => {
				// On the cleared canvas: loading the editor anew takes longer than everything else here.
				await byId(page, 'canvas-plus-button')
					.or(byId(page, 'canvas-add-button'))
					.first()
					.waitFor();
				await page.setInputFiles(
					'[data-test-id=workflow-import-input]',
					path.join(root, 'examples', `${name}.json`),
				);
				const { nodes } = example(name);
				const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
				const names = nodes.filter((node) => !notes.includes(node)).map((node) => node.name);
				const drawn = page.locator('[data-test-id="canvas-node"][data-node-name]');
				await until('Every node drawn', async () => {
					const shown = await drawn.evaluateAll((found) =>
						found.map((element) => element.getAttribute('data-node-name')),
					);
					return names.every((one) => shown.includes(one));
				});
				expect(await page.locator('[data-test-id=sticky]').count()).toBe(notes.length);
				// A node of an unknown type is drawn with a question mark and this text.
				expect(await page.getByText('Install this node').count()).toBe(0);
				// Beside everything, so that nothing is marked as chosen.
				await page.mouse.click(800, 80);
				await page.locator('[data-test-id=zoom-to-fit]').dispatchEvent('click');
				await settled(page);
				await picture(page, `example-${name}`);
				await page.keyboard.press('Control+a');
				await page.keyboard.press('Delete');
			},
		);
	});
}
