import { PickFuFailure } from './failure';

/** Longer than any id seen (a GUID has 36 characters), short enough that no server cuts the address. */
const MAX_ID_LENGTH = 200;

/**
 * Puts ids into an endpoint's path such as `/surveys/{surveyId}/publish`, encoded, so that an id can
 * never become another path.
 *
 * @throws {PickFuFailure} kind `input` for an id that is missing, too long, or none
 */
export function buildPath(template: string, ids: Record<string, string> = {}): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) => {
		const id = (ids[name] ?? '').trim();
		if (id === '')
			throw PickFuFailure.field(name, 'is empty', 'Choose from the list, or enter an ID.');
		if (id.length > MAX_ID_LENGTH || !/^[\p{L}\p{N}_.~:-]+$/u.test(id) || /^\.+$/.test(id)) {
			const advice = "Enter only the ID, or switch to 'By URL' to use a link.";
			throw PickFuFailure.field(name, "isn't an ID", advice);
		}
		return encodeURIComponent(id);
	});
}
