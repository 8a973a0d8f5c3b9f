import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { isObject } from '../../api/read';
import type { components } from '../../api/wire';
import type { ItemCall } from '../operation';
import { choiceField, fileField, flagField, stringField } from '../fields';
import { asText } from '../parameters';
import { itemFile } from './itemFile';

type AspectRatio = NonNullable<components['schemas']['GenerateMediaBody']['aspectRatio']>;

/** The shapes that PickFu paints, as https://www.pickfu.com/docs/api-reference/media/generate-media lists them. */
const ASPECT_RATIOS: Record<AspectRatio, string> = {
	'1:1': 'Square',
	'16:9': 'Wide',
	'2:3': 'Portrait',
	'21:9': 'Very Wide',
	'3:2': 'Landscape',
	'3:4': 'Portrait',
	'4:3': 'Landscape',
	'4:5': 'Portrait',
	'5:4': 'Landscape',
	'9:16': 'Tall',
};

/** Limits of the same page. Characters are counted as Unicode code points, as JSON Schema does. */
const MAX_PROMPT_LENGTH = 10_000;
const MAX_REFERENCES = 3;
const MAX_REFERENCE_LENGTH = 8_388_608;
const REFERENCE_PATTERN = /^(https?:\/\/|data:)/;

/** Most bytes of a file whose `data:` URL keeps the limit: base64 takes 4 characters for 3 bytes. */
const MAX_REFERENCE_BYTES =
	Math.floor((MAX_REFERENCE_LENGTH - 'data:image/svg+xml;base64,'.length - 4) / 4) * 3;

/** One of the images to go by. */
const referenceFields: INodeProperties[] = [
	choiceField(
		'Image From',
		'source',
		'Where the image is',
		[
			{ name: 'Binary File', value: 'binary', description: 'A file from a previous node' },
			{ name: 'URL', value: 'url', description: 'A public URL or a data URI' },
		],
		'url',
	),
	stringField('Image URL', 'url', 'URL or data URI of the image', {
		placeholder: 'e.g. https://example.com/mug.png',
		displayOptions: { show: { source: ['url'] } },
	}),
	fileField('Name of the input field containing the image (max 6 MB)', {
		displayOptions: { show: { source: ['binary'] } },
	}),
];

/** The fields of generating an image. */
export const generateFields: INodeProperties[] = [
	stringField(
		'Prompt',
		'prompt',
		'Description of the image to generate (up to 10,000 characters)',
		{
			typeOptions: { rows: 4 },
			required: true,
			placeholder: 'e.g. A blue coffee mug on a wooden table, morning light',
			hint: 'PickFu may charge for generated images',
		},
	),
	choiceField(
		'Aspect Ratio',
		'aspectRatio',
		'Aspect ratio of the image',
		Object.entries(ASPECT_RATIOS).map(([value, name]) => ({ name: `${value} (${name})`, value })),
		'1:1',
	),
	{
		displayName: 'Reference Images',
		name: 'referenceImages',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: 'Add Image',
			maxAllowedFields: MAX_REFERENCES,
		},
		placeholder: 'Add Image',
		default: {},
		description: `Up to ${MAX_REFERENCES} images to use as a reference for style or content`,
		options: [{ name: 'image', displayName: 'Image', values: referenceFields }],
	},
	flagField('Download', 'download', 'Whether to also download the image as a file'),
	{
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyOutput',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		displayOptions: { show: { download: [true] } },
		hint: 'The name of the output field to put the file in',
	},
];

/**
 * The body of `generateMedia`, checked.
 *
 * @throws {PickFuFailure} kind `input` that names the field and the rule
 */
export async function generateBody(call: ItemCall): Promise<IDataObject> {
	const { parameters } = call;
	const prompt = parameters.text('prompt');
	const { length } = [...prompt];
	check('prompt', length > 0, 'is empty');
	check('prompt', length <= MAX_PROMPT_LENGTH, tooMany(length, 'characters', MAX_PROMPT_LENGTH));
	const aspectRatio = parameters.text('aspectRatio') || '1:1';
	const ratios = Object.keys(ASPECT_RATIOS);
	check('aspectRatio', ratios.includes(aspectRatio), `must be one of ${ratios.join(', ')}`);
	const { image } = parameters.collection('referenceImages');
	const references = [image].flat().filter(isObject);
	const count = references.length;
	check('referenceImages', count <= MAX_REFERENCES, tooMany(count, 'images', MAX_REFERENCES));
	const imageUrls: string[] = [];
	for (const [index, reference] of references.entries()) {
		imageUrls.push(await referenceUrl(call, reference, `Reference Images, image ${index + 1}`));
	}
	return { prompt, aspectRatio, ...(imageUrls.length > 0 && { imageUrls }) };
}

const NOTHING_SENT = 'Nothing was sent.';

function check(field: string, isRight: boolean, rule: string): void {
	if (!isRight) throw PickFuFailure.field(field, rule, NOTHING_SENT);
}

function tooMany(count: number, what: string, most: number): string {
	return `has ${count} ${what}; PickFu accepts up to ${most}`;
}

/** A file becomes a `data:` URL (RFC 2397), as PickFu takes no other body than JSON here. */
async function referenceUrl(
	{ parameters, context }: ItemCall,
	{ source, url: given, binaryPropertyName: property }: IDataObject,
	label: string,
): Promise<string> {
	if (source === 'binary') {
		const wanted = { property, label, isImage: true, most: MAX_REFERENCE_BYTES } as const;
		const file = await itemFile(context, parameters.itemIndex, wanted);
		const { content } = await file.read();
		return `data:${file.mimeType};base64,${content.toString('base64')}`;
	}
	const url = asText(given, 'imageUrl');
	const fault = urlFault(url);
	if (fault === undefined) return url;
	throw PickFuFailure.input(`The URL in '${label}' ${fault}`, NOTHING_SENT, 'referenceImages');
}

function urlFault(url: string): string | undefined {
	if (url === '') return 'is empty';
	if (!REFERENCE_PATTERN.test(url)) return 'must start with https://, http:// or data:';
	const isTooLong = url.length > MAX_REFERENCE_LENGTH;
	return isTooLong ? tooMany(url.length, 'characters', MAX_REFERENCE_LENGTH) : undefined;
}
