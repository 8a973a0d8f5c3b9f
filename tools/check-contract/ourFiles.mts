import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLineColLocation, makeDocumentFromString } from '@redocly/openapi-core';
import { Description, membersOf, parentOf } from './description.mts';
import type { Pointer } from './description.mts';
import type { About } from './findings.mts';

/** The files that a finding can send somebody to; paths are relative to the repository. */
export const OUR_FILES = {
	contract: 'contract/pickfu.openapi.yaml',
	endpoints: 'nodes/PickFu/api/endpoints.ts',
	names: 'nodes/PickFu/api/names.ts',
	server: 'credentials/PickFuOAuth2Api.credentials.ts',
} as const;

/** A line to look at or change, counted from 1, in a file of the repository. */
export type Place = { file: string; line: number };

/** How well a part of the contract is supported, where that is written, and where the code writes the same. */
export type Evidence = { level: string; place: Place; code?: Place };

/** Our contract with its lines, and the lines of the code that spells what it says. */
export class OurFiles {
	readonly contract: Description;
	readonly #source;

	constructor(readonly root: string) {
		const text = this.#read('contract');
		const { source, parsed } = makeDocumentFromString(text, OUR_FILES.contract);
		this.#source = source;
		this.contract = new Description(membersOf(parsed));
	}

	/** Everything to change for a finding: the contract first. */
	places(ours: Pointer | undefined, code: About['code']): Place[] {
		const spelt = code && this.#codePlace(...code);
		return [ours && this.#contractPlace(ours), spelt].flatMap((place) => place ?? []);
	}

	/**
	 * The evidence that could be raised for what a finding is about: the nearest `x-evidence` at or above
	 * it. A part that several operations share has none of its own, as each of them may know it from elsewhere.
	 */
	evidence(ours: Pointer = '#', code: About['code']): Evidence | undefined {
		for (let pointer = ours; pointer !== '#'; pointer = parentOf(pointer)) {
			const level = this.contract.at(`${pointer}/x-evidence`);
			if (typeof level !== 'string') continue;
			if (level === 'documented') break;
			const spelt = code?.[0] === 'endpoint' && this.#codePlace(...code);
			const place = this.#contractPlace(`${pointer}/x-evidence`);
			return { level, place, ...(spelt && { code: spelt }) };
		}
		return undefined;
	}

	/** The line of the contract where a pointer's last key stands, or as much of the way as there is. */
	#contractPlace(pointer: Pointer): Place {
		const place = { source: this.#source, pointer, reportOnKey: true };
		return { file: OUR_FILES.contract, line: getLineColLocation(place).start.line };
	}

	/** The line of the code that spells what a finding is about, if there is one. */
	#codePlace(kind: NonNullable<About['code']>[0], name: string): Place | undefined {
		if (kind === 'endpoint') return this.#find('endpoints', `\t${name}: `);
		if (kind === 'server') return this.#find('server', `'${name}'`);
		// names.ts holds the names of the query first, then those of the bodies.
		return this.#find('names', `: '${name}'`, kind === 'query' ? '' : '\n}');
	}

	/** The first line after `start` that holds something. */
	#find(file: keyof typeof OUR_FILES, needle: string, start = ''): Place | undefined {
		const text = this.#read(file);
		const index = text.indexOf(needle, text.indexOf(start));
		const line = text.slice(0, index).split('\n').length;
		return index < 0 ? undefined : { file: OUR_FILES[file], line };
	}

	#read(file: keyof typeof OUR_FILES): string {
		return readFileSync(join(this.root, OUR_FILES[file]), 'utf8');
	}
}
