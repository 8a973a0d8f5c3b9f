import { rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInstallerLab, root, runNode } from '../support/installer.mts';
import type { InstallerLab } from '../support/installer.mts';

let lab: InstallerLab;

beforeEach(async () => {
	lab = await createInstallerLab();
});

afterEach(() => lab.remove());

const finished = /^n8n-2\.41\.1-recipe\d+-\w+-\w+$/;

/** The lines that a person reads, without the progress. */
function words(stderr: string): string[] {
	return stderr.split('\n').filter((line) => line !== '' && !line.startsWith('['));
}

/** Calls the installer's own functions, which Jest cannot load, and prints what they throw. */
function evaluate(code: string) {
	const folder = path.join(root, 'sandbox', 'n8n');
	const whole = `
		import { ensureHost } from '${folder}/install.mjs';
		import { checkNode } from '${folder}/requirements.mjs';
		import { runMain } from '${folder}/trouble.mjs';
		await runMain(async () => { ${code} });`;
	return runNode(['--input-type=module', '--eval', whole], lab.env).ended;
}

test('it installs once, and a second call finds everything without npm', async () => {
	const first = await lab.install().ended;
	expect(first.code).toBe(0);
	const host = JSON.parse(first.stdout);
	expect(path.dirname(host.folder)).toBe(lab.cache);
	const calls = await lab.calls();
	expect(calls.map((call) => call.split(' --')[0])).toEqual([
		'install node@24',
		'install',
		'rebuild sqlite3',
		'rebuild isolated-vm',
	]);

	const second = await lab.install().ended;
	expect(second).toMatchObject({ code: 0, stdout: first.stdout, stderr: '' });
	expect(await lab.calls()).toEqual(calls);
});

test('a half removed installation is made anew', async () => {
	const { n8nBin } = JSON.parse((await lab.install().ended).stdout);
	await rm(n8nBin);
	expect((await lab.install().ended).code).toBe(0);
	expect((await lab.calls()).filter((call) => call.startsWith('install node@24'))).toHaveLength(2);
});

test.each([
	['getaddrinfo ENOTFOUND registry.example', /npm cannot reach its registry/],
	['network request failed, reason: connect ETIMEDOUT', /npm cannot reach its registry/],
	['npm error ENOSPC: no space left on device', /the disk is full/],
	['npm error code ETARGET', /does not have a package/],
	['gyp ERR! find Python', /a compiler is missing.*apt-get install build-essential python3/],
	['npm error something that nobody foresaw', /something that nobody foresaw/],
])('when npm says "%s" it ends with one line and leaves nothing half done', async (said, told) => {
	const { code, stderr } = await lab.install({ FAKE_NPM_ERROR: said }).ended;
	expect(code).toBe(1);
	expect(words(stderr)).toEqual([expect.stringMatching(told)]);
	expect(await lab.cached()).toEqual(['install.log']);
});

test('two at once: the second waits, says so, and nothing is installed twice', async () => {
	await lab.closeGate();
	const first = lab.install();
	await first.says('[1/5]');
	const second = lab.install();
	await second.says(`Another process (${first.child.pid}) is installing n8n; waiting for it.`);
	await lab.openGate();
	const endings = await Promise.all([first.ended, second.ended]);
	expect(endings.map(({ code }) => code)).toEqual([0, 0]);
	expect(endings[1].stdout).toBe(endings[0].stdout);
	expect(await lab.calls()).toHaveLength(4);
});

test('the lock of a process that is gone is taken over, and its half done folder removed', async () => {
	const { folder } = JSON.parse((await lab.install().ended).stdout);
	await rm(folder, { recursive: true });
	const gone = await runNode(['--eval', 'console.log(process.pid)']).ended;
	await writeFile(`${folder}.lock`, `${gone.stdout.trim()} somebody`);
	await mkdir(`${folder}.partial-${gone.stdout.trim()}`);
	expect((await lab.install().ended).code).toBe(0);
	const left = (await lab.cached()).sort();
	expect(left).toEqual(['install.log', expect.stringMatching(finished)]);
});

test('Ctrl-C ends npm, removes what is half done and frees the lock', async () => {
	await lab.closeGate();
	const running = lab.install();
	const npm = await lab.waitingNpm();
	running.child.kill('SIGINT');
	const { code, stderr } = await running.ended;
	expect(code).toBe(130);
	expect(words(stderr)).toEqual([expect.stringMatching(/^Interrupted\./)]);
	expect(await lab.cached()).toEqual(['install.log']);
	expect(() => process.kill(npm, 0)).toThrow(/ESRCH/);
});

test('too little disk is said before anything is downloaded', async () => {
	const { code, stderr } = await evaluate('await ensureHost({ freeBytes: async () => 1.24e9 });');
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/^Too little disk: .* has 1\.2 GB free and n8n needs 4\.0 GB to install\./,
	);
	expect(words(stderr)).toHaveLength(1);
	expect(await lab.calls()).toEqual([]);
});

test('a missing compiler is named before anything is downloaded', async () => {
	const bare = path.join(lab.folder, 'bare');
	await mkdir(bare);
	await symlink(path.join(lab.folder, 'bin', 'npm'), path.join(bare, 'npm'));
	await symlink('/bin/true', path.join(bare, 'make'));
	const { code, stderr } = await lab.install({ PATH: bare }).ended;
	expect(code).toBe(1);
	expect(stderr).toMatch(
		/^n8n's database driver has to be compiled and python3, g\+\+ are missing\./,
	);
	expect(words(stderr)).toHaveLength(1);
	expect(await lab.calls()).toEqual([]);
});

test.each(['18.20.8', '20.18.3'])('Node %s is refused in one line', async (version) => {
	const { code, stderr } = await evaluate(`checkNode('${version}');`);
	expect(code).toBe(1);
	expect(stderr).toBe(`This needs Node 20.19 or newer; this is Node ${version}.\n`);
});

test.each(['20.19.0', '22.0.0', '24.21.0'])('Node %s is accepted', async (version) => {
	expect(await evaluate(`checkNode('${version}');`)).toMatchObject({ code: 0, stderr: '' });
});
