import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
// First, as it says where n8n-core writes its settings.
import './host.mts';
import { Container } from '@n8n/di';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** A file inside the item, as n8n keeps it without a place for files. */
export function inMemory(content: Buffer, fileName: string, mimeType: string): IBinaryData {
	return { data: content.toString('base64'), mimeType, fileName };
}

/** n8n's place for files on the disk. */
export interface FileStore {
	/** Stores a file as a node before would have, piece by piece. */
	add(
		content: Iterable<Buffer> | AsyncIterable<Buffer>,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData>;
	/** Where the file is on the disk. */
	pathOf(file: IBinaryData): string;
	/** Removes everything, and goes back to files inside the items. */
	remove(): Promise<void>;
}

/** Has n8n keep files on the disk, in a folder of its own. */
export async function fileStore(): Promise<FileStore> {
	const folder = await mkdtemp(path.join(tmpdir(), 'pickfu-files-'));
	const config = Container.get(BinaryDataConfig);
	config.mode = 'filesystem';
	config.localStoragePath = folder;
	const service = Container.get(BinaryDataService);
	await service.init();
	return {
		async add(content, fileName, mimeType) {
			const location = { type: 'execution', workflowId: 'workflow', executionId: '1' } as const;
			return await service.store(location, Readable.from(content), {
				data: '',
				fileName,
				mimeType,
			});
		},
		pathOf: (file) => service.getPath(file.id!),
		async remove() {
			Object.assign(service, { mode: 'default', managers: {} });
			await rm(folder, { recursive: true, force: true });
		},
	};
}
