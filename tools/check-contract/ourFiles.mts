import { getLineColLocation, makeDocumentFromString } from '@redocly/openapi-core';
import { Description, membersOf, pointerText } from './description.mts';
import type { Pointer } from './description.mts';
import type { About } from './findings.mts';

/** The files that a finding can send somebody to; paths are relative to the repository. */
export const OUR_FILES = {
	contract: 'contract/pickfu.openapi.yaml',
	endpoints: 'nodes/PickFu/api/endpoints.ts',
	names: 'nodes/PickFu/api/names.ts',
	server: 'credentials/PickFuOAuth2Api.credentials.ts',
} as const;

/** The text of each of {@link OUR_FILES}. */
export type OurTexts = Record<keyof typeof OUR_FILES, string>;

/** A line to look at or change. */
export interface Place {
	/** Relative to the repository. */
	file: string;
	/** From 1. */
	line: number;
}

/** How well a part of the contract is supported, and where that is written. */
export interface Evidence {
	level: string;
	place: Place;
	/** The same level in the node's table of endpoints, when the operation itself is meant. */
	code?: Place;
}

/** Our contract with its lines, and the lines of the code that spells what it says. */
export class OurFiles {
	readonly contract: Description;

	readonly #source;

	/** @param texts as they stand in the repository */
	constructor(readonly texts: OurTexts) {
		const { source, parsed } = makeDocumentFromString(texts.contract, OUR_FILES.contract);
		this.#source = source;
		this.contract = new Description(membersOf(parsed));
	}

	/** Everything to change for a finding: the contract first. */
	places({ ours, code }: About): Place[] {
		const spelt = code && this.#codePlace(...code);
		return [ours && this.#contractPlace(ours), spelt].flatMap((place) => place ?? []);
	}

	/**
	 * The evidence of what a finding is about: the nearest `x-evidence` at or above it. A part that
	 * several operations share has none of its own, as each of them may know it from elsewhere.
	 */
	evidence({ ours = [], code }: About): Evidence | undefined {
		for (let size = ours.length; size > 0; size -= 1) {
			const pointer = [...ours.slice(0, size), 'x-evidence'];
			const level = this.contract.at(pointer);
			if (typeof level !== 'string') continue;
			const spelt = code?.[0] === 'endpoint' && this.#codePlace(...code);
			return { level, place: this.#contractPlace(pointer), ...(spelt && { code: spelt }) };
		}
		return undefined;
	}

	/** The line of the contract where a pointer's last key stands, or as much of the way as there is. */
	#contractPlace(pointer: Pointer): Place {
		const place = { source: this.#source, pointer: pointerText(pointer), reportOnKey: true };
		return { file: OUR_FILES.contract, line: getLineColLocation(place).start.line };
	}

	/** The line of the code that spells what a finding is about, if there is one. */
	#codePlace(kind: NonNullable<About['code']>[0], name: string): Place | undefined {
		if (kind === 'endpoint') return this.#find('endpoints', `\t${name}: `);
		if (kind === 'server') return this.#find('server', `'${name}'`);
		// names.ts holds the names of the query first, then those of the bodies.
		const end = this.texts.names.split('\n').findIndex((line) => line.startsWith('}'));
		const [from, to] = kind === 'query' ? [0, end] : [end, Infinity];
		return this.#find('names', `: '${name}'`, from, to);
	}

	#find(file: keyof OurTexts, needle: string, from = 0, to = Infinity): Place | undefined {
		const index = this.texts[file]
			.split('\n')
			.findIndex((line, number) => number >= from && number <= to && line.includes(needle));
		return index < 0 ? undefined : { file: OUR_FILES[file], line: index + 1 };
	}
}
