import express, {
	type ErrorRequestHandler,
	type Request,
	type RequestHandler,
	type Response,
	type Router,
} from 'express';
import type { InteractionResults, Provider } from 'oidc-provider';
import type { Journal } from './journal.mts';
import { consentPage } from './pages/consent.mts';
import { type Page, pageHeaders } from './pages/layout.mts';
import { organizationPage } from './pages/organization.mts';
import { problemPage } from './pages/problem.mts';
import { signInPage } from './pages/sign-in.mts';
import { SCOPES } from './provider.mts';
import type { SandboxAccount } from '../accounts.mts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** A sign-in whose cookie, record or address does not fit (any more). */
class LostInteraction extends Error {}

/** What the pages need to know of the sign-in that is under way. */
interface Visit {
	interaction: Interaction;
	/** Path that the pages post to. */
	action: string;
	appName: string;
	redirectUri: string;
	/** The person who is signed in in this browser. */
	account: SandboxAccount | undefined;
}

/**
 * Makes the router of the sign-in and consent pages, to be mounted at `/sign-in`. The interaction's
 * cookie is bound to its path and `SameSite=Lax`, so another site can post none of these forms.
 */
export function createInteractions(
	provider: Provider,
	accounts: readonly SandboxAccount[],
	journal: Journal,
): Router {
	const router = express.Router();
	router.use(express.urlencoded({ extended: false, limit: '10kb' }));

	router.get(
		'/:uid',
		page(async (visit) => {
			const { interaction, account } = visit;
			if (interaction.prompt.name !== 'consent' || !account) return choosePage(visit);
			const memberships = membershipsOf(account);
			// Somebody who is still signed in chooses anew, as each connection has its own organization.
			const hasChosen = interaction.lastSubmission?.login !== undefined;
			return memberships.length > 1 && !hasChosen
				? organizationPage({ ...visit, memberships })
				: consentPage({ ...visit, account, scopes: askedScopes(visit) });
		}),
	);

	router.get(
		'/:uid/account',
		page(async (visit) => choosePage(visit)),
	);

	router.post('/:uid/account', async (request, response) => {
		const visit = await visitOf(request, response);
		const form = (request.body ?? {}) as Record<string, unknown>;
		const email = typeof form.email === 'string' ? form.email.trim() : '';
		const id = form.organization ?? form.account;
		const chosen = accounts.find((account) =>
			email === '' ? account.id === id : account.email.toLowerCase() === email.toLowerCase(),
		);
		if (!chosen) {
			const problem =
				email === ''
					? 'Choose a person or type an e-mail address.'
					: `Nobody here has the e-mail address ${email}. ` +
						'Correct it, or empty the field and choose a person.';
			send(response, choosePage(visit, email, problem));
			return;
		}
		const memberships = membershipsOf(chosen);
		if (memberships.length > 1 && form.organization === undefined) {
			send(response, organizationPage({ ...visit, memberships }));
			return;
		}
		journal.add({ kind: 'signIn', status: 303, accountId: chosen.id, ...clientOf(visit) });
		const next = await provider.interactionResult(request, response, {
			login: { accountId: chosen.id },
		});
		await leaveOtherAccount(request, response, chosen.id);
		response.redirect(303, next);
	});

	router.post('/:uid/consent', async (request, response) => {
		const visit = await visitOf(request, response);
		if (visit.interaction.prompt.name !== 'consent' || !visit.account) throw new LostInteraction();
		const grant = new provider.Grant({
			accountId: visit.account.id,
			clientId: String(visit.interaction.params.client_id),
		});
		grant.addOIDCScope(askedScopes(visit).join(' '));
		const grantId = await grant.save();
		journal.add({ kind: 'consent', status: 303, accountId: visit.account.id, ...clientOf(visit) });
		await finish(request, response, { consent: { grantId } });
	});

	router.post('/:uid/cancel', async (request, response) => {
		const visit = await visitOf(request, response);
		journal.add({ kind: 'cancel', status: 303, ...clientOf(visit) });
		await finish(request, response, {
			error: 'access_denied',
			error_description: 'The person did not allow access.',
		});
	});

	router.use(((error, _request, response, next) => {
		if (error instanceof LostInteraction) send(response, problemPage('expired'));
		else next(error);
	}) satisfies ErrorRequestHandler);

	return router;

	function page(render: (visit: Visit) => Promise<Page>): RequestHandler<{ uid: string }> {
		return async (request, response) => {
			send(response, await render(await visitOf(request, response)));
		};
	}

	async function visitOf(request: Request<{ uid: string }>, response: Response): Promise<Visit> {
		const interaction = await provider.interactionDetails(request, response).catch((error) => {
			if (error instanceof Error && error.name === 'SessionNotFound') throw new LostInteraction();
			throw error;
		});
		if (interaction.uid !== request.params.uid) throw new LostInteraction();
		const client = await provider.Client.find(String(interaction.params.client_id));
		if (!client) throw new LostInteraction();
		return {
			interaction,
			action: `/sign-in/${encodeURIComponent(interaction.uid)}`,
			appName: shortened(client.clientName?.trim() || 'An app without a name'),
			redirectUri: String(interaction.params.redirect_uri),
			account: accounts.find(({ id }) => id === interaction.session?.accountId),
		};
	}

	/** The accounts of the person in all teams. */
	function membershipsOf(person: SandboxAccount): SandboxAccount[] {
		return accounts.filter(({ email }) => email === person.email);
	}

	function choosePage(visit: Visit, email?: string, problem?: string): Page {
		const hint = visit.interaction.params.login_hint;
		return signInPage({
			...visit,
			people: accounts.filter((account) => membershipsOf(account)[0] === account),
			chosenId: (visit.account ?? accounts[0])?.id,
			email: email ?? (typeof hint === 'string' ? hint : ''),
			...(problem === undefined ? {} : { problem }),
		});
	}

	/**
	 * Someone else was signed in in this browser. oidc-provider would log them out with a page of its
	 * own and revoke all that they have connected; here only the browser changes hands.
	 */
	async function leaveOtherAccount(request: Request, response: Response, accountId: string) {
		const session = await provider.Session.get(provider.createContext(request, response));
		if (!session.accountId || session.accountId === accountId) return;
		delete session.accountId;
		delete session.authorizations;
		await session.persist();
	}

	async function finish(request: Request, response: Response, result: InteractionResults) {
		await provider.interactionFinished(request, response, result, {
			mergeWithLastSubmission: !('error' in result),
		});
	}
}

function send(response: Response, page: Page): void {
	response.status(page.status).set(pageHeaders(page)).type('html').send(page.html);
}

function askedScopes(visit: Visit): string[] {
	const asked = String(visit.interaction.params.scope ?? '').split(' ');
	return SCOPES.filter((scope) => asked.includes(scope));
}

function clientOf(visit: Visit): { clientId: string } {
	return { clientId: String(visit.interaction.params.client_id) };
}

/** An app names itself; a name that fills the page would hide what is asked. */
function shortened(name: string): string {
	const characters = [...name];
	return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : name;
}
