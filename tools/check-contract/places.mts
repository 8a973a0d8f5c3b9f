import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node, Pair } from 'yaml';
import { Description } from './description.mts';
import type { Members, Pointer } from './description.mts';
import type { CodeTarget, Finding } from './findings.mts';

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

	readonly #lines = new LineCounter();

	readonly #tree: Node | null;

	/** @param texts as they stand in the repository */
	constructor(readonly texts: OurTexts) {
		const document = parseDocument(texts.contract, { lineCounter: this.#lines });
		this.#tree = document.contents as Node | null;
		this.contract = new Description(document.toJS() as Members);
	}

	/**
	 * The line of the contract where a pointer's last key stands, or as much of the way as there is.
	 */
	contractPlace(pointer: Pointer): Place {
		let node: unknown = this.#tree;
		let offset = 0;
		for (const key of pointer) {
			if (isMap(node)) {
				const pair = node.items.find((item) => keyText(item) === key);
				if (!pair) break;
				offset = startOf(pair.key) ?? offset;
				node = pair.value;
			} else if (isSeq(node)) {
				const entry = node.items[Number(key)];
				if (entry === undefined) break;
				offset = startOf(isPair(entry) ? entry.key : entry) ?? offset;
				node = entry;
			} else break;
		}
		return { file: OUR_FILES.contract, line: this.#lines.linePos(offset).line };
	}

	/** The line of the code that spells what a finding is about, if there is one. */
	codePlace(target: CodeTarget): Place | undefined {
		if ('endpoint' in target) return this.#find('endpoints', `\t${target.endpoint}: {`);
		if ('server' in target) return this.#find('server', `'${target.server}'`);
		const [start, end] = this.#queryBlock();
		if ('query' in target) return this.#find('names', `: '${target.query}'`, start, end);
		return this.#find('names', `: '${target.bodyField}'`, end);
	}

	/** Everything to change for a finding: the contract first. */
	places({ ours, code }: Finding): Place[] {
		const own = ours ? [this.contractPlace(ours)] : [];
		const spelt = code ? this.codePlace(code) : undefined;
		return spelt ? [...own, spelt] : own;
	}

	/**
	 * The evidence of what a finding is about: the nearest `x-evidence` at or above it. A part that
	 * several operations share has none of its own, as each of them may know it from elsewhere.
	 */
	evidence({ ours = [], code }: Finding): Evidence | undefined {
		for (let size = ours.length; size > 0; size -= 1) {
			const pointer = [...ours.slice(0, size), 'x-evidence'];
			const level = this.contract.at(pointer);
			if (typeof level !== 'string') continue;
			const spelt = code && 'endpoint' in code ? this.codePlace(code) : undefined;
			return { level, place: this.contractPlace(pointer), ...(spelt && { code: spelt }) };
		}
		return undefined;
	}

	/** First and last line of the table of query names. */
	#queryBlock(): [number, number] {
		const lines = this.texts.names.split('\n');
		const start = lines.findIndex((line) => line.startsWith('export const QUERY'));
		const length = lines.slice(start).findIndex((line) => line.startsWith('}'));
		return [start, start + length];
	}

	#find(file: keyof OurTexts, needle: string, from = 0, to = Infinity): Place | undefined {
		const index = this.texts[file]
			.split('\n')
			.findIndex((line, number) => number >= from && number <= to && line.includes(needle));
		return index < 0 ? undefined : { file: OUR_FILES[file], line: index + 1 };
	}
}

function keyText({ key }: Pair): string {
	return String(isScalar(key) ? key.value : key);
}

function startOf(node: unknown): number | undefined {
	return (node as Node | null)?.range?.[0];
}
