import { randomUUID } from 'node:crypto';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';

/** Who signs in to n8n. */
export interface N8nUser {
	email: string;
	firstName: string;
	lastName: string;
	password: string;
}

/** n8n answered a request with an error. */
export class N8nRestError extends Error {
	override name = 'N8nRestError';

	readonly status: number;

	constructor(what: string, status: number, message: string) {
		super(`${what}: n8n answered ${status}${message === '' ? '' : ` (${message})`}`);
		this.status = status;
	}
}

/** The key of the browser's local storage where n8n's editor keeps its browser id. */
const browserIdKey = 'n8n-browserId';

/**
 * A session of n8n's editor. It is bound to a browser id, which therefore stays the same for the
 * life of the client.
 */
export class N8nSession {
	readonly url: string;

	protected readonly http: AxiosInstance;

	private readonly browserId = randomUUID();

	protected cookie = '';

	/** @param url origin of n8n, such as `http://localhost:5678` */
	constructor(url: string) {
		this.url = url;
		this.http = axios.create({
			baseURL: url,
			timeout: 60_000,
			proxy: false,
			validateStatus: () => true,
			headers: { 'content-type': 'application/json', 'browser-id': this.browserId },
		});
	}

	/** Makes the owner of a new n8n and signs in. */
	async setUpOwner(user: N8nUser): Promise<void> {
		await this.send('POST', '/rest/owner/setup', user);
	}

	/** Whether this n8n has no owner yet. */
	async needsOwner(): Promise<boolean> {
		const settings = await this.send<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
			'GET',
			'/rest/settings',
		);
		return settings.userManagement.showSetupOnFirstLoad;
	}

	/** Signs in. */
	async login(email: string, password: string): Promise<void> {
		await this.send('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/**
	 * What a browser needs to be signed in as this client is: Playwright's `storageState`.
	 */
	browserState() {
		const [name = '', value = ''] = this.cookie.split('=');
		const cookie = {
			name,
			value,
			domain: 'localhost',
			path: '/',
			expires: -1,
			httpOnly: true,
			secure: false,
		};
		return {
			cookies: [{ ...cookie, sameSite: 'Lax' as const }],
			origins: [
				{ origin: this.url, localStorage: [{ name: browserIdKey, value: this.browserId }] },
			],
		};
	}

	protected async send<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
		timeout = 60_000,
	): Promise<T> {
		const answer: AxiosResponse = await this.http.request({
			method,
			url: path,
			data: body,
			timeout,
			headers: { ...(this.cookie !== '' && { cookie: this.cookie }) },
		});
		this.keepCookie(answer);
		if (answer.status >= 300) {
			const { message } = (answer.data ?? {}) as { message?: unknown };
			const short = path.split('?')[0];
			throw new N8nRestError(
				`${method} ${short}`,
				answer.status,
				typeof message === 'string' ? message : '',
			);
		}
		const wrapped = answer.data as { data?: T };
		return path.startsWith('/rest/') && wrapped.data !== undefined
			? wrapped.data
			: (answer.data as T);
	}

	private keepCookie({ headers }: AxiosResponse): void {
		const cookies = headers['set-cookie'] ?? [];
		const found = cookies
			.map((cookie) => cookie.split(';')[0] ?? '')
			.find((cookie) => cookie.startsWith('n8n-auth='));
		if (found !== undefined) this.cookie = found;
	}
}
