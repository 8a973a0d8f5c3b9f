import type { IDataObject } from 'n8n-workflow';
import { asRecord, isObject, readPage, textField, unwrap } from './read';

/** Something that respondents can be chosen by, or are asked for. */
export interface Trait {
	/** What targeting and reporting take. */
	permalink: string;
	name: string;
	/** The heading that PickFu lists it under, where it does. */
	group?: string;
}

/**
 * Reads the traits of an answer, each once: a plain list, groups that hold lists, or one list for each
 * group. Which of them PickFu uses has not been published.
 *
 * @throws {PickFuFailure} kind `unreadable` when there is no list in it
 */
export function readTraits(body: unknown): Trait[] {
	const inner = unwrap(body);
	const isGrouped = isObject(inner) && listsOf(inner).length > 1;
	const records = isGrouped ? [inner] : readPage(body).records;
	const traits = new Map<string, Trait>();
	for (const trait of records.flatMap((record) => ungroup(record))) {
		if (!traits.has(trait.permalink)) traits.set(trait.permalink, trait);
	}
	return [...traits.values()];
}

function listsOf(record: IDataObject): [string, unknown[]][] {
	const entries: [string, unknown][] = Object.entries(record);
	return entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
}

function ungroup(record: IDataObject, group?: string): Trait[] {
	// A page's entry that is a plain text arrives as `{ value }`.
	const isText = Object.keys(record).join() === 'value';
	const permalink = textField(record, isText ? 'value' : 'permalink');
	if (permalink !== undefined) {
		const name = textField(record, 'traitName', 'name') ?? permalink;
		return [{ permalink, name, ...(group !== undefined && { group }) }];
	}
	const lists = listsOf(record);
	const heading = textField(record, 'name', 'title', 'group');
	return lists.flatMap(([key, entries]) => {
		const inside = heading ?? (lists.length > 1 ? key : group);
		return entries.flatMap((entry) => ungroup(asRecord(entry), inside));
	});
}
