import * as client from 'openid-client';

/** One step of the walk and what came of it. */
export interface Step {
	/** A stable name. */
	id: string;
	/** ok: as n8n needs it; warn: works, with a drawback; fail: connecting breaks here; skip: not tried. */
	status: 'ok' | 'warn' | 'fail' | 'skip';
	/** What was seen. */
	detail: string;
	/** What it means for people who connect an account in n8n; absent when all is well. */
	meaning?: string;
}

/** What came of a step; it may leave the meaning of a warning or failure to the step. */
export type Outcome = [status: Step['status'], detail: string, meaning?: string];

/** Tokens, codes and verifiers that must never be seen, wherever a text comes from. */
export class Secrets extends Set<string> {
	/** Remembers values; short ones are no secrets and would black out ordinary words. */
	keep(...values: unknown[]): void {
		for (const value of values) {
			if (typeof value === 'string' && value.length >= 8) this.add(value);
		}
	}

	/** The text with every remembered value replaced, also where it was percent-encoded. */
	hide(text: string): string {
		return [...this]
			.flatMap((value) => [value, encodeURIComponent(value)])
			.reduce((shown, value) => shown.replaceAll(value, '[hidden]'), text);
	}
}

/** The lines of a step, for a person at a screen. */
export function stepText({ status, id, detail, meaning }: Step): string {
	const words = id.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	const line = `${status.padEnd(4)}  ${words}: ${detail}`;
	return meaning === undefined ? line : `${line}\n      For n8n: ${meaning}`;
}

/** The last line: how many steps came out how, and what that means on the whole. */
export function summaryText(steps: readonly Step[]): string {
	const count = (status: Step['status']) => steps.filter((step) => step.status === status).length;
	let whole = 'Connecting in n8n works.';
	if (count('warn') > 0) whole = 'Connecting in n8n works; mind the warnings.';
	if (count('fail') > 0) whole = 'Connecting in n8n will not work as it should.';
	const tried = `${count('ok')} ok, ${count('warn')} with a warning, ${count('fail')} failed`;
	return `${tried}, ${count('skip')} not tried. ${whole}`;
}

/** What a server or the network answered, in a few words fit to be shown (RFC 6749, section 5.2). */
export function words(error: unknown): string {
	if (error instanceof client.ResponseBodyError) {
		const parts = [error.error, error.error_description].filter(Boolean).join(': ');
		return `answered ${error.status} (${parts.replace(/\p{C}/gu, ' ').slice(0, 200)})`;
	}
	const { message, cause } = error as Error;
	if (cause instanceof Response) {
		return `answered ${cause.status}${cause.ok ? ', not as a client expects it' : ''}`;
	}
	// Several layers wrap the error of a network.
	let inner: Partial<NodeJS.ErrnoException> | undefined = cause as Error | undefined;
	while (inner && inner.code === undefined) inner = inner.cause as Error | undefined;
	if (error instanceof client.ClientError && !inner) return message;
	return `the connection ended before the answer came (${inner?.code ?? message})`;
}
