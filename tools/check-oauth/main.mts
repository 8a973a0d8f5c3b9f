import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { Trouble } from '../../sandbox/n8n/trouble.mjs';
import { Visitor } from '../../sandbox/signin/visitor.mts';
import { isLoopback, isSafe } from './discovery.mts';
import { stepText, summaryText } from './report.mts';
import { walkSignIn } from './walk.mts';

const REAL_ISSUER = 'https://connect.pickfu.com';
const REAL_API = 'https://api.pickfu.com/v1';

/** Who signs in when `--auto` walks the sandbox's pages. */
const AUTO_ACCOUNT = 'member-ada';

const usage = `npm run check:oauth -- [options] [issuer]
Connects an account the way n8n does, from discovery to revocation, and says of each step whether it
is as n8n needs it. Without an issuer it starts the sandbox; PickFu itself is ${REAL_ISSUER}

  --auto            sign in to the sandbox without a browser
  --open            open the browser; otherwise the address is only printed
  --api <url>       base address of the API (${REAL_API}; /v1 of a sandbox)
  --minutes <n>     time for the sign-in in the browser (5)
  --destructive     also send a refresh token that was replaced, which may end the connection;
                    always done on a sandbox
  --json            the steps as JSON
  --help            this text

Nothing that costs money is called, and no token, code or verifier is printed.
Exit status: 0 all well or with warnings, 1 a step failed, 2 it could not begin`;

/** Exit status when the walk cannot begin, for an argument or an address. */
const CANNOT_BEGIN = 2;

function readOptions(args: string[]) {
	try {
		const { values, positionals } = parseArgs({
			args,
			allowPositionals: true,
			options: {
				auto: { type: 'boolean', default: false },
				open: { type: 'boolean', default: false },
				api: { type: 'string' },
				minutes: { type: 'string', default: '5' },
				destructive: { type: 'boolean', default: false },
				json: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
		if (positionals.length > 1) throw new Error('Give one issuer.');
		return { ...values, issuer: positionals[0], minutes: minutesOf(values.minutes) };
	} catch (error) {
		throw new Trouble(`${(error as Error).message}\n\n${usage}`, CANNOT_BEGIN);
	}
}

function minutesOf(text: string): number {
	const minutes = Number(text);
	if (minutes > 0 && minutes <= 60) return minutes;
	throw new Error(`--minutes takes a number up to 60, not "${text}".`);
}

/** The origin in an issuer's address. */
function originOf(text: string): string {
	if (!URL.canParse(text)) {
		throw new Trouble(
			`The issuer is an address such as ${REAL_ISSUER}, not "${text}".`,
			CANNOT_BEGIN,
		);
	}
	if (!isSafe(text)) {
		throw new Trouble(
			`${text} is not on https; tokens are sent only there or to this machine.`,
			CANNOT_BEGIN,
		);
	}
	return new URL(text).origin;
}

/** Whether a sandbox of ours answers there; only machines of one's own are asked. */
async function isSandbox(issuer: string): Promise<boolean> {
	if (!isLoopback(issuer)) return false;
	const signal = AbortSignal.timeout(5_000);
	const answer = await fetch(`${issuer}/_sandbox/signin`, { signal }).catch(() => undefined);
	await answer?.body?.cancel();
	return answer?.ok ?? false;
}

/** Signs in on the sandbox's pages, then goes where the browser would be led. */
async function visitAlone(address: URL, signal: AbortSignal): Promise<void> {
	const back = await new Visitor(address.origin).authorize(address, { account: AUTO_ACCOUNT });
	const answer = await fetch(back, { signal });
	await answer.body?.cancel();
}

/** Hands an address to the system's browser; silence if there is none, as it is printed as well. */
function openBrowser(address: URL): void {
	const commands: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
		darwin: ['open'],
		win32: ['rundll32', 'url.dll,FileProtocolHandler'],
	};
	const [command, ...args] = commands[process.platform] ?? ['xdg-open'];
	const child = spawn(command, [...args, address.href], { detached: true, stdio: 'ignore' });
	child.on('error', () => {});
	child.unref();
}

/**
 * `npm run check:oauth`. Prints each step as it ends and sets the exit status.
 *
 * @param args after the program's name
 * @param signal Ctrl-C; what was connected is revoked before the end
 * @throws {Trouble} for a wrong argument or an issuer that is no safe address
 */
export async function check(args: string[], signal: AbortSignal): Promise<void> {
	const options = readOptions(args);
	if (options.help) {
		console.log(usage);
		return;
	}
	const given = options.issuer === undefined ? undefined : originOf(options.issuer);
	if (options.api !== undefined && !isSafe(options.api)) {
		throw new Trouble('--api takes an https address, or one of this machine.', CANNOT_BEGIN);
	}
	const own = given === undefined ? await startOwnSandbox() : undefined;
	try {
		const issuer = given ?? own!.url;
		const onSandbox = own !== undefined || (await isSandbox(issuer));
		if (options.auto && !onSandbox) {
			throw new Trouble(
				'--auto signs in to the sandbox only; elsewhere a person has to.',
				CANNOT_BEGIN,
			);
		}
		const local = isLoopback(issuer) ? `${issuer}/v1` : REAL_API;
		const apiUrl = (options.api ?? local).replace(/\/$/, '');
		// With --json standard output holds the JSON and nothing else.
		const tell = options.json ? console.error : console.log;
		tell(`Sign-in server: ${issuer}${onSandbox ? ' (a sandbox)' : ''}   API: ${apiUrl}\n`);
		const steps = await walkSignIn({
			issuer,
			apiUrl,
			signal,
			signInTime: options.minutes * 60_000,
			destructive: options.destructive || onSandbox,
			async visit(address) {
				if (options.auto) return await visitAlone(address, signal);
				const words = 'Open this address, sign in and allow access (Ctrl-C ends it):';
				tell(`\n${words}\n\n${address.href}\n`);
				if (options.open) openBrowser(address);
			},
			onStep: (step) => tell(stepText(step)),
		});
		if (options.json) console.log(JSON.stringify({ issuer, apiUrl, steps }, null, '\t'));
		tell(`\n${summaryText(steps)}`);
		process.exitCode = steps.some(({ status }) => status === 'fail') ? 1 : 0;
	} finally {
		await own?.stop();
	}
}

async function startOwnSandbox() {
	// Loaded only here: it takes a second, and a check of the real server does not need it.
	const { startSandbox } = await import('../../sandbox/server.mts');
	return startSandbox({ port: 0 });
}
