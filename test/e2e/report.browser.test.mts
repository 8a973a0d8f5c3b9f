import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openBrowser, picture } from '../support/browser.mts';
import type { Browser, Page } from '../support/browser.mts';
import { drawing, IMAGES, SURVEYS } from '../support/reportSurveys.mts';

jest.setTimeout(120_000);

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

type Kind = 'page' | 'email';
type Reports = Record<string, Record<Kind, string>>;

let browser: Browser;
const images = new Map<string, string>();
/** Few people, so that axe reads what is behind the folds in a second. */
let small: Reports;
let large: Reports;

beforeAll(async () => {
	browser = await openBrowser();
	const page = await browser.newPage();
	for (const name of ['mug-sage', 'mug-brick', 'mug-navy', 'mug-sand', 'shop']) {
		await page.setContent(`<body style="margin:0">${drawing(name)}`);
		const png = await page.locator('svg').first().screenshot();
		images.set(`${IMAGES}${name}`, `data:image/png;base64,${png.toString('base64')}`);
	}
	await page.close();
	small = reports(24);
	large = reports(100);
});

afterAll(async () => await browser?.close());

function reports(people: number): Reports {
	const made = execFileSync(process.execPath, ['--import', 'tsx', 'test/support/reports.mts'], {
		input: JSON.stringify({ images: [...images], people }),
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
	});
	return JSON.parse(made) as Reports;
}

/** The report in a window of its own. What it asks the net for is answered with drawings. */
async function open(html: string, width: number, colorScheme: 'light' | 'dark'): Promise<Page> {
	const context = await browser.newContext({
		viewport: { width, height: 900 },
		colorScheme,
		bypassCSP: true,
	});
	await context.route(/^https:/, async (route) => {
		const image = images.get(route.request().url());
		if (image === undefined) return await route.abort();
		await route.fulfill({
			contentType: 'image/png',
			body: Buffer.from(image.split(',')[1]!, 'base64'),
		});
	});
	const page = await context.newPage();
	// A mail program shows a message inside a page of its own.
	await page.setContent(html.replace(/<body[^>]*>(?=<div role="article")/, '$&<main>'));
	return page;
}

interface Finding {
	id: string;
	nodes: Array<{ html: string; failureSummary?: string }>;
}

/** What axe finds, in every fold too. */
async function findings(page: Page): Promise<string[]> {
	await page.evaluate(() =>
		document.querySelectorAll('details').forEach((fold) => (fold.open = true)),
	);
	await page.evaluate(`window.axe ?? (() => { ${AXE} })()`);
	const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as {
		violations: Finding[];
	};
	return violations.flatMap(({ id, nodes }) =>
		nodes
			.slice(0, 3)
			.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
	);
}

const widest = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe.each<Kind>(['page', 'email'])('the %s', (kind) => {
	it.each(Object.keys(SURVEYS))(
		'of "%s" fits from 320 to 1280 pixels, light and dark, without a finding of axe',
		async (name) => {
			const page = await open(small[name]![kind], 320, 'dark');
			for (const width of [320, 390, 768, 1280]) {
				await page.setViewportSize({ width, height: 900 });
				expect([width, await widest(page)]).toEqual([width, width]);
			}
			expect(await findings(page)).toEqual([]);
			await page.emulateMedia({ colorScheme: 'light' });
			await page.setViewportSize({ width: 320, height: 900 });
			expect(await findings(page)).toEqual([]);
			await page.context().close();
		},
	);
});

it('scrolls a wide table by keyboard, its first column in place', async () => {
	const page = await open(large.six!.page, 390, 'light');
	const table = page.getByRole('region', { name: 'Question 1, by Age range' }).first();
	const first = table.getByRole('rowheader').first();
	const before = await first.boundingBox();
	await table.focus();
	await page.keyboard.press('End');
	await page.keyboard.press('ArrowRight');
	await page.waitForFunction(() => document.activeElement!.scrollLeft > 20);
	expect((await first.boundingBox())!.x).toBe(before!.x);
	await expect(page.getByText('Swipe the table').first().isVisible()).resolves.toBe(true);
	await page.context().close();
});

it('keeps a six-question e-mail below what Gmail cuts off', () => {
	expect(Buffer.byteLength(large.six!.email)).toBeLessThan(102_000);
});

it('prints no heading away from what it is about, and no option in two halves', async () => {
	const page = await open(large.six!.page, 1280, 'light');
	await page.emulateMedia({ media: 'print' });
	const { rows, heads } = await page.evaluate(() => {
		const style = (selector: string) =>
			[...document.querySelectorAll(selector)].map((element) => getComputedStyle(element));
		return {
			rows: style('h2, .option, .block, tr').map(({ breakInside }) => breakInside),
			heads: style('h2, h3, h4').map(({ breakAfter }) => breakAfter),
		};
	});
	expect(new Set(rows)).toEqual(new Set(['avoid']));
	expect(new Set(heads)).toEqual(new Set(['avoid']));
	await page.context().close();
});

it.each([
	['report-1280', 'page', 1280],
	['report-768', 'page', 768],
	['report-390', 'page', 390],
	['report-email', 'email', 660],
] as const)('looks as %s of the documentation shows it', async (name, kind, width) => {
	const page = await open(large.six![kind], width, 'light');
	await picture(page, name);
	await page.context().close();
});
