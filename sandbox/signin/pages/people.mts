import type { SandboxAccount } from '../../accounts.mts';
import { html, type Html } from './html.mts';

/** The round mark beside a person's name: the first letters of the first and the last word. */
export function initials(account: SandboxAccount): Html {
	const words = account.name.split(/\s+/).filter(Boolean);
	const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
		.map((word) => [...(word ?? '')][0] ?? '')
		.join('');
	return html`<span class="initials" aria-hidden="true">${letters.toUpperCase()}</span>`;
}

/** Name and e-mail of a person. */
export function who(account: SandboxAccount): Html {
	return html`<span class="who">
		<strong>${account.name}</strong><span>${account.email}</span></span
	>`;
}

/** A role as people read it: `Owner`. */
export function roleName(account: SandboxAccount): string {
	return account.role.charAt(0).toUpperCase() + account.role.slice(1);
}
