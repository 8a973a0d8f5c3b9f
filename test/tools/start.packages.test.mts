import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInstallerLab, root, runNode } from '../support/installer.mts';
import type { InstallerLab } from '../support/installer.mts';

/** A checkout of which only `npm start` is there. */
let lab: InstallerLab;
let checkout: string;

beforeEach(async () => {
	lab = await createInstallerLab();
	checkout = await mkdtemp(path.join(lab.folder, 'checkout-'));
	await cp(path.join(root, 'sandbox/start.mjs'), path.join(checkout, 'sandbox/start.mjs'));
	await cp(path.join(root, 'sandbox/n8n'), path.join(checkout, 'sandbox/n8n'), { recursive: true });
	await mkdir(path.join(checkout, 'node_modules'));
});

afterEach(() => lab.remove());

async function write(wanted: object, installed: object | string | undefined): Promise<void> {
	await writeFile(
		path.join(checkout, 'package-lock.json'),
		JSON.stringify({ packages: { '': {}, ...wanted } }),
	);
	if (installed === undefined) return;
	const text = typeof installed === 'string' ? installed : JSON.stringify({ packages: installed });
	await writeFile(path.join(checkout, 'node_modules/.package-lock.json'), text);
}

const a = { 'node_modules/a': { version: '1.0.0' } };
const other = { 'node_modules/other-system': { version: '1.0.0', optional: true } };

function start(env: NodeJS.ProcessEnv = {}) {
	return runNode([path.join(checkout, 'sandbox/start.mjs')], { ...lab.env, ...env }, checkout)
		.ended;
}

test.each([
	['nothing is installed', a, undefined],
	['an installation was cut off', a, '{"packages": {"node_m'],
	['a package is missing', a, {}],
	['a package has another version', a, { 'node_modules/a': { version: '0.9.0' } }],
])('npm start installs the packages when %s', async (_, wanted, installed) => {
	await write(wanted, installed);
	await start();
	expect((await lab.calls())[0]).toMatch(
		/^ci --ignore-scripts --legacy-peer-deps .*--no-audit --no-fund/,
	);
});

test.each([
	['packages for other systems', other],
	['packages that only others ask for', { 'node_modules/peer': { version: '1.0.0', peer: true } }],
])('npm start installs nothing when all is there, though %s are not', async (_, more) => {
	await write({ ...a, ...more }, a);
	await start();
	expect(await lab.calls()).toEqual([]);
});

test('npm start without a network says so in one line', async () => {
	await write(a, undefined);
	const { code, stderr } = await start({ FAKE_NPM_ERROR: 'npm error code EAI_AGAIN' });
	expect(code).toBe(1);
	const lines = stderr.trimEnd().split('\n');
	expect(lines.at(-1)).toMatch(
		/^Installing the repository's packages failed: npm cannot reach its registry/,
	);
	expect(lines.slice(0, -1)).toEqual([
		expect.stringMatching(/^Installing the repository's packages …/),
	]);
});

test('npm start names a wrong option and a wrong port', async () => {
	const wrong = (...args: string[]) =>
		runNode([path.join(checkout, 'sandbox/start.mjs'), ...args], lab.env, checkout).ended;
	expect(await wrong('--port', '99999')).toMatchObject({
		code: 1,
		stderr: '--port takes a port from 1 to 65535, not "99999".\n',
	});
	expect((await wrong('--prot', '1')).stderr).toMatch(/^Unknown option '--prot'/);
	expect(await lab.calls()).toEqual([]);
});
