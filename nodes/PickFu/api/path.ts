import { PickFuFailure } from './failure';

/** Longer than any id seen (a GUID has 36 characters), short enough that no server cuts the address. */
const MAX_ID_LENGTH = 200;

/**
 * Puts ids into an endpoint's path, encoded, so that an id can never become another path.
 *
 * @param template such as `/surveys/{surveyId}/publish`
 * @param ids the value of each `{name}`
 * @returns the path with every id percent-encoded (RFC 3986, section 2.1)
 * @throws {PickFuFailure} kind `input` when an id is missing, blank, `.`, `..`, too long or holds
 * a slash, a control character or a character that no id has
 */
export function buildPath(template: string, ids: Record<string, string> = {}): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(checkId(name, ids[name])),
	);
}

function checkId(name: string, value: string | undefined): string {
	const label = ID_LABELS[name] ?? name;
	const id = (value ?? '').trim();
	if (id === '') {
		throw PickFuFailure.input(
			`${label} is empty`,
			`Choose one from the list, or give its ID in "${label}".`,
			name,
		);
	}
	if (id.length > MAX_ID_LENGTH || !/^[\p{L}\p{N}_.~:-]+$/u.test(id) || /^\.+$/.test(id)) {
		throw PickFuFailure.input(
			`${label} is not an ID`,
			`"${label}" takes the ID as PickFu shows it, without slashes, spaces or the rest of an address. To use an address, switch the field to "By URL".`,
			name,
		);
	}
	return id;
}

const ID_LABELS: Record<string, string> = {
	surveyId: 'Survey',
	projectId: 'Project',
	responseId: 'Response',
};
