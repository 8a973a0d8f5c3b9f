import type { Resource } from '../operation';
import { generate } from './generate';
import { upload } from './upload';

/** Images, videos and sounds that questions show. */
export const media: Resource = {
	name: 'Media',
	operations: { generate, upload },
};
