import path from 'node:path';
import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import { byId, freshContext, openBrowser, picture, shoot } from '../support/browser.mts';
import type { Browser, BrowserContext, Locator, Page } from '../support/browser.mts';
import { connect, connectAccount, PEOPLE, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { root, startBound } from '../support/n8n.mts';

jest.setTimeout(300_000);

let house: House;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let account: N8nCredential;

beforeAll(async () => {
	// Fifty people answer in a few seconds.
	[house, browser] = await Promise.all([
		startHouse({ sandbox: { speed: 1200, seed: 'workflow' } }),
		openBrowser(),
	]);
	account = await house.rest.createCredential('Northwind Kitchen', 'pickFuOAuth2Api');
	await connect(house, account);
	// Another one, so that there is something to choose.
	await connectAccount(house, PEOPLE.june);
	context = await freshContext(browser, house.n8n);
	page = await context.newPage();
}, startBound);

afterAll(async () => {
	await browser?.close();
	await house?.stop();
});

function onCanvas(name: string): Locator {
	return page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
}

async function openPanel(name: string): Promise<Locator> {
	await onCanvas(name).dblclick();
	const panel = byId(page, 'ndv');
	await panel.waitFor();
	return panel;
}

async function closePanel(): Promise<void> {
	await byId(page, 'ndv-close-button').click();
	await byId(page, 'ndv').waitFor({ state: 'hidden' });
}

/** The surveys of the chosen account's team, as PickFu lists them. */
async function teamSurveys(): Promise<unknown[]> {
	const headers = { authorization: 'Bearer sandbox-key' };
	const response = await fetch(`${house.sandbox.apiUrl}/surveys`, { headers });
	return ((await response.json()) as { data: unknown[] }).data;
}

describe('The first workflow', () => {
	it('is imported, given the account, run, and names the winner with its interval', async () => {
		await page.goto(`${house.n8n.url}/workflow/new`);
		await byId(page, 'canvas-plus-button').or(byId(page, 'canvas-add-button')).first().waitFor();
		await page.setInputFiles(
			'[data-test-id=workflow-import-input]',
			path.join(root, 'examples', 'first-survey.json'),
		);
		await onCanvas('Run survey').waitFor();
		await byId(page, 'zoom-to-fit').click();
		await shoot(page, 'workflow-1-imported');

		const form = await openPanel('Run survey');
		const select = byId(form, 'node-credentials-select');
		await select.click();
		await page
			.locator('[data-test-id^="node-credentials-select-item-"]:visible', { hasText: account.name })
			.click();
		await until(
			'The account of Run survey',
			async () => (await select.locator('input').first().inputValue()) === account.name,
		);
		await shoot(page, 'workflow-2-account');
		await closePanel();

		await byId(page, 'execute-workflow-button').click();
		await page.getByText('Workflow executed successfully').waitFor({ timeout: 120_000 });
		await picture(page, 'first-workflow');

		const winner = byId(await openPanel('The winner'), 'output-panel');
		await winner
			.getByText(/^\d+% to \d+%$/)
			.first()
			.waitFor();
		await winner
			.getByText(/(wins|leads) with \d+%|are tied/)
			.first()
			.waitFor();
		await shoot(page, 'workflow-3-winner');
		await closePanel();
		expect(await house.sandbox.control.requests('publishSurvey')).toHaveLength(1);
		// Surveys belong to a team: those who can read it are the ones whose account was chosen.
		const [survey] = await teamSurveys();
		expect(survey).toMatchObject({ name: 'Mug names', status: 'completed', numResponses: 50 });
	});

	it('lets a survey be picked from a list by searching for its name', async () => {
		await house.sandbox.control.addSurveys({ count: 30, name: 'Soup label #' });
		const { id } = await house.rest.createWorkflow(
			{
				name: 'Pick from the list',
				nodes: [
					{
						name: 'Read one',
						type: 'n8n-nodes-pickfu.pickFu',
						typeVersion: 1,
						position: [0, 0],
						parameters: { resource: 'survey', operation: 'get' },
					},
				],
				connections: {},
			},
			[account],
		);
		await page.goto(`${house.n8n.url}/workflow/${id}`);
		const panel = await openPanel('Read one');
		await byId(panel, 'resource-locator-surveyId').locator('input[data-test-id=rlc-input]').click();
		const search = byId(page, 'rlc-search');
		await search.waitFor();
		await shoot(page, 'pick-1-list');
		await search.fill('label 27');
		const only = page.locator('[data-test-id=rlc-item]:visible', { hasText: 'Soup label 27' });
		await only.waitFor();
		await page
			.locator('[data-test-id=rlc-item]:visible', { hasText: 'Soup label 1' })
			.first()
			.waitFor({ state: 'detached' });
		await shoot(page, 'pick-2-found');
		await only.click();
		await byId(panel, 'node-execute-button').click();
		await byId(panel, 'output-panel').getByText('Soup label 27').first().waitFor();
		await shoot(page, 'pick-3-output');
	});
});
