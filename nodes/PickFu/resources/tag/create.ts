import { readObject } from '../../api/read';
import { call } from '../../api/request';
import type { Operation } from '../operation';
import { requiredText } from '../given';

/** Makes a tag. What PickFu does with a name that exists already is not known. */
export const create: Operation = {
	name: 'Create',
	action: 'Create a tag',
	description: 'Make a tag that surveys can be filed under',
	nature: 'write',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Spring launch',
			description: 'Name of the tag',
		},
	],
	async execute({ connection, parameters, maxWaitMs }) {
		const body = { name: requiredText(parameters, 'name') };
		return { simplified: readObject(await call(connection, 'createTag', { body, maxWaitMs })) };
	},
};
