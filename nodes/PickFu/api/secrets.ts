import type { IDataObject } from 'n8n-workflow';
import type { PickFuFailure } from './failure';
import { isObject } from './read';

const HIDDEN = '[hidden]';

/** A shorter value stands in too many texts by chance, and protects nothing. */
const SHORTEST_SECRET = 6;

/** A token after "Bearer" (RFC 6750, section 2.1): it holds a digit or `_`, or is longer than words are. */
const AFTER_BEARER = /\b(bearer\s+)(?=[\w.~+/-]*[\d_]|[\w.~+/-]{20})[\w.~+/-]+=*/gi;

/**
 * The secrets of one connection. PickFu, or what is between n8n and PickFu, may repeat the token in
 * an answer; whatever is read goes through here first, so that nothing shows it.
 */
export class Secrets {
	private readonly values = new Set<string>();

	/**
	 * @param credential as n8n hands it out
	 * @param reread gives it as it is now: n8n renews tokens while the node runs
	 */
	constructor(
		credential: IDataObject,
		private readonly reread: () => Promise<IDataObject>,
	) {
		this.learn(credential);
	}

	/** The answer with the secrets blacked out, in names too; the same object where it holds none. */
	hideIn(body: unknown): unknown {
		return this.mayHold(JSON.stringify(body) ?? '') ? this.hidden(body) : body;
	}

	/** As one text an answer of a hundred responses is looked through far faster than value by value. */
	private mayHold(json: string): boolean {
		const escaped = [...this.values].map((secret) => JSON.stringify(secret).slice(1, -1));
		return /bearer/i.test(json) || escaped.some((secret) => json.includes(secret));
	}

	private hidden(body: unknown): unknown {
		if (typeof body === 'string') return this.hideInText(body);
		if (Array.isArray(body)) return body.map((entry) => this.hidden(entry));
		if (!isObject(body)) return body;
		const entries: [string, unknown][] = Object.entries(body);
		return Object.fromEntries(
			entries.map(([name, value]) => [this.hideInText(name), this.hidden(value)]),
		);
	}

	/** The same in the words of a refusal, with the token that n8n may have renewed meanwhile. */
	async hideInRefusal(body: unknown): Promise<unknown> {
		// A credential that cannot be read any more leaves what is known.
		this.learn(await this.reread().catch(() => ({})));
		return this.hideIn(body);
	}

	/** The failure without secrets in what it shows. */
	async hideInFailure(failure: PickFuFailure): Promise<PickFuFailure> {
		const { message, description, reason } = failure;
		return failure.with((await this.hideInRefusal({ message, description, reason })) as object);
	}

	private learn({ apiKey, clientSecret, oauthTokenData }: IDataObject): void {
		const tokens = isObject(oauthTokenData) ? oauthTokenData : {};
		const { access_token: access, refresh_token: refresh, id_token: id } = tokens;
		for (const value of [apiKey, clientSecret, access, refresh, id]) {
			if (typeof value !== 'string' || value.length < SHORTEST_SECRET) continue;
			this.values.add(value);
		}
	}

	private hideInText(text: string): string {
		let shown = text;
		for (const secret of this.values) shown = shown.replaceAll(secret, HIDDEN);
		return shown.replace(AFTER_BEARER, `$1${HIDDEN}`);
	}
}
