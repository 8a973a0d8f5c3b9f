import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Description } from '../../tools/check-contract/description.mts';
import { OUR_FILES, OurFiles } from '../../tools/check-contract/ourFiles.mts';
import { makeReport, reportText } from '../../tools/check-contract/report.mts';
import type { Report, Reported } from '../../tools/check-contract/report.mts';

const root = join(__dirname, '..', '..');
const textOf = (file: keyof typeof OUR_FILES) => readFileSync(join(root, OUR_FILES[file]), 'utf8');
const files = new OurFiles(root);

/** Parts of a description, free to be changed. */
export type Loose = any;

/** A fresh copy of our contract, to be changed. */
export function copyOfContract(): Loose {
	return parse(textOf('contract'));
}

/** What the check says of a changed copy of our contract. */
export function check(copy: Loose): Report {
	return makeReport('copy.json', new Description(copy), files);
}

/** The findings that are not confirmations. */
export function news({ findings }: Report): Reported[] {
	return findings.filter(({ kind }) => kind !== 'confirmed');
}

/** `file:line` of the first line that holds the needle, at or after the line that holds `after`. */
export function lineOf(file: keyof typeof OUR_FILES, needle: string, after = ''): string {
	const lines = textOf(file).split('\n');
	const start = lines.findIndex((line) => line.includes(after));
	const index = lines.findIndex((line, number) => number >= start && line.includes(needle));
	expect({ needle, found: start >= 0 && index >= 0 }).toEqual({ needle, found: true });
	return `${OUR_FILES[file]}:${index + 1}`;
}

/** Gives a member another name. */
export function rename(owner: Loose, from: string, to: string): void {
	owner[to] = owner[from];
	delete owner[from];
}

/** A way in which PickFu's file could differ, what is said of it, and where that sends the reader. */
export interface Alteration {
	title: string;
	alter: (copy: Loose) => void;
	kind: 'differs' | 'missing' | 'new' | 'unsaid';
	/** Operations that the finding names, among others. */
	operations: string[];
	subject: string;
	text: string;
	/** `file:line` of what is to be changed. */
	places: () => string[];
	exit: 0 | 1;
}

/** Holds the check to what an alteration expects of it. */
export function expectFound({
	alter,
	kind,
	operations,
	subject,
	text,
	places,
	exit,
}: Alteration): void {
	const copy = copyOfContract();
	alter(copy);
	const report = check(copy);
	const found = news(report).find(
		(finding) =>
			finding.subject === subject &&
			finding.kind === kind &&
			operations.every((id) => finding.operations.includes(id)),
	);
	expect(found ?? news(report)).toMatchObject({ kind, text });
	expect(found!.places.map(({ file, line }) => `${file}:${line}`)).toEqual(places());
	expect(report.exitCode).toBe(exit);
	expect(reportText(report)).toContain(`${subject} ${text}`);
}
