import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Runs the sandbox's command until it ends by itself. */
function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', join(root, 'sandbox', 'main.mts'), ...args],
		{
			cwd: root,
			stdio: ['ignore', 'pipe', 'pipe'],
		},
	);
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
	child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
	return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

describe('the sandbox’s command line', () => {
	test('says in one line that the port is taken, and fails', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		const { code, stdout, stderr } = await run('--port', String(port));
		await new Promise((resolve) => other.close(resolve));
		expect({ code, stdout, stderr }).toEqual({
			code: 1,
			stdout: '',
			stderr: `Port ${port} is taken. Stop what uses it, or choose another with --port.\n`,
		});
	}, 30_000);

	test('says which number is wrong', async () => {
		expect(await run('--speed', 'fast')).toEqual({
			code: 1,
			stdout: '',
			stderr: '--speed takes a number from 0.001, not "fast".\n',
		});
	}, 30_000);

	test('with --with-stdin ends when what started it is gone, having said where it is', async () => {
		const { code, stdout } = await run('--port', '0', '--json', '--with-stdin');
		expect(code).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({
			ready: true,
			url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
		});
	}, 30_000);
});
