import type { INodeProperties } from 'n8n-workflow';
import { compareTexts } from '../api/text';
import { choiceField, collectionField, longestWait, outputFields } from './fields';
import type { Operation, Resource } from './operation';

/**
 * The fields of the whole node, made from the table of resources: the menus, then each operation's
 * fields, shown only for that operation. An operation therefore never says where it is shown.
 */
export function nodeFields(resources: ReadonlyMap<string, Resource>): INodeProperties[] {
	const entries = [...resources];
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: entries.map(([value, { name, description }]) => ({ name, value, description })),
			default: 'survey',
		},
		...entries.map(([value, resource]) => operationMenu(value, resource)),
		...entries.flatMap(([value, resource]) =>
			Object.entries(resource.operations).flatMap(([name, operation]) =>
				operationFields(value, name, operation),
			),
		),
	];
}

function operationMenu(resource: string, { operations }: Resource): INodeProperties {
	const entries = Object.entries(operations).map(([value, { name, action, description }]) => ({
		name,
		value,
		action,
		description,
	}));
	const fallback = 'getAll' in operations ? 'getAll' : entries[0]!.value;
	return choiceField('Operation', 'operation', undefined, entries, fallback, {
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
	});
}

/**
 * Every field of an operation, in the order of the form. "Options" is there where it does something:
 * what changes one record does not wait for PickFu's rate limit for long.
 */
export function fieldsOf({ fields, record, nature, options = [] }: Operation): INodeProperties[] {
	const all = nature === 'write' ? options : [...options, longestWait];
	const sorted = [...all].sort((a, b) => compareTexts(a.displayName, b.displayName));
	return [
		...fields,
		...(record ? outputFields([...record.ids, ...record.names]) : []),
		...(all.length > 0 ? [collectionField('Options', 'options', 'Add option', sorted)] : []),
	];
}

/** The words of the menus for what a node does, for the canvas: "Get Many: Survey". */
export function subtitle(resources: ReadonlyMap<string, Resource>): string {
	const words = [...resources].flatMap(([value, { name, operations }]) =>
		Object.entries(operations).map(([operation, { name: verb }]) => [
			`${value}.${operation}`,
			`${verb}: ${name}`,
		]),
	);
	const table = JSON.stringify(Object.fromEntries(words));
	return `={{ (${table})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

function operationFields(resource: string, name: string, operation: Operation): INodeProperties[] {
	return fieldsOf(operation).map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...field.displayOptions?.show, resource: [resource], operation: [name] },
		},
	}));
}
