import { PickFuFailure } from '../../api/failure';
import { upload as send } from '../../api/upload';
import { mediaUrlFault } from '../../questions/urls';
import { FILE_LABEL, fileField, stringField } from '../fields';
import type { Operation } from '../operation';
import { itemFile } from './itemFile';

/**
 * Uploads a file for questions to show. That the operation exists is documented
 * (https://www.pickfu.com/docs/api-reference/introduction); its path and body are inferred.
 */
export const upload: Operation = {
	name: 'Upload',
	action: 'Upload media file',
	description: 'Upload a media file and get a URL to use in questions',
	nature: 'write',
	fields: [
		{
			displayName: 'Upload From',
			name: 'uploadFrom',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Binary File', value: 'binary', description: 'A file from a previous node' },
				{ name: 'URL', value: 'url', description: 'PickFu downloads the file from a public URL' },
			],
			default: 'binary',
			hint: "Publicly available images don't need to be uploaded: use their URL in the question",
		},
		fileField('Name of the input field containing the image, video or audio file (max 20 MB)', {
			typeOptions: { binaryDataProperty: true },
			required: true,
			displayOptions: { show: { uploadFrom: ['binary'] } },
		}),
		stringField('URL', 'mediaUrl', 'Public HTTPS URL of the file', {
			required: true,
			placeholder: 'e.g. https://example.com/mug.png',
			displayOptions: { show: { uploadFrom: ['url'] } },
		}),
	],
	record: { ids: ['url'], names: ['fileName', 'mimeType', 'fileSize'] },
	async execute({ connection, parameters, maxWaitMs, context }) {
		if (parameters.text('uploadFrom') === 'url') {
			const mediaUrl = parameters.text('mediaUrl');
			const fault = mediaUrlFault(mediaUrl);
			if (fault) {
				throw PickFuFailure.input(`The URL in 'URL' ${fault}`, 'Nothing was sent.', 'mediaUrl');
			}
			const { raw, url } = await send(connection, mediaUrl, { maxWaitMs });
			return { simplified: { url }, raw: { ...raw, url } };
		}
		const property = parameters.value('binaryPropertyName', 'data');
		const wanted = { property, label: FILE_LABEL };
		const file = await itemFile(context, parameters.itemIndex, wanted);
		const content = await file.read();
		const { raw, url } = await send(connection, content, { maxWaitMs });
		const { fileName, mimeType } = content;
		return { simplified: { url, fileName, mimeType, fileSize: file.size }, raw: { ...raw, url } };
	},
};
