import type { IDataObject } from 'n8n-workflow';
import { field, isObject, textFields } from './read';
import { switchField } from './shapes';

/** A folder of surveys. */
export type Project = ReturnType<typeof readProject>;

/**
 * Reads a project from a record of any known spelling. `surveys` are undefined where the answer does not
 * list them.
 */
export function readProject(raw: IDataObject) {
	const surveys = field(raw, 'surveys');
	return {
		...textFields(raw, 'id', 'name', 'description', 'goal', 'url', 'updatedAt'),
		archived: switchField(raw, 'archived'),
		bookmarked: switchField(raw, 'bookmarked'),
		surveys: Array.isArray(surveys)
			? surveys.filter(isObject).map((survey) => textFields(survey, 'id', 'name'))
			: undefined,
	};
}
