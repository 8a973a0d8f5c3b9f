import express, { type ErrorRequestHandler, type Router } from 'express';
import type { Handed } from './handed.mts';
import type { Journal } from './journal.mts';
import type { MemoryStore } from './store.mts';
import { type SwitchBoard, SwitchError } from './switches.mts';

/**
 * Makes the router by which tests watch and disturb the sign-in. Everything is JSON:
 *
 * | request | does |
 * |---|---|
 * | `GET /` | `{ switches, counters, clients, grants }` |
 * | `GET /log?kind=` | `{ entries }`, oldest first |
 * | `DELETE /log` | empties log and counters |
 * | `GET /secrets` | `{ secrets }`: every token, code and verifier so far, to search other places for them |
 * | `PATCH /switches` | changes some switches, answers all of them |
 * | `POST /reset` | switches back to normal, log and counters empty; clients and grants stay |
 * | `POST /expire-access-tokens` | `{ expired }`: every access token is invalid from now on |
 * | `POST /revoke-grants` | `{ revoked }`; body `{ accountId }` or none for everybody |
 * | `POST /end-sessions` | `{ ended }`: every connection ends as an idle one does; a refresh answers `invalid_grant` |
 * | `POST /delete-clients` | `{ deleted }`: token requests answer `invalid_client` |
 */
export function createControl(
	journal: Journal,
	switches: SwitchBoard,
	store: MemoryStore,
	handed: Handed,
): Router {
	const router = express.Router();
	router.use(express.json());

	router.get('/', (_request, response) => {
		response.json({
			switches: switches.current,
			counters: journal.counters(),
			clients: store.count('Client'),
			grants: store.grants(),
		});
	});
	router.get('/log', (request, response) => {
		const { kind } = request.query;
		response.json({ entries: journal.entries(typeof kind === 'string' ? kind : undefined) });
	});
	router.delete('/log', (_request, response) => {
		journal.clear();
		response.status(204).end();
	});
	router.get('/secrets', (_request, response) => {
		response.json({ secrets: handed.list() });
	});
	router.patch('/switches', (request, response) => {
		switches.set(request.body);
		response.json(switches.current);
	});
	router.post('/reset', (_request, response) => {
		switches.reset();
		journal.clear();
		response.json(switches.current);
	});
	router.post('/expire-access-tokens', (_request, response) => {
		response.json({ expired: store.clear('AccessToken') });
	});
	router.post('/revoke-grants', (request, response) => {
		const { accountId } = (request.body ?? {}) as { accountId?: unknown };
		if (accountId !== undefined && typeof accountId !== 'string') {
			throw new SwitchError('"accountId" takes the id of an account, as text.');
		}
		response.json({ revoked: store.revokeGrants(accountId) });
	});
	router.post('/end-sessions', (_request, response) => {
		store.clear('AccessToken');
		response.json({ ended: store.clear('RefreshToken') });
	});
	router.post('/delete-clients', (_request, response) => {
		response.json({ deleted: store.clear('Client') });
	});
	router.use(refuse);
	return router;
}

type RequestError = Error & { status?: number };

const refuse: ErrorRequestHandler = (error: RequestError, _request, response, next) => {
	if (error instanceof SwitchError || error.status === 400) {
		response.status(400).json({ error: 'Bad Request', message: error.message });
	} else {
		next(error);
	}
};
