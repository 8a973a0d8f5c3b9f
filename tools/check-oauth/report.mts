/** ok: as n8n needs it; warn: works, with a drawback; fail: connecting breaks here; skip: not tried. */
export type Status = 'ok' | 'warn' | 'fail' | 'skip';

/** One step of the walk and what came of it. */
export interface Step {
	/** Stable name, such as `registration`. */
	id: string;
	title: string;
	status: Status;
	/** What was seen. */
	detail: string;
	/** What it means for people who connect an account in n8n; absent when all is well. */
	meaning?: string;
}

/** Everything but the name of a step. */
export type Outcome = Omit<Step, 'id' | 'title'>;

/** As n8n needs it. */
export function ok(detail: string): Outcome {
	return { status: 'ok', detail };
}

/** Works, with a drawback. */
export function warn(detail: string, meaning: string): Outcome {
	return { status: 'warn', detail, meaning };
}

/** Connecting, or staying connected, breaks here. */
export function fail(detail: string, meaning: string): Outcome {
	return { status: 'fail', detail, meaning };
}

/** Not tried. */
export function skip(detail: string): Outcome {
	return { status: 'skip', detail };
}

/** Tokens, codes and verifiers that must never be seen, wherever a text comes from. */
export class Secrets {
	readonly #values = new Set<string>();

	/** Remembers a value; short ones are no secrets and would black out ordinary words. */
	add(value: unknown): void {
		if (typeof value === 'string' && value.length >= 8) this.#values.add(value);
	}

	/** Remembers the tokens of an answer. */
	addTokens(answer: { access_token?: unknown; refresh_token?: unknown; id_token?: unknown }): void {
		[answer.access_token, answer.refresh_token, answer.id_token].forEach((token) =>
			this.add(token),
		);
	}

	/** The text with every remembered value replaced, also where it was percent-encoded. */
	hide(text: string): string {
		let out = text;
		for (const value of this.#values) {
			out = out.replaceAll(value, '[hidden]').replaceAll(encodeURIComponent(value), '[hidden]');
		}
		return out;
	}
}

/** The lines of a step, for a person at a screen. */
export function stepText({ status, title, detail, meaning }: Step): string {
	const lines = [`${status.padEnd(4)}  ${title}: ${detail}`];
	if (meaning !== undefined) lines.push(`      For n8n: ${meaning}`);
	return lines.join('\n');
}

/** The last lines: how many steps came out how, and what that means on the whole. */
export function summaryText(steps: readonly Step[]): string {
	const count = (status: Status) => steps.filter((step) => step.status === status).length;
	const numbers = `${count('ok')} ok, ${count('warn')} with a warning, ${count('fail')} failed, ${count('skip')} not tried`;
	const whole =
		count('fail') > 0
			? 'Connecting in n8n will not work as it should.'
			: count('warn') > 0
				? 'Connecting in n8n works; mind the warnings.'
				: 'Connecting in n8n works.';
	return `${numbers}. ${whole}`;
}
