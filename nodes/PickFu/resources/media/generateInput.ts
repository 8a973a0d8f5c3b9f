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
	if (length === 0) {
		throw PickFuFailure.field('prompt', 'is empty', 'Nothing was sent. Describe the image.');
	}
	if (length > MAX_PROMPT_LENGTH) {
		const rule = `has ${length} characters; PickFu accepts up to ${MAX_PROMPT_LENGTH}`;
		throw PickFuFailure.field('prompt', rule, NOTHING_SENT);
	}
	const aspectRatio = parameters.text('aspectRatio') || '1:1';
	if (!Object.hasOwn(ASPECT_RATIOS, aspectRatio)) {
		const rule = `must be one of ${Object.keys(ASPECT_RATIOS).join(', ')}`;
		throw PickFuFailure.field('aspectRatio', rule, NOTHING_SENT);
	}
	const { image } = parameters.collection('referenceImages');
	const references = [image].flat().filter(isObject);
	if (references.length > MAX_REFERENCES) {
		const rule = `has ${references.length} images; PickFu accepts up to ${MAX_REFERENCES}`;
		throw PickFuFailure.field('referenceImages', rule, NOTHING_SENT);
	}
	const imageUrls: string[] = [];
	for (const [index, reference] of references.entries()) {
		const label = `Reference Images, image ${index + 1}`;
		const isFile = reference.source === 'binary';
		const url = isFile ? await dataUri(call, reference, label) : asText(reference.url, 'imageUrl');
		imageUrls.push(checkedUrl(url, label));
	}
	return { prompt, aspectRatio, ...(imageUrls.length > 0 && { imageUrls }) };
}

const NOTHING_SENT = 'Nothing was sent.';

/** The file as a `data:` URL (RFC 2397), as PickFu takes no other body than JSON here. */
async function dataUri(
	{ parameters, context }: ItemCall,
	{ binaryPropertyName: property }: IDataObject,
	label: string,
): Promise<string> {
	const wanted = { property, label, isImage: true, most: MAX_REFERENCE_BYTES } as const;
	const file = await itemFile(context, parameters.itemIndex, wanted);
	const { content } = await file.read();
	return `data:${file.mimeType};base64,${content.toString('base64')}`;
}

function checkedUrl(url: string, label: string): string {
	const fault = urlFault(url);
	if (fault === undefined) return url;
	throw PickFuFailure.input(`The URL in '${label}' ${fault}`, NOTHING_SENT, 'referenceImages');
}

function urlFault(url: string): string | undefined {
	if (url === '') return 'is empty';
	if (!REFERENCE_PATTERN.test(url)) return 'must start with https://, http:// or data:';
	if (url.length <= MAX_REFERENCE_LENGTH) return undefined;
	return `has ${url.length} characters; PickFu accepts up to ${MAX_REFERENCE_LENGTH}`;
}
