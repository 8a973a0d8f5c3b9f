import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, runNode } from '../support/installer.mts';

/** A repository of which only the test runner is real: npm's scripts and Jest do as they are told. */
let lab: string;

beforeEach(async () => {
	lab = await mkdtemp(path.join(tmpdir(), 'pickfu-run-'));
	for (const file of ['test/run.mjs', 'test/support/programs.mjs']) {
		await cp(path.join(root, file), path.join(lab, file));
	}
	const modules = /(\.mjs|n8n)$/;
	await cp(path.join(root, 'sandbox/n8n'), path.join(lab, 'sandbox/n8n'), {
		recursive: true,
		filter: (file) => modules.test(file),
	});
	const lock = JSON.stringify({ packages: { '': {} } });
	await writeFile(path.join(lab, 'package-lock.json'), lock);
	await mkdir(path.join(lab, 'node_modules/jest/bin'), { recursive: true });
	await writeFile(path.join(lab, 'node_modules/.package-lock.json'), lock);
	await writeTest('unit');
});

afterEach(() => rm(lab, { recursive: true, force: true }));

async function writeTest(layer: string): Promise<void> {
	await mkdir(path.join(lab, 'test', layer), { recursive: true });
	await writeFile(path.join(lab, 'test', layer, 'a.test.mts'), '');
}

/** @param result what Jest writes; undefined: nothing */
async function writeJest(result: object | undefined, code: number): Promise<void> {
	const none = {
		numPassedTests: 0,
		numFailedTests: 0,
		numPendingTests: 0,
		numTodoTests: 0,
		numRuntimeErrorTestSuites: 0,
	};
	const whole = JSON.stringify({ ...none, ...result });
	const write =
		result === undefined ? '' : `require('node:fs').writeFileSync(file, ${JSON.stringify(whole)});`;
	await writeFile(
		path.join(lab, 'node_modules/jest/bin/jest.js'),
		`const file = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice(13);
		console.log('Jest got ' + process.argv.slice(2).join(' '));
		${write} process.exitCode = ${code};`,
	);
}

/** Runs `npm test` with an npm whose scripts fail when they are named. */
async function runTests(args: string[], failing = '', env: NodeJS.ProcessEnv = {}) {
	const npm = path.join(lab, 'npm');
	await writeFile(
		npm,
		`#!/bin/sh\nfor word in "$@"; do [ "$word" = "${failing}" ] && exit 2; done\nexit 0\n`,
	);
	await chmod(npm, 0o755);
	const all = { ...process.env, PATH: `${lab}${path.delimiter}${process.env.PATH}`, ...env };
	const { code, stdout, stderr } = await runNode(
		[path.join(lab, 'test/run.mjs'), ...args],
		all,
		lab,
	).ended;
	return { code, stdout, stderr, last: stdout.trimEnd().split('\n').at(-1) };
}

test('a layer is counted, and the count is the last line', async () => {
	await writeJest({ numPassedTests: 12 }, 0);
	expect(await runTests(['unit'])).toMatchObject({ code: 0, last: '12 passed, 0 failed' });
});

test('arguments after the layer reach Jest', async () => {
	await writeJest({ numPassedTests: 1, numPendingTests: 5 }, 0);
	const { code, stdout, last } = await runTests(['unit', '-t', 'one title']);
	expect({ code, last }).toEqual({ code: 0, last: '1 passed, 0 failed' });
	expect(stdout).toMatch(/Jest got test\/unit\/ .* -t one title/);
});

test('a word after the layer chooses files of that layer, not others beside it', async () => {
	await writeJest({ numPassedTests: 1 }, 0);
	const { stdout } = await runTests(['unit', 'money', '--runInBand']);
	expect(stdout).toMatch(/Jest got test\/unit\/\.\*money --json .* --runInBand/);
	expect(stdout).not.toMatch(/test\/unit\/ /);
});

test.each([
	['a failed test', { numPassedTests: 3, numFailedTests: 2 }, 1, '3 passed, 2 failed'],
	[
		'a file that could not run',
		{ numPassedTests: 3, numRuntimeErrorTestSuites: 1 },
		1,
		'3 passed, 1 failed',
	],
	['no test at all', {}, 0, '0 passed, 1 failed'],
	['a skipped test', { numPassedTests: 3, numPendingTests: 1 }, 0, '3 passed, 1 failed'],
	['a Jest that fails although all passed', { numPassedTests: 3 }, 1, '3 passed, 1 failed'],
	['a Jest that wrote nothing', undefined, 0, '0 passed, 1 failed'],
])('%s is a failure', async (_, result, code, last) => {
	await writeJest(result, code);
	expect(await runTests(['unit'])).toMatchObject({ code: 1, last });
});

test('what tests leave in the temporary folder is gone afterwards', async () => {
	await writeFile(
		path.join(lab, 'node_modules/jest/bin/jest.js'),
		`require('node:fs').mkdirSync(require('node:os').tmpdir() + '/left-behind');
		console.log('left in ' + require('node:os').tmpdir());`,
	);
	const { stdout } = await runTests(['unit']);
	const folder = /left in (\S+)/.exec(stdout)?.[1];
	expect(folder).toMatch(/pickfu-/);
	expect(existsSync(folder!)).toBe(false);
});

test('a layer without a test file is a failure', async () => {
	await writeJest({ numPassedTests: 3 }, 0);
	const { code, stdout, last } = await runTests(['contract']);
	expect({ code, last }).toEqual({ code: 1, last: '0 passed, 1 failed' });
	expect(stdout).toContain('the layer has no test');
});

test('each check counts as one, and a failed check does not hide the layers', async () => {
	await writeJest({ numPassedTests: 10 }, 0);
	await writeTest('integration');
	const { code, stdout, last } = await runTests(['fast', 'faults'], 'typecheck');
	expect({ code, last }).toEqual({ code: 1, last: '23 passed, 3 failed' });
	expect(stdout).toMatch(/typecheck +0 passed +1 failed/);
	expect(stdout).toMatch(/contract +0 passed +1 failed .*the layer has no test/);
});

test('several layers run in turn, each with its place', async () => {
	await writeJest({ numPassedTests: 2 }, 0);
	await writeTest('contract');
	const { stdout, last } = await runTests(['unit', 'contract', '-t', 'a title']);
	expect(last).toBe('4 passed, 0 failed');
	expect(stdout).toMatch(/== unit \(1 of 2\)[\s\S]*== contract \(2 of 2\)/);
	expect(stdout.match(/-t a title/g)).toHaveLength(2);
});

test('the fast run has the checks and the layers that need no n8n, the quick one the short unit tests', async () => {
	await writeJest({ numPassedTests: 2 }, 0);
	for (const layer of ['integration', 'contract', 'e2e']) await writeTest(layer);
	expect((await runTests(['fast'])).last).toBe('10 passed, 0 failed');
	const { stdout, last } = await runTests(['quick']);
	expect(last).toBe('2 passed, 0 failed');
	expect(stdout).toMatch(/Jest got test\/unit\/ .*--testPathIgnorePatterns=/);
});

test('a word that is no layer is refused with those that are', async () => {
	const { code, stdout } = await runTests(['unitt']);
	expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});

test('--help prints how to call it and runs nothing', async () => {
	await writeJest({ numPassedTests: 1 }, 0);
	const { code, stdout } = await runTests(['--help']);
	expect(code).toBe(0);
	expect(stdout).toMatch(/^`npm test`: installs what is missing.*\n\n {2}node test\/run\.mjs /);
	expect(stdout).not.toContain('==');
});

test('an option before any layer is refused in one sentence', async () => {
	await writeJest({ numPassedTests: 1 }, 0);
	expect(await runTests(['--hlep'])).toMatchObject({
		code: 1,
		stdout: '',
		stderr: "Unknown option --hlep: Jest's options come after a layer. See --help.\n",
	});
});

test('what a layer lacks is said before the first of them runs, and fails it', async () => {
	await writeJest({ numPassedTests: 1 }, 0);
	await writeTest('e2e');
	const { code, stdout, stderr } = await runTests(['unit', 'e2e'], '', {
		PATH: lab,
		CHROMIUM_PATH: path.join(lab, 'nowhere'),
	});
	expect(code).toBe(1);
	expect(stderr).toMatch(/CHROMIUM_PATH names .*nowhere, which does not exist/);
	expect(stdout).not.toContain('== unit');
});

test('a run that hangs is ended and counted as failed', async () => {
	await writeFile(path.join(lab, 'node_modules/jest/bin/jest.js'), 'setInterval(() => {}, 1000);');
	const { code, stdout, last } = await runTests(['unit'], '', { TEST_TIMEOUT_MINUTES: '0.02' });
	expect({ code, last }).toEqual({ code: 1, last: '0 passed, 1 failed' });
	expect(stdout).toContain('the whole run took over 0.02 min');
});
