import type { Resource } from '../operation';
import { generate } from './generate';
import { upload } from './upload';

/** Images, videos and audio files that questions show. */
export const media: Resource = {
	name: 'Media',
	description: 'Image, video or audio file to show in questions',
	// The common one first; the other may charge.
	operations: { upload, generate },
};
