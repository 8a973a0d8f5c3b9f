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

/** Most bytes of a file whose `data:` address keeps the limit: base64 takes 4 characters for 3 bytes. */
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
		hint: 'PickFu has not said whether a generated image is charged to the account',
		description: `What the image shows, at most ${MAX_PROMPT_LENGTH} characters`,
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
		description: 'Width to height of the image',
	},
	{
		displayName: 'Reference Images',
		name: 'referenceImages',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Image' },
		placeholder: 'Add Image',
		default: {},
		description: `Images to follow in style or content, at most ${MAX_REFERENCES}`,
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
								name: 'File of the Item',
								value: 'binary',
								description: 'A file that a node before has made or fetched',
							},
							{ name: 'URL', value: 'url', description: 'A public address' },
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
						description: 'Web address of the image, or a data: address',
					},
					{
						displayName: 'Input Data Field Name',
						name: 'binaryPropertyName',
						type: 'string',
						default: 'data',
						placeholder: 'e.g. data',
						displayOptions: { show: { source: ['binary'] } },
						description: 'Name of the field of the item that holds the image, of at most 6 MB',
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
		description: 'Whether to fetch the image as a file, besides giving its address',
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
		throw PickFuFailure.input(
			`The field "Prompt" has ${length} characters; PickFu takes at most ${MAX_PROMPT_LENGTH}`,
			'Nothing was sent.',
			'prompt',
		);
	}
	const aspectRatio = parameters.text('aspectRatio') || '1:1';
	if (!Object.hasOwn(ASPECT_RATIOS, aspectRatio)) {
		throw PickFuFailure.input(
			'The field "Aspect Ratio" has a value that PickFu does not know',
			`Nothing was sent. It takes one of ${Object.keys(ASPECT_RATIOS).join(', ')}.`,
			'aspectRatio',
		);
	}
	const { image } = parameters.collection('referenceImages');
	const references = Array.isArray(image) ? image.filter(isObject) : isObject(image) ? [image] : [];
	if (references.length > MAX_REFERENCES) {
		throw PickFuFailure.input(
			`The field "Reference Images" has ${references.length} images; PickFu takes at most ${MAX_REFERENCES}`,
			'Nothing was sent.',
			'referenceImages',
		);
	}
	const imageUrls: string[] = [];
	for (const [index, reference] of references.entries()) {
		const label = `Reference Images, image ${index + 1}`;
		const address =
			reference.source === 'binary'
				? await asDataUri(context, parameters.itemIndex, {
						property: reference.binaryPropertyName,
						label,
						kinds: ['image'],
						most: MAX_REFERENCE_BYTES,
					})
				: asText(reference.url, 'imageUrl');
		imageUrls.push(checkedAddress(address, label));
	}
	return { prompt, aspectRatio, ...(imageUrls.length > 0 && { imageUrls }) };
}

function checkedAddress(address: string, label: string): string {
	const fault =
		address === ''
			? 'is empty'
			: !REFERENCE_PATTERN.test(address)
				? 'must start with https://, http:// or data:'
				: address.length > MAX_REFERENCE_LENGTH
					? `has ${address.length} characters; PickFu takes at most ${MAX_REFERENCE_LENGTH}`
					: undefined;
	if (fault === undefined) return address;
	throw PickFuFailure.input(
		`The address of ${label} ${fault}`,
		'Nothing was sent.',
		'referenceImages',
	);
}
