/**
 * Makes the recording at the top of the README: from a node without an account to the winner, in a real n8n with the
 * sandbox. `npm run record`; PICKFU_FRAMES=1 keeps the frames and says where.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { byId, openBrowser, windowFrom } from '../support/browser.mts';
import type { Browser } from '../support/browser.mts';
import { PEOPLE, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { changed, example } from '../support/examples.mts';
import { root, startBound } from '../support/n8n.mts';
import { findEncoder, Reel } from './reel.mts';

jest.setTimeout(600_000);

const TARGET = path.join(root, 'docs', 'images', 'connect-to-winner.webp');

let house: House;
let browser: Browser;

beforeAll(async () => {
	await findEncoder();
	house = await startHouse({ sandbox: { speed: 900, seed: 'workflow' } });
	browser = await openBrowser();
}, 2 * startBound);

afterAll(async () => {
	await browser?.close();
	await house?.stop();
});

/** The first survey as its three steps, without notes and without an account. */
async function workflowUrl(): Promise<string> {
	const whole = changed(example('first-survey'), 'Run survey', { pollInterval: 2 });
	const steps = ['Start', 'Run survey', 'The winner'];
	const nodes = whole.nodes.filter(({ name }) => steps.includes(name));
	const { Start: start, 'Run survey': survey } = whole.connections;
	const connections = { Start: start!, 'Run survey': survey! };
	const { id } = await house.rest.createWorkflow(
		{ name: 'My first survey', nodes, connections },
		[],
	);
	return `${house.n8n.url}/workflow/${id}`;
}

test('from a node without an account to the winner', async () => {
	const context = await browser.newContext({
		viewport: { width: 1100, height: 700 },
		deviceScaleFactor: 1000 / 1100,
		storageState: house.n8n.browserState(),
	});
	context.setDefaultTimeout(45_000);
	const reel = await Reel.open(context, await workflowUrl());
	const { page } = reel;
	const node = (name: string) =>
		page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	await node('The winner').waitFor();
	await byId(page, 'zoom-to-fit').click();
	await page.waitForTimeout(1_500);

	await reel.begin('A workflow that asks 50 people which name they like');
	await reel.frame(1_800);
	await reel.point(node('Run survey'), 300);
	await node('Run survey').dblclick();
	const panel = byId(page, 'ndv');
	const connect = panel.getByRole('button', { name: 'Connect to PickFu' });
	await connect.waitFor();
	await reel.say('1 · Click Connect to PickFu: nothing to type, nothing to paste');
	await reel.frame(900);
	await reel.point(connect, 900);

	const window = await windowFrom(context, connect);
	await byId(window, 'sign-in').waitFor();
	await reel.into(window);
	await reel.say('2 · Sign in to PickFu …');
	await reel.frame(900);
	await reel.point(byId(window, `account-${PEOPLE.ada.id}`), 300);
	await byId(window, `account-${PEOPLE.ada.id}`).click();
	await reel.point(byId(window, 'sign-in'), 400);
	await byId(window, 'sign-in').click();
	await byId(window, 'allow').waitFor();
	await reel.say('2 · Sign in to PickFu and allow access');
	await reel.frame(1_000);
	await reel.point(byId(window, 'allow'), 700);
	const closed = window.waitForEvent('close');
	await byId(window, 'allow').click({ noWaitAfter: true });
	await closed;
	await reel.back();

	await byId(panel, 'node-credentials-select').waitFor();
	await page.waitForTimeout(500);
	await reel.say('Connected');
	await reel.frame(1_400);
	await reel.point(byId(page, 'ndv-close-button'), 250);
	await byId(page, 'ndv-close-button').click();
	await panel.waitFor({ state: 'hidden' });
	const execute = byId(page, 'execute-workflow-button');
	await reel.say('3 · Run it: people answer within the hour (here: within seconds)');
	await reel.point(execute, 600);
	await execute.click();
	const done = page.getByText('Workflow executed successfully');
	await until('The end of the run', async () => {
		await reel.frame(350);
		return await done.isVisible();
	});
	await reel.frame(900);

	await reel.point(node('The winner'), 300);
	await node('The winner').dblclick();
	const summary = byId(panel, 'output-panel')
		.getByText(/wins with \d+%/)
		.first();
	await summary.waitFor();
	await page.waitForTimeout(800);
	const [verdict] = /".+" wins with \d+% \(\d+ of \d+\)/.exec(await summary.innerText()) ?? [];
	await reel.say(`4 · The winner: ${verdict}`);
	await reel.frame(1_200);
	await reel.point(summary, 3_800);

	await reel.write(TARGET);
	await context.close();
	expect(statSync(TARGET).size).toBeLessThan(2_000_000);
	expect(reel.length).toBeGreaterThan(15_000);
	expect(reel.length).toBeLessThan(26_000);
});
