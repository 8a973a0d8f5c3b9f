import { Trial } from '../../sandbox/signin/trial.mts';

/** A sign-in for the tests of a file, as it is at its start before each of them, and its switches. */
export function signInTrial() {
	let trial: Trial;

	beforeAll(async () => {
		trial = await Trial.start();
	});

	beforeEach(async () => {
		await trial.control('/reset', { method: 'POST' });
	});

	afterAll(async () => {
		await trial.stop();
	});

	return {
		trial: () => trial,
		async flip(switches: Record<string, unknown>) {
			const answer = await trial.control('/switches', { method: 'PATCH', json: switches });
			expect(answer.status).toBe(200);
		},
		log: async (kind: string) => (await trial.control(`/log?kind=${kind}`)).body.entries,
		counters: async () => (await trial.control('/')).body.counters,
	};
}
