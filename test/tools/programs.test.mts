import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createInstallerLab, runNode } from '../support/installer.mts';
import type { InstallerLab } from '../support/installer.mts';

const MODULE = pathToFileURL(path.resolve('test/support/programs.mjs')).href;

describe('on a machine that has the programs', () => {
	let machine: string;

	beforeEach(() => {
		machine = mkdtempSync(path.join(tmpdir(), 'pickfu-programs-'));
	});

	afterEach(() => rmSync(machine, { recursive: true }));

	/** Puts a program that can be run on the machine. */
	function install(...place: string[]): string {
		const file = path.join(machine, ...place);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, '');
		chmodSync(file, 0o755);
		return file;
	}

	/** Asks for a program there. Plain Node modules cannot be loaded by Jest. */
	function find(name: string): string | undefined {
		const debian = JSON.stringify(path.join(machine, 'postgresql'));
		const script = `import(${JSON.stringify(MODULE)}).then((found) =>
			console.log(found.findTestProgram('${name}', ${debian}) ?? ''))`;
		const env = { ...process.env, PATH: path.join(machine, 'bin'), N8N_PICKFU_CACHE: machine };
		const asked = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', env });
		return asked.stdout.trim() || undefined;
	}

	it('finds the servers where Debian keeps them, and the newest PostgreSQL', () => {
		const redis = install('bin', 'redis-server');
		for (const version of ['9.6', '15', '17']) install('postgresql', version, 'bin', 'postgres');
		expect(find('postgres')).toBe(path.join(machine, 'postgresql', '17', 'bin', 'postgres'));
		expect(find('redis')).toBe(redis);
	});

	it.each(['chromium', 'chromium-browser', 'google-chrome'])(
		'finds a browser called %s',
		(name) => {
			expect(find('chromium')).toBeUndefined();
			const place = install('bin', name);
			expect(find('chromium')).toBe(place);
		},
	);
});

describe('on a machine that lacks them', () => {
	let lab: InstallerLab;

	beforeEach(async () => {
		lab = await createInstallerLab();
	});

	afterEach(() => lab.remove());

	/** Brings what a layer needs, without rights of root, with these tools and the npm that only writes down its calls. */
	async function bring(
		layer: string,
		env: NodeJS.ProcessEnv = {},
		tools = ['python3', 'make', 'g++'],
	) {
		const bare = path.join(lab.folder, 'bare');
		mkdirSync(bare);
		symlinkSync(path.join(lab.folder, 'bin', 'npm'), path.join(bare, 'npm'));
		for (const tool of tools) symlinkSync('/bin/true', path.join(bare, tool));
		for (const tool of ['mkdir', 'ln', 'touch']) symlinkSync(`/bin/${tool}`, path.join(bare, tool));
		const script = `process.getuid = () => 1000;
			const { bringPrograms } = await import(${JSON.stringify(MODULE)});
			const missing = await bringPrograms(['${layer}'], new AbortController().signal);
			console.log(JSON.stringify([...missing]));`;
		const { stdout, stderr } = await runNode(['--input-type=module', '--eval', script], {
			...lab.env,
			PATH: bare,
			...env,
		}).ended;
		return { missing: JSON.parse(stdout) as Array<[string, string]>, stderr };
	}

	it('names what npm does not have, with the command, before anything else happens', async () => {
		const { missing, stderr } = await bring('queue', { FAKE_NPM_ERROR: 'ENOTFOUND' });
		const [[layer, reason]] = missing as [[string, string]];
		expect(layer).toBe('queue');
		expect(reason).toMatch(/Redis.*apt-get install .*redis-server/);
		expect(stderr).toMatch(/The layer queue will fail: it needs .*Redis/);
	});

	it('names a missing compiler', async () => {
		const { missing } = await bring('e2e', { CHROMIUM_PATH: process.execPath }, []);
		expect(missing).toEqual([
			['e2e', 'it needs a compiler (Debian: apt-get install build-essential python3)'],
		]);
	});

	it('asks npm for a Chromium where npm has one', async () => {
		await bring('e2e');
		const has = process.platform === 'linux' && process.arch === 'x64';
		const call = expect.stringMatching(/^install --no-ignore-scripts @sparticuz\/chromium@\d/);
		expect(await lab.calls()).toEqual(has ? [call] : []);
	});

	it.each([
		['opens a page', 'echo "<p>seen</p>"', []],
		[
			'starts and opens none',
			'exit 1',
			[['e2e', 'it needs Chromium (Debian: apt-get install chromium)']],
		],
	])('a Chromium from npm that %s', async (_, script, missing) => {
		if (process.platform !== 'linux' || process.arch !== 'x64') return;
		const build = path.join(lab.cache, 'programs/node_modules/@sparticuz/chromium/build');
		mkdirSync(build, { recursive: true });
		writeFileSync(
			path.join(build, 'index.js'),
			`const { writeFileSync } = require('node:fs');
			const text = ${JSON.stringify(`#!/bin/sh\n${script}\n`)};
			const executablePath = () => writeFileSync(process.env.TMPDIR + '/chromium', text, { mode: 0o755 });
			module.exports = { executablePath };`,
		);
		expect((await bring('e2e')).missing).toEqual(missing);
	});

	it('a layer that needs nothing asks for nothing', async () => {
		expect(await bring('unit')).toEqual({ missing: [], stderr: '' });
		expect(await lab.calls()).toEqual([]);
		expect(existsSync(path.join(lab.cache, 'programs'))).toBe(false);
	});
});
