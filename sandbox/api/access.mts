import { createHash } from 'node:crypto';
import type { SandboxAccount } from '../accounts.mts';
import type { World } from '../state/world.mts';
import { Problem } from './problem.mts';

/** Who sent a request. */
export interface Caller {
	account: SandboxAccount;
	/** Stands for the token in the rate limit; the token itself is not kept. */
	tokenKey: string;
}

/** What kind of token came, for the log. */
export type TokenKind = 'apiKey' | 'oauth' | 'invalid' | 'none';

/** Finds the account of an OAuth access token that is still good. */
export type FindToken = (token: string) => Promise<{ accountId: string } | undefined>;

/** Knows tokens and counts their requests. */
export class Access {
	readonly #world: World;
	readonly #apiKeys: Map<string, string>;
	readonly #findToken: FindToken;
	readonly #requests = new Map<string, number[]>();

	/** @param apiKeys key to account id */
	constructor(world: World, apiKeys: Record<string, string>, findToken: FindToken) {
		this.#world = world;
		this.#apiKeys = new Map(Object.entries(apiKeys));
		this.#findToken = findToken;
	}

	/** The caller of a request by its Authorization header, and what kind of token it was. */
	async identify(header: string | undefined): Promise<{ kind: TokenKind; caller?: Caller }> {
		const token = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
		if (token === undefined) return { kind: header === undefined ? 'none' : 'invalid' };
		const keyOwner = this.#apiKeys.get(token);
		const accountId = keyOwner ?? (await this.#findToken(token))?.accountId;
		const account = this.#world.accounts.find((candidate) => candidate.id === accountId);
		if (!account) return { kind: 'invalid' };
		const tokenKey = createHash('sha256').update(token).digest('base64url');
		return { kind: keyOwner === undefined ? 'oauth' : 'apiKey', caller: { account, tokenKey } };
	}

	/**
	 * Counts a request in a sliding window. Throws Problem 429 when the token has had its share; a
	 * refused request does not count.
	 */
	count({ tokenKey }: Caller): void {
		const { rateClock, rateLimit, rateWindow, retryAfter } = this.#world.settings;
		const now = rateClock === 'virtual' ? this.#world.clock.now() : Date.now();
		const recent = (this.#requests.get(tokenKey) ?? []).filter(
			(time) => time > now - rateWindow && time <= now,
		);
		if (recent.length >= rateLimit) {
			this.#requests.set(tokenKey, recent);
			const opensAt = (recent[recent.length - rateLimit] ?? now) + rateWindow;
			const seconds = String(Math.max(1, Math.ceil((opensAt - now) / 1000)));
			const message = 'Rate limit exceeded. Please wait before making more requests.';
			throw new Problem(429, message, undefined, retryAfter ? { 'Retry-After': seconds } : {});
		}
		this.#requests.set(tokenKey, [...recent, now]);
	}

	/** Opens all windows. */
	forgetRequests(): void {
		this.#requests.clear();
	}
}

/** Throws Problem 403 for a Viewer, who sees and shares but cannot create or change. */
export function requireEditor({ account }: Caller): void {
	if (account.role === 'viewer') {
		throw new Problem(403, 'You do not have permission to perform this action');
	}
}
