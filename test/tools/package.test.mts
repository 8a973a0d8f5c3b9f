import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../support/installer.mts';

/** What `npm pack` says of a package. */
interface Packed {
	size: number;
	files: Array<{ path: string }>;
}

const SOURCES = [
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'index.js',
	'README.md',
	'LICENSE.md',
];

let copy: string;
/** As this repository builds it; n8n's own build later writes the same files. */
let own: Packed;

beforeAll(() => {
	copy = mkdtempSync(path.join(tmpdir(), 'pickfu-package-'));
	for (const name of [...SOURCES, 'nodes', 'credentials', 'docs']) {
		cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
	}
	symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
	own = packedBy('npm', ['run', 'build']);
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true }));

/** Builds the copy with a command and gives what would be published. */
function packedBy(command: string, args: string[]): Packed {
	const options = { cwd: copy, encoding: 'utf8' as const };
	execFileSync(command, args, options);
	const text = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], options);
	return (JSON.parse(text) as Packed[])[0]!;
}

it('is the same whether this repository or n8n builds it, and small', () => {
	const names = ({ files }: Packed) => files.map((file) => file.path).sort();
	const official = path.join(root, 'tools/lint/node_modules/.bin/n8n-node');
	expect(names(packedBy(official, ['build']))).toEqual(names(own));
	expect(own.size).toBeLessThan(150_000);
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const codex = n8n.nodes.map((file) => `${file}on`);
	expect(names(own)).toEqual(expect.arrayContaining([...n8n.nodes, ...n8n.credentials, ...codex]));
	const foreign = names(own).filter((name) => !/^(dist\/(nodes|credentials)\/|[^/]+$)/.test(name));
	expect(foreign).toEqual([]);
}, 120_000);

it('leaves the counting of results and the report unloaded at the start of n8n, which loads every node', () => {
	const script = `const { n8n } = require('./package.json');
		const made = [...n8n.nodes, ...n8n.credentials].flatMap((file) => Object.values(require('./' + file)));
		for (const one of made) if (typeof one === 'function') new one();
		console.log(JSON.stringify(Object.keys(require.cache)))`;
	const loaded = execFileSync(process.execPath, ['-e', script], { cwd: copy, encoding: 'utf8' });
	const parts = (JSON.parse(loaded) as string[]).filter((file) => file.includes('/results/'));
	expect(
		parts.filter((file) => /\/(?:tally|reader|statistics|report\/\w+)\.js$/.test(file)),
	).toEqual([]);
	expect(parts).not.toEqual([]);
});

it.each(['PickFu', 'PickFuTrigger'])(
	'n8n finds the page about %s by the name of the package',
	(name) => {
		const codex = JSON.parse(
			readFileSync(path.join(root, 'nodes/PickFu', `${name}.node.json`), 'utf8'),
		) as { node: string };
		expect(codex.node).toBe('n8n-nodes-pickfu');
	},
);
