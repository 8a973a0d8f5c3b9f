import { OPTION_TYPES, type OptionType } from './fields';
import {
	asNumber,
	asText,
	asTrimmedText,
	compact,
	isJsonObject,
	isNothing,
	type Json,
} from './values';

/**
 * The questions of the editor's fixed collection (`QuestionFields`), in PickFu's spelling and not
 * yet checked. Empty fields are left out; an option whose kind asks for an address or an ASIN keeps
 * that member, empty, so that the check refuses it: it would silently become a text option.
 *
 * @param value the parameter `questions`, with whatever expressions have put into it; a plain list
 * of questions and options written as plain text are understood too
 * @returns what goes to `checkQuestions`; never throws
 */
export function fromFields(value: unknown): unknown[] {
	return listIn(value, 'question').map((question) =>
		isJsonObject(question) ? questionFrom(question) : question,
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
	if (!isJsonObject(fields)) return fields;
	const context = compact([
		['text', asText(fields.text)],
		['mediaUrl', asTrimmedText(fields.mediaUrl)],
		['type', asTrimmedText(fields.type)],
		['value', asText(fields.value)],
	]);
	return Object.keys(context).length > 0 ? context : undefined;
}

function optionFrom(fields: unknown): unknown {
	if (!isJsonObject(fields)) return isNothing(fields) ? {} : { value: asText(fields) };
	const kind = OPTION_TYPES.find((known) => known === fields.optionType);
	const members = kind === undefined ? anyKind(fields) : MEMBERS[kind](fields);
	return compact([['id', asTrimmedText(fields.id)], ['value', asText(fields.value)], ...members]);
}

type Members = Array<readonly [string, unknown]>;

/** The members of each kind beside `id` and `value`. */
const MEMBERS: Record<OptionType, (fields: Json) => Members> = {
	text: () => [],
	image: (fields) => [['mediaUrl', asTrimmedText(fields.mediaUrl) ?? '']],
	asin: (fields) => [['asin', asTrimmedText(fields.asin) ?? '']],
	imageSet: (fields) => [['imageSet', addresses(fields.imageSetUrls)], directionOf(fields)],
	searchResult: (fields) => [['mockup', mockupFrom(fields)]],
};

function anyKind(fields: Json): Members {
	return [
		['mediaUrl', asTrimmedText(fields.mediaUrl)],
		['asin', asTrimmedText(fields.asin)],
		['imageSet', isNothing(fields.imageSetUrls) ? undefined : addresses(fields.imageSetUrls)],
		isNothing(fields.imageSetUrls) ? ['imageSetDirection', undefined] : directionOf(fields),
		[
			'mockup',
			isNothing(fields.mockupTitle) && isNothing(fields.mockupImage)
				? undefined
				: mockupFrom(fields),
		],
	];
}

function directionOf(fields: Json): readonly [string, unknown] {
	return ['imageSetDirection', asTrimmedText(fields.imageSetDirection)];
}

/** `serp` is the one type of mockup that PickFu's page on updating a survey shows. */
function mockupFrom(fields: Json): Json {
	const details = isJsonObject(fields.mockupDetails) ? fields.mockupDetails : {};
	return compact([
		['type', 'serp'],
		['title', asText(fields.mockupTitle)],
		['image', asTrimmedText(fields.mockupImage)],
		['price', asNumber(details.price)],
		['currency', asTrimmedText(details.currency)],
		['numRatings', asNumber(details.numRatings)],
		['reviewScore', asNumber(details.reviewScore)],
	]);
}

/** One address per line, or a list of them. */
function addresses(value: unknown): unknown {
	const entries: unknown = typeof value === 'string' ? value.split(/[\r\n]+/) : (value ?? []);
	if (!Array.isArray(entries)) return entries;
	return entries.map(asTrimmedText).filter((entry) => entry !== undefined);
}

/** The entries of a fixed collection, of a plain list, or the one thing that stands in its place. */
function listIn(value: unknown, key: string): unknown[] {
	const inner = isJsonObject(value) && key in value ? value[key] : value;
	if (isNothing(inner)) return [];
	if (Array.isArray(inner)) return inner;
	return isJsonObject(inner) && Object.keys(inner).length === 0 ? [] : [inner];
}
