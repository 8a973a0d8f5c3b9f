import type { IncomingMessage } from 'node:http';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { Handed } from './handed.mts';
import type { EventKind, Journal, JournalEntry } from './journal.mts';
import { ROUTES } from './provider.mts';
import type { SwitchBoard } from './switches.mts';

type Context = KoaContextWithOIDC;
type Next = () => Promise<unknown>;

/** Larger bodies are no registration and no token request. */
const BODY_LIMIT = 64 * 1024;

/** Parameters of an authorization request whose values are fit for the log. */
const OPEN_PARAMETERS = new Set([
	'client_id',
	'redirect_uri',
	'response_type',
	'response_mode',
	'scope',
	'code_challenge_method',
	'prompt',
	'login_hint',
	'max_age',
	'resource',
]);

const SECRET_METADATA = new Set(['client_secret', 'software_statement']);

/**
 * Puts the log and the switches in front of the authorization server's endpoints.
 *
 * @param provider gets one middleware per endpoint; call this once
 */
export function watch(
	provider: Provider,
	journal: Journal,
	switches: SwitchBoard,
	handed: Handed,
): void {
	const watchers = new Map<string, (ctx: Context, next: Next) => Promise<unknown>>([
		[`POST ${ROUTES.registration}`, watchRegistration],
		[`GET ${ROUTES.authorization}`, watchAuthorization],
		[`POST ${ROUTES.token}`, watchToken],
		[`POST ${ROUTES.revocation}`, watchRevocation],
		[`GET ${ROUTES.userinfo}`, async (ctx, next) => note('userinfo', ctx, next)],
		[`POST ${ROUTES.userinfo}`, async (ctx, next) => note('userinfo', ctx, next)],
	]);
	provider.use(async (ctx, next) => {
		const watcher = watchers.get(`${ctx.method} ${ctx.path}`);
		return watcher ? watcher(ctx as unknown as Context, next) : next();
	});

	async function watchRegistration(ctx: Context, next: Next) {
		let metadata: unknown;
		if (switches.current.registration) {
			await next();
			metadata = ctx.oidc.body;
		} else {
			metadata = parseJson(await readBody(ctx.req));
			answer(
				ctx,
				403,
				'dynamic_client_registration_disabled',
				'Dynamic client registration is disabled for this environment.',
			);
		}
		journal.add({
			kind: 'registration',
			...outcome(ctx),
			...clientIdOf(ctx.body),
			metadata: withoutSecrets(metadata),
		});
	}

	async function watchAuthorization(ctx: Context, next: Next) {
		const query = { ...ctx.query };
		ctx.query = askedForConsent(query, switches.current.offlineAccess);
		await next();
		const redirect = URL.canParse(ctx.response.get('location'))
			? new URL(ctx.response.get('location')).searchParams.get('error')
			: null;
		journal.add({
			kind: 'authorization',
			...outcome(ctx),
			...(redirect === null ? {} : { error: redirect }),
			...clientIdOf(query),
			parameters: Object.keys(query),
			query: Object.fromEntries(
				Object.entries(query).flatMap(([name, value]) =>
					OPEN_PARAMETERS.has(name) ? [[name, String(value)]] : [],
				),
			),
		});
	}

	async function watchToken(ctx: Context, next: Next) {
		let parameters: Record<string, unknown>;
		if (switches.take('failTokenRequests')) {
			parameters = Object.fromEntries(new URLSearchParams(await readBody(ctx.req)));
			const { tokenFailureStatus } = switches.current;
			answer(ctx, tokenFailureStatus, 'temporarily_unavailable', 'Switched off for a test.');
		} else {
			await next();
			parameters = ctx.oidc.body ?? {};
		}
		const { access_token, refresh_token, id_token } = (ctx.body ?? {}) as Record<string, unknown>;
		const { refresh_token: used, code, code_verifier } = parameters;
		handed.add(access_token, refresh_token, id_token, used, code, code_verifier);
		const lost = switches.take('loseTokenAnswers');
		journal.add({
			kind: tokenRequestKind(parameters.grant_type),
			...outcome(ctx),
			...clientIdOf(parameters),
			parameters: Object.keys(parameters),
			...(lost ? { status: undefined, answerLost: true } : {}),
		});
		if (lost) {
			ctx.respond = false;
			ctx.req.socket.destroy();
		}
	}

	async function watchRevocation(ctx: Context, next: Next) {
		if (switches.current.revocation) return await note('revocation', ctx, next);
		answer(ctx, 404, 'not_found', 'This service has no revocation endpoint.');
		journal.add({ kind: 'revocation', ...outcome(ctx) });
	}

	async function note(kind: EventKind, ctx: Context, next: Next) {
		await next();
		journal.add({
			kind,
			...outcome(ctx),
			...clientIdOf(ctx.oidc.entities.Client && { client_id: ctx.oidc.entities.Client.clientId }),
			parameters: Object.keys(ctx.oidc.body ?? {}),
		});
	}
}

/**
 * n8n asks for `offline_access` but sends no `prompt`, and OpenID Connect Core, section 11, then
 * has the scope ignored. AuthKit grants it all the same. Asking for consent in the app's name gives
 * both: the person always sees what is granted, and the refresh token comes.
 */
function askedForConsent(query: Context['query'], offlineAccess: boolean): Context['query'] {
	const changed = { ...query };
	const prompts = String(query.prompt ?? '')
		.split(' ')
		.filter(Boolean);
	if (!prompts.includes('none') && !prompts.includes('consent')) {
		changed.prompt = [...prompts, 'consent'].join(' ');
	}
	if (!offlineAccess && typeof query.scope === 'string') {
		changed.scope = withoutOffline(query.scope.split(' ')).join(' ');
	}
	return changed;
}

function withoutOffline(scopes: readonly string[]): string[] {
	return scopes.filter((scope) => scope !== 'offline_access');
}

function answer(ctx: Context, status: number, error: string, description: string): void {
	ctx.status = status;
	ctx.body = { error, error_description: description };
}

function outcome(ctx: Context): Pick<JournalEntry, 'status' | 'error'> {
	const { error } = (ctx.body ?? {}) as { error?: unknown };
	return { status: ctx.status, ...(typeof error === 'string' ? { error } : {}) };
}

function clientIdOf(source: unknown): Pick<JournalEntry, 'clientId'> {
	const id = (source as { client_id?: unknown } | undefined)?.client_id;
	return typeof id === 'string' ? { clientId: id } : {};
}

function tokenRequestKind(grantType: unknown): EventKind {
	if (grantType === 'authorization_code') return 'codeExchange';
	return grantType === 'refresh_token' ? 'refresh' : 'otherTokenRequest';
}

function withoutSecrets(metadata: unknown): unknown {
	if (typeof metadata !== 'object' || metadata === null) return metadata;
	return Object.fromEntries(
		Object.entries(metadata).map(([name, value]) => [
			name,
			SECRET_METADATA.has(name) ? '[hidden]' : value,
		]),
	);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Reads what is left of a request; the rest of an oversized body is dropped. */
async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= BODY_LIMIT) chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
