import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** A value in all the forms in which it could stand in a text: plain, in an address, and inside base64. */
function forms(value: string): string[] {
	// Base64 of a longer text holds one of three forms, by where the value begins; its ends are cut off.
	const inBase64 = [0, 1, 2].map((before) => {
		const text = Buffer.concat([Buffer.alloc(before), Buffer.from(value)])
			.toString('base64')
			.replace(/=+$/, '');
		return text.slice(Math.ceil((before * 8) / 6), -2);
	});
	return [...new Set([value, encodeURIComponent(value), ...inBase64])];
}

/** Which of some values stand somewhere. */
export class Search {
	readonly #forms: Array<{ value: string; form: string }>;

	/** Bytes and texts that were looked through, in characters. */
	searched = 0;

	/** @throws Error for a value that is too short to be found without doubt */
	constructor(values: string[]) {
		const short = values.find((value) => value.length < 10);
		if (short !== undefined)
			throw new Error(`${short.length} characters are too few to search for`);
		this.#forms = values.flatMap((value) => forms(value).map((form) => ({ value, form })));
	}

	/** The values that a text holds, plain or encoded. */
	inText(text: string): string[] {
		this.searched += text.length;
		const found = this.#forms.filter(({ form }) => text.includes(form));
		return [...new Set(found.map(({ value }) => value))];
	}

	/**
	 * The files under a folder that hold one of the values, by their path in it; installed packages
	 * are left out.
	 */
	async inFolder(folder: string): Promise<string[]> {
		const entries = await readdir(folder, { recursive: true, withFileTypes: true });
		const found: string[] = [];
		for (const entry of entries) {
			const file = path.join(entry.parentPath, entry.name);
			if (!entry.isFile() || file.includes('node_modules')) continue;
			if (this.inText(await readFile(file, 'latin1')).length > 0)
				found.push(path.relative(folder, file));
		}
		return found;
	}
}
