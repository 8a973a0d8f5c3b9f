import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import { addPickFuNode, byId, freshContext, openBrowser, shoot } from '../support/browser.mts';
import type { Browser, BrowserContext, Locator, Page } from '../support/browser.mts';
import { input, labels, pictureOf } from '../support/browserFields.mts';
import { connectAccount, startHouse } from '../support/e2e.mts';
import type { House } from '../support/e2e.mts';
import { root, startBound } from '../support/n8n.mts';
import { travelPot } from '../support/travelPot.mts';

jest.setTimeout(180_000);

const artefacts = path.join(root, 'test', 'artefacts');
const people = 61;

let house: House;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let account: N8nCredential;

beforeAll(async () => {
	[house, browser] = await Promise.all([
		startHouse({ sandbox: { seed: 'operations.browser' } }),
		openBrowser(),
	]);
	account = await connectAccount(house);
	await house.sandbox.control.addSurveys(
		{ count: 40, name: 'Soup label #' },
		await travelPot(house.sandbox, people),
	);
	context = await freshContext(browser, house.n8n);
	page = await context.newPage();
	await mkdir(artefacts, { recursive: true });
}, startBound);

afterAll(async () => {
	await browser?.close();
	await house?.stop();
});

describe('The form of a new survey', () => {
	let panel: Locator;

	beforeAll(async () => {
		// Tall enough for a whole question.
		await page.setViewportSize({ width: 1400, height: 2000 });
		await page.goto(`${house.n8n.url}/workflow/new`);
		panel = await addPickFuNode(page, 'Create survey draft');
	});

	function question(index: number): Locator {
		return byId(panel, 'fixed-collection-questions')
			.locator('.parameter-input-list-wrapper')
			.filter({ has: page.locator('[data-test-id=parameter-input-prompt]') })
			.nth(index);
	}

	function options(index: number): Locator {
		return byId(question(index), 'fixed-collection-options');
	}

	async function addQuestion(index: number, type: string, prompt: string): Promise<void> {
		await panel.getByRole('button', { name: 'Add Question' }).click();
		await byId(question(index), 'parameter-input-type').first().click();
		await page.getByRole('option', { name: type }).click();
		await input(question(index), 'prompt').fill(prompt);
	}

	async function fillOptions(index: number, button: string, values: Array<Record<string, string>>) {
		for (const [place, fields] of values.entries()) {
			await options(index).getByRole('button', { name: button }).click();
			for (const [name, value] of Object.entries(fields)) {
				const field = byId(options(index), `parameter-input-${name}`).nth(place);
				await field.locator('input').first().fill(value);
			}
		}
	}

	it('takes two texts for a head to head', async () => {
		await addQuestion(0, 'Head to Head', 'Which name would you rather take on a journey?');
		await fillOptions(0, 'Add Option', [{ value: 'Trail Pot' }, { value: 'Camp Kettle' }]);
		const one = ['Text', 'Image URL'];
		expect(await labels(options(0))).toEqual([...one, ...one]);
		await pictureOf(page, 'create-head-to-head', question(0));
	});

	it('takes images, each with a text, for a ranking', async () => {
		await addQuestion(1, 'Ranked', 'Which lid colour would you pick?');
		await fillOptions(
			1,
			'Add Option',
			['Sage green', 'Brick red', 'Midnight blue'].map((value, place) => ({
				value,
				mediaUrl: `https://example.com/lid-${place + 1}.png`,
			})),
		);
		expect(await byId(options(1), 'parameter-input-mediaUrl').count()).toBe(3);
		await pictureOf(page, 'create-ranked-images', question(1));
	});

	it('asks for one image, and for nothing that a click test does not have', async () => {
		await addQuestion(2, 'Click Test', 'Where would you hold it?');
		await fillOptions(2, 'Add Image', [{ mediaUrl: 'https://example.com/side.png' }]);
		expect(await labels(options(2))).toEqual(['Image URL']);
		await pictureOf(page, 'create-click-test', question(2));
	});

	it('says what publishing will cost, and makes the draft that was filled in', async () => {
		await panel.getByText('You pay per respondent when you publish').first().waitFor();
		await input(panel, 'sampleSize').fill('30');
		await byId(panel, 'node-execute-button').click();
		const output = byId(panel, 'output-panel');
		await output.getByText('unpublished').first().waitFor();
		await shoot(page, 'create-draft-made');
		const [sent, ...more] = await house.sandbox.control.requests('createSurvey');
		expect(more).toEqual([]);
		expect(sent).toMatchObject({
			status: 201,
			body: {
				country: 'US',
				sampleSize: '30',
				questions: [
					{
						type: 'head_to_head',
						prompt: 'Which name would you rather take on a journey?',
						options: [{ value: 'Trail Pot' }, { value: 'Camp Kettle' }],
					},
					{
						type: 'ranked',
						prompt: 'Which lid colour would you pick?',
						options: [
							{ value: 'Sage green', mediaUrl: 'https://example.com/lid-1.png' },
							{ value: 'Brick red', mediaUrl: 'https://example.com/lid-2.png' },
							{ value: 'Midnight blue', mediaUrl: 'https://example.com/lid-3.png' },
						],
					},
					{
						type: 'click_test',
						prompt: 'Where would you hold it?',
						options: [{ mediaUrl: 'https://example.com/side.png' }],
					},
				],
			},
		});
	});
});

describe('The results of a survey', () => {
	let panel: Locator;
	let output: Locator;
	const report = path.join(artefacts, 'report.html');

	beforeAll(async () => {
		await page.setViewportSize({ width: 1400, height: 860 });
		const { id } = await house.rest.createWorkflow(
			{
				name: 'Results',
				nodes: [
					{
						name: 'Get results',
						type: 'n8n-nodes-pickfu.pickFu',
						typeVersion: 1,
						position: [0, 0],
						parameters: {
							resource: 'survey',
							operation: 'getResults',
							options: { report: ['page'], includeReasons: true, breakdownBy: ['Gender'] },
						},
					},
				],
				connections: {},
			},
			[account],
		);
		await page.goto(`${house.n8n.url}/workflow/${id}`);
		await page.locator('[data-test-id="canvas-node"][data-node-name="Get results"]').dblclick();
		panel = byId(page, 'ndv');
		output = byId(panel, 'output-panel');
		await panel.waitFor();
	});

	it('are of the survey that was found in the list by typing a part of its name', async () => {
		const field = byId(panel, 'resource-locator-surveyId').locator('[data-test-id=rlc-input]');
		await field.click();
		const entries = byId(page, 'rlc-item');
		await entries.filter({ hasText: 'Soup label' }).first().waitFor();
		await byId(page, 'rlc-search').fill('travel');
		await entries.filter({ hasText: 'Soup label' }).first().waitFor({ state: 'detached' });
		const found = entries.filter({ hasText: 'Travel pot' });
		await found.waitFor();
		const names = (await entries.allInnerTexts()).map((text) => text.trim());
		expect(names).toEqual(['Travel pot (completed)']);
		await pictureOf(page, 'survey-from-list');
		await found.click();
		expect(await field.inputValue()).toContain('Travel pot');
	});

	it('stand in the output as words and figures, the decision first', async () => {
		await byId(panel, 'node-execute-button').click();
		await output.getByText('1 item').first().waitFor();
		await byId(output, 'radio-button-table').click();
		const heads = output.locator('table thead th');
		await heads.getByText('summary', { exact: true }).waitFor();
		const columns = await heads.allInnerTexts();
		expect(columns.slice(0, 4)).toEqual(['surveyId', 'winnerOptionId', 'name', 'summary']);
		const decision = /(Trail Pot|Camp Kettle)" wins with \d+% \(\d+ of 61\)/;
		await output.getByText(decision).first().waitFor();
		await byId(output, 'radio-button-schema').click();
		for (const name of ['verdict', 'significant', 'enoughAnswers']) {
			await output.getByText(name, { exact: true }).first().waitFor();
		}
		await pictureOf(page, 'results-item');
	});

	it('can be downloaded as a page', async () => {
		await byId(output, 'radio-button-binary').click();
		await output.getByText('Travel-pot-results.html').first().waitFor();
		await shoot(page, 'results-file');
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			output.getByRole('button', { name: 'Download' }).click(),
		]);
		await download.saveAs(report);
		expect(download.suggestedFilename()).toBe('Travel-pot-results.html');
	});

	it.each([
		['a desk', 1280],
		['a tablet', 768],
		['a phone', 390],
	])('can be read on %s', async (_on, width) => {
		const reader = await context.newPage();
		const asked: string[] = [];
		reader.on('request', (request) => asked.push(request.url()));
		await reader.setViewportSize({ width, height: 900 });
		await reader.goto(pathToFileURL(report).href);

		expect(await reader.locator('h1').innerText()).toBe('Travel pot');
		expect(await reader.locator('.headline').innerText()).toMatch(/Trail Pot|Camp Kettle/);
		const headings = await reader.locator('section h2').allInnerTexts();
		for (const question of [
			'Which name would you rather take on a journey?',
			'Which lid colour would you pick?',
			'Where would you hold it?',
		]) {
			expect(headings).toContainEqual(expect.stringContaining(question));
		}
		expect(await reader.locator('.quote').count()).toBeGreaterThan(3);
		await pictureOf(reader, `report-${width}`);
		const whole = path.join(artefacts, `report-${width}-whole.png`);
		await reader.screenshot({ path: whole, fullPage: true });

		// Nothing sticks out, every picture is there, and nobody else is asked for anything.
		const { sticksOut, pictures } = await reader.evaluate(() => ({
			sticksOut: document.documentElement.scrollWidth - document.documentElement.clientWidth,
			pictures: [...document.images].map(({ naturalWidth }) => naturalWidth > 0),
		}));
		expect(sticksOut).toBe(0);
		expect(pictures).toEqual([true, true, true, true]);
		expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([]);
		await reader.close();
	});
});
