import { ClientRequest } from 'node:http';
import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { fileStore, inMemory } from '../support/files.mts';
import { apiKey, connectedOAuth, host, SECRETS, type RunOptions } from '../support/host.mts';
import { record, type Recorder, type Reply } from '../support/recorder.mts';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let server: Recorder;
/** Another host, where the images are. */
let images: Recorder;
let onImage: (earlier: number) => Reply;

beforeEach(async () => {
	onImage = () => ({ status: 200, headers: { 'content-type': 'image/png' }, body: PNG });
	images = await record((_, earlier) => onImage(earlier));
	server = await record(({ body }) => {
		const { prompt, aspectRatio } = JSON.parse(body.toString()) as IDataObject;
		const data = { url: `${images.url}/made/mug.png`, model: 'painter-1', aspectRatio, prompt };
		return { status: 200, body: { success: true, data } };
	});
});
afterEach(async () => {
	await server.close();
	await images.close();
});

function generate(
	parameters: IDataObject = {},
	{ binary, ...more }: Partial<RunOptions> & { binary?: Record<string, IBinaryData> } = {},
) {
	return host({
		parameters: { resource: 'media', operation: 'generate', prompt: 'A mug', ...parameters },
		items: [{ json: {}, binary }],
		...more,
		credential: { ...(more.credential ?? connectedOAuth()), apiUrl: `${server.url}/v1` },
	});
}

const sent = () =>
	server
		.to('POST', '/v1/media/generate')
		.map(({ body }) => JSON.parse(body.toString()) as IDataObject);
const references = (...image: IDataObject[]) => ({ referenceImages: { image } });
const described = () => ({
	url: `${images.url}/made/mug.png`,
	model: 'painter-1',
	aspectRatio: '1:1',
	prompt: 'A mug',
});

it.each([
	['OAuth', {}, connectedOAuth(), SECRETS.accessToken],
	['an API key', { authentication: 'apiKey' }, apiKey(), SECRETS.apiKey],
])(
	'sends prompt and shape with %s, and gives what PickFu tells of the image',
	async (_, parameters, credential, token) => {
		const output = await generate(
			{ ...parameters, prompt: ' A mug ', aspectRatio: '21:9' },
			{ credential },
		).execute();
		expect(server.requests).toHaveLength(1);
		expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${token}`);
		expect(sent()).toEqual([{ prompt: 'A mug', aspectRatio: '21:9' }]);
		expect(output).toEqual([
			{ json: { ...described(), aspectRatio: '21:9' }, pairedItem: { item: 0 } },
		]);
		expect(images.requests).toEqual([]);
	},
);

it('sends reference images as addresses, and files of the item as data: addresses', async () => {
	const store = await fileStore();
	const binary = {
		memory: inMemory(PNG, 'a.png', 'image/png'),
		disk: await store.add([PNG], 'b.webp', 'image/webp'),
	};
	const parameters = references(
		{ source: 'url', url: 'http://example.com/mug.png' },
		{ source: 'binary', binaryPropertyName: 'memory' },
		{ source: 'binary', binaryPropertyName: 'disk' },
	);
	await generate(parameters, { binary }).execute();
	await store.remove();
	expect(sent()[0]!.imageUrls).toEqual([
		'http://example.com/mug.png',
		'data:image/png;base64,iVBORw0KGgo=',
		'data:image/webp;base64,iVBORw0KGgo=',
	]);
});

it('downloads nothing where the expression of Download returns nothing', async () => {
	const [item] = await generate({ download: '={{ $json.none }}' }).execute();
	expect(item).not.toHaveProperty('binary.data');
	expect(images.requests).toEqual([]);
});

it('counts a prompt of emoji as PickFu does: 10000 of them are allowed', async () => {
	await generate({ prompt: '🙂'.repeat(10_000) }).execute();
	expect(sent()).toHaveLength(1);
});

const tooLarge = { data: 'AAAA'.repeat(2_097_152), mimeType: 'image/png', fileName: 'large.png' };
it.each([
	['an empty prompt', { prompt: '  ' }, "'Prompt' is empty"],
	[
		'a prompt of 10001 characters',
		{ prompt: 'a'.repeat(10_001) },
		"'Prompt' has 10001 characters; PickFu accepts up to 10000",
	],
	['another shape', { aspectRatio: '={{ "7:3" }}' }, "'Aspect Ratio' must be one of 1:1, 16:9"],
	[
		'four reference images',
		references(
			...Array.from({ length: 4 }, () => ({ source: 'url', url: 'https://example.com/a.png' })),
		),
		"'Reference Images' has 4 images; PickFu accepts up to 3",
	],
	[
		'a reference that is no address',
		references(
			{ source: 'url', url: 'https://example.com/a.png' },
			{ source: 'url', url: 'ftp://example.com/a.png' },
		),
		"The URL in 'Reference Images, image 2' must start with https://, http:// or data:",
	],
	[
		'a reference without an address',
		references({ source: 'url', url: '' }),
		"The URL in 'Reference Images, image 1' is empty",
	],
	[
		'a reference of more than 8388608 characters',
		references({ source: 'url', url: `data:${'a'.repeat(8_388_604)}` }),
		"The URL in 'Reference Images, image 1' has 8388609 characters; PickFu accepts up to 8388608",
	],
	[
		'a file that would be more than that',
		references({ source: 'binary', binaryPropertyName: 'large' }),
		"The file in 'Reference Images, image 1' is too large (6 MB, max 5.9 MB)",
	],
	[
		'a film as a reference',
		references({ source: 'binary', binaryPropertyName: 'film' }),
		"The file in 'Reference Images, image 1' is not an image",
	],
	[
		'a reference to a file that is not there',
		references({ source: 'binary', binaryPropertyName: 'none' }),
		"'Reference Images, image 1' doesn't name a file of this item",
	],
])('refuses %s before any request', async (_, parameters, message) => {
	const binary = { large: tooLarge, film: inMemory(PNG, 'a.mp4', 'video/mp4') };
	await expect(generate(parameters, { binary }).execute()).rejects.toThrow(message);
	expect(server.requests).toEqual([]);
});

it('waits for more than two minutes, as painting takes longer than other changes', async () => {
	const waits = jest.spyOn(ClientRequest.prototype, 'setTimeout');
	await generate().execute();
	expect(waits.mock.calls.map(([ms]) => ms > 120_000)).toEqual([true]);
	waits.mockRestore();
});

it('is not asked for again after a 500: an image may have been made', async () => {
	await server.close();
	server = await record(() => ({ status: 500 }));
	await expect(generate().execute()).rejects.toThrow('PickFu is temporarily unavailable (500)');
	expect(sent()).toHaveLength(1);
});

describe('with Download', () => {
	const parameters = { download: true, binaryPropertyOutput: 'picture' };

	it('gives the image as a file in the chosen field, and shows no token to its host', async () => {
		const [item] = await generate(parameters).execute();
		expect(item!.json).toEqual(described());
		const { picture } = item!.binary!;
		expect(Buffer.from(picture!.data, 'base64').equals(PNG)).toBe(true);
		expect(picture).toMatchObject({ mimeType: 'image/png', fileExtension: 'png' });
		expect(images.requests.map(({ path }) => path)).toEqual(['/made/mug.png']);
		expect(JSON.stringify(images.requests[0]!.headers)).not.toContain(SECRETS.accessToken);
	});

	it.each([
		['image/png', '/made/mug.webp?sig=1', 'image/png', 'webp'],
		['image/svg+xml', '/made/mug', 'image/svg+xml', 'svg'],
		['application/octet-stream', '/made/mug.png', 'image/png', 'png'],
		['application/octet-stream', '/made/mug', 'image/png', 'png'],
	])('names a file of type %s at %s', async (type, place, mimeType, ending) => {
		await server.close();
		const data = { url: `${images.url}${place}` };
		server = await record(() => ({ status: 200, body: { success: true, data } }));
		onImage = () => ({ status: 200, headers: { 'content-type': type }, body: PNG });
		const [item] = await generate({ download: true, binaryPropertyOutput: ' ' }).execute();
		expect(item!.binary!.data).toMatchObject({ mimeType, fileName: `image.${ending}` });
	});

	it.each([
		[
			'is empty',
			{ status: 200, headers: { 'content-type': 'image/png' }, body: Buffer.alloc(0) },
			'not an image',
		],
		['is not there', { status: 404 }, 'its server returned status 404'],
		[
			'is a page',
			{ status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<html>') },
			'not an image',
		],
		[
			'is larger than 50 MB',
			{
				status: 200,
				headers: { 'content-type': 'image/png' },
				body: Buffer.alloc(50 * 2 ** 20 + 1),
			},
			'larger than 50 MB',
		],
	])('tells where the image is when its file %s', async (_, reply, reason) => {
		onImage = () => reply;
		const node = { onError: 'continueRegularOutput' as const };
		const [item] = await generate(parameters, { node }).execute();
		expect(item!.json).toMatchObject({
			error: `The image was generated. The file couldn't be downloaded: ${reason}`,
			details: {
				outcome: 'done',
				description: `Download it from ${images.url}/made/mug.png. Running this again may generate another image.`,
			},
		});
	});

	it('under Retry On Fail, fetches again what could not be fetched, and generates nothing twice', async () => {
		onImage = (earlier) =>
			earlier > 0
				? { status: 200, headers: { 'content-type': 'image/png' }, body: PNG }
				: { status: 503 };
		const run = await generate(parameters, {
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 },
		}).runWorkflow();
		expect(run.data.resultData.runData.PickFu!.at(-1)!.data!.main![0]![0]!.json).toEqual(
			described(),
		);
		expect(sent()).toHaveLength(1);
		expect(images.requests).toHaveLength(2);
	});
});

it('under Retry On Fail, asks again after a refusal', async () => {
	await server.close();
	const data = { url: `${images.url}/made/mug.png` };
	server = await record((_, earlier) =>
		earlier > 0 ? { status: 200, body: { success: true, data } } : { status: 400 },
	);
	const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
	const run = await generate({}, { node }).runWorkflow();
	expect(run.data.resultData.error).toBeUndefined();
	expect(sent()).toHaveLength(2);
});

it('under Retry On Fail, asks for no second image when it is not known whether the first was made', async () => {
	await server.close();
	server = await record(() => ({ status: 500 }));
	const run = await generate(
		{},
		{
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1, onError: 'continueErrorOutput' },
		},
	).runWorkflow();
	expect(sent()).toHaveLength(1);
	expect(run.data.resultData.runData.PickFu!.at(-1)!.data!.main![1]![0]!.json).toMatchObject({
		error: expect.stringMatching(/wasn't repeated/),
		details: {
			outcome: 'notKnown',
			description:
				'PickFu may have charged for it. Check PickFu, then run the workflow again if the image is not there.',
		},
	});
});
