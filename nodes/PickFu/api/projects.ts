import type { IDataObject } from 'n8n-workflow';
import { field, isObject, textField, textFields } from './read';
import { switchField } from './shapes';

/** A folder of surveys. */
export type Project = ReturnType<typeof readProject>;

/**
 * Reads a project from a record of any known spelling. `surveys` are undefined where the answer does not
 * list them; `user` is who made it: an object in lists, a text elsewhere, absent after create and update.
 */
export function readProject(raw: IDataObject) {
	const [user, surveys] = [field(raw, 'user'), field(raw, 'surveys')];
	return {
		...textFields(raw, 'id', 'name', 'description', 'goal', 'url', 'createdAt', 'updatedAt'),
		archived: switchField(raw, 'archived'),
		bookmarked: switchField(raw, 'bookmarked'),
		surveys: Array.isArray(surveys)
			? surveys.filter(isObject).map((survey) => textFields(survey, 'id', 'name'))
			: undefined,
		user: isObject(user) ? textField(user, 'name', 'email') : textField(raw, 'user'),
		raw,
	};
}
