import type { SandboxAccount } from '../../accounts.mts';
import { html } from './html.mts';
import { layout, type Page } from './layout.mts';
import { initials, roleName, who } from './people.mts';

/**
 * The page on which a person who belongs to several teams chooses the one that the app will act
 * for. WorkOS asks this at each consent, and the token belongs to that one organization.
 *
 * @param options `action` is the path that its forms post to; `memberships` the person's accounts,
 *   one for each team, at least two; `appName` and `redirectUri` come from the app
 */
export function organizationPage(options: {
	action: string;
	appName: string;
	memberships: readonly SandboxAccount[];
	redirectUri: string;
}): Page {
	const { action, appName, memberships, redirectUri } = options;
	const person = memberships[0]!;
	return layout({
		title: 'Choose an organization',
		redirectUri,
		content: html`<h1>Choose an organization</h1>
			<p class="quiet">
				${appName} will only see the surveys of the team that you choose, and spend its money.
			</p>
			<div class="account">${initials(person)}${who(person)}</div>
			<form method="post" action="${action}/account">
				<fieldset>
					<legend>Your teams</legend>
					${memberships.map(
						(account, index) =>
							html`<label class="person" data-test-id="organization-${account.id}">
								<input
									type="radio"
									name="organization"
									value="${account.id}"
									${index === 0 && html`checked`}
								/>
								<span class="who"><strong>${account.team}</strong></span
								><span class="role">${roleName(account)}</span>
							</label> `,
					)}
				</fieldset>
				<div class="actions">
					<button class="main" type="submit" data-test-id="choose-organization">Continue</button>
					<button type="submit" formaction="${action}/cancel" data-test-id="cancel">Cancel</button>
				</div>
			</form>`,
	});
}
