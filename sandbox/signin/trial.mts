import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Behaviour, pkce, Visitor } from './visitor.mts';

/** Where the pretended app is led back to; nothing listens there. */
export const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';

/** An answer with its JSON body, or its text when it is no JSON. */
export interface Answer {
	status: number;
	body: any;
	headers: Headers;
}

/** An app with an account connected to it. */
export interface Connection {
	clientId: string;
	accessToken: string;
	/** Absent when the server gave none. */
	refreshToken?: string;
	idToken?: string;
	expiresIn: number;
}

/** What a request is sent with; at most one of `json` and `form`. */
export interface Sending {
	method?: string;
	json?: unknown;
	form?: Record<string, string>;
	headers?: Record<string, string>;
}

/** The sign-in in a process of its own, seen as an app such as n8n sees it. For tests. */
export class Trial {
	readonly #process: ChildProcess;

	private constructor(
		child: ChildProcess,
		/** Origin of the sign-in, for example `http://localhost:41234`. */
		readonly origin: string,
	) {
		this.#process = child;
	}

	/**
	 * Starts `alone.mts` on a free port; the working directory must be the repository's root.
	 *
	 * @throws Error with what the process printed when it ends before it is ready
	 */
	static async start(): Promise<Trial> {
		const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/signin/alone.mts'], {
			stdio: ['pipe', 'pipe', 'pipe'],
		});
		let complaints = '';
		child.stderr.on('data', (chunk: Buffer) => {
			complaints += chunk.toString();
		});
		const ended = once(child, 'exit').then(() => {
			throw new Error(`The sign-in ended before it was ready. ${complaints}`);
		});
		const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
		ended.catch(() => {});
		return new Trial(child, line.toString().trim());
	}

	/** Ends the process and waits until it is gone. */
	async stop(): Promise<void> {
		const gone = once(this.#process, 'exit');
		this.#process.stdin?.end();
		await gone;
	}

	/** Sends one request; follows no redirects. */
	async call(path: string, sending: Sending = {}): Promise<Answer> {
		const { json, form, method = json || form ? 'POST' : 'GET', headers } = sending;
		const response = await fetch(new URL(path, this.origin), {
			method,
			redirect: 'manual',
			headers: { ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
			...(json ? { body: JSON.stringify(json) } : {}),
			...(form ? { body: new URLSearchParams(form) } : {}),
		});
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json');
		return {
			status: response.status,
			body: isJson ? JSON.parse(text) : text,
			headers: response.headers,
		};
	}

	/** Sends a request to the control router. */
	async control(path: string, sending?: Sending): Promise<Answer> {
		return this.call(`/_sandbox/signin${path}`, sending);
	}

	/** Registers an app as n8n does; `changes` go over that, `undefined` leaves a member out. */
	async register(changes: Record<string, unknown> = {}): Promise<Answer> {
		return this.call('/oauth2/register', {
			json: {
				redirect_uris: [CALLBACK],
				token_endpoint_auth_method: 'none',
				grant_types: ['authorization_code', 'refresh_token'],
				response_types: ['code'],
				client_name: 'n8n',
				client_uri: 'https://n8n.io/',
				scope: 'openid email profile offline_access',
				...changes,
			},
		});
	}

	/** The address that an app opens for the person; `changes` as in {@link Trial.register}. */
	authorizationUrl(clientId: string, changes: Record<string, string | undefined> = {}): URL {
		const url = new URL('/oauth2/authorize', this.origin);
		const query = {
			client_id: clientId,
			redirect_uri: CALLBACK,
			response_type: 'code',
			scope: 'openid email profile offline_access',
			state: 'state-of-the-app',
			code_challenge: pkce().challenge,
			code_challenge_method: 'S256',
			...changes,
		};
		for (const [name, value] of Object.entries(query)) {
			if (value !== undefined) url.searchParams.set(name, value);
		}
		return url;
	}

	/** Sends a token request. */
	async token(form: Record<string, string>): Promise<Answer> {
		return this.call('/oauth2/token', { form });
	}

	/** Asks for new tokens with a refresh token. */
	async refresh(clientId: string, refreshToken: string): Promise<Answer> {
		return this.token({
			grant_type: 'refresh_token',
			client_id: clientId,
			refresh_token: refreshToken,
		});
	}

	/** Whom an access token stands for: 200 with the account, or 401. */
	async whoami(accessToken: string): Promise<Answer> {
		return this.call('/whoami', { headers: { authorization: `Bearer ${accessToken}` } });
	}

	/**
	 * Registers an app and connects an account to it, all the way to the tokens.
	 *
	 * @throws Error when a step is refused, with its status and body
	 */
	async connect(
		options: { behaviour?: Behaviour; visitor?: Visitor; scope?: string } = {},
	): Promise<Connection> {
		const { behaviour = { account: 'ana' }, visitor = new Visitor(this.origin), scope } = options;
		const clientId = (await this.register()).body.client_id as string;
		const { verifier, challenge } = pkce();
		const url = this.authorizationUrl(clientId, {
			code_challenge: challenge,
			...(scope === undefined ? {} : { scope }),
		});
		const callback = await visitor.authorize(url, behaviour);
		const { status, body } = await this.token({
			grant_type: 'authorization_code',
			client_id: clientId,
			code: callback.searchParams.get('code') ?? '',
			redirect_uri: CALLBACK,
			code_verifier: verifier,
		});
		if (status !== 200) throw new Error(`No tokens: ${status} ${JSON.stringify(body)}`);
		return {
			clientId,
			accessToken: body.access_token,
			refreshToken: body.refresh_token,
			idToken: body.id_token,
			expiresIn: body.expires_in,
		};
	}
}
