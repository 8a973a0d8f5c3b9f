import type { N8nUser } from '../../sandbox/n8n/session.mts';

/** The owner of every n8n in the tests. */
export const owner: N8nUser = {
	email: 'tests@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Sandbox-2026',
};
