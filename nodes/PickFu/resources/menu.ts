import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { longestWait, outputFields } from './fields';
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
			options: entries.map(([value, { name }]) => ({ name, value })),
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
	const options: INodePropertyOptions[] = Object.entries(operations)
		.map(([value, { name, action, description }]) => ({ name, value, action, description }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options,
		default: 'getAll',
	};
	return 'getAll' in operations ? menu : { ...menu, default: options[0]!.value };
}

/** Every field of an operation, in the order of the form. */
export function fieldsOf({ fields, record, options = [] }: Operation): INodeProperties[] {
	return [
		...fields,
		...(record ? outputFields([...record.ids, ...record.names]) : []),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [...options, longestWait].sort((a, b) => a.displayName.localeCompare(b.displayName)),
		},
	];
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
