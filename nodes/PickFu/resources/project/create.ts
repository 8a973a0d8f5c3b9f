import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { collectionField, requiredName, stringField } from '../fields';
import type { Operation } from '../operation';
import { asText } from '../parameters';
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
		requiredName('Name of the project'),
		collectionField('Additional Fields', 'additionalFields', 'Add field', [
			stringField('Description', 'description', 'Description of the project', {
				typeOptions: { rows: 3 },
				placeholder: 'e.g. Everything about the new packaging',
			}),
		]),
	],
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const name = parameters.requiredText('name');
		const fields = parameters.collection('additionalFields');
		const description = asText(fields.description, 'description');
		const body = { name, ...(description !== '' && { description }) };
		return projectOutput(readObject(await call(connection, 'createProject', { body, maxWaitMs })));
	},
};
