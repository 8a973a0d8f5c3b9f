import type { SignInAccount } from '../types.mts';
import { html, type Html } from './html.mts';

/** The round mark beside a person's name: the first letters of the first and the last word. */
export function initials(account: SignInAccount): Html {
	const words = account.name.split(/\s+/).filter(Boolean);
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
		.map((word) => [...(word ?? '')][0] ?? '')
		.join('');
	return html`<span class="initials" aria-hidden="true">${letters.toUpperCase()}</span>`;
}

/** Name, e-mail and team of a person. */
export function who(account: SignInAccount): Html {
	return html`<span class="who"><strong>${account.name}</strong><span>${account.email}</span></span>`;
}
