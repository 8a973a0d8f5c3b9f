import type { House } from './e2e.mts';

async function post<T>({ sandbox }: Pick<House, 'sandbox'>, place: string): Promise<T> {
	const response = await fetch(`${sandbox.url}/_sandbox/signin${place}`, { method: 'POST' });
	if (!response.ok) throw new Error(`The sign-in refused ${place}: ${response.status}`);
	return (await response.json()) as T;
}

/** Ends every access token at once; refresh tokens stay good. */
export async function expireTokens(house: Pick<House, 'sandbox'>): Promise<void> {
	const { expired } = await post<{ expired: number }>(house, '/expire-access-tokens');
	if (expired === 0) throw new Error('There was no token to expire');
}

/** Deletes every registration, as an administrator of the sign-in could. */
export async function deleteClients(house: Pick<House, 'sandbox'>): Promise<void> {
	const { deleted } = await post<{ deleted: number }>(house, '/delete-clients');
	if (deleted === 0) throw new Error('There was no registration to delete');
}

/** Every token, code and verifier that the sign-in has seen or given out since the sandbox's start. */
export async function secretsOf({ sandbox }: Pick<House, 'sandbox'>): Promise<string[]> {
	const response = await fetch(`${sandbox.url}/_sandbox/signin/secrets`);
	return ((await response.json()) as { secrets: string[] }).secrets;
}
