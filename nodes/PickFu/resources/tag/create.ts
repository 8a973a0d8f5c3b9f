import { readObject } from '../../api/read';
import { call } from '../../api/request';
import type { Operation } from '../operation';
import { TAG_RECORD, tagOutput } from './output';
import { requiredText } from '../given';

/** Creates a tag. What PickFu does with a name that exists already is unknown. */
export const create: Operation = {
	name: 'Create',
	action: 'Create tag',
	description: 'Create a new tag',
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
	record: TAG_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const body = { name: requiredText(parameters, 'name') };
		return tagOutput(readObject(await call(connection, 'createTag', { body, maxWaitMs })));
	},
};
