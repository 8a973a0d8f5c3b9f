import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { PROJECT_SWITCHES } from '../../api/names';
import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readProject, type Project } from '../../api/projects';
import { givenFlag } from '../given';
import type { Operation } from '../operation';
import { asText } from '../parameters';
import { requiredProject } from './locator';
import { PROJECT_RECORD, projectOutput } from './output';

/** Updates a project; only what is added under 'Update Fields' is sent. */
export const update: Operation = {
	name: 'Update',
	action: 'Update project',
	description: 'Update the name, description or goal of a project, archive or bookmark it',
	nature: 'write',
	fields: [
		requiredProject,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Archive',
					name: 'archive',
					type: 'options',
					options: [
						{ name: 'Archive', value: true },
						{ name: 'Unarchive', value: false },
					],
					default: true,
					description: 'Whether the project is archived',
				},
				{
					displayName: 'Bookmark',
					name: 'bookmark',
					type: 'options',
					options: [
						{ name: 'Add Bookmark', value: true },
						{ name: 'Remove Bookmark', value: false },
					],
					default: true,
					description: 'Whether the project is bookmarked',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					typeOptions: { rows: 3 },
					default: '',
					description: 'Description of the project. Leave empty to clear it.',
				},
				{
					displayName: 'Goal',
					name: 'goal',
					type: 'string',
					default: '',
					placeholder: 'e.g. Choose the packaging by May',
					description: 'What you want to learn. Leave empty to clear it.',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. Spring launch',
					description: 'New name of the project',
				},
			],
		},
	],
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const ids = { projectId: parameters.id('projectId', 'projects') };
		const changes = readChanges(parameters.collection('updateFields'));
		const raw = readObject(
			await call(connection, 'updateProject', { ids, body: wireBody(changes), maxWaitMs }),
		);
		checkMade(changes, readProject(raw));
		return projectOutput(raw);
	},
};

/** What to change, under the names that a project shows it by. */
type Changes = Partial<
	Record<'name' | 'description' | 'goal', string> & Record<'archived' | 'bookmarked', boolean>
>;

function readChanges(fields: IDataObject): Changes {
	const changes: Changes = {};
	for (const name of ['name', 'description', 'goal'] as const) {
		const value = fields[name];
		// An expression without a value for this item must not wipe a text; an empty text may.
		if (value !== undefined && value !== null) changes[name] = asText(value, name);
	}
	const archived = givenFlag(fields.archive, 'archive');
	const bookmarked = givenFlag(fields.bookmark, 'bookmark');
	if (archived !== undefined) changes.archived = archived;
	if (bookmarked !== undefined) changes.bookmarked = bookmarked;
	if (Object.keys(changes).length === 0) {
		throw PickFuFailure.input(
			'No fields to update',
			"Add a field under 'Update Fields'. Expressions that return nothing are ignored.",
			'updateFields',
		);
	}
	if (changes.name === '') {
		throw PickFuFailure.field('name', 'is empty', 'Remove the field to keep the current name.');
	}
	return changes;
}

function wireBody({ archived, bookmarked, ...texts }: Changes): IDataObject {
	return {
		...texts,
		...(archived !== undefined && { [PROJECT_SWITCHES.archived]: archived }),
		...(bookmarked !== undefined && { [PROJECT_SWITCHES.bookmarked]: bookmarked }),
	};
}

/** A misspelt field would be ignored without a word, so what comes back is compared; what it does not tell is not. */
function checkMade(changes: Changes, project: Project): void {
	const missed = (Object.keys(changes) as (keyof Changes)[]).filter((name) => {
		const got = project[name];
		return got !== undefined && (typeof got === 'string' ? got.trim() : got) !== changes[name];
	});
	if (missed.length === 0) return;
	throw new PickFuFailure({
		kind: 'differs',
		message: `PickFu didn't make every change to the project: ${missed.join(', ')}`,
		description: "PickFu's API may have changed. Check for a newer version of n8n-nodes-pickfu.",
		outcome: 'done',
	});
}
