import { BINARY_ENCODING, type IBinaryData, type IExecuteFunctions } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { READ_BYTES, type FileToSend } from '../../api/multipart';
import { isObject } from '../../api/read';
import { MAX_IN_MEMORY_BYTES, MAX_UPLOAD_BYTES } from '../../api/upload';

/** Which file of an item is meant, and what it may be. */
export interface Wanted {
	/** Name of the binary property, or the file itself, as an expression may give it. */
	property: unknown;
	/** The field that says so, as the editor shows it. */
	label: string;
	/** What it has to be; an image, a video or a sound when left out. */
	kinds?: readonly MediaKind[];
	/** Most bytes; {@link MAX_UPLOAD_BYTES} when left out. */
	most?: number;
}

/** The first half of a MIME type that PickFu shows to respondents. */
export type MediaKind = 'image' | 'video' | 'audio';

const ALL_KINDS: readonly MediaKind[] = ['image', 'video', 'audio'];

/**
 * A file of the item, checked and not yet read.
 *
 * @throws {PickFuFailure} kind `input` when there is none, or it is empty, too large or of another kind
 */
export async function itemFile(
	context: IExecuteFunctions,
	itemIndex: number,
	wanted: Wanted,
): Promise<FileToSend> {
	const { label, kinds = ALL_KINDS, most = MAX_UPLOAD_BYTES } = wanted;
	const data = find(context, itemIndex, wanted);
	const mimeType = mimeTypeOf(data);
	if (!kinds.some((kind) => mimeType.startsWith(`${kind}/`))) {
		throw PickFuFailure.input(
			`The file that "${label}" names is not ${KIND_WORDS[kinds.length === 1 ? kinds[0]! : 'any']}`,
			`Nothing was sent. n8n calls it ${printable(data.mimeType)}. If that is wrong, the node that made the file should set its type, or give it a name with the right ending.`,
		);
	}
	const size = await sizeOf(context, data);
	if (size === 0)
		throw PickFuFailure.input(`The file that "${label}" names is empty`, 'Nothing was sent.');
	const bound = data.id ? most : Math.min(most, MAX_IN_MEMORY_BYTES);
	if (size > bound) {
		throw PickFuFailure.input(
			`The file that "${label}" names has ${megabytes(size, Math.ceil)} MB; at most ${megabytes(bound, Math.floor)} MB can be sent`,
			bound < most
				? `Nothing was sent. This n8n keeps files in memory. With N8N_DEFAULT_BINARY_DATA_MODE=filesystem, files of up to ${megabytes(most, Math.floor)} MB can be sent.`
				: 'Nothing was sent. Make the file smaller first.',
		);
	}
	return {
		fileName: data.fileName ?? `file.${mimeType.split('/')[1]!.replace(/\W.*$/, '')}`,
		mimeType,
		size,
		open: async () =>
			data.id ? await context.helpers.getBinaryStream(data.id, READ_BYTES) : { base64: data.data },
	};
}

const KIND_WORDS = {
	image: 'an image',
	video: 'a video',
	audio: 'a sound',
	any: 'an image, a video or a sound',
};

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
		`This item has no file under the name that "${label}" gives`,
		names.length > 0
			? `Nothing was sent. This item has ${names.map((name) => `"${printable(name)}"`).join(', ')}.`
			: 'Nothing was sent. This item has no files at all: the node before has to give one, for example an HTTP Request whose response is a file.',
	);
}

/** Exact: the text that the item shows beside a file is rounded. */
async function sizeOf(context: IExecuteFunctions, data: IBinaryData): Promise<number> {
	if (!data.id) {
		const padding = /={0,2}$/.exec(data.data)![0].length;
		return Math.floor(((data.data.length - padding) * 3) / 4);
	}
	try {
		const { fileSize } = await context.helpers.getBinaryMetadata(data.id);
		return fileSize;
	} catch {
		return await Promise.reject(
			PickFuFailure.input(
				'The file of this item is no longer in the storage of this n8n',
				'Nothing was sent. Run the workflow from the node that makes the file.',
			),
		);
	}
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

function printable(text: string): string {
	return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 80) || 'nothing';
}

/**
 * The file as a `data:` address (RFC 2397), for what PickFu takes in JSON only.
 *
 * @throws {PickFuFailure} kind `input`, as {@link itemFile}
 */
export async function asDataUri(
	context: IExecuteFunctions,
	itemIndex: number,
	wanted: Wanted,
): Promise<string> {
	const file = await itemFile(context, itemIndex, wanted);
	const content = await file.open();
	const base64 =
		'base64' in content
			? content.base64
			: (await context.helpers.binaryToBuffer(content)).toString(BINARY_ENCODING);
	return `data:${file.mimeType};base64,${base64}`;
}
