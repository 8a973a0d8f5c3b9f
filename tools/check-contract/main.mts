import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { compareContracts } from './compare.mts';
import { OUR_FILES, OurFiles } from './ourFiles.mts';
import type { OurTexts } from './ourFiles.mts';
import { OFFICIAL, readDescription, Unreadable } from './read.mts';
import { makeReport, reportText } from './report.mts';

const usage = `npm run check:contract -- [options] [address or file]
Compares PickFu's OpenAPI file (JSON or YAML) with contract/pickfu.openapi.yaml and says what is
confirmed, what differs, what is new and what is missing, with the lines to change.
Without an address: ${OFFICIAL}

  --json   the same as JSON
  --help   this text

Exit status: 0 all confirmed or compatible, 1 something to change, 2 the file cannot be read`;

const OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean' } } as const;

function readOptions(args: string[]) {
	try {
		const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
		if (positionals.length > 1) throw new Error('Give one address or file.');
		return { ...values, source: positionals[0] ?? OFFICIAL };
	} catch (error) {
		throw new Unreadable(`${(error as Error).message}\n\n${usage}`);
	}
}

/**
 * `npm run check:contract`. Prints the report and sets the exit status.
 *
 * @param args after the program's name
 * @throws {Unreadable} when an argument is wrong or the other file cannot be read
 */
export async function check(args: string[], signal: AbortSignal): Promise<void> {
	const { json, help, source } = readOptions(args);
	if (help) {
		console.log(usage);
		return;
	}
	const root = new URL('../../', import.meta.url);
	const texts = Object.entries(OUR_FILES).map(async ([key, file]) => [
		key,
		await readFile(new URL(file, root), 'utf8'),
	]);
	const files = new OurFiles(Object.fromEntries(await Promise.all(texts)) as OurTexts);
	const theirs = await readDescription(source, signal);
	const comparison = compareContracts(files.contract, theirs);
	const openapi = String(theirs.root.openapi);
	const report = makeReport(comparison, files, { source, openapi, unresolved: theirs.unresolved });
	console.log(json ? JSON.stringify(report, null, '\t') : reportText(report));
	process.exitCode = report.exitCode;
}
