/**
 * `npm test`: installs what is missing and runs every check and every layer of tests.
 *
 *   node test/run.mjs                       everything
 *   node test/run.mjs fast                  the checks, and the layers that need nothing but the packages
 *   node test/run.mjs quick                 the unit tests but the long ones, for the loop of a change
 *   node test/run.mjs unit contract         some layers or checks (format, lint, typecheck, build)
 *   node test/run.mjs unit api -t "title"   files of a layer by their names; options go to Jest
 *   node test/run.mjs --help                this text
 *
 * Plain Node without dependencies, because it runs before they are installed. The last line is
 * `N passed, N failed`; the exit status is 1 when anything failed or a layer ran no test.
 */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../sandbox/n8n/command.mjs';
import { ensureDependencies } from '../sandbox/n8n/dependencies.mjs';
import { Interrupted, runMain, Trouble } from '../sandbox/n8n/trouble.mjs';
import { bringPrograms } from './support/programs.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The whole run ends by then, whatever hangs. Minutes. */
const bound = Number(process.env.TEST_TIMEOUT_MINUTES ?? 60);

const installer = path.join(root, 'sandbox', 'n8n', 'install.mjs');
const firstStart = path.join(root, 'test', 'support', 'firstStart.mts');
const engines = path.join(root, 'test', 'hosts', 'engines.mjs');

const checks = ['format', 'lint', 'typecheck', 'build'];
const fastLayers = ['unit', 'integration', 'contract'];
const layers = [...fastLayers, 'tools', 'hosts', 'faults', 'e2e', 'queue'];
const known = [...checks, ...layers];

/** Names for several of them. */
const groups = new Map([
	['fast', [...checks, ...fastLayers]],
	['quick', ['quick']],
]);

/** Unit tests that play for long, or count much; the quick run leaves them out. */
const longPlays =
	'\\.(properties|model|completed|cost|missed|old|responses|elections|statistics|borders|fitsContract|tracker|labels|verdicts|panel)\\.test|\\.(decided|report)\\.';

/** Layers with a real n8n. */
const withHost = ['e2e', 'queue'];

/**
 * How many files of a layer run side by side. Queue mode is four processes of n8n; with a real n8n or a network that
 * breaks on purpose, more than two would disturb each other's times.
 *
 * @param {string} layer
 */
function workers(layer) {
	if (layer === 'queue') return 1;
	if (layer === 'e2e') return 3;
	return layer === 'faults' ? 2 : Math.max(2, availableParallelism() - 1);
}

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} seconds
 * @property {string} [remark] why it failed, when the output above does not say so
 */

/**
 * @param {string} name of a script in package.json
 * @param {AbortSignal} signal
 * @returns {Promise<Omit<Outcome, 'name' | 'seconds'>>}
 */
async function runCheck(name, signal) {
	const { code } = await runCommand('npm', ['run', '--silent', name], {
		cwd: root,
		stdio: 'inherit',
		signal,
	});
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/**
 * @param {string} layer
 * @returns {Promise<boolean>} whether the layer has a test file
 */
async function hasTests(layer) {
	const files = await readdir(path.join(root, 'test', layer), { recursive: true }).catch(() => []);
	return files.some((file) => file.endsWith('.test.mts'));
}

/**
 * Counts a Jest run: a file that could not run, an exit status without a failed test and, when
 * nothing was selected, a skipped test each count as one failure.
 *
 * @param {string} file Jest's --outputFile
 * @param {number | null} code
 * @param {boolean} selected whether tests were chosen by arguments
 * @returns {Promise<Omit<Outcome, 'name' | 'seconds'>>}
 */
async function count(file, code, selected) {
	if (!existsSync(file)) return { passed: 0, failed: 1, remark: 'Jest wrote no result' };
	const result = JSON.parse(await readFile(file, 'utf8'));
	const passed = result.numPassedTests;
	const skipped = selected ? 0 : result.numPendingTests + result.numTodoTests;
	const failed = result.numFailedTests + result.numRuntimeErrorTestSuites + skipped;
	if (passed + failed === 0) return { passed, failed: 1, remark: 'no test ran' };
	if (failed === 0 && code !== 0) return { passed, failed: 1, remark: `Jest ended with ${code}` };
	return { passed, failed, ...(skipped > 0 && { remark: `${skipped} skipped` }) };
}

/**
 * @param {string} layer
 * @param {string[]} extra arguments for Jest
 * @param {AbortSignal} signal
 * @returns {Promise<Omit<Outcome, 'name' | 'seconds'>>}
 */
async function runLayer(layer, extra, signal) {
	const folderOf = layer === 'quick' ? 'unit' : layer;
	if (!(await hasTests(folderOf))) return { passed: 0, failed: 1, remark: 'the layer has no test' };
	if (withHost.includes(layer)) {
		const { code } = await runCommand(process.execPath, [installer], { stdio: 'inherit', signal });
		if (code !== 0) return { passed: 0, failed: 1, remark: 'no n8n to test in' };
	}
	// Whatever the tests leave in the temporary folder goes with it. PostgreSQL is run by somebody else than root there.
	const folder = await mkdtemp(path.join(tmpdir(), 'pickfu-'));
	await chmod(folder, 0o711);
	const file = path.join(folder, 'result.json');
	/** @type {NodeJS.ProcessEnv} */
	const env = { ...process.env, TMPDIR: folder };
	// Far from UTC, so that a date that slips by a day is noticed.
	if (folderOf === 'unit') env.TZ = 'America/Los_Angeles';
	const jest = path.join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	// Jest would take the words as alternatives to the folder.
	const flag = extra.findIndex((word) => word.startsWith('-'));
	const [words, flags] = flag < 0 ? [extra, []] : [extra.slice(0, flag), extra.slice(flag)];
	const patterns = words.map((word) => `test/${folderOf}/.*${word}`);
	const args = [jest, ...(patterns.length > 0 ? patterns : [`test/${folderOf}/`])];
	args.push('--json', `--outputFile=${file}`);
	args.push(`--maxWorkers=${workers(layer)}`);
	if (layer === 'quick') args.push(`--testPathIgnorePatterns=${longPlays}`);
	// Requests that were cut off on purpose may keep their sockets: the run does not wait for them.
	if (layer === 'faults') args.push('--forceExit');
	try {
		if (layer === 'e2e') {
			env.PICKFU_FIRST_START = path.join(folder, 'first');
			await mkdir(env.PICKFU_FIRST_START);
			const first = ['--import', 'tsx', firstStart, env.PICKFU_FIRST_START];
			const { code } = await runCommand(process.execPath, first, {
				cwd: root,
				env,
				stdio: 'inherit',
				signal,
			});
			if (code !== 0) return { passed: 0, failed: 1, remark: 'n8n did not start' };
		}
		const { code } = await runCommand(process.execPath, [...args, ...flags], {
			cwd: root,
			env,
			stdio: 'inherit',
			signal,
		});
		return await count(file, code, extra.length > 0);
	} finally {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

/**
 * Installs what later layers need, one after the other.
 *
 * @param {string[]} chosen
 * @param {AbortSignal} signal
 */
async function installAhead(chosen, signal) {
	const needs = (/** @type {string[]} */ names) => chosen.some((name) => names.includes(name));
	if (needs(['hosts'])) await runCommand(process.execPath, [engines], { signal });
	if (needs(withHost)) await runCommand(process.execPath, [installer], { signal });
}

/**
 * @param {Outcome[]} outcomes
 * @returns {string} one line for each
 */
function table(outcomes) {
	return outcomes
		.map(({ name, passed, failed, seconds, remark }) =>
			[
				`  ${name.padEnd(12)}`,
				`${passed} passed`.padStart(12),
				`${failed} failed`.padStart(10),
				`${seconds.toFixed(1)} s`.padStart(9),
				...(remark === undefined ? [] : [`  ${remark}`]),
			].join(''),
		)
		.join('\n');
}

/**
 * Splits the arguments: names of layers, checks and groups come first, what follows is for Jest.
 *
 * @param {string[]} args
 * @returns {{ chosen: string[], rest: string[] }} everything when nothing is named
 * @throws {Trouble} for a first word that is no name
 */
function choose(args) {
	const isName = (/** @type {string} */ word) => known.includes(word) || groups.has(word);
	const [first] = args;
	if (first?.startsWith('-')) {
		throw new Trouble(`Unknown option ${first}: Jest's options come after a layer. See --help.`);
	}
	if (first !== undefined && !isName(first)) {
		const names = [...groups.keys(), ...known].join(', ');
		throw new Trouble(`There is no layer "${first}". Known: ${names}.`);
	}
	const end = args.findIndex((word) => !isName(word));
	const named = end < 0 ? args : args.slice(0, end);
	const chosen = named.flatMap((name) => groups.get(name) ?? [name]);
	return { chosen: chosen.length > 0 ? chosen : known, rest: end < 0 ? [] : args.slice(end) };
}

/** The text at the top of this file. */
function usage() {
	const [, text = ''] =
		/\/\*\*\n(.*?)\n \*\//s.exec(readFileSync(import.meta.filename, 'utf8')) ?? [];
	return text.replace(/^ \* ?/gm, '');
}

await runMain(async (interrupt) => {
	if (process.argv[2] === '--help') {
		console.log(usage());
		return;
	}
	const { chosen, rest } = choose(process.argv.slice(2));
	const late = AbortSignal.timeout(bound * 60_000);
	const signal = AbortSignal.any([interrupt, late]);
	const ended = new AbortController();
	const early = AbortSignal.any([signal, ended.signal]);
	/** @type {Outcome[]} */
	const outcomes = [];
	/**
	 * @param {string} name
	 * @param {() => Promise<Omit<Outcome, 'name' | 'seconds'>>} work
	 */
	const record = async (name, work) => {
		const place = chosen.indexOf(name) + 1;
		console.log(`\n== ${name}${place > 0 ? ` (${place} of ${chosen.length})` : ''}`);
		const began = Date.now();
		const result = await work().catch((error) => {
			if (interrupt.aborted) throw new Interrupted();
			if (late.aborted)
				return { passed: 0, failed: 1, remark: `stopped: the whole run took over ${bound} min` };
			if (!(error instanceof Trouble)) console.error(error);
			return { passed: 0, failed: 1, remark: String(error.message) };
		});
		outcomes.push({ name, ...result, seconds: (Date.now() - began) / 1000 });
	};

	await record('packages', async () => {
		await ensureDependencies(root, signal);
		return { passed: 0, failed: 0 };
	});
	if (outcomes[0]?.failed === 0) {
		outcomes.length = 0;
		const missing = await bringPrograms(chosen, signal);
		// A fresh machine installs n8n and older engines of it, which takes minutes, while the tests that need none run.
		// What goes wrong is reported where they are needed: that waits for this installation, or makes its own.
		if (chosen.length > 1) void installAhead(chosen, early).catch(() => undefined);
		for (const name of chosen) {
			await record(name, async () => {
				if (checks.includes(name)) return await runCheck(name, signal);
				const lack = missing.get(name);
				if (lack !== undefined) return { passed: 0, failed: 1, remark: lack };
				return await runLayer(name, rest, signal);
			});
		}
	}

	ended.abort();
	const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
	const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
	console.log(`\n${table(outcomes)}\n\n${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
});
