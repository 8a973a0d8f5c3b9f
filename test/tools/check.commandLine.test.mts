import type { Step } from '../../tools/check-oauth/report.mts';
import { runNode } from '../support/installer.mts';

// bounds a hang on a busy machine
jest.setTimeout(60_000);

function check(...args: string[]) {
	return runNode(['tools/check.mjs', 'oauth', ...args]);
}

test('check:oauth without an issuer starts a sandbox, walks it and ends with 0', async () => {
	const { code, stdout, stderr } = await check('--auto').ended;
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	const lines = stdout.trimEnd().split('\n');
	expect(lines[0]).toMatch(/^Sign-in server: http:\/\/localhost:\d+ \(a sandbox\)/);
	expect(lines.filter((line) => line.startsWith('ok '))).toHaveLength(17);
	expect(lines.at(-1)).toMatch(/^17 ok, .* Connecting in n8n works\.$/);
});

test('check:oauth --json keeps standard output for the JSON, and ends with 1 on a failure', async () => {
	const { code, stdout, stderr } = await check('--json', 'http://localhost:9').ended;
	expect(code).toBe(1);
	const { steps, apiUrl } = JSON.parse(stdout) as { steps: Step[]; apiUrl: string };
	expect(apiUrl).toBe('http://localhost:9/v1');
	expect(steps.at(-1)).toMatchObject({ id: 'discovery', status: 'fail' });
	expect(stderr).toMatch(/Connecting in n8n will not work/);
});

test.each<[string, string[], RegExp]>([
	[
		'an issuer that is no address',
		['connect.pickfu'],
		/^The issuer is an address such as https:\/\/connect\.pickfu\.com, not "connect\.pickfu"\.$/,
	],
	[
		'an issuer without https',
		['http://connect.pickfu.example'],
		/^http:\/\/connect\.pickfu\.example is not on https; tokens are sent only there or to this machine\.$/,
	],
	[
		'an API without https',
		['--api', 'http://api.pickfu.example/v1'],
		/^--api takes an https address/,
	],
	[
		'signing in alone elsewhere',
		['--auto', 'http://localhost:9'],
		/^--auto signs in to the sandbox only; elsewhere a person has to\.$/,
	],
])('check:oauth ends with 2 and one line for %s', async (_, args, line) => {
	const { code, stdout, stderr } = await check(...args).ended;
	expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
	expect(stderr.trimEnd()).toMatch(line);
});

test('check:oauth shows the address to open, and Ctrl-C ends it and its sandbox', async () => {
	// With --json the words for the person go to standard error.
	const running = check('--json');
	await running.says('code_challenge_method=S256');
	running.child.kill('SIGINT');
	const { code, stderr } = await running.ended;
	expect(code).toBe(130);
	expect(stderr.trimEnd().split('\n').at(-1)).toBe('Interrupted.');
	const origin = /Sign-in server: (http:\/\/localhost:\d+)/.exec(stderr)?.[1];
	await expect(fetch(`${origin}/_sandbox/signin`)).rejects.toThrow();
});
