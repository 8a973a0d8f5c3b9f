import type { IDataObject } from 'n8n-workflow';
import { readProject } from '../../api/projects';
import { projectRow } from '../../results/records';
import type { Output, RecordFields } from '../operation';

/** The names of a project, simplified and as PickFu returns it. */
export const PROJECT_RECORD: RecordFields = {
	ids: ['id'],
	names: [
		'name',
		'description',
		'goal',
		'url',
		'archived',
		'bookmarked',
		'surveyCount',
		'surveys',
		'surveyIds',
		'createdAt',
		'updatedAt',
		'user',
	],
};

/** A project as PickFu returned it, for the node's output. */
export function projectOutput(raw: IDataObject): Output {
	return { simplified: projectRow(readProject(raw)), raw };
}
