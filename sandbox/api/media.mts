import { createHash } from 'node:crypto';
import type { StoredMedia, Wire } from '../state/model.mts';
import type { World } from '../state/world.mts';
import { requireEditor } from './access.mts';
import type { Handler } from './call.mts';
import { gradientPng } from './png.mts';
import { validationFailed } from './problem.mts';
import type { ReceivedFile } from './receive.mts';

const longSide = 512;

function keep(world: World, file: Omit<StoredMedia, 'id'>): StoredMedia {
	const media = { id: world.nextId(), ...file };
	world.media.set(media.id, media);
	return media;
}

/** Address of a file on the sandbox; the ending is that of its type. */
function addressOf(origin: string, { id, contentType }: StoredMedia): string {
	return `${origin}/media/${id}.${contentType.split('/')[1]!.replace(/\W.*$/, '')}`;
}

function keepPicture(world: World, seed: string, width: number, height: number): StoredMedia {
	const content = gradientPng(seed, width, height);
	return keep(world, {
		fileName: 'generated.png',
		contentType: 'image/png',
		size: content.length,
		sha256: createHash('sha256').update(content).digest('hex'),
		content,
	});
}

const generateMedia: Handler = (call) => {
	requireEditor(call.caller);
	const { world, origin } = call;
	const { prompt, aspectRatio = '1:1' } = call.body as Wire['GenerateMediaBody'];
	const [across, down] = aspectRatio.split(':').map(Number) as [number, number];
	const scale = longSide / Math.max(across, down);
	const picture = keepPicture(world, prompt, Math.round(across * scale), Math.round(down * scale));
	return {
		status: 200,
		data: { url: addressOf(origin, picture), model: 'sandbox-gradient', aspectRatio, prompt },
	};
};

/** A file that came as multipart, or one that the sandbox pretends to fetch from the given address. */
const uploadMedia: Handler = (call) => {
	requireEditor(call.caller);
	const { world, origin } = call;
	const body = call.body as Wire['UploadMediaBody'] | { file: ReceivedFile };
	if ('url' in body)
		return {
			status: 201,
			data: { url: addressOf(origin, keepPicture(world, body.url, 320, 320)) },
		};
	if (!/^(image|video|audio)\/\w/.test(body.file.contentType)) {
		throw validationFailed([`file must be an image, video or audio, not ${body.file.contentType}`]);
	}
	if (body.file.size === 0) throw validationFailed(['file must not be empty']);
	return { status: 201, data: { url: addressOf(origin, keep(world, body.file)) } };
};

/** The operations on media. */
export const mediaHandlers = { generateMedia, uploadMedia } satisfies Record<string, Handler>;
