import { isObject } from '../../api/read';
import { upload } from '../../api/upload';
import { filesIn, withUrls, type Question } from '../../questions';
import { itemFile, type ItemFile } from '../media/itemFile';
import type { ItemCall } from '../operation';

/**
 * Uploads the files of the item that the questions show, each once over all tries of the item, and
 * puts their URLs in place. All files are looked at before the first is sent, so call it when everything else has been
 * checked: nothing of a survey that cannot be made should be left in PickFu.
 *
 * @throws {PickFuFailure} kind `input` when a file is missing, too large or of the wrong kind
 */
export async function uploadFiles(
	{ connection, context, parameters, maxWaitMs, journal }: ItemCall,
	questions: Question[],
): Promise<Question[]> {
	const files: Array<[string, ItemFile]> = [];
	for (const property of filesIn(questions)) {
		const label = 'Input Data Field Name';
		files.push([property, await itemFile(context, parameters.itemIndex, { property, label })]);
	}
	const known = journal.read().note?.urls;
	const urls = new Map(Object.entries(isObject(known) ? known : {}));
	for (const [property, file] of files) {
		if (urls.has(property)) continue;
		urls.set(property, (await upload(connection, await file.read(), { maxWaitMs })).url);
		journal.write({ note: { urls: Object.fromEntries(urls) } });
	}
	return withUrls(questions, urls as Map<string, string>);
}
