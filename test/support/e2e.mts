import path from 'node:path';
import type { N8nRest } from '../../sandbox/n8n/rest.mts';
import type { N8nCredential } from '../../sandbox/n8n/restTypes.mts';
import type { JournalEntry } from '../../sandbox/signin/journal.mts';
import type { Switches } from '../../sandbox/signin/switches.mts';
import { Visitor } from '../../sandbox/signin/visitor.mts';
import { sandboxOverwrites, startTestN8n } from './n8n.mts';
import type { TestN8n } from './n8n.mts';
import { startSandboxProcess } from './sandbox.mts';
import type { SandboxProcess, SandboxProcessOptions } from './sandbox.mts';

/** The people of the sandbox that the tests act as. */
export const PEOPLE = {
	/** Owner of the first team. */
	ada: { id: 'member-ada', email: 'ada@northwind.example' },
	/** Creator in the same team. */
	priya: { id: 'member-priya', email: 'priya@northwind.example' },
	/** Owner of another team, whose surveys are her own. */
	june: { id: 'member-june', email: 'june@harbour.example' },
} as const;

/** A grant that the sandbox's sign-in has given out. */
interface Grant {
	accountId: string;
	clientId: string;
	scope: string;
}

/** The switches of the sandbox's sign-in, over HTTP. */
export interface SignInControl {
	/** What reached the sign-in, oldest first; of one kind, if named. */
	log(kind?: JournalEntry['kind']): Promise<JournalEntry[]>;
	grants(): Promise<Grant[]>;
	switch(changes: Partial<Switches>): Promise<void>;
	/** Switches back to normal and log empty; clients and grants stay. */
	reset(): Promise<void>;
	/** Lets every access token be invalid from now on. */
	expireAccessTokens(): Promise<void>;
	/** Takes access back from everybody, or from one account. */
	revoke(accountId?: string): Promise<void>;
}

/** A sandbox and a real n8n with the packed package in it, which knows the sandbox as PickFu. */
export interface House {
	sandbox: SandboxProcess;
	signIn: SignInControl;
	n8n: TestN8n;
	/** Signed in as the owner. */
	rest: N8nRest;
	/** Ends both and removes n8n's folder. */
	stop(): Promise<void>;
}

/** What a {@link House} is made from. */
export interface HouseOptions {
	sandbox?: SandboxProcessOptions;
	/** false: both credential types keep PickFu's own addresses. */
	overwrites?: boolean;
	/** Environment of n8n on top of the usual. */
	env?: Record<string, string>;
}

/** The control of the sign-in at the sandbox with that origin. */
export function signInControl(origin: string): SignInControl {
	async function call<T>(method: string, place: string, body?: unknown): Promise<T> {
		const response = await fetch(`${origin}/_sandbox/signin${place}`, {
			method,
			headers: { 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		if (!response.ok)
			throw new Error(`The sign-in refused ${method} ${place}: ${await response.text()}`);
		return (await response.json()) as T;
	}
	return {
		log: async (kind) =>
			(
				await call<{ entries: JournalEntry[] }>(
					'GET',
					`/log${kind === undefined ? '' : `?kind=${kind}`}`,
				)
			).entries,
		grants: async () => (await call<{ grants: Grant[] }>('GET', '/')).grants,
		switch: async (changes) => void (await call('PATCH', '/switches', changes)),
		reset: async () => void (await call('POST', '/reset')),
		expireAccessTokens: async () => void (await call('POST', '/expire-access-tokens')),
		async revoke(accountId) {
			const { revoked } = await call<{ revoked: number }>('POST', '/revoke-grants', { accountId });
			if (revoked === 0) throw new Error('There was nothing to revoke');
		},
	};
}

/** Starts a sandbox and an n8n with an owner; bound: `startBound` of `n8n.mts`. */
export async function startHouse({
	sandbox: settings,
	overwrites = true,
	env,
}: HouseOptions = {}): Promise<House> {
	const sandbox = await startSandboxProcess(settings);
	// A release is tried with the very file that is to be published.
	const tarball = process.env.PICKFU_TARBALL;
	try {
		const n8n = await startTestN8n({
			...(overwrites && { overwrites: sandboxOverwrites(sandbox.url) }),
			...(env && { env }),
			...(tarball !== undefined && { tarball: path.resolve(tarball) }),
		});
		return {
			sandbox,
			signIn: signInControl(sandbox.url),
			n8n,
			rest: n8n.rest,
			async stop() {
				await n8n.stop();
				await sandbox.stop();
			},
		};
	} catch (error) {
		await sandbox.stop();
		throw error;
	}
}

/** Connects, or reconnects, a credential as a person would, without a browser. */
export async function connect(
	{ rest, sandbox }: Pick<House, 'rest' | 'sandbox'>,
	credential: N8nCredential,
	person: (typeof PEOPLE)[keyof typeof PEOPLE] = PEOPLE.ada,
): Promise<void> {
	const address = await rest.connectUrl(credential.id);
	const callback = await new Visitor(sandbox.url).authorize(address, { account: person.id });
	const { status, html } = await rest.finishConnect(callback.href);
	if (status !== 200 || !html.includes('Connection successful'))
		throw new Error(`n8n did not connect: ${status}`);
}

/** Makes an OAuth credential and {@link connect}s it. */
export async function connectAccount(
	house: Pick<House, 'rest' | 'sandbox'>,
	person?: Parameters<typeof connect>[2],
): Promise<N8nCredential> {
	const credential = await house.rest.createCredential('PickFu account', 'pickFuOAuth2Api');
	await connect(house, credential, person);
	return credential;
}

/** Makes a credential of an API key; `sandbox-key` is that of a Creator. */
export async function addApiKey(
	{ rest }: Pick<House, 'rest'>,
	apiKey = 'sandbox-key',
	name = `Key ${apiKey}`,
): Promise<N8nCredential> {
	return await rest.createCredential(name, 'pickFuApi', { apiKey });
}

/**
 * Waits until something is so.
 *
 * @param what completes the sentence "… was not so after 30 s"
 * @param look gives a truthy value when it is so
 */
export async function until<T>(
	what: string,
	look: () => T | Promise<T>,
	timeout = 30_000,
): Promise<NonNullable<T>> {
	for (const deadline = Date.now() + timeout; ;) {
		const found = await look();
		if (found) return found;
		if (Date.now() > deadline) throw new Error(`${what} was not so after ${timeout / 1000} s`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}
