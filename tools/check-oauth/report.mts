/** ok: as n8n needs it; warn: works, with a drawback; fail: connecting breaks here; skip: not tried. */
export type Status = 'ok' | 'warn' | 'fail' | 'skip';

/** The steps in the order in which they are walked, and what they are called. */
export const TITLES = {
	resource: 'Another sign-in server',
	discovery: 'Discovery',
	issuer: 'Issuer',
	pkce: 'PKCE',
	publicClient: 'Public client',
	offlineAccess: 'Staying connected',
	grants: 'Grants',
	endpoints: 'Addresses',
	registration: 'Registration',
	signIn: 'Sign-in',
	tokens: 'Tokens',
	account: "The account's name",
	api: 'The API',
	userinfo: 'Userinfo',
	refresh: 'Refresh',
	apiAgain: 'The API with the new token',
	reuse: 'An old refresh token',
	revocation: 'Revocation',
};

/** A stable name of a step. */
export type StepId = keyof typeof TITLES;

/** What was seen, and what it means for people who connect an account in n8n when all is not well. */
export type Outcome = ['ok' | 'skip', string] | ['warn' | 'fail', string, string];

/** One step of the walk and what came of it. */
export interface Step {
	id: StepId;
	title: string;
	status: Status;
	/** What was seen. */
	detail: string;
	/** What it means for people who connect an account in n8n; absent when all is well. */
	meaning?: string;
}

/** Tokens, codes and verifiers that must never be seen, wherever a text comes from. */
export class Secrets {
	readonly #values = new Set<string>();

	/** Remembers values; short ones are no secrets and would black out ordinary words. */
	add(...values: unknown[]): void {
		for (const value of values) {
			if (typeof value === 'string' && value.length >= 8) this.#values.add(value);
		}
	}

	/** The text with every remembered value replaced, also where it was percent-encoded. */
	hide(text: string): string {
		return [...this.#values]
			.flatMap((value) => [value, encodeURIComponent(value)])
			.reduce((shown, value) => shown.replaceAll(value, '[hidden]'), text);
	}
}

/** The lines of a step, for a person at a screen. */
export function stepText({ status, title, detail, meaning }: Step): string {
	const line = `${status.padEnd(4)}  ${title}: ${detail}`;
	return meaning === undefined ? line : `${line}\n      For n8n: ${meaning}`;
}

/** The last lines: how many steps came out how, and what that means on the whole. */
export function summaryText(steps: readonly Step[]): string {
	const count = (status: Status) => steps.filter((step) => step.status === status).length;
	let whole = 'Connecting in n8n works.';
	if (count('warn') > 0) whole = 'Connecting in n8n works; mind the warnings.';
	if (count('fail') > 0) whole = 'Connecting in n8n will not work as it should.';
	return `${count('ok')} ok, ${count('warn')} with a warning, ${count('fail')} failed, ${count('skip')} not tried. ${whole}`;
}
