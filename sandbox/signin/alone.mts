import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSignIn } from './index.mts';

/**
 * Starts the sign-in alone on a free port of loopback, with three people, for its own tests. Prints
 * its origin as the first line and ends when its standard input closes, so it never outlives them.
 * `GET /whoami` answers what an API would learn from the bearer token.
 */
const app = express();
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;

const team = 'Harbor Goods';
const sol = { email: 'sol@example.com', name: 'Sol Moreau', role: 'creator' } as const;
const signIn = await createSignIn({
	issuer,
	accounts: [
		{ id: 'ana', email: 'ana@example.com', name: 'Ana Okafor', role: 'owner', team },
		{ id: 'vik', email: 'vik@example.com', name: 'Vik Lindqvist', role: 'viewer', team },
		{ id: 'sol', ...sol, team },
		{ id: 'sol-lighthouse', ...sol, team: 'Lighthouse Studio' },
	],
});
signIn.mount(app);
app.use('/_sandbox/signin', signIn.control);
app.get('/whoami', async (request, response) => {
	const token = (request.get('authorization') ?? '').replace(/^Bearer /, '');
	const found = await signIn.findToken(token);
	response.status(found ? 200 : 401).json(found ?? {});
});

console.log(issuer);
process.stdin.on('end', () => {
	signIn.stop();
	server.closeAllConnections();
	server.close();
});
process.stdin.resume();
