import { textField } from '../../api/read';
import type { Survey } from '../../api/shapes';

/**
 * Where a survey is filed, as far as it shows: PickFu might ignore a filter, so it is checked again,
 * but never more strictly than PickFu may apply it.
 */

/** True when the survey is, or may be, in the project. */
export function isInProject({ project, raw }: Survey, projectId: string): boolean {
	const id = project === undefined ? textField(raw, 'projectId') : project.id;
	// A survey that names no project at all, as `null`, is not in this one.
	if (id === undefined) return raw.project !== null;
	// A project has a GUID and a number; of which kind the survey names it is unknown.
	if (isNumber(id) !== isNumber(projectId)) return true;
	// GUIDs are one in upper and lower case (RFC 9562, section 4).
	return id.toLowerCase() === projectId.toLowerCase();
}

const isNumber = (id: string) => /^\d+$/.test(id);

/** True when the survey has, or may have, one of the tags. */
export function hasTag({ tags, raw }: Survey, tagIds: string[]): boolean {
	return !Array.isArray(raw.tags) || tags.some(({ id }) => tagIds.includes(String(id)));
}
