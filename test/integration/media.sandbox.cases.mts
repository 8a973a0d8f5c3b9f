import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { fileStore, type FileStore } from '../support/files.mts';
import { apiKey, host } from '../support/host.mts';
import { startSandboxProcess, type SandboxProcess } from '../support/sandbox.mts';

let sandbox: SandboxProcess;
let store: FileStore;

beforeAll(async () => {
	sandbox = await startSandboxProcess();
	store = await fileStore();
}, 60_000);
afterAll(async () => {
	await sandbox?.stop();
	await store?.remove();
});

async function run(parameters: IDataObject, binary?: Record<string, IBinaryData>) {
	const { execute } = host({
		parameters: { authentication: 'apiKey', ...parameters },
		items: [{ json: {}, binary }],
		credential: { ...apiKey(), apiUrl: sandbox.apiUrl, apiKey: 'sandbox-key' },
	});
	return (await execute())[0]!;
}

it('generates an image, fetches it, and uploads it again for a question', async () => {
	const picture = await run({
		resource: 'media',
		operation: 'generate',
		prompt: 'A mug',
		aspectRatio: '16:9',
		download: true,
	});
	expect(picture.json).toMatchObject({
		aspectRatio: '16:9',
		prompt: 'A mug',
		url: expect.stringMatching(/\.png$/),
	});
	expect(picture.binary!.data).toMatchObject({ mimeType: 'image/png', fileExtension: 'png' });

	const uploaded = await run({ resource: 'media', operation: 'upload' }, picture.binary);
	expect(uploaded.json).toMatchObject({
		mimeType: 'image/png',
		url: expect.stringMatching(/\.png$/),
	});
});

it('uploads a film of 15 MB', async () => {
	const pieces = Array.from({ length: 240 }, (_, index) => Buffer.alloc(65_536, index % 256));
	const film = await store.add(pieces, 'film.mp4', 'video/mp4');
	const uploaded = await run({ resource: 'media', operation: 'upload' }, { data: film });
	expect(uploaded.json).toMatchObject({
		fileSize: 240 * 65_536,
		url: expect.stringMatching(/\.mp4$/),
	});
});

it('has the sandbox fetch an address', async () => {
	const parameters = {
		resource: 'media',
		operation: 'upload',
		uploadFrom: 'url',
		mediaUrl: 'https://example.com/mug.png',
	};
	expect((await run(parameters)).json.url).toMatch(/^http/);
});

it('makes a draft whose question shows a file of the item', async () => {
	const film = await store.add([Buffer.from('film')], 'film.png', 'image/png');
	const option = [{ binaryProperty: 'data' }];
	const questions = {
		question: [{ type: 'click_test', prompt: 'Where do you look?', options: { option } }],
	};
	const draft = await run(
		{ resource: 'survey', operation: 'create', output: 'raw', questions },
		{ data: film },
	);
	const [question] = draft.json.questions as Array<{ options: IDataObject[] }>;
	expect(question!.options[0]!.mediaUrl).toMatch(/\.png$/);
});
