import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { PROJECT_SWITCHES } from '../../api/names';
import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readProject, type Project } from '../../api/projects';
import { API_CHANGED } from '../../api/version';
import { collectionField, eitherField, requiredProject, stringField } from '../fields';
import type { Operation } from '../operation';
import { asFlag, asText } from '../parameters';
import { PROJECT_RECORD, projectOutput } from './output';

/** Updates a project; only what is added under 'Update Fields' is sent. */
export const update: Operation = {
	name: 'Update',
	action: 'Update project',
	description: 'Update the name, description or goal of a project, archive or bookmark it',
	nature: 'write',
	fields: [
		requiredProject,
		collectionField('Update Fields', 'updateFields', 'Add field', [
			eitherField('Archive', 'archive', 'Whether the project is archived', 'Archive', 'Unarchive'),
			eitherField(
				'Bookmark',
				'bookmark',
				'Whether the project is bookmarked',
				'Add Bookmark',
				'Remove Bookmark',
			),
			stringField(
				'Description',
				'description',
				'Description of the project. Leave empty to clear it.',
				{ typeOptions: { rows: 3 } },
			),
			stringField('Goal', 'goal', 'What you want to learn. Leave empty to clear it.', {
				placeholder: 'e.g. Choose the packaging by May',
			}),
			stringField('Name', 'name', 'New name of the project', {
				placeholder: 'e.g. Spring launch',
			}),
		]),
	],
	record: PROJECT_RECORD,
	async execute({ connection, parameters, maxWaitMs }) {
		const ids = { projectId: parameters.id('projectId', 'projects') };
		const changes = readChanges(parameters.collection('updateFields'));
		const { archived, bookmarked, ...texts } = changes;
		const body = {
			...texts,
			[PROJECT_SWITCHES.archived]: archived,
			[PROJECT_SWITCHES.bookmarked]: bookmarked,
		};
		const raw = readObject(await call(connection, 'updateProject', { ids, body, maxWaitMs }));
		checkMade(changes, readProject(raw));
		return projectOutput(raw);
	},
};

/** What to change, under the names that a project shows it by. */
type Changes = Partial<
	Record<'name' | 'description' | 'goal', string> & Record<'archived' | 'bookmarked', boolean>
>;

function readChanges(fields: IDataObject): Changes {
	const changes: Changes = {
		archived: asFlag(fields.archive, 'archive', undefined),
		bookmarked: asFlag(fields.bookmark, 'bookmark', undefined),
	};
	for (const name of ['name', 'description', 'goal'] as const) {
		const value = fields[name];
		// An expression without a value for this item must not wipe a text; an empty text may.
		if (value !== undefined && value !== null) changes[name] = asText(value, name);
	}
	if (Object.values(changes).every((value) => value === undefined)) {
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

/** A misspelt field would be ignored without a word, so what comes back is compared; what it does not tell is not. */
function checkMade(changes: Changes, project: Project): void {
	const missed = (Object.keys(changes) as (keyof Changes)[]).filter((name) => {
		const wanted = changes[name];
		const got = project[name];
		const isShown = wanted !== undefined && got !== undefined;
		return isShown && (typeof got === 'string' ? got.trim() : got) !== wanted;
	});
	if (missed.length === 0) return;
	throw new PickFuFailure({
		kind: 'differs',
		message: `PickFu didn't make every change to the project: ${missed.join(', ')}`,
		description: `${API_CHANGED}.`,
		outcome: 'done',
	});
}
