import type { INodeTypeDescription } from 'n8n-workflow';
import { PickFuApi } from '../../credentials/PickFuApi.credentials';
import { PickFuOAuth2Api } from '../../credentials/PickFuOAuth2Api.credentials';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';
import {
	API_KEY_FORM,
	AUTHENTICATION,
	MENUS,
	OAUTH_FORM,
	OTHER_FORMS,
	TRIGGER_FORM,
} from '../support/forms/others.mts';
import { shownForm } from '../support/forms/shown.mts';
import { SURVEY_FORMS } from '../support/forms/survey.mts';

/*
 * The editor shows exactly the forms of test/support/forms, where `shared.mts` says why they are kept
 * by hand and how to change them.
 */

const { description } = new PickFu();
const FORMS: Record<string, Record<string, string>> = { ...OTHER_FORMS, survey: SURVEY_FORMS };

const linesOf = (form: string) => form.split('\n').filter((line) => line !== '');

/** What is shown above the fields of an operation. */
function menuOf(resource: string): string[] {
	const properties = description.properties.slice(0, 2 + Object.keys(MENUS).length);
	return shownForm({ ...description, properties }, resource === '' ? {} : { resource });
}

it('begins with the account, then the resource, a survey if nobody chooses', () => {
	const resources = Object.entries(MENUS).map(([value, menu]) => {
		const [label, description] = menu.split(' | ');
		return `\t= ${value}: ${label} | ${description}`;
	});
	expect(menuOf('').slice(0, 3 + resources.length)).toEqual([
		...linesOf(AUTHENTICATION),
		'resource | Resource | options | survey | no expression',
		...resources,
	]);
});

it.each(Object.entries(MENUS))('offers for %s its operations', (resource, menu) => {
	const [head, ...operations] = menu.split('\n');
	const usual = head!.split(' | ')[2];
	expect(menuOf(resource).join('\n')).toBe(
		[
			...linesOf(AUTHENTICATION),
			`operation | Operation | options | ${usual} | no expression`,
			...operations,
		].join('\n'),
	);
});

it.each(
	Object.entries(FORMS).flatMap(([resource, forms]) =>
		Object.entries(forms).map(([operation, form]) => [resource, operation, form] as const),
	),
)('shows for %s: %s its fields, in this order', (resource, operation, form) => {
	const shown = shownForm(description, { authentication: 'oAuth2', resource, operation });
	expect(shown.join('\n')).toBe(linesOf(form).join('\n'));
});

it('has a form for every operation of its menus', () => {
	const forms = Object.entries(FORMS).map(([resource, all]) => [resource, Object.keys(all).sort()]);
	const offered = Object.entries(MENUS).map(([resource, menu]) => [
		resource,
		[...menu.matchAll(/= (\w+):/g)].map(([, operation]) => operation).sort(),
	]);
	expect(forms.sort()).toEqual(offered.sort());
});

it('shows the form of the trigger', () => {
	const shown = shownForm(new PickFuTrigger().description);
	expect(shown.join('\n')).toBe(linesOf(TRIGGER_FORM).join('\n'));
});

it.each([
	['OAuth', new PickFuOAuth2Api(), OAUTH_FORM],
	['an API key', new PickFuApi(), API_KEY_FORM],
])('stores for %s only this', (_, { properties }, form) => {
	const shown = shownForm({ properties } as INodeTypeDescription);
	expect(shown.join('\n')).toBe(linesOf(form).join('\n'));
});
