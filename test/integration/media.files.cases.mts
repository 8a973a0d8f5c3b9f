import type { IBinaryData, IDataObject } from 'n8n-workflow';
import { fakePickFu, ok, run } from '../support/nockPickFu.mts';

/** Which type a file of the item has, and what is said of one that cannot be used. */

const pickFu = fakePickFu();
const FILE = "The file in 'Input Data Field Name'";
const NOT_MEDIA = `${FILE} is not an image, video or audio file`;
const SET = 'Set the MIME type or file extension in the previous node.';

const file = (more: Partial<IBinaryData>): IBinaryData => ({
	data: 'AAAA',
	mimeType: 'application/octet-stream',
	...more,
});

async function upload(data: unknown, more: IDataObject = {}) {
	pickFu.answer = () => ok({ url: 'https://cdn.pickfu.test/a' }, 201);
	const { items } = await run({
		parameters: { resource: 'media', operation: 'upload', ...more },
		items: [{ json: {}, binary: { data } as Record<string, IBinaryData> }],
		node: { onError: 'continueRegularOutput' },
	});
	return items[0]!.json;
}

// As IANA and MDN list them.
it.each([
	['aac', 'audio/aac'],
	['avif', 'image/avif'],
	['gif', 'image/gif'],
	['jpeg', 'image/jpeg'],
	['jpg', 'image/jpeg'],
	['m4a', 'audio/mp4'],
	['mov', 'video/quicktime'],
	['mp3', 'audio/mpeg'],
	['mp4', 'video/mp4'],
	['ogg', 'audio/ogg'],
	['png', 'image/png'],
	['svg', 'image/svg+xml'],
	['wav', 'audio/wav'],
	['webm', 'video/webm'],
	['webp', 'image/webp'],
])('takes a file that ends in .%s for %s where n8n knows no type', async (ending, mimeType) => {
	const fileName = `mug.v2.${ending}`;
	const sent = { url: 'https://cdn.pickfu.test/a', fileName, mimeType, fileSize: 3 };
	expect(await upload(file({ fileName }))).toEqual(sent);
});

it.each<[string, Partial<IBinaryData>, string]>([
	['no type and an ending beside the name', { mimeType: '', fileExtension: 'PNG' }, 'image/png'],
	['a type that says nothing', { mimeType: 'binary/octet-stream', fileName: 'a.gif' }, 'image/gif'],
	['a type in capitals, with a parameter', { mimeType: 'Image/PNG; q=1' }, 'image/png'],
	['a type and the ending of another', { mimeType: 'image/png', fileName: 'a.gif' }, 'image/png'],
])('knows the type of a file with %s', async (_, data, mimeType) => {
	expect(await upload(file(data))).toMatchObject({ mimeType });
});

it.each<[string, unknown, string, string]>([
	['no type at all', file({ mimeType: '' }), NOT_MEDIA, `Its type is unknown. ${SET}`],
	[
		'an ending that is no media',
		file({ fileName: 'a.constructor' }),
		NOT_MEDIA,
		`Its type is application/octet-stream. ${SET}`,
	],
	[
		'a type that is none',
		file({ mimeType: 'image/"png"' }),
		NOT_MEDIA,
		`Its type is image/"png". ${SET}`,
	],
	[
		'no content',
		file({ mimeType: 'image/png', data: '' }),
		`${FILE} is empty`,
		'Nothing was sent.',
	],
	[
		'no type and no content, made by hand',
		{ fileName: 'a.png' },
		"'Input Data Field Name' doesn't name a file of this item",
		"Nothing was sent. This item has 'data'.",
	],
	[
		'20 MB and one byte',
		file({ mimeType: 'image/png', data: Buffer.alloc(20 * 2 ** 20 + 1).toString('base64') }),
		`${FILE} is too large (20.1 MB, max 20 MB)`,
		'Nothing was sent. Use a smaller file, or a public URL in its place.',
	],
	[
		'a place in storage where nothing is',
		file({ mimeType: 'image/png', id: 'filesystem-v2:gone' }),
		"The file of this item is no longer in n8n's storage",
		'Nothing was sent. Run the workflow again from the node that creates the file.',
	],
])('refuses a file with %s, and says why', async (_, data, error, description) => {
	const details = { reason: 'input', outcome: 'notDone', description };
	expect(await upload(data)).toEqual({ error, details });
	expect(pickFu.log).toEqual([]);
});

it('sends a file of 20 MB', async () => {
	const data = Buffer.alloc(20 * 2 ** 20).toString('base64');
	const fileSize = 20 * 2 ** 20;
	expect(await upload(file({ mimeType: 'video/mp4', data }))).toMatchObject({ fileSize });
});
