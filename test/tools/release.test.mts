import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { root, runNode } from '../support/installer.mts';

/** A copy of what the release looks at, with the repository and the author filled in. */
let copy: string;

const OWNED = [
	'package.json',
	'credentials/PickFuApi.credentials.ts',
	'credentials/PickFuOAuth2Api.credentials.ts',
	'nodes/PickFu/PickFu.node.json',
	'nodes/PickFu/PickFuTrigger.node.json',
];

beforeEach(async () => {
	copy = await mkdtemp(path.join(tmpdir(), 'pickfu-release-'));
	for (const file of OWNED) await cp(path.join(root, file), path.join(copy, file));
	for (const file of OWNED) await change(file, /OWNER/g, 'ada');
	await change('package.json', 'owner@example.com', 'ada@ada.dev');
	await change('package.json', /"version": ".*"/, '"version": "1.2.3"');
	await writeFile(
		path.join(copy, 'CHANGELOG.md'),
		'# Changelog\n\n## 1.2.3 (2026-01-31)\n\n- Surveys in French.\n\n## 1.2.2 (2026-01-01)\n\n- Old.\n',
	);
});

afterEach(() => rm(copy, { recursive: true, force: true }));

async function change(file: string, from: string | RegExp, to: string): Promise<void> {
	const place = path.join(copy, file);
	await writeFile(place, (await readFile(place, 'utf8')).replace(from, to));
}

const release = (folder = copy, version = '1.2.3') =>
	runNode([path.join(root, 'tools/release.mjs'), version], process.env, folder).ended;

it('prints the changes of the version when everything is ready', async () => {
	expect(await release()).toEqual({ code: 0, stdout: '- Surveys in French.\n', stderr: '' });
});

it.each([
	['another version in package.json', 'package.json', '1.2.3', '1.2.4', 'has version 1.2.4'],
	['no changelog', 'CHANGELOG.md', '1.2.3', '1.2.0', 'no heading "## 1.2.3 (date)"'],
	['no date', 'CHANGELOG.md', '(2026-01-31)', '(unreleased)', 'put the date there'],
	['nothing said', 'CHANGELOG.md', '- Surveys in French.', '', 'says nothing about 1.2.3'],
	['no owner', 'package.json', /\/ada\//g, '/OWNER/', 'placeholders'],
	['no author', 'package.json', 'ada@ada.dev', 'owner@example.com', 'placeholders'],
	['another repository in a codex file', OWNED[3]!, /\/ada\//, '/OWNER/', 'PickFu.node.json names'],
	[
		'another repository in a credential',
		OWNED[1]!,
		'/ada/',
		'/eve/',
		'PickFuApi.credentials.ts names',
	],
])('refuses %s', async (_, file, from, to, words) => {
	await change(file, from, to);
	const { code, stdout, stderr } = await release();
	expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
	expect(stderr).toContain(words);
});

it('refuses this repository while nobody owns it', async () => {
	const filled = !(await readFile(path.join(root, 'package.json'), 'utf8')).includes('OWNER');
	const { stderr } = await release(root);
	expect(stderr.includes('placeholders')).toBe(!filled);
});

/** A step of a workflow, as far as it is looked at. */
interface Job {
	permissions?: Record<string, string>;
	steps: Array<{ run?: string; uses?: string }>;
}

async function jobs(file: string): Promise<Record<string, Job>> {
	const text = await readFile(path.join(root, '.github/workflows', file), 'utf8');
	return (parse(text) as { jobs: Record<string, Job> }).jobs;
}

it('publishes the file that was tested, with provenance, and builds nothing on the way', async () => {
	const { test: tested, publish } = await jobs('publish.yml');
	const words = ({ steps }: Job) => steps.map(({ run, uses }) => run ?? uses).join('\n');
	expect(words(tested!)).toMatch(/npm test[\s\S]*sandbox\/n8n\/pack\.mjs[\s\S]*upload-artifact/);
	expect(publish!.permissions).toMatchObject({ 'id-token': 'write' });
	expect(words(publish!)).toMatch(/npm publish \.\/\*\.tgz --provenance/);
	expect(words(publish!)).not.toMatch(/npm (ci|run|pack)|checkout/);
});

it.each([
	['ci.yml', 'everything'],
	['publish.yml', 'test'],
])('%s has Redis, which npm cannot bring, before the whole run', async (file, job) => {
	const runs = (await jobs(file))[job]!.steps.flatMap(({ run }) => run ?? []);
	const whole = runs.findIndex((run) => run === 'npm test');
	const redis = runs.findIndex((run) => run.includes('redis-server'));
	expect(redis).toBeGreaterThanOrEqual(0);
	expect(redis).toBeLessThan(whole);
});
