import { repository } from '../../sandbox/n8n/paths.mjs';
import { readOptions } from '../options.mts';
import { OurFiles } from './ourFiles.mts';
import { OFFICIAL, readDescription } from './read.mts';
import { makeReport, reportText } from './report.mts';

const usage = `npm run check:contract -- [options] [address or file]
Compares PickFu's OpenAPI file (JSON or YAML) with contract/pickfu.openapi.yaml and says what is
confirmed, what differs, what is new and what is missing, with the lines to change.
Without an address: ${OFFICIAL}

  --json   the same as JSON
  --help   this text

Exit status: 0 all confirmed or compatible, 1 something to change, 2 the file cannot be read`;

/**
 * `npm run check:contract`. Prints the report and sets the exit status.
 *
 * @throws {Trouble} when an argument is wrong or the other file cannot be read
 */
export async function check(args: string[], signal: AbortSignal): Promise<void> {
	const options = readOptions(args, usage, {});
	if (!options) return;
	const { json, given: source = OFFICIAL } = options;
	const theirs = await readDescription(source, signal);
	const report = makeReport(source, theirs, new OurFiles(repository));
	console.log(json ? JSON.stringify(report, null, '\t') : reportText(report));
	process.exitCode = report.exitCode;
}
