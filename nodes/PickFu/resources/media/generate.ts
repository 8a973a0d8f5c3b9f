import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { download } from '../../api/download';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { readObject, textField } from '../../api/read';
import { call } from '../../api/request';
import { API_CHANGED } from '../../api/version';
import type { ItemCall, Operation, RecordFields } from '../operation';
import { recordOutput } from '../output';
import { generateBody, generateFields } from './generateInput';

/** Milliseconds for PickFu to generate an image. */
const PAINT_MS = 180_000;

/** Most bytes of an image that is fetched, and so held in memory for a moment. */
const MAX_DOWNLOAD_BYTES = 50 * 1024 * 1024;

const IMAGE_RECORD: RecordFields = { ids: ['url'], names: ['prompt', 'aspectRatio', 'model'] };

/**
 * Has PickFu generate an image: https://www.pickfu.com/docs/api-reference/media/generate-media
 *
 * Whether it costs money is unknown. It has no number of respondents that a bound could hold, and
 * nothing to look at before or after, so it is no `spend`; like every `write` it runs one item at a
 * time and is never sent again after a lost answer, and its texts say that PickFu may charge.
 */
export const generate: Operation = {
	name: 'Generate',
	action: 'Generate image',
	description: 'Generate an image from a text prompt to use in a survey',
	nature: 'write',
	fields: generateFields,
	record: IMAGE_RECORD,
	async execute(item) {
		const { parameters, journal } = item;
		const body = await generateBody(item);
		const wanted = parameters.flag('download', false);
		const property = parameters.text('binaryPropertyOutput') || 'data';

		// Under "Retry On Fail", an image that only could not be fetched is not generated again.
		const earlier = journal.read().note;
		if (earlier?.sent === true) {
			throw new PickFuFailure({
				kind: 'conflict',
				message: "An earlier attempt may have generated the image, so the request wasn't repeated",
				description:
					'PickFu may have charged for it. Check PickFu, then run the workflow again if the image is not there.',
				outcome: 'notKnown',
			});
		}
		const raw = earlier ?? (await paint(item, body));
		const url = textField(raw, 'url');
		if (url === undefined) {
			throw new PickFuFailure({
				kind: 'unreadable',
				message: "PickFu's response doesn't include the image URL",
				description: `An image may have been generated. ${API_CHANGED}.`,
				outcome: 'notKnown',
			});
		}
		journal.write({ note: raw });
		const binary = wanted ? await fetched(item, url, property) : undefined;
		journal.write({ note: undefined });
		return { ...recordOutput(raw, IMAGE_RECORD), binary };
	},
};

/** Asks once; only a certain refusal takes the note back that it was asked for. */
async function paint(
	{ connection, maxWaitMs, journal }: ItemCall,
	body: IDataObject,
): Promise<IDataObject> {
	journal.write({ note: { sent: true } });
	try {
		const options = { body, maxWaitMs, timeoutMs: PAINT_MS };
		return readObject(await call(connection, 'generateMedia', options));
	} catch (thrown) {
		const failure = toFailure(thrown);
		if (failure.outcome === 'notDone') journal.write({ note: undefined });
		throw failure.with({});
	}
}

async function fetched(item: ItemCall, url: string, property: string): Promise<IBinaryKeyData> {
	try {
		const { content, mimeType } = await download(item.connection, url, MAX_DOWNLOAD_BYTES);
		const isImage = mimeType.startsWith('image/');
		const isUntyped = /^((application|binary)\/octet-stream)?$/.test(mimeType);
		if (content.length === 0 || !(isImage || isUntyped)) {
			const message = "The file couldn't be downloaded: not an image";
			throw new PickFuFailure({ kind: 'unreadable', message, outcome: 'notDone' });
		}
		const [, named] = /\.(\w{1,5})(?:[?#]|$)/.exec(url) ?? [];
		const [, ending = 'png'] = /^image\/(\w+)/.exec(mimeType) ?? [];
		const fileName = `image.${named ?? ending}`;
		const type = isImage ? mimeType : undefined;
		return { [property]: await item.context.helpers.prepareBinaryData(content, fileName, type) };
	} catch (thrown) {
		const failure = toFailure(thrown);
		throw failure.with({
			message: `The image was generated. ${failure.message}`,
			description: `Download it from ${url}. Running this again may generate another image.`,
			outcome: 'done',
		});
	}
}
