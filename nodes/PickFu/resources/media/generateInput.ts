import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { isObject } from '../../api/read';
import type { components } from '../../api/wire';
import type { ItemCall } from '../operation';
import { asText } from '../parameters';
import { asDataUri } from './itemFile';

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

/** The fields of generating an image. */
export const generateFields: INodeProperties[] = [
	{
		displayName: 'Prompt',
		name: 'prompt',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. A blue coffee mug on a wooden table, morning light',
		hint: 'PickFu may charge for generated images',
		description: 'Description of the image to generate (up to 10,000 characters)',
	},
	{
		displayName: 'Aspect Ratio',
		name: 'aspectRatio',
		type: 'options',
		options: Object.entries(ASPECT_RATIOS).map(([value, name]) => ({
			name: `${value} (${name})`,
			value,
		})),
		default: '1:1',
		description: 'Aspect ratio of the image',
	},
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
		options: [
			{
				name: 'image',
				displayName: 'Image',
				values: [
					{
						displayName: 'Image From',
						name: 'source',
						type: 'options',
						options: [
							{
								name: 'Binary File',
								value: 'binary',
								description: 'A file from a previous node',
							},
							{ name: 'URL', value: 'url', description: 'A public URL or a data URI' },
						],
						default: 'url',
						description: 'Where the image is',
					},
					{
						displayName: 'Image URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/mug.png',
						displayOptions: { show: { source: ['url'] } },
						description: 'URL or data URI of the image',
					},
					{
						displayName: 'Input Data Field Name',
						name: 'binaryPropertyName',
						type: 'string',
						default: 'data',
						placeholder: 'e.g. data',
						displayOptions: { show: { source: ['binary'] } },
						description: 'Name of the input field containing the image (max 6 MB)',
					},
				],
			},
		],
	},
	{
		displayName: 'Download',
		name: 'download',
		type: 'boolean',
		default: false,
		description: 'Whether to also download the image as a file',
	},
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
export async function generateBody({ parameters, context }: ItemCall): Promise<IDataObject> {
	const prompt = parameters.text('prompt');
	const { length } = [...prompt];
	if (length === 0) {
		throw PickFuFailure.field('prompt', 'is empty', 'Nothing was sent. Describe the image.');
	}
	if (length > MAX_PROMPT_LENGTH) {
		const rule = `has ${length} characters; PickFu accepts up to ${MAX_PROMPT_LENGTH}`;
		throw PickFuFailure.field('prompt', rule, 'Nothing was sent.');
	}
	const aspectRatio = parameters.text('aspectRatio') || '1:1';
	if (!Object.hasOwn(ASPECT_RATIOS, aspectRatio)) {
		const rule = `must be one of ${Object.keys(ASPECT_RATIOS).join(', ')}`;
		throw PickFuFailure.field('aspectRatio', rule, 'Nothing was sent.');
	}
	const { image } = parameters.collection('referenceImages');
	const references = Array.isArray(image) ? image.filter(isObject) : isObject(image) ? [image] : [];
	if (references.length > MAX_REFERENCES) {
		const rule = `has ${references.length} images; PickFu accepts up to ${MAX_REFERENCES}`;
		throw PickFuFailure.field('referenceImages', rule, 'Nothing was sent.');
	}
	const imageUrls: string[] = [];
	for (const [index, reference] of references.entries()) {
		const label = `Reference Images, image ${index + 1}`;
		const url =
			reference.source === 'binary'
				? await asDataUri(context, parameters.itemIndex, {
						property: reference.binaryPropertyName,
						label,
						kinds: ['image'],
						most: MAX_REFERENCE_BYTES,
					})
				: asText(reference.url, 'imageUrl');
		imageUrls.push(checkedUrl(url, label));
	}
	return { prompt, aspectRatio, ...(imageUrls.length > 0 && { imageUrls }) };
}

function checkedUrl(url: string, label: string): string {
	const fault =
		url === ''
			? 'is empty'
			: !REFERENCE_PATTERN.test(url)
				? 'must start with https://, http:// or data:'
				: url.length > MAX_REFERENCE_LENGTH
					? `has ${url.length} characters; PickFu accepts up to ${MAX_REFERENCE_LENGTH}`
					: undefined;
	if (fault === undefined) return url;
	throw PickFuFailure.input(
		`The URL in '${label}' ${fault}`,
		'Nothing was sent.',
		'referenceImages',
	);
}
