import { parseArgs } from 'node:util';
import { demoAccounts } from './accounts.mts';
import { startSandbox } from './server.mts';
import type { SandboxOptions } from './server.mts';

const usage = `A PickFu on this machine: API, sign-in and a simulated panel.

  --port <n>               4010; 0 for any free one
  --host <address>         127.0.0.1
  --seed <text>            the same seed gives the same ids and answers
  --speed <n>              sandbox seconds in a real one (60)
  --rate-limit <n>         requests allowed per token in a window (100)
  --rate-window <s>        length of the window (60)
  --access-token-ttl <s>   life of OAuth access tokens
  --no-demo                begin without surveys
  --json                   print one JSON line when ready
  --with-stdin             end when standard input does, so that it never outlives what started it`;

/** Ends the process with one line for the person at the screen. */
function fail(message: string): never {
	console.error(message);
	process.exit(1);
}

function numberOf(name: string, text: string | undefined, least: number): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text.trim() === '' || !Number.isFinite(value) || value < least) {
		fail(`--${name} takes a number from ${least}, not "${text}".`);
	}
	return value;
}

const flags = {
	port: { type: 'string' },
	host: { type: 'string' },
	seed: { type: 'string' },
	speed: { type: 'string' },
	'rate-limit': { type: 'string' },
	'rate-window': { type: 'string' },
	'access-token-ttl': { type: 'string' },
	'no-demo': { type: 'boolean' },
	json: { type: 'boolean' },
	'with-stdin': { type: 'boolean' },
	help: { type: 'boolean' },
} as const;

function readArguments() {
	try {
		return parseArgs({ options: flags }).values;
	} catch (error) {
		return fail(error instanceof Error ? error.message : String(error));
	}
}

const values = readArguments();
if (values.help) {
	console.log(usage);
	process.exit(0);
}
const rateLimit = numberOf('rate-limit', values['rate-limit'], 1);
const rateWindow = numberOf('rate-window', values['rate-window'], 0.001);
const port = numberOf('port', values.port, 0);
const speed = numberOf('speed', values.speed, 0.001);
const accessTokenTtl = numberOf('access-token-ttl', values['access-token-ttl'], 1);
const options: SandboxOptions = {
	...(port !== undefined && { port }),
	...(values.host !== undefined && { host: values.host }),
	...(values.seed !== undefined && { seed: values.seed }),
	...(speed !== undefined && { speed }),
	...(accessTokenTtl !== undefined && { accessTokenTtl }),
	demo: !values['no-demo'],
	settings: {
		...(rateLimit !== undefined && { rateLimit }),
		...(rateWindow !== undefined && { rateWindow: rateWindow * 1000 }),
	},
};

const sandbox = await startSandbox(options).catch((error: NodeJS.ErrnoException) =>
	error.code === 'EADDRINUSE'
		? fail(
				`Port ${options.port ?? 4010} is taken. Stop what uses it, or choose another with --port.`,
			)
		: fail(`The sandbox could not start: ${error.message}`),
);

if (values.json) {
	console.log(
		JSON.stringify({
			ready: true,
			url: sandbox.url,
			apiUrl: sandbox.apiUrl,
			port: sandbox.port,
			pid: process.pid,
		}),
	);
} else {
	console.log(`PickFu sandbox: ${sandbox.apiUrl}`);
	console.log(`  API keys     sandbox-key, or sandbox-key-viewer for one that may only read`);
	console.log(`  people       ${[...new Set(demoAccounts.map(({ email }) => email))].join(', ')}`);
	console.log(`  switches     ${sandbox.url}/_sandbox/state`);
	console.log('  Ctrl-C ends it.');
}

const end = () => void sandbox.stop().then(() => process.exit(0));
process.once('SIGINT', end);
process.once('SIGTERM', end);
if (values['with-stdin']) process.stdin.once('end', end).resume();
