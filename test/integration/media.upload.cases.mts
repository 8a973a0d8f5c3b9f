import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import type { IBinaryData, ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { fileStore, inMemory, type FileStore } from '../support/files.mts';
import { apiKey, connectedOAuth, host, SECRETS } from '../support/host.mts';
import { partOf, record, type Recorded, type Recorder, type Reply } from '../support/recorder.mts';

const MUG = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
const UPLOADED: Reply = {
	status: 201,
	body: { success: true, data: { url: 'https://cdn.pickfu.test/mug.png' } },
};
const UNAUTHORIZED: Reply = {
	status: 401,
	body: { error: 'Unauthorized', message: 'Invalid token' },
};

let server: Recorder;
let store: FileStore | undefined;
/** What PickFu answers to an upload; the second argument counts the uploads before. */
let onUpload: (request: Recorded, earlier: number) => Reply;
/** The token that PickFu accepts. */
let token: string;

beforeEach(async () => {
	onUpload = () => UPLOADED;
	token = SECRETS.accessToken;
	server = await record((request, earlier) => {
		if (request.path === '/token') {
			token = SECRETS.newAccessToken;
			return {
				status: 200,
				body: { access_token: token, refresh_token: SECRETS.refreshToken, token_type: 'Bearer' },
			};
		}
		if (request.headers.authorization !== `Bearer ${token}`) return UNAUTHORIZED;
		return request.method === 'GET'
			? { status: 200, body: { success: true, data: [] } }
			: onUpload(request, earlier);
	});
});
afterEach(async () => {
	await store?.remove();
	store = undefined;
	await server.close();
});

function here(credential: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	return {
		...credential,
		apiUrl: `${server.url}/v1`,
		...(credential.oauthTokenData !== undefined && { accessTokenUrl: `${server.url}/token` }),
	};
}

function upload(
	binary: Record<string, IBinaryData>,
	parameters: IDataObject = {},
	credential = connectedOAuth(),
) {
	return host({
		parameters: { resource: 'media', operation: 'upload', ...parameters },
		items: [{ json: {}, binary }],
		credential: here(credential),
	});
}

const uploads = () => server.to('POST', '/v1/media/upload');

describe.each(['in the item', 'on the disk'])('a file that n8n keeps %s', (place) => {
	async function kept(
		content: Buffer,
		fileName = 'mug.png',
		mimeType = 'image/png',
	): Promise<IBinaryData> {
		if (place === 'in the item') return inMemory(content, fileName, mimeType);
		store ??= await fileStore();
		return await store.add([content], fileName, mimeType);
	}

	it('arrives byte for byte as the part "file", with its name and type', async () => {
		const [item] = await upload({ data: await kept(MUG, 'the "blue"\r\nmüg.png') }).execute();
		expect(uploads()).toHaveLength(1);
		const { head, content } = partOf(uploads()[0]!);
		expect(head.split('\r\n')).toEqual([
			'Content-Disposition: form-data; name="file"; filename="the %22blue%22%0D%0Amüg.png"',
			'Content-Type: image/png',
		]);
		expect(content.equals(MUG)).toBe(true);
		expect(item).toMatchObject({
			json: { url: 'https://cdn.pickfu.test/mug.png', mimeType: 'image/png', fileSize: 1000 },
			pairedItem: { item: 0 },
		});
	});

	it('goes up with an API key too', async () => {
		token = SECRETS.apiKey;
		await upload({ data: await kept(MUG) }, { authentication: 'apiKey' }, apiKey()).execute();
		expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /v1/media/upload',
		]);
	});

	it('is sent again, whole, once n8n has renewed an expired token', async () => {
		token = 'another';
		const [item] = await upload({ data: await kept(MUG) }).execute();
		expect(item!.json.url).toBe('https://cdn.pickfu.test/mug.png');
		expect(server.to('POST', '/token')).toHaveLength(1);
		expect(uploads()).toHaveLength(2);
		expect(uploads()[1]!.headers.authorization).toBe(`Bearer ${SECRETS.newAccessToken}`);
		expect(partOf(uploads()[1]!).content.equals(MUG)).toBe(true);
	});

	it('is sent again after a 429', async () => {
		onUpload = (_, earlier) =>
			earlier > 0 ? UPLOADED : { status: 429, headers: { 'retry-after': '1' } };
		await upload({ data: await kept(MUG) }).execute();
		expect(uploads()).toHaveLength(2);
		expect(partOf(uploads()[1]!).content.equals(MUG)).toBe(true);
	});

	it('is not sent again after a 503, whose outcome nobody knows', async () => {
		onUpload = () => ({ status: 503 });
		await expect(upload({ data: await kept(MUG) }).execute()).rejects.toMatchObject({
			message: 'PickFu is temporarily unavailable (503)',
			description: expect.stringContaining("It's unclear whether the change was saved"),
		});
		expect(uploads()).toHaveLength(1);
	});

	it('is refused before any request when it is empty', async () => {
		await expect(upload({ data: await kept(Buffer.alloc(0)) }).execute()).rejects.toThrow(
			"The file in 'Input Data Field Name' is empty",
		);
		expect(server.requests).toEqual([]);
	});

	it('keeps the type that its name tells, when n8n knows none', async () => {
		await upload({ data: await kept(MUG, 'Mug.JPG', 'application/octet-stream') }).execute();
		expect(partOf(uploads()[0]!).head).toContain('Content-Type: image/jpeg');
	});
});

it('gives up after the second 401, and says what to do', async () => {
	onUpload = () => UNAUTHORIZED;
	store = await fileStore();
	await expect(
		upload({ data: await store.add([MUG], 'mug.png', 'image/png') }).execute(),
	).rejects.toMatchObject({
		message: 'PickFu rejected this connection: Invalid token',
	});
	expect(uploads()).toHaveLength(2);
});

describe('a file that is gone from the disk', () => {
	it('is told before anything is sent, when n8n knows nothing of it any more', async () => {
		store = await fileStore();
		const file = await store.add([MUG], 'mug.png', 'image/png');
		await rm(`${store.pathOf(file)}.metadata`);
		await expect(upload({ data: file }).execute()).rejects.toThrow(
			"The file of this item is no longer in n8n's storage",
		);
		expect(server.requests).toEqual([]);
	});

	it.each([
		['not there', async (path: string) => await rm(path)],
		['shorter than n8n says', async (path: string) => await truncate(path, 400)],
	])('ends the upload at once when it is %s', async (_, spoil) => {
		store = await fileStore();
		const file = await store.add([MUG], 'mug.png', 'image/png');
		await spoil(store.pathOf(file));
		await expect(upload({ data: file }).execute()).rejects.toThrow(
			"The file of this item is no longer in n8n's storage",
		);
		expect(uploads()).toEqual([]);
	});
});

it.each([
	[
		'no file',
		{},
		"'Input Data Field Name' doesn't name a file of this item",
		'This item has no binary data',
	],
	[
		'a file under another name',
		{ photo: inMemory(MUG, 'mug.png', 'image/png') },
		"'Input Data Field Name' doesn't name a file of this item",
		"This item has 'photo'",
	],
	[
		'a spreadsheet',
		{ data: inMemory(MUG, 'mugs.csv', 'text/csv') },
		"The file in 'Input Data Field Name' is not an image, video or audio file",
		'Its type is text/csv',
	],
	[
		'a file without content',
		{ data: { mimeType: 'image/png', fileName: 'mug.png' } },
		"The file in 'Input Data Field Name' is empty",
		'Nothing was sent',
	],
	[
		'a film in memory that is too large',
		{
			data: {
				...inMemory(MUG, 'film.mp4', 'video/mp4'),
				data: 'AAAA'.repeat(Math.ceil((20 * 2 ** 20) / 3) + 1),
			},
		},
		"The file in 'Input Data Field Name' is too large (20.1 MB, max 20 MB)",
		'Use a smaller file, or a public URL',
	],
])('refuses %s before any request', async (_, binary, message, advice) => {
	await expect(upload(binary as Record<string, IBinaryData>).execute()).rejects.toMatchObject({
		message,
		description: expect.stringContaining(advice),
	});
	expect(server.requests).toEqual([]);
});

it('refuses a film on the disk that is too large, before any request', async () => {
	store = await fileStore();
	const film = await store.add([MUG], 'film.mp4', 'video/mp4');
	const facts = `${store.pathOf(film)}.metadata`;
	const known = JSON.parse(await readFile(facts, 'utf8')) as object;
	await writeFile(facts, JSON.stringify({ ...known, fileSize: 20 * 2 ** 20 + 1 }));
	await expect(upload({ data: film }).execute()).rejects.toMatchObject({
		message: "The file in 'Input Data Field Name' is too large (20.1 MB, max 20 MB)",
	});
	expect(server.requests).toEqual([]);
});

it.each([
	['simplified', {}],
	['raw', { mediaUrl: 'https://cdn.pickfu.test/mug.png' }],
])('has PickFu fetch an address itself, and gives the URL, %s', async (output, more) => {
	onUpload = () => ({
		status: 201,
		body: { data: { mediaUrl: 'https://cdn.pickfu.test/mug.png' } },
	});
	const [item] = await upload(
		{},
		{ uploadFrom: 'url', mediaUrl: ' https://example.com/mug.png ', output },
	).execute();
	expect(server.requests).toHaveLength(1);
	expect(JSON.parse(uploads()[0]!.body.toString())).toEqual({ url: 'https://example.com/mug.png' });
	expect(item!.json).toEqual({ url: 'https://cdn.pickfu.test/mug.png', ...more });
});

it('names a file without a name by its type', async () => {
	const { fileName: _, ...drawing } = inMemory(MUG, '', 'image/svg+xml');
	await upload({ data: drawing }).execute();
	expect(partOf(uploads()[0]!).head).toContain('filename="file.svg"');
});

it("names the item's own files where the field names none of them", async () => {
	const { execute } = host({
		parameters: { resource: 'media', operation: 'upload' },
		items: ['photo', 'logo'].map((name) => ({
			json: {},
			binary: { [name]: inMemory(MUG, 'mug.png', 'image/png') },
		})),
		credential: here(connectedOAuth()),
		node: { onError: 'continueRegularOutput' },
	});
	expect((await execute()).map(({ json }) => (json.details as IDataObject).description)).toEqual([
		"Nothing was sent. This item has 'photo'.",
		"Nothing was sent. This item has 'logo'.",
	]);
});

it.each([
	['http://example.com/mug.png', "The URL in 'URL' must start with https://"],
	['', "The URL in 'URL' is empty"],
	[
		'https://user:word@example.com/mug.png',
		"The URL in 'URL' must not contain a user name or password",
	],
])('refuses the address %j before any request', async (mediaUrl, message) => {
	await expect(upload({}, { uploadFrom: 'url', mediaUrl }).execute()).rejects.toThrow(message);
	expect(server.requests).toEqual([]);
});

it('says so when the answer does not tell where the file is', async () => {
	onUpload = () => ({ status: 201, body: { success: true, data: { id: 7 } } });
	await expect(upload({ data: inMemory(MUG, 'mug.png', 'image/png') }).execute()).rejects.toThrow(
		"PickFu accepted the file, but its response doesn't include a URL",
	);
});
