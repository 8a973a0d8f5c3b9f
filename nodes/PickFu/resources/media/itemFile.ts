import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { isObject } from '../../api/read';
import { MAX_UPLOAD_BYTES, type FileToSend } from '../../api/upload';

/** Which file of an item is meant, and what it may be. */
export interface Wanted {
	/** Name of the binary property, or the file itself, as an expression may give it. */
	property: unknown;
	/** The field that says so, as the editor shows it. */
	label: string;
	/** Set where it has to be an image; else it may be a video or an audio file too. */
	isImage?: true;
	/** Most bytes; {@link MAX_UPLOAD_BYTES} when left out. */
	most?: number;
}

/** A file that was checked; it is read when it is needed, as several may be checked first. */
export interface ItemFile {
	/** Exact number of bytes. */
	size: number;
	mimeType: string;
	read(): Promise<FileToSend>;
}

/**
 * A file of the item, checked and not yet read.
 *
 * @throws {PickFuFailure} kind `input` when there is none, or it is empty, too large or of another kind
 */
export async function itemFile(
	context: IExecuteFunctions,
	itemIndex: number,
	wanted: Wanted,
): Promise<ItemFile> {
	const { label, isImage, most = MAX_UPLOAD_BYTES } = wanted;
	const data = find(context, itemIndex, wanted);
	const mimeType = mimeTypeOf(data);
	if (!(isImage ? /^image\// : /^(image|video|audio)\//).test(mimeType)) {
		throw PickFuFailure.input(
			`The file in '${label}' is not an image${isImage ? '' : ', video or audio file'}`,
			`Its type is ${data.mimeType || 'unknown'}. Set the MIME type or file extension in the previous node.`,
		);
	}
	const size = await sizeOf(context, data);
	if (size === 0) {
		throw PickFuFailure.input(`The file in '${label}' is empty`, 'Nothing was sent.');
	}
	if (size > most) {
		throw PickFuFailure.input(
			`The file in '${label}' is too large (${megabytes(size, Math.ceil)} MB, max ${megabytes(most, Math.floor)} MB)`,
			'Nothing was sent. Use a smaller file, or a public URL in its place.',
		);
	}
	const fileName = data.fileName ?? `file.${mimeType.split('/')[1]!.replace(/\W.*$/, '')}`;
	const read = async () => ({ fileName, mimeType, content: await contentOf(context, data, size) });
	return { size, mimeType, read };
}

function find(
	context: IExecuteFunctions,
	itemIndex: number,
	{ property, label }: Wanted,
): IBinaryData {
	try {
		const data = context.helpers.assertBinaryData(itemIndex, property as string);
		if (isObject(data) && typeof data.mimeType === 'string') return data;
	} catch {
		// The host's words are for its own nodes; ours name the field and what there is.
	}
	const names = Object.keys(context.getInputData()[itemIndex]?.binary ?? {});
	throw PickFuFailure.input(
		`'${label}' doesn't name a file of this item`,
		names.length > 0
			? `Nothing was sent. This item has '${names.join("', '")}'.`
			: 'This item has no binary data. Add a node that outputs a file, such as HTTP Request.',
	);
}

/** Exact: the text that the item shows beside a file is rounded. */
async function sizeOf({ helpers }: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	// A file that another node has put together by hand may hold no content at all.
	if (!id) return typeof data === 'string' ? Buffer.byteLength(data, 'base64') : 0;
	return await stored(async () => (await helpers.getBinaryMetadata(id)).fileSize);
}

/** What was announced and what is there must be the same, or PickFu would get half a file. */
async function contentOf(
	{ helpers }: IExecuteFunctions,
	{ id, data }: IBinaryData,
	size: number,
): Promise<Buffer> {
	if (!id) return Buffer.from(data, 'base64');
	return await stored(async () => {
		const content = await helpers.binaryToBuffer(await helpers.getBinaryStream(id));
		return content.length === size ? content : undefined;
	});
}

/** What is read of n8n's storage, which may have been cleared. */
async function stored<T>(read: () => Promise<T | undefined>): Promise<T> {
	const found = await read().catch(() => undefined);
	if (found !== undefined) return found;
	throw PickFuFailure.input(
		"The file of this item is no longer in n8n's storage",
		'Nothing was sent. Run the workflow again from the node that creates the file.',
	);
}

/** Endings of the files that nodes hand on without their type. */
const TYPES_BY_ENDING: Readonly<Record<string, string>> = {
	aac: 'audio/aac',
	avif: 'image/avif',
	gif: 'image/gif',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	m4a: 'audio/mp4',
	mov: 'video/quicktime',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	ogg: 'audio/ogg',
	png: 'image/png',
	svg: 'image/svg+xml',
	wav: 'audio/wav',
	webm: 'video/webm',
	webp: 'image/webp',
};

/** Types that say nothing. */
const UNKNOWN_TYPES = ['', 'application/octet-stream', 'binary/octet-stream'];

/** The type without parameters; by the file's ending where the host has none that says something. */
function mimeTypeOf({ mimeType, fileName, fileExtension }: IBinaryData): string {
	const type = mimeType.split(';')[0]!.trim().toLowerCase();
	if (!UNKNOWN_TYPES.includes(type)) return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : '';
	const ending = (/\.(\w+)$/.exec(fileName ?? '')?.[1] ?? fileExtension ?? '').toLowerCase();
	return Object.hasOwn(TYPES_BY_ENDING, ending) ? TYPES_BY_ENDING[ending]! : type;
}

/** With one decimal; sizes are rounded up and bounds down, so that no size equals a bound that it exceeds. */
function megabytes(bytes: number, round: (value: number) => number): string {
	return String(round((bytes / (1024 * 1024)) * 10) / 10);
}
