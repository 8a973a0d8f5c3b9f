import type { IDataObject } from 'n8n-workflow';
import { field, isObject, objectsField, textField } from './read';
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
	const user = field(raw, 'user');
	return {
		id: textField(raw, 'id'),
		name: textField(raw, 'name'),
		description: textField(raw, 'description'),
		goal: textField(raw, 'goal'),
		url: textField(raw, 'url'),
		archived: switchField(raw, 'archived'),
		bookmarked: switchField(raw, 'bookmarked'),
		createdAt: textField(raw, 'createdAt'),
		updatedAt: textField(raw, 'updatedAt'),
		surveys: Array.isArray(field(raw, 'surveys'))
			? objectsField(raw, 'surveys').map((survey) => ({
					id: textField(survey, 'id'),
					name: textField(survey, 'name'),
				}))
			: undefined,
		user: isObject(user)
			? (textField(user, 'name') ?? textField(user, 'email'))
			: textField(raw, 'user'),
		raw,
	};
}
