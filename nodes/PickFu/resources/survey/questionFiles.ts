import { isObject } from '../../api/read';
import { upload } from '../../api/upload';
import { filesIn, withUrls, type Question } from '../../questions';
import { itemFile, type ItemFile } from '../media/itemFile';
import type { ItemCall } from '../operation';

/**
 * Uploads the files of the item that the questions show, each once, also over the tries of this item, and puts their URLs in
 * place. All files are looked at before the first is sent, so call it when everything else has been
 * checked: nothing of a survey that cannot be made should be left in PickFu.
 *
 * @throws {PickFuFailure} kind `input` when a file is missing, too large or of the wrong kind
 */
export async function uploadFiles(
	{ connection, context, parameters, maxWaitMs, journal }: ItemCall,
	questions: Question[],
): Promise<Question[]> {
	const names = filesIn(questions);
	if (names.length === 0) return questions;
	const files: Array<[string, ItemFile]> = [];
	for (const property of names) {
		files.push([
			property,
			await itemFile(context, parameters.itemIndex, { property, label: 'Input Data Field Name' }),
		]);
	}
	// A retry of this item finds the files that were uploaded before.
	const known = journal.read().note?.urls;
	const urls = new Map<string, string>(
		Object.entries(isObject(known) ? known : {}).map(([name, url]) => [name, String(url)]),
	);
	for (const [property, file] of files) {
		if (urls.has(property)) continue;
		urls.set(property, (await upload(connection, await file.read(), { maxWaitMs })).url);
		journal.write({ note: { urls: Object.fromEntries(urls) } });
	}
	return withUrls(questions, urls);
}
