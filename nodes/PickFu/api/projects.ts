import type { IDataObject } from 'n8n-workflow';
import { field, isObject, textField, textFields } from './read';
import { switchField } from './shapes';

/** A folder of surveys. */
export interface Project {
	id?: string;
	name?: string;
	description?: string;
	goal?: string;
	/** The page for people. */
	url?: string;
	archived?: boolean;
	bookmarked?: boolean;
	createdAt?: string;
	updatedAt?: string;
	/** Undefined where the answer does not list them. */
	surveys?: { id?: string; name?: string }[];
	/** Who made it; absent after create and update. */
	user?: string;
	raw: IDataObject;
}

/** Reads a project from a record of any known spelling; `user` is an object in lists, a text elsewhere. */
export function readProject(raw: IDataObject): Project {
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
