import { readObject } from '../../api/read';
import { call } from '../../api/request';
import type { Operation } from '../operation';
import { asText } from '../parameters';
import { requiredText } from '../given';
import { PROJECT_RECORD, projectOutput } from './output';

/**
 * Creates a project. PickFu takes one without a name too (third-party); nobody would find it again, so
 * a name is asked for.
 */
export const create: Operation = {
	name: 'Create',
	action: 'Create project',
	description: 'Create a new project to organize surveys',
	nature: 'write',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Spring launch',
			description: 'Name of the project',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					placeholder: 'e.g. Everything about the new packaging',
					description: 'Description of the project',
				},
			],
		},
	],
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const name = requiredText(parameters, 'name');
		const description = asText(
			parameters.collection('additionalFields').description,
			'description',
		);
		const body = { name, ...(description !== '' && { description }) };
		return projectOutput(readObject(await call(connection, 'createProject', { body, maxWaitMs })));
	},
};
