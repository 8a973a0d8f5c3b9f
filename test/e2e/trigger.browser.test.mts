import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import { byId, freshContext, openBrowser, shoot } from '../support/browser.mts';
import type { Browser, BrowserContext, Locator, Page } from '../support/browser.mts';
import {
	choose,
	fetchTestEvent,
	optionsOf,
	pictureAtRest,
	shown,
} from '../support/browserFields.mts';
import { connect, connectAccount, PEOPLE, startHouse, until } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { startBound } from '../support/n8n.mts';

jest.setTimeout(180_000);

const TYPE = 'n8n-nodes-pickfu.pickFuTrigger';
const people = 50;

let house: House;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let northwind: N8nCredential;
/** The account of a team without surveys. */
let harbour: N8nCredential;

beforeAll(async () => {
	[house, browser] = await Promise.all([
		startHouse({ sandbox: { seed: 'trigger.browser' } }),
		openBrowser(),
	]);
	northwind = await connectAccount(house);
	harbour = await house.rest.createCredential('Harbour Games', 'pickFuOAuth2Api');
	await connect(house, harbour, PEOPLE.june);
	const made = await fetch(`${house.sandbox.apiUrl}/projects`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
		body: JSON.stringify({ name: 'Spring launch' }),
	});
	const { data: project } = (await made.json()) as { data: { id: string } };
	await house.sandbox.control.addSurveys(
		{ count: 12, name: 'Soup label #', tags: ['Packaging'] },
		{
			name: 'Travel pot',
			sampleSize: people,
			tags: ['Launch'],
			projectId: project.id,
			reporting: ['gender', 'age-range'],
			// Completed before all others, so that only a choice can find it.
			publishedAgoMs: 7 * 24 * 3_600_000,
		},
	);
	context = await freshContext(browser, house.n8n);
	page = await context.newPage();
}, startBound);

afterAll(async () => {
	await browser?.close();
	await house?.stop();
});

const picture = async (name: string) => await pictureAtRest(page, name);

/** Opens the search for a first node. */
async function openNodeCreator(within: Page): Promise<Locator> {
	await within.goto(`${house.n8n.url}/workflow/new`);
	await byId(within, 'canvas-plus-button').or(byId(within, 'canvas-add-button')).first().click();
	const creator = byId(within, 'node-creator');
	await creator.waitFor();
	return creator;
}

/** Stores a workflow of the trigger alone and opens it. */
async function openWorkflow(
	parameters: Record<string, unknown>,
	credential = northwind,
): Promise<Locator> {
	const { id } = await house.rest.createWorkflow(
		{
			name: 'Told by PickFu',
			nodes: [{ name: 'PickFu Trigger', type: TYPE, typeVersion: 1, position: [0, 0], parameters }],
			connections: {},
		},
		[credential],
	);
	await page.goto(`${house.n8n.url}/workflow/${id}`);
	const node = page.locator('[data-test-id="canvas-node"][data-node-name="PickFu Trigger"]');
	await node.waitFor();
	return node;
}

async function openPanel(
	parameters: Record<string, unknown>,
	credential = northwind,
): Promise<Locator> {
	await (await openWorkflow(parameters, credential)).dblclick();
	const panel = byId(page, 'ndv');
	await panel.waitFor();
	return panel;
}

describe('The search for a first node', () => {
	it.each(['light', 'dark'] as const)(
		'finds the trigger by its name, with an icon for the %s theme',
		async (theme) => {
			const themed = await browser.newContext({
				viewport: { width: 1400, height: 860 },
				storageState: house.n8n.browserState(),
				colorScheme: theme,
			});
			try {
				const editor = await themed.newPage();
				const creator = await openNodeCreator(editor);
				await byId(creator, 'node-creator-search-bar').fill('pickfu');
				const entry = byId(creator, 'item-iterator-item').filter({ hasText: 'PickFu' });
				await entry.waitFor();
				await shoot(editor, `trigger-search-${theme}`);
				const icon = entry.locator('img').first();
				const file = theme === 'dark' ? /pickfu\.dark\.svg$/ : /pickfu\.svg$/;
				expect(await icon.getAttribute('src')).toMatch(file);
				expect(
					await icon.evaluate((image) => (image as HTMLImageElement).naturalWidth),
				).toBeGreaterThan(0);
			} finally {
				await themed.close();
			}
		},
	);

	it('finds it by the events too, and offers each', async () => {
		const creator = await openNodeCreator(page);
		const entry = byId(creator, 'item-iterator-item').filter({ hasText: 'PickFu' });
		for (const words of ['survey completed', 'new response', 'survey published']) {
			await byId(creator, 'node-creator-search-bar').fill('no such node');
			await entry.waitFor({ state: 'detached' });
			await byId(creator, 'node-creator-search-bar').fill(words);
			await entry.waitFor();
		}
		await entry.click();
		for (const event of ['On new response', 'On survey completed', 'On survey published']) {
			await creator.getByText(event, { exact: true }).waitFor();
		}
	});
});

describe('The form', () => {
	it('has the chosen event and says what each one is', async () => {
		// Goes on where the search has ended.
		await page.getByText('On survey published', { exact: true }).click();
		const panel = byId(page, 'ndv');
		await panel.waitFor();
		const event = byId(panel, 'parameter-input-event').locator('input').first();
		await until('The event', async () => (await event.inputValue()) === 'Survey Published');
		expect(await optionsOf(panel, 'event')).toEqual([
			'New Response\nA respondent answers a live survey',
			'Survey Completed\nA survey has collected all responses, including after you add respondents',
			'Survey Published\nA survey is published',
		]);
	});

	it('asks only for what the event has', async () => {
		const panel = await openPanel({ output: 'results' });
		const fields = ['output', 'simplify', 'surveys', 'projectId', 'tagId', 'text'];
		const none = {
			output: false,
			simplify: false,
			surveys: false,
			projectId: false,
			tagId: false,
			text: false,
		};
		await byId(panel, 'parameter-input-output').first().waitFor();
		expect(await shown(panel, ...fields)).toEqual({ ...none, output: true });
		await choose(panel, 'output', 'Responses');
		await byId(panel, 'parameter-input-simplify').first().waitFor();
		expect(await shown(panel, ...fields)).toEqual({ ...none, output: true, simplify: true });
		await choose(panel, 'output', 'Results');
		await choose(panel, 'event', 'New Response');
		await byId(panel, 'parameter-input-simplify').first().waitFor();
		expect(await shown(panel, ...fields)).toEqual({ ...none, simplify: true });
	});

	it('lists the tags of the account', async () => {
		const panel = await openPanel({});
		await choose(panel, 'scope', 'Surveys With a Tag');
		await until(
			'The list of tags',
			async () => (await house.sandbox.control.requests('listTags')).length > 0,
		);
		await panel.getByPlaceholder(/^Loading/).waitFor({ state: 'detached' });
		await choose(panel, 'tagId', 'Launch');
		await shoot(page, 'trigger-form-tag');
		const output = await fetchTestEvent(panel);
		await output.getByText('Travel pot').first().waitFor();
		await output.getByText('1 item').first().waitFor();
	});

	it('lists the projects of the account', async () => {
		const panel = await openPanel({ scope: 'project' });
		await byId(panel, 'resource-locator-projectId').locator('[data-test-id=rlc-input]').click();
		await byId(page, 'rlc-item').filter({ hasText: 'Spring launch' }).click();
		const output = await fetchTestEvent(panel);
		await output.getByText('Travel pot').first().waitFor();
	});

	it('takes several surveys, each found by a part of its name', async () => {
		const panel = await openPanel({ scope: 'surveys' });
		const locators = byId(panel, 'resource-locator-surveyId');
		for (const [index, [part, name]] of [
			['travel', 'Travel pot'],
			['label 7', 'Soup label 7'],
		].entries()) {
			if (index > 0) await panel.getByRole('button', { name: 'Add Survey' }).click();
			await locators.nth(index).locator('[data-test-id=rlc-input]').click();
			await byId(page, 'rlc-item').filter({ hasText: 'Soup label' }).first().waitFor();
			await byId(page, 'rlc-search').fill(part!);
			const items = byId(page, 'rlc-item');
			await until('One survey', async () => (await items.count()) === 1);
			await items.filter({ hasText: name! }).click();
		}
		await picture('trigger-form-surveys');
		const output = await fetchTestEvent(panel);
		// The newest of the chosen ones.
		await output.getByText('Soup label 7').first().waitFor();
	});

	it('says what its options are for', async () => {
		const panel = await openPanel({ output: 'results' });
		await panel.getByPlaceholder('Add option').click();
		await page.getByRole('option', { name: 'Missed Events' }).click();
		expect(await optionsOf(panel, 'missedEvents')).toEqual([
			'All\nAlso of surveys published while the workflow was inactive',
			'From Known Surveys\nOnly of surveys published before deactivation',
			'None\nOnly what happens from now on',
		]);
		await panel.getByPlaceholder('Add option').click();
		await page.getByRole('option', { name: 'Confidence' }).click();
		await byId(panel, 'parameter-input-confidence').first().waitFor();
		await shoot(page, 'trigger-form-options');
	});
});

describe('The canvas', () => {
	it('says under the node what it waits for', async () => {
		const node = await openWorkflow({ event: 'surveyPublished' });
		await node.getByText('Survey Published', { exact: true }).waitFor();
		await shoot(page, 'trigger-canvas');
	});
});

describe('"Fetch Test Event"', () => {
	it('gives the results of the newest completed survey, IDs first', async () => {
		const panel = await openPanel({ output: 'results' });
		const output = await fetchTestEvent(panel);
		await output.getByText('1 item').first().waitFor();
		await byId(output, 'radio-button-table').click();
		await output.locator('table thead th').getByText('summary', { exact: true }).waitFor();
		const columns = await output.locator('table thead th').allInnerTexts();
		expect(columns.slice(0, 5)).toEqual([
			'surveyId',
			'winnerOptionId',
			'name',
			'summary',
			'verdict',
		]);
		await output
			.getByText(/(Oven & Olive|Panwise)" wins with \d+%/)
			.first()
			.waitFor();
		await picture('trigger-test-event');
	});

	it('gives every answer of the survey', async () => {
		const panel = await openPanel({ output: 'responses', scope: 'text', text: 'Travel pot' });
		const output = await fetchTestEvent(panel);
		await output.getByText(`${people} items`).first().waitFor();
		await byId(output, 'radio-button-table').click();
		await output.locator('table thead th').getByText('explanation', { exact: true }).waitFor();
	});

	it('says, in an account without surveys, that there is none and that none is needed', async () => {
		const panel = await openPanel({}, harbour);
		const output = await fetchTestEvent(panel);
		await output
			.getByText('No test event available: no watched survey has been completed yet')
			.first()
			.waitFor();
		await output.getByText('The trigger still works').first().waitFor();
		await shoot(page, 'trigger-no-example');
	});
});
