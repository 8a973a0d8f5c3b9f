import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
} from 'n8n-workflow';

/** A node of a workflow file, as far as it is checked here. */
export interface StoredNode {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
}

/** What n8n adds to the fields of a node that is used as a tool. */
const TOOL_FIELDS = ['descriptionType', 'toolDescription'];
const LOCATOR_MODES = /^(list|url|id)$/;

/**
 * What a stored node sets that its description does not have, would not show, or does not allow: names at every level,
 * values of options, modes of resource locators, and required fields that are empty. Expressions count as right.
 *
 * @returns one sentence for each; empty when everything fits
 */
export function misfits(node: StoredNode, description: INodeTypeDescription): string[] {
	const given = node.parameters;
	// n8n decides what it shows by all values, the defaults of those left out among them.
	const all = NodeHelpers.getNodeParameters(
		description.properties,
		given as INodeParameters,
		true,
		true,
		node as unknown as INode,
		description,
	)!;
	const isShown = (field: INodeProperties) =>
		NodeHelpers.displayParameter(all, field, node as unknown as INode, description);
	const fields = description.properties.filter(isShown);
	const allowed = [
		...(node.type.endsWith('Tool') ? TOOL_FIELDS : []),
		...(description.polling === true ? ['pollTimes'] : []),
	];
	return [
		...inRecord(given, fields, node.name, allowed),
		...fields
			.filter(({ required, name }) => required && isEmpty(all[name]))
			.map(({ name }) => `${node.name}: '${name}' is required and empty`),
	];
}

function inRecord(
	given: Record<string, unknown>,
	fields: readonly INodeProperties[],
	place: string,
	allowed: readonly string[] = [],
): string[] {
	return Object.entries(given).flatMap(([name, value]) => {
		if (allowed.includes(name)) return [];
		const found = fields.filter((field) => field.name === name);
		if (found.length === 0) return [`${place}: there is no field '${name}'`];
		// A field that depends on others may stand several times; one that fits is enough.
		const misfitsOf = found.map((field) => inField(value, field, `${place} > ${name}`));
		return misfitsOf.some((list) => list.length === 0) ? [] : misfitsOf[0]!;
	});
}

function inField(value: unknown, field: INodeProperties, place: string): string[] {
	if (typeof value === 'string' && value.startsWith('=')) return [];
	const { type, typeOptions } = field;
	if (type === 'collection') {
		if (!isRecord(value)) return [`${place}: not a collection`];
		return inRecord(value, (field.options ?? []) as INodeProperties[], place);
	}
	if (type === 'fixedCollection') return inFixed(value, field, place);
	if (type === 'options' || type === 'multiOptions') return inOptions(value, field, place);
	if (type === 'resourceLocator') {
		const fits = isRecord(value) && value.__rl === true && LOCATOR_MODES.test(String(value.mode));
		return fits ? [] : [`${place}: not a resource locator`];
	}
	const wanted = { number: 'number', boolean: 'boolean' }[String(type)] ?? 'string';
	const values = typeOptions?.multipleValues === true && Array.isArray(value) ? value : [value];
	return values.every((one) => typeof one === wanted) ? [] : [`${place}: not a ${wanted}`];
}

function inFixed(value: unknown, field: INodeProperties, place: string): string[] {
	if (!isRecord(value)) return [`${place}: not a collection`];
	return Object.entries(value).flatMap(([group, rows]) => {
		const found = (field.options ?? []).find((option) => option.name === group);
		if (found === undefined || !('values' in found))
			return [`${place}: there is no group '${group}'`];
		const isList = field.typeOptions?.multipleValues === true;
		if (Array.isArray(rows) !== isList)
			return [`${place} > ${group}: ${isList ? 'not' : 'only'} a list`];
		return [rows]
			.flat()
			.flatMap((row, index) =>
				inRecord(row as Record<string, unknown>, found.values, `${place} > ${group} ${index + 1}`),
			);
	});
}

function inOptions(value: unknown, field: INodeProperties, place: string): string[] {
	const known = (field.options ?? []).flatMap((option) =>
		'value' in option ? [option.value] : [],
	);
	const values = field.type === 'multiOptions' ? value : [value];
	if (!Array.isArray(values)) return [`${place}: not a list`];
	// What PickFu lists (countries aside) is loaded in the editor: any text may be one of them.
	if (field.typeOptions?.loadOptionsMethod !== undefined) return [];
	return values
		.filter((one) => !known.includes(one as string))
		.map((one) => `${place}: there is no option ${JSON.stringify(one)}`);
}

function isEmpty(value: unknown): boolean {
	if (isRecord(value) && value.__rl === true) return isEmpty(value.value);
	return value === undefined || value === null || value === '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
