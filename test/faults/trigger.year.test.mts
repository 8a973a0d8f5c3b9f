import type { IDataObject } from 'n8n-workflow';
import { StoredCredentials } from '../support/host.mts';
import { playYear } from '../support/triggerYear.mts';
import type { YearResult } from '../support/triggerYearKinds.mts';
import { startSandboxProcess, startTimeout, type SandboxProcess } from '../support/sandbox.mts';
import { Trigger } from '../support/triggerPlain.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// Waiting moves the clock of the simulation instead.
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

const SURVEYS = Number(process.env.PICKFU_YEAR_SURVEYS ?? 1_000);
const POLLS = Number(process.env.PICKFU_YEAR_POLLS ?? 350);
const SEED = process.env.PICKFU_YEAR_SEED ?? 'year';

let sandbox: SandboxProcess;

beforeAll(async () => {
	sandbox = await startSandboxProcess({ speed: 0.001 });
}, startTimeout + 5_000);
afterAll(async () => await sandbox?.stop());

async function year(event: string, surveys: number, polls: number): Promise<YearResult> {
	const requests = jest.spyOn(StoredCredentials.prototype, 'authenticate');
	const parameters: IDataObject = { event, simplify: false, options: { missedEvents: 'all' } };
	const result = await playYear({
		sandbox,
		event,
		parameters,
		surveys,
		polls,
		seed: SEED,
		requests: () => requests.mock.calls.length,
	});
	process.stdout.write(
		`${event}: ${JSON.stringify({ ...result, missed: result.missed.length, twice: result.twice.length })}\n`,
	);
	return result;
}

it('tells every completion of a year once, through failures, restarts and pauses', async () => {
	const result = await year('surveyCompleted', SURVEYS, POLLS);
	expect(result).toMatchObject({ missed: [], twice: [], old: [] });
	expect(result.events).toBeGreaterThan(SURVEYS);
	expect(result.surveys).toBe(SURVEYS);
	expect(result.faultyPolls / result.polls).toBeGreaterThan(0.1);
	expect(result.hidden).toBeGreaterThan(SURVEYS / 50);
	// A poll a day after the last one reads the whole list.
	expect(result.quiet.most).toBeLessThanOrEqual(3 + (SURVEYS * 1.2) / 100);
	expect(result.largestMemory).toBeLessThan(6_000);
}, 900_000);

it.each(['surveyPublished', 'newResponse'])(
	'tells every event of the kind %s of a smaller year once',
	async (event) => {
		const result = await year(event, SURVEYS / 20, POLLS / 8);
		expect(result).toMatchObject({ missed: [], twice: [], old: [] });
		expect(result.quiet.most).toBeLessThanOrEqual(5);
	},
	300_000,
);
