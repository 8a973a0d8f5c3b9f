import type { SandboxAccount } from '../../accounts.mts';
import { html, Html } from './html.mts';
import { layout, type Page } from './layout.mts';
import { initials, who } from './people.mts';

const TICK = new Html(
	'<svg viewBox="0 0 20 20" fill="none" stroke-width="2.2" stroke-linecap="round" ' +
		'stroke-linejoin="round" aria-hidden="true"><path d="M4 10.5l4 4 8-9"/></svg>',
);

/**
 * The page on which a person allows an app to act for them.
 *
 * @param options `action` is the path that its forms post to; `appName` and `redirectUri` come from
 *   the app and are not to be trusted; `scopes` is what it asks for
 */
export function consentPage(options: {
	action: string;
	appName: string;
	redirectUri: string;
	account: SandboxAccount;
	scopes: readonly string[];
}): Page {
	const { action, appName, redirectUri, account, scopes } = options;
	return layout({
		title: 'Allow access',
		redirectUri,
		content: html`<h1>${appName} wants to use your PickFu account</h1>
			<p class="quiet">
				It is reached at <code>${hostOf(redirectUri)}</code>. Go on only if you know this address.
			</p>
			<div class="account" data-test-id="signed-in-as">
				${initials(account)}${who(account)}
				<a href="${action}/account" data-test-id="other-account">Use another account</a>
			</div>
			<h2>It will be able to</h2>
			<ul class="grants">
				${grants(scopes).map(
					([what, detail]) =>
						html`<li>
							${TICK}
							<div><strong>${what}</strong><span>${detail}</span></div>
						</li>`,
				)}
			</ul>
			${
				account.role === 'viewer' &&
				html`<div class="note">
					Your role is Viewer: you can read surveys and answers, but PickFu refuses to create,
					change or publish any, and so the app cannot either.
				</div>`
			}
			<form class="decide" method="post" action="${action}/consent">
				<div class="actions">
					<button class="main" type="submit" data-test-id="allow">Allow access</button>
					<button type="submit" formaction="${action}/cancel" data-test-id="cancel">Cancel</button>
				</div>
			</form>`,
	});
}

/** What the scopes mean in practice. A PickFu token acts as its user, whatever its scopes are. */
function grants(scopes: readonly string[]): Array<[what: string, detail: string]> {
	const identity = scopes.includes('email') || scopes.includes('profile');
	return [
		['Create and publish surveys', 'Publishing spends money from your account’s balance.'],
		['Read your surveys and their answers', 'With projects, tags and results.'],
		...(identity ? [['See who you are', 'Your name and e-mail address.'] as [string, string]] : []),
		...(scopes.includes('offline_access')
			? [
					['Stay signed in', 'Also while you are away, until you disconnect it.'] as [
						string,
						string,
					],
				]
			: []),
	];
}

function hostOf(address: string): string {
	if (!URL.canParse(address)) return address;
	const { host, protocol } = new URL(address);
	return host || protocol;
}
