import path from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { RESOURCES } from '../../nodes/PickFu/resources';
import type { Operation } from '../../nodes/PickFu/resources/operation';

/** The repository, and the folder of the nodes. */
export const ROOT = path.resolve(__dirname, '../..');
export const NODE = path.join(ROOT, 'nodes/PickFu');

export const node = new PickFu();
/** All fields of the node PickFu. */
export const { properties } = node.description;
/** Every operation: both names in one, the resource's, its own, and what it is. */
export const found = [...RESOURCES].flatMap(([resource, { operations }]) =>
	Object.entries(operations).map(([name, operation]): [string, string, string, Operation] => [
		`${resource} ${name}`,
		resource,
		name,
		operation,
	]),
);

/** The fields that are shown for an operation. */
export function fieldsOf(resource: string, operation: string): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: operations } = displayOptions?.show ?? {};
		return resources?.includes(resource) && operations?.includes(operation);
	});
}

/** A field and everything inside it. */
export function within(field: INodeProperties): INodeProperties[] {
	const inner = (field.options ?? []).flatMap((option) =>
		'values' in option ? option.values : 'type' in option ? [option] : [],
	);
	return [field, ...inner.flatMap(within)];
}

/** All fields, those inside others among them. */
export const allFields = properties.flatMap(within);
