import type { Pointer } from './description.mts';

/**
 * confirmed  both say the same
 * differs    both speak of it and say different things
 * missing    we have it and the other file does not
 * new        only the other file has it
 * unsaid     the other file says nothing about it, so it is neither confirmed nor wrong
 */
export type Kind = 'confirmed' | 'differs' | 'missing' | 'new' | 'unsaid';

/** A kind, or `copes`: it differs, and the node works on as it is. */
export type Verdict = Kind | 'copes';

/** What a finding is about. */
export interface About {
	/** Such as "query parameter `status`". */
	subject: string;
	/** What to change in the contract; undefined for what is new as a whole. */
	ours?: Pointer;
	/** What spells it in this package's own code: an operation's id, a name, a server. */
	code?: readonly ['endpoint' | 'query' | 'bodyField' | 'server', string];
}

/** One thing that a comparison found. */
export interface Finding extends About {
	kind: Kind;
	/** Whether the node works on as it is; a finding that is not decides the exit status. */
	compatible: boolean;
	/** Operations of ours that it holds for; a shared schema is reported once. */
	operations: string[];
	/** A sentence for the person at the screen. */
	text: string;
}

/** Notes what was found about one operation. */
export type Report = (verdict: Verdict, about: About, text: string) => void;

/** Findings, each kept once with the operations that it was met in, in the order first met. */
export class Findings extends Map<string, Finding> {
	/** Reports on an operation of ours; on none when it is the other file's alone. */
	on(...operation: string[]): Report {
		return (verdict, about, text) => {
			const kind = verdict === 'copes' ? 'differs' : verdict;
			const compatible = verdict !== 'differs' && verdict !== 'missing';
			const key = JSON.stringify([kind, about.ours, about.subject, text]);
			const operations = [...new Set([...(this.get(key)?.operations ?? []), ...operation])];
			this.set(key, { ...about, kind, compatible, text, operations });
		};
	}
}
