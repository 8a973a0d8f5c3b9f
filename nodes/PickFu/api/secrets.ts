import type { IDataObject } from 'n8n-workflow';
import { PickFuFailure } from './failure';
import { isObject } from './read';

/** What stands in place of a secret. */
const HIDDEN = '[hidden]';

/** A shorter value stands in too many texts by chance, and protects nothing. */
const SHORTEST_SECRET = 6;

/**
 * A token after the word that announces it (RFC 6750, section 2.1). Words of a sentence about a
 * bearer have no digit or underscore in them and fewer than 20 letters.
 */
const AFTER_BEARER = /\b(bearer\s+)(?=[\w.~+/-]*[\d_]|[\w.~+/-]{20})[\w.~+/-]+=*/gi;

/**
 * The secrets of one connection. PickFu, or what is between n8n and PickFu, may repeat the token in
 * an answer; whatever is read goes through here first, so that nothing shows it.
 */
export class Secrets {
	private values: string[] = [];

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

	/** Blacks the secrets out in an answer, in place where it is an object. */
	hideIn(body: unknown): unknown {
		if (typeof body === 'string') return this.hideInText(body);
		const open: unknown[] = [body];
		while (open.length > 0) {
			const thing = open.pop();
			if (Array.isArray(thing)) this.hideInList(thing, open);
			else if (isObject(thing)) this.hideInRecord(thing, open);
		}
		return body;
	}

	/** The same in the words of a refusal, with the token that n8n may have renewed meanwhile. */
	async hideInRefusal(body: unknown): Promise<unknown> {
		await this.renew();
		return this.hideIn(body);
	}

	/** The failure without secrets in what it shows. */
	async hideInFailure(failure: PickFuFailure): Promise<PickFuFailure> {
		await this.renew();
		const { message, description, reason } = failure;
		return failure.with({
			message: this.hideInText(message),
			description: description && this.hideInText(description),
			reason: reason && this.hideInText(reason),
		});
	}

	/** A credential that cannot be read any more leaves what is known. */
	private async renew(): Promise<void> {
		this.learn(await this.reread().catch(() => ({})));
	}

	private learn({ apiKey, clientSecret, oauthTokenData }: IDataObject): void {
		const tokens = isObject(oauthTokenData) ? oauthTokenData : {};
		const found = [
			apiKey,
			clientSecret,
			tokens.access_token,
			tokens.refresh_token,
			tokens.id_token,
		];
		for (const value of found) {
			if (typeof value !== 'string' || value.length < SHORTEST_SECRET) continue;
			if (!this.values.includes(value)) this.values.push(value);
		}
	}

	private hideInList(list: unknown[], open: unknown[]): void {
		list.forEach((value, index) => {
			if (typeof value === 'string') list[index] = this.hideInText(value);
			else if (typeof value === 'object') open.push(value);
		});
	}

	private hideInRecord(record: IDataObject, open: unknown[]): void {
		for (const key in record) {
			const value = record[key];
			if (typeof value === 'string') record[key] = this.hideInText(value);
			else if (typeof value === 'object') open.push(value);
			if (!this.values.some((secret) => key.includes(secret))) continue;
			record[this.hideInText(key)] = record[key];
			delete record[key];
		}
	}

	private hideInText(text: string): string {
		if (text.length < SHORTEST_SECRET) return text;
		let shown = text;
		for (const secret of this.values) {
			if (shown.includes(secret)) shown = shown.replaceAll(secret, HIDDEN);
		}
		return shown.replace(AFTER_BEARER, `$1${HIDDEN}`);
	}
}
