import { html } from './html.mts';
import { layout, type Page } from './layout.mts';

interface Advice {
	title: string;
	what: string;
	todo: string;
	status?: number;
}

const START_AGAIN = 'Close this window, go back to the app you came from and press Connect again.';

/** By OAuth error code (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6). */
const ADVICE = new Map<string, Advice>([
	[
		'expired',
		{
			title: 'This sign-in is over',
			what: 'It was finished already, took longer than ten minutes, or began in another browser.',
			todo: START_AGAIN,
			status: 410,
		},
	],
	[
		'invalid_client',
		{
			title: 'The app is not registered here',
			what:
				'The sandbox does not know the app that sent you. ' +
				'It forgets registrations when it is restarted.',
			todo: `${START_AGAIN} It will then register anew.`,
		},
	],
	[
		'invalid_redirect_uri',
		{
			title: 'The return address does not fit',
			what:
				'The app asked to send you to an address other than the one it registered, ' +
				'so the sign-in was stopped.',
			todo:
				'If this is your own n8n, check that its public address (WEBHOOK_URL or ' +
				'N8N_EDITOR_BASE_URL) is the one you opened it at, then press Connect again.',
		},
	],
	[
		'server_error',
		{
			title: 'The sandbox made a mistake',
			what: 'Something went wrong inside the sandbox’s sign-in. It is not your fault.',
			todo: `${START_AGAIN} If it stays, restart the sandbox.`,
			status: 500,
		},
	],
]);

const GENERAL: Advice = {
	title: 'The sign-in could not begin',
	what: 'The app sent a request that the sandbox does not accept.',
	todo: START_AGAIN,
};

/**
 * The page for a sign-in that cannot go on and cannot be led back to the app either.
 *
 * @param code OAuth error code, or `expired` for a sign-in that is not (or no longer) known
 * @param detail the server's description, shown to whoever builds the app
 */
export function problemPage(code: string, detail?: string): Page {
	const { title, what, todo, status = 400 } = ADVICE.get(meaning(code, detail)) ?? GENERAL;
	return layout({
		title,
		status,
		content: html`<h1 data-test-id="problem-title">${title}</h1>
			<p>${what}</p>
			<h2>What to do</h2>
			<p>${todo}</p>
			${
				code !== 'expired' &&
				html`<dl>
					<dt>For whoever builds the app</dt>
					<dd><code>${code}</code>${detail && `: ${detail}`}</dd>
				</dl>`
			}`,
	});
}

/** oidc-provider reports a lost sign-in as a plain invalid request with one of these texts. */
function meaning(code: string, detail = ''): string {
	const isLost = /session.*(not found|mismatch)|request has expired/.test(detail);
	return code === 'invalid_request' && isLost ? 'expired' : code;
}
