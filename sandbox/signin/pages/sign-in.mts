import type { SandboxAccount } from '../../accounts.mts';
import { html } from './html.mts';
import { layout, type Page } from './layout.mts';
import { initials, roleName, who } from './people.mts';

/**
 * The page on which a person says who they are.
 *
 * @param options `action` is the path that its forms post to; `appName` the app that asks;
 *   `people` one account of each person; `chosenId` the account that is marked at first; `email` what was typed before and `problem` why
 *   that did not work; `redirectUri` the app's return address
 */
export function signInPage(options: {
	action: string;
	appName: string;
	people: readonly SandboxAccount[];
	chosenId: string | undefined;
	email: string;
	problem?: string;
	redirectUri: string;
}): Page {
	const { action, appName, people, chosenId, email, problem, redirectUri } = options;
	const described = problem === undefined ? 'email-help' : 'email-problem email-help';
	return layout({
		title: 'Sign in',
		status: problem === undefined ? 200 : 422,
		redirectUri,
		content: html`<h1>Sign in</h1>
			<p class="quiet">to continue to <strong>${appName}</strong>. There are no passwords here.</p>
			${
				problem !== undefined &&
				html`<div class="alert" id="email-problem" role="alert" data-test-id="problem">
					${problem}
				</div>`
			}
			<form method="post" action="${action}/account">
				<fieldset>
					<legend>Who are you today?</legend>
					${byTeam(people).map(
						([team, members]) =>
							html`<p class="team">${team}</p>
								${members.map(
									(account) =>
										html`<label class="person" data-test-id="account-${account.id}">
											<input
												type="radio"
												name="account"
												value="${account.id}"
												${account.id === chosenId && html`checked`}
											/>
											${initials(account)}${who(account)}<span class="role"
												>${roleName(account)}</span
											>
										</label> `,
								)}`,
					)}
				</fieldset>
				<div class="field">
					<label for="email">Or type an e-mail address</label>
					<input
						id="email"
						name="email"
						type="text"
						inputmode="email"
						autocomplete="username"
						autocapitalize="none"
						spellcheck="false"
						placeholder="name@example.com"
						value="${email}"
						data-test-id="email"
						aria-describedby="${described}"
						${problem !== undefined && html` aria-invalid="true" autofocus`}
					/>
					<p class="quiet" id="email-help">
						If you type one, it is used instead of the choice above.
					</p>
				</div>
				<div class="actions">
					<button class="main" type="submit" data-test-id="sign-in">Sign in</button>
					<button type="submit" formaction="${action}/cancel" data-test-id="cancel">Cancel</button>
				</div>
			</form>`,
	});
}

type Team = [name: string, members: SandboxAccount[]];

function byTeam(people: readonly SandboxAccount[]): Team[] {
	const teams = new Map<string, SandboxAccount[]>();
	for (const account of people) {
		teams.set(account.team, [...(teams.get(account.team) ?? []), account]);
	}
	return [...teams];
}
