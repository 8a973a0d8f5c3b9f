import { isObject } from '../api/read';
import { BETWEEN_URLS } from './urls';
import { asNumber, asText, asTrimmedText, compact, isNothing, type Json } from './values';

/**
 * The questions of the editor's fixed collection, in PickFu's spelling and not
 * yet checked. Empty fields are left out; where the expression of an image or an ASIN gave nothing,
 * that member stays, empty, so that the check refuses it: it would silently become a text option.
 *
 * @param value the parameter `questions`, with whatever expressions have put into it; a plain list
 * of questions and options written as plain text are understood too
 * @returns what goes to `checkQuestions`; never throws
 */
export function fromFields(value: unknown): unknown[] {
	return listIn(value, 'question').map((question) =>
		isObject(question) ? questionFrom(question) : question,
	);
}

function questionFrom(fields: Json): Json {
	const options = listIn(fields.options, 'option').map(optionFrom);
	return compact([
		['id', asTrimmedText(fields.id)],
		['type', asTrimmedText(fields.type)],
		['prompt', asText(fields.prompt)],
		['context', contextFrom(fields.context)],
		['options', options.length > 0 ? options : undefined],
	]);
}

function contextFrom(fields: unknown): unknown {
	if (isNothing(fields)) return undefined;
	if (!isObject(fields)) return fields;
	const context = compact([
		['text', asText(fields.text)],
		['mediaUrl', asTrimmedText(fields.mediaUrl)],
	]);
	return Object.keys(context).length > 0 ? context : undefined;
}

function optionFrom(value: unknown): unknown {
	if (!isObject(value)) return { value: asText(value) };
	const fields: Json = value;
	const hasImageSet = isGiven(fields, 'imageSetUrls');
	return compact([
		['id', asTrimmedText(fields.id)],
		['value', asText(fields.value)],
		['mediaUrl', content(fields, 'mediaUrl')],
		['binaryProperty', content(fields, 'binaryProperty')],
		['asin', content(fields, 'asin')],
		['imageSet', hasImageSet ? urls(fields.imageSetUrls) : undefined],
		['imageSetDirection', hasImageSet ? asTrimmedText(fields.imageSetDirection) : undefined],
		['mockup', mockupFrom(fields)],
	]);
}

/**
 * What an option shows. A field that was left empty is an empty text; one whose expression gave
 * nothing is null, and stays as an empty text for the check to refuse.
 */
function content(fields: Json, name: string): unknown {
	return isGiven(fields, name) ? (asTrimmedText(fields[name]) ?? '') : undefined;
}

/** True where something was entered, or an expression that gave nothing. */
function isGiven(fields: Json, name: string): boolean {
	const value = fields[name];
	return name in fields && (value === null || value === undefined || !isNothing(value));
}

/** `serp` is the one type of mockup that PickFu's page on updating a survey shows. */
function mockupFrom(fields: Json): Json | undefined {
	const parts = ['mockupTitle', 'mockupImage', 'price', 'currency', 'numRatings', 'reviewScore'];
	if (!parts.some((name) => isGiven(fields, name))) return undefined;
	return compact([
		['type', 'serp'],
		['title', asText(fields.mockupTitle)],
		['image', asTrimmedText(fields.mockupImage)],
		['price', asNumber(fields.price)],
		['currency', asTrimmedText(fields.currency)],
		['numRatings', asNumber(fields.numRatings)],
		['reviewScore', asNumber(fields.reviewScore)],
	]);
}

/** One URL per line, a list of them, or a list that an expression has made text of. */
function urls(value: unknown): unknown {
	const entries = Array.isArray(value) ? value : isNothing(value) ? [] : [value];
	return entries
		.flatMap((entry: unknown) =>
			typeof entry === 'string'
				? entry.split(/[\r\n]+/).flatMap((line) => line.split(BETWEEN_URLS))
				: [entry],
		)
		.map(asTrimmedText)
		.filter((entry) => entry !== undefined);
}

/** The entries of a fixed collection, of a plain list, or the one thing that stands in its place. */
function listIn(value: unknown, key: string): unknown[] {
	const inner = isObject(value) && key in value ? value[key] : value;
	if (isNothing(inner)) return [];
	if (Array.isArray(inner)) return inner;
	return isObject(inner) && Object.keys(inner).length === 0 ? [] : [inner];
}
