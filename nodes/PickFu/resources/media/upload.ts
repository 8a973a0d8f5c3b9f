import { PickFuFailure } from '../../api/failure';
import { upload as send, uploadFromUrl } from '../../api/upload';
import { mediaUrlFault } from '../../questions/urls';
import type { Operation } from '../operation';
import { itemFile } from './itemFile';

/**
 * Puts a file where questions can show it. That the operation exists is documented
 * (https://www.pickfu.com/docs/api-reference/introduction); its path and body are inferred.
 */
export const upload: Operation = {
	name: 'Upload',
	action: 'Upload an image, a video or a sound',
	description: 'Put a file into PickFu and get the address that questions show it by',
	nature: 'write',
	fields: [
		{
			displayName: 'Upload From',
			name: 'uploadFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'File of the Item',
					value: 'binary',
					description: 'A file that a node before has made or fetched',
				},
				{ name: 'URL', value: 'url', description: 'PickFu fetches the file itself' },
			],
			default: 'binary',
			hint: 'PickFu has not published how its upload works; this follows what is known of it. A public https address needs no upload: it can be given to a question as it is.',
		},
		{
			displayName: 'Input Data Field Name',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			placeholder: 'e.g. data',
			displayOptions: { show: { uploadFrom: ['binary'] } },
			description:
				'Name of the field of the item that holds the file: an image, a video or a sound of at most 250 MB',
		},
		{
			displayName: 'URL',
			name: 'mediaUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://example.com/mug.png',
			displayOptions: { show: { uploadFrom: ['url'] } },
			description: 'Https address from which PickFu can fetch the file without signing in',
		},
	],
	async execute({ connection, parameters, maxWaitMs, context }) {
		if (parameters.text('uploadFrom') === 'url') {
			const address = parameters.text('mediaUrl');
			const fault = mediaUrlFault(address);
			if (fault)
				throw PickFuFailure.input(
					`The address in "URL" ${fault.text}`,
					'Nothing was sent.',
					'mediaUrl',
				);
			const { raw, url } = await uploadFromUrl(connection, address, { maxWaitMs });
			return { simplified: { ...raw, url } };
		}
		const property = parameters.value('binaryPropertyName', 'data');
		const file = await itemFile(context, parameters.itemIndex, {
			property,
			label: 'Input Data Field Name',
		});
		const { raw, url } = await send(connection, file, { maxWaitMs });
		const { fileName, mimeType, size: fileSize } = file;
		return { simplified: { ...raw, url, fileName, mimeType, fileSize } };
	},
};
