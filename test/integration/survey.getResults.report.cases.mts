import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';
import { fakePickFu, ok, run, type Reply } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const get = { resource: 'survey', operation: 'getResults', surveyId: 's1' };
const IMAGES = 'https://img.test';
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const NASTY = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&';

const QUESTION = {
	id: 'q1',
	type: 'head_to_head',
	value: `Which? ${NASTY}`,
	options: [
		{ id: 'o1', value: `Red ${NASTY}` },
		{ id: 'o2', value: 'Blue' },
	],
};
const IMAGE_QUESTION = {
	...QUESTION,
	options: [
		{ id: 'o1', value: 'Red', mediaUrl: `${IMAGES}/red.png` },
		{ id: 'o2', value: 'Blue', mediaUrl: `${IMAGES}/blue.png` },
	],
};

const answer = (id: string, chosen: string, explanation: string): IDataObject => ({
	id,
	question_id: 'q1',
	chosen_option: chosen,
	explanation,
	respondent: [{ Gender: NASTY }],
});
const ANSWERS = [
	answer('r1', 'o1', `Because ${NASTY}`),
	answer('r2', 'o1', 'Warm colour'),
	answer('r3', 'o2', 'Calm'),
];

function has(
	question: IDataObject = QUESTION,
	answers = ANSWERS,
	name = 'Mugs: round 2 / ä',
): void {
	pickFu.answer = ({ path }): Reply =>
		path.endsWith('/responses')
			? ok(answers)
			: ok({
					id: 's1',
					name,
					status: 'completed',
					sampleSize: 3,
					numResponses: 3,
					questions: [question],
				});
}

/** What the image server was asked for, with what it was told. */
function imageServer(
	replies: Record<
		string,
		{ status?: number; type?: string; body?: Buffer | string; lost?: boolean }
	>,
) {
	const asked: { path: string; headers: IDataObject }[] = [];
	for (const [path, { status = 200, type = 'image/png', body = PNG, lost }] of Object.entries(
		replies,
	)) {
		const interceptor = nock(IMAGES).get(path);
		if (lost) {
			interceptor.replyWithError(
				Object.assign(new Error('the test lost it'), { code: 'ECONNRESET' }),
			);
			continue;
		}
		interceptor.reply(function () {
			asked.push({ path, headers: this.req.headers as IDataObject });
			return [status, body, { 'content-type': type }];
		});
	}
	return asked;
}

async function item(options: IDataObject, output = 'simplified'): Promise<INodeExecutionData> {
	const { items, error } = await run({ parameters: { ...get, options, output } });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(items[0]!.json).not.toHaveProperty('error');
	return items[0]!;
}

/** The page in a binary field, as text. */
const page = ({ binary }: INodeExecutionData, field = 'report') =>
	Buffer.from(binary![field]!.data, 'base64').toString('utf8');

/** What a browser would fetch by itself while it shows the page. */
const fetched = (html: string) =>
	[
		...html.matchAll(
			/(?:src|srcset|data|poster|background)\s*=\s*"([^"]*)"|url\(([^)]*)\)|@import\s+(\S+)|<link[^>]+href="([^"]*)"/gi,
		),
	]
		.map((found) => found.slice(1).find((part) => part !== undefined)!)
		.filter((address) => !address.startsWith('data:') && !address.startsWith('#'));

it('is one HTML file beside the numbers, named after the survey', async () => {
	has();
	const made = await item({ report: ['page'] });
	expect(made.json).toMatchObject({ surveyId: 's1', winner: expect.stringContaining('Red') });
	expect(made.json).not.toHaveProperty('reportEmail');
	expect(Object.keys(made.binary!)).toEqual(['report']);
	expect(made.binary!.report).toMatchObject({ mimeType: 'text/html', fileExtension: 'html' });
	expect(made.binary!.report!.fileName).toBe('Mugs-round-2-ä-results.html');
	expect(page(made)).toMatch(/^<!doctype html>/i);
	expect(page(made)).toContain('Warm colour');
});

it("takes the name of the survey's id when its name has no letters", async () => {
	has(QUESTION, ANSWERS, '***');
	expect((await item({ report: ['page'] })).binary!.report!.fileName).toBe('s1-results.html');
});

it('shows what people wrote, and lets nothing of it run', async () => {
	has();
	const made = await item({
		report: ['page', 'email'],
		breakdownBy: ['all'],
		includeReasons: true,
	});
	for (const html of [page(made), String(made.json.reportEmail)]) {
		expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(html).not.toMatch(/<script|<img src=x/i);
	}
});

it('asks the net for nothing when it is shown', async () => {
	imageServer({ '/red.png': {}, '/blue.png': { status: 404 } });
	has(IMAGE_QUESTION);
	expect(fetched(page(await item({ report: ['page'] })))).toEqual([]);
});

it('holds the images, which are fetched once each and without the token', async () => {
	const asked = imageServer({ '/red.png': {}, '/blue.png': { type: 'IMAGE/JPEG; charset=x' } });
	has(IMAGE_QUESTION);
	const html = page(await item({ report: ['page'] }));
	expect(html).toContain(`data:image/png;base64,${PNG.toString('base64')}`);
	expect(html).toContain(`data:image/jpeg;base64,${PNG.toString('base64')}`);
	expect(asked.map(({ path }) => path).sort()).toEqual(['/blue.png', '/red.png']);
	for (const { headers } of asked) {
		expect(Object.keys(headers).map((name) => name.toLowerCase())).not.toContain('authorization');
	}
});

it.each([
	['is not there', { status: 404 }],
	['is behind a server that breaks off', { lost: true }],
	['is a web page', { type: 'text/html', body: '<script>alert(1)</script>' }],
	[
		'is a drawing that could run scripts',
		{ type: 'image/svg+xml', body: '<svg onload="alert(1)"/>' },
	],
	['is too large', { body: Buffer.alloc(3 * 1024 * 1024 + 1) }],
])('has a placeholder for an image that %s, and the other image', async (_, reply) => {
	imageServer({ '/red.png': reply, '/blue.png': {} });
	has(IMAGE_QUESTION);
	const html = page(await item({ report: ['page'] }));
	expect(html.match(/<img\b/g) ?? []).toHaveLength(1);
	expect(html).toContain('Red');
	expect(html).not.toContain('alert(1)</script>');
});

it('holds 24 images, and says how many more there are', async () => {
	const paths = Array.from({ length: 30 }, (_, index) => `/${index}.png`);
	const asked = imageServer(Object.fromEntries(paths.map((path) => [path, {}])));
	const options = paths.map((path, index) => ({
		id: `o${index}`,
		value: `Mug ${index}`,
		mediaUrl: `${IMAGES}${path}`,
	}));
	has({ ...QUESTION, type: 'single_select', options });
	const html = page(await item({ report: ['page'] }));
	expect(asked).toHaveLength(24);
	expect(html).toContain('6 images could not be included in this report.');
	nock.cleanAll();
});

it('needs no image server for the numbers and for the e-mail', async () => {
	const asked: string[] = [];
	const server = nock(IMAGES)
		.persist()
		.get(() => true)
		.optionally();
	server.reply((path) => {
		asked.push(path);
		return [200, PNG, { 'content-type': 'image/png' }];
	});
	has(IMAGE_QUESTION);
	const made = await item({ report: ['email'] });
	await item({ report: [] });
	expect(asked).toEqual([]);
	expect(made.binary ?? {}).toEqual({});
	expect(made.json.reportEmail).toMatch(/<table/);
});

it('for e-mail stays below what mail programs cut off, however much people wrote', async () => {
	const answers = Array.from({ length: 500 }, (_, index) =>
		answer(`r${index}`, index % 2 === 0 ? 'o1' : 'o2', `${index} ${'word '.repeat(200)}`),
	);
	has(QUESTION, answers);
	const { json } = await item({ report: ['email'], includeReasons: true, breakdownBy: ['all'] });
	expect(Buffer.byteLength(String(json.reportEmail))).toBeLessThan(100_000);
	expect(json.reportEmail).toContain('of 500 people');
});

it.each([
	['none', { report: [] }, [], false],
	['none, as text', { report: '' }, [], false],
	['not asked for', {}, [], false],
	['the page', { report: ['page'] }, ['report'], false],
	['the page, in text of an expression', { report: '={{ "page" }}' }, ['report'], false],
	['both', { report: ['page', 'email'] }, ['report'], true],
	[
		'both, in a field of its own',
		{ report: ['page', 'email'], reportField: 'html' },
		['html'],
		true,
	],
	['the page, in a field without a name', { report: ['page'], reportField: '' }, ['report'], false],
])('gives the forms that are asked for: %s', async (_, options: IDataObject, fields, email) => {
	has();
	for (const output of ['simplified', 'raw']) {
		const made = await item(options, output);
		expect(Object.keys(made.binary ?? {})).toEqual(fields);
		expect('reportEmail' in made.json).toBe(email);
	}
});

it('is made for a survey that nobody has answered', async () => {
	has({ id: 'q1', type: 'open_ended', value: 'Why?' }, []);
	const made = await item({ report: ['page', 'email'] });
	for (const html of [page(made), String(made.json.reportEmail)])
		expect(html).not.toMatch(/NaN|undefined|null/);
});

describe('who was asked', () => {
	const targeted = (traits: Reply) => {
		pickFu.answer = ({ path }) => {
			if (path.endsWith('/traits/targeting')) return traits;
			if (path.endsWith('/responses')) return ok(ANSWERS);
			return ok({
				id: 's1',
				name: 'Mugs',
				status: 'completed',
				country: 'US',
				targeting: ['amznpr', 'coffee-drinkers'],
				questions: [QUESTION],
			});
		};
	};

	it("is said with the names of PickFu's traits and of the country", async () => {
		targeted(ok([{ permalink: 'amznpr', traitName: 'Amazon Prime members' }]));
		const made = await item({ report: ['page', 'email'] });
		for (const html of [page(made), String(made.json.reportEmail)])
			expect(html).toContain('United States · targeting Amazon Prime members and coffee drinkers');
	});

	it('costs no report when the traits cannot be read, and no request without a report', async () => {
		targeted({ status: 500, body: 'broken' });
		expect(page(await item({ report: ['page'] }))).toContain(
			'targeting amznpr and coffee drinkers',
		);
		const before = pickFu.received.length;
		await item({ report: [] });
		const paths = pickFu.received.slice(before).map(({ path }) => path);
		expect(new Set(paths)).toEqual(new Set(['/surveys/s1', '/surveys/s1/responses']));
	});
});

it('also holds the images of image sets, of search result cards and of the context', async () => {
	const asked = imageServer({ '/set.png': {}, '/card.png': {}, '/context.png': {} });
	has({
		...QUESTION,
		context: { mediaUrl: `${IMAGES}/context.png` },
		options: [
			{ id: 'o1', imageSet: [`${IMAGES}/set.png`, `${IMAGES}/set-2.png`] },
			{ id: 'o2', mockup: { title: 'Blue mug', image: `${IMAGES}/card.png` } },
		],
	});
	const html = page(await item({ report: ['page'] }));
	expect(asked).toHaveLength(3);
	// The winner's stands above, too.
	expect(html.match(/<img\b/g)).toHaveLength(4);
});
