import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

let machine: string;

beforeEach(() => {
	machine = mkdtempSync(path.join(tmpdir(), 'pickfu-programs-'));
});

afterEach(() => rmSync(machine, { recursive: true }));

/** Puts a program that can be run on the made-up machine. */
function install(...place: string[]): string {
	const file = path.join(machine, ...place);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, '');
	chmodSync(file, 0o755);
	return file;
}

/** Asks for the programs there. Plain Node modules cannot be loaded by Jest. */
function ask(): { found?: unknown; said: string } {
	const module = pathToFileURL(path.resolve('test/support/clusterPrograms.mjs')).href;
	const where = [path.join(machine, 'bin'), path.join(machine, 'postgresql')].map((one) =>
		JSON.stringify(one),
	);
	const script = `import(${JSON.stringify(module)}).then((m) => {
		try { console.log(JSON.stringify(m.clusterPrograms(${where.join(', ')}))); }
		catch (error) { console.error(error.message); }
	})`;
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	return { ...(stdout && { found: JSON.parse(stdout) }), said: stderr.trim() };
}

it('finds the servers where Debian keeps them, and the newest PostgreSQL', () => {
	const redis = install('bin', 'redis-server');
	for (const version of ['9.6', '15', '17']) {
		install('postgresql', version, 'bin', 'initdb');
		install('postgresql', version, 'bin', 'postgres');
	}
	const newest = path.join(machine, 'postgresql', '17', 'bin');
	expect(ask().found).toEqual({
		initdb: path.join(newest, 'initdb'),
		postgres: path.join(newest, 'postgres'),
		redis,
	});
});

it('says in one sentence what to install', () => {
	expect(ask().said).toBe(
		'The tests of queue mode need PostgreSQL and Redis (Debian: apt-get install postgresql redis-server).',
	);
	install('bin', 'redis-server');
	expect(ask().said).toBe(
		'The tests of queue mode need PostgreSQL (Debian: apt-get install postgresql).',
	);
});
