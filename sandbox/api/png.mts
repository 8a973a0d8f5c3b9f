import { crc32, deflateSync } from 'node:zlib';
import { randomFrom } from '../random.mts';

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(body.length + 8);
	frame.writeUInt32BE(data.length, 0);
	body.copy(frame, 4);
	frame.writeUInt32BE(crc32(body), body.length + 4);
	return frame;
}

/**
 * A real PNG picture (RFC 2083): a soft gradient between two colours that hang on the seed.
 * @param width pixels
 * @param height pixels
 */
export function gradientPng(seed: string, width: number, height: number): Buffer {
	const random = randomFrom(seed, 'picture');
	const [from, to] = [0, 1].map(() => [0, 1, 2].map(() => 40 + Math.floor(random() * 200))) as [
		number[],
		number[],
	];
	const rows = Buffer.alloc(height * (1 + width * 3));
	for (let y = 0; y < height; y++) {
		const row = y * (1 + width * 3);
		for (let x = 0; x < width; x++) {
			const share = (x / width + y / height) / 2;
			for (let channel = 0; channel < 3; channel++) {
				rows[row + 1 + x * 3 + channel] = Math.round(
					from[channel]! * (1 - share) + to[channel]! * share,
				);
			}
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}
