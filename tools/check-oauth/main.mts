import { Trouble } from '../../sandbox/n8n/trouble.mjs';
import { Visitor } from '../../sandbox/signin/visitor.mts';
import { readOptions } from '../options.mts';
import { isLoopback, isSafe } from './discovery.mts';
import { stepText, summaryText } from './report.mts';
import { walkSignIn } from './walk.mts';

const REAL_ISSUER = 'https://connect.pickfu.com';
const REAL_API = 'https://api.pickfu.com/v1';

const usage = `npm run check:oauth -- [options] [issuer]
Connects an account the way n8n does, from discovery to revocation, and says of each step whether it
is as n8n needs it. Without an issuer it starts the sandbox; PickFu itself is ${REAL_ISSUER}

  --auto            sign in to the sandbox without a browser
  --api <url>       base address of the API (${REAL_API}; /v1 of a sandbox)
  --destructive     also send a refresh token that was replaced, which may end the connection;
                    always done on a sandbox
  --json            the steps as JSON
  --help            this text

Nothing that costs money is called, and no token, code or verifier is printed.
Exit status: 0 all well or with warnings, 1 a step failed, 2 it could not begin`;

/** The origin in an issuer's address. */
function originOf(text: string): string {
	if (!URL.canParse(text)) {
		throw new Trouble(`The issuer is an address such as ${REAL_ISSUER}, not "${text}".`, 2);
	}
	if (isSafe(text)) return new URL(text).origin;
	throw new Trouble(`${text} is not on https; tokens are sent only there or to this machine.`, 2);
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
	const back = await new Visitor(address.origin).authorize(address, { account: 'member-ada' });
	const answer = await fetch(back, { signal });
	await answer.body?.cancel();
}

/**
 * `npm run check:oauth`. Prints each step as it ends and sets the exit status.
 *
 * @throws {Trouble} for a wrong argument or an issuer that is no safe address
 */
export async function check(args: string[], signal: AbortSignal): Promise<void> {
	const options = readOptions(args, usage, {
		auto: { type: 'boolean' },
		api: { type: 'string' },
		destructive: { type: 'boolean' },
	});
	if (!options) return;
	const { given, auto, api, destructive = false, json } = options;
	const origin = given === undefined ? undefined : originOf(given);
	if (api !== undefined && !isSafe(api)) {
		throw new Trouble('--api takes an https address, or one of this machine.', 2);
	}
	// Loaded only here: it takes a second, and a check of the real server does not need it.
	const own = origin
		? undefined
		: await (await import('../../sandbox/server.mts')).startSandbox({ port: 0 });
	try {
		const issuer = origin ?? own!.url;
		const onSandbox = own !== undefined || (await isSandbox(issuer));
		if (auto && !onSandbox) {
			throw new Trouble('--auto signs in to the sandbox only; elsewhere a person has to.', 2);
		}
		const apiUrl = (api ?? (isLoopback(issuer) ? `${issuer}/v1` : REAL_API)).replace(/\/$/, '');
		// With --json standard output holds the JSON and nothing else.
		const print = json ? console.error : console.log;
		print(`Sign-in server: ${issuer}${onSandbox ? ' (a sandbox)' : ''}   API: ${apiUrl}\n`);
		const steps = await walkSignIn({
			issuer,
			apiUrl,
			signal,
			signInTime: 5 * 60_000,
			destructive: destructive || onSandbox,
			async visit(address) {
				if (auto) return await visitAlone(address, signal);
				const words = 'Open this address, sign in and allow access (Ctrl-C ends it):';
				print(`\n${words}\n\n${address.href}\n`);
			},
			onStep: (step) => print(stepText(step)),
		});
		if (json) console.log(JSON.stringify({ issuer, apiUrl, steps }, null, '\t'));
		print(`\n${summaryText(steps)}`);
		process.exitCode = steps.some(({ status }) => status === 'fail') ? 1 : 0;
	} finally {
		await own?.stop();
	}
}
