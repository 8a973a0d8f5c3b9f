import { createHash, randomBytes } from 'node:crypto';

/** A PKCE pair (RFC 7636). */
export interface Pkce {
	verifier: string;
	challenge: string;
}

/** Makes a fresh verifier and its S256 challenge. */
export function pkce(): Pkce {
	const verifier = randomBytes(32).toString('base64url');
	return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** One page or redirect that a visitor was answered with. */
export interface Visited {
	status: number;
	/** Where it stands after redirects. */
	url: URL;
	headers: Headers;
	body: string;
}

/** What a person does on the pages: who they are, and whether they allow access. */
export interface Behaviour {
	/** Id of the account to choose; or `email` to type one. */
	account?: string;
	email?: string;
	/** Id of the account in the team to choose, for a person who is in several; the first when left out. */
	organization?: string;
	/** `allow` when left out. */
	answer?: 'allow' | 'cancel';
}

const MOST_STEPS = 12;

/**
 * A person without a browser: keeps cookies as one, follows redirects on the sandbox, fills in its
 * sign-in and consent pages, and stops where it is led back to an app. For tests that need a
 * connected account and not the sight of it.
 */
export class Visitor {
	#cookies = new Map<string, { value: string; path: string }>();

	/** @param origin the sandbox's origin; nothing else is ever requested */
	constructor(readonly origin: string) {}

	/**
	 * Opens an address and follows redirects while they stay on the sandbox.
	 *
	 * @returns the last page, or the redirect that leads elsewhere with `url` set to its target
	 * @throws Error when the redirects do not end
	 */
	async open(address: string | URL, form?: Record<string, string>): Promise<Visited> {
		let url = new URL(address, this.origin);
		let body = form && new URLSearchParams(form);
		for (let step = 0; step < MOST_STEPS; step += 1) {
			const response = await fetch(url, {
				method: body ? 'POST' : 'GET',
				headers: { accept: 'text/html', cookie: this.#cookiesFor(url) },
				redirect: 'manual',
				...(body ? { body } : {}),
			});
			this.#keepCookies(response.headers);
			const location = response.headers.get('location');
			if (location === null || response.status < 300 || response.status > 399) {
				const text = await response.text();
				return { status: response.status, url, headers: response.headers, body: text };
			}
			url = new URL(location, url);
			body = undefined;
			if (url.origin !== this.origin) {
				return { status: response.status, url, headers: response.headers, body: '' };
			}
		}
		throw new Error(`The redirects did not end; last at ${url.pathname}`);
	}

	/**
	 * Walks from an authorization address through sign-in and consent.
	 *
	 * @returns the address that the person ends at: the app's callback with `code` or `error`
	 * @throws Error when a page does not lead on, with the page's status and heading
	 */
	async authorize(address: string | URL, behaviour: Behaviour = {}): Promise<URL> {
		let page = await this.open(address);
		for (let step = 0; step < 5 && page.url.origin === this.origin; step += 1) {
			const isChoice = page.body.includes('data-test-id="sign-in"');
			const isTeam = page.body.includes('data-test-id="choose-organization"');
			const isConsent = page.body.includes('data-test-id="allow"');
			if (page.status !== 200 || !(isChoice || isTeam || isConsent)) break;
			const base = page.url.pathname.replace(/\/account$/, '');
			if (isTeam) {
				const first = /name="organization"\s+value="([^"]+)"/.exec(page.body)?.[1] ?? '';
				page = await this.open(`${base}/account`, {
					organization: behaviour.organization ?? first,
				});
			} else if (isChoice) {
				const { account = '', email = '' } = behaviour;
				page = await this.open(`${base}/account`, { account, email });
			} else {
				const path = behaviour.answer === 'cancel' ? 'cancel' : 'consent';
				page = await this.open(`${base}/${path}`, {});
			}
		}
		if (page.url.origin === this.origin) {
			const heading = /<h1[^>]*>([^<]*)/.exec(page.body)?.[1] ?? page.body.slice(0, 80);
			throw new Error(`The sign-in stopped with ${page.status}: ${heading}`);
		}
		return page.url;
	}

	#cookiesFor(url: URL): string {
		return [...this.#cookies.values()]
			.filter(({ path }) => url.pathname === path || url.pathname.startsWith(withSlash(path)))
			.map(({ value }) => value)
			.join('; ');
	}

	#keepCookies(headers: Headers): void {
		for (const line of headers.getSetCookie()) {
			const [value = '', ...attributes] = line.split(/;\s*/);
			const attribute = (name: string) =>
				attributes
					.find((part) => part.toLowerCase().startsWith(`${name}=`))
					?.slice(name.length + 1);
			const path = attribute('path') ?? '/';
			const key = `${value.slice(0, value.indexOf('='))} ${path}`;
			const expires = attribute('expires');
			if (expires !== undefined && Date.parse(expires) <= Date.now()) this.#cookies.delete(key);
			else this.#cookies.set(key, { value, path });
		}
	}
}

function withSlash(path: string): string {
	return path.endsWith('/') ? path : `${path}/`;
}
