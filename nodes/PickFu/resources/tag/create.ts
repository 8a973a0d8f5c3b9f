import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { requiredName } from '../fields';
import type { Operation, RecordFields } from '../operation';
import { recordOutput } from '../output';

/** The names of a tag. */
export const TAG_RECORD: RecordFields = { ids: ['id'], names: ['name'] };

/** Creates a tag. What PickFu does with a name that exists already is unknown. */
export const create: Operation = {
	name: 'Create',
	action: 'Create tag',
	description: 'Create a new tag',
	nature: 'write',
	fields: [requiredName('Name of the tag')],
	record: TAG_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const body = { name: parameters.requiredText('name') };
		const raw = readObject(await call(connection, 'createTag', { body, maxWaitMs }));
		return recordOutput(raw, TAG_RECORD);
	},
};
