import { until } from '../../support/e2e.mts';
import { jsonOf, told } from '../../support/e2eWorkflow.mts';
import { changed, example, rowsOf, run, spentOn, start, stored } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';
import { question } from './approval.mts';
import type { Question } from './approval.mts';
import { everyFiveSeconds } from './tracker.mts';

const day = 24 * 60 * 60_000;

/** Whose surveys the workflows that are switched on work with. */
const memberId = 'member-june';

/** What runs by itself while the other tests go on. */
export interface Running {
	/** Ids of the workflows that are switched on. */
	tracker: string;
	report: string;
	/** The survey of last week, which was complete before anything was switched on. */
	lastWeek: string;
	/** The survey that the schedule has published. */
	thisWeek: string;
	longWait: { execution: string; survey: string };
	unanswered: Question;
}

/** The shortest wait that n8n stores: below 65 seconds it holds the execution. */
const aMinute = { minutesBetweenLooks: 66 / 60 };

function longWait(settings: Record<string, number>) {
	const value = Object.entries(settings).map(([name, number]) => ({
		name,
		value: number,
		type: 'number',
	}));
	return changed(example('long-wait'), 'Settings', { assignments: { assignments: value } });
}

/**
 * Switches on what has a trigger, starts what waits for long, and ends n8n by force as soon as the
 * schedule has fired and both waits are stored.
 */
export async function startAll(rig: Rig): Promise<Running> {
	const { rest, sandbox, n8n } = rig.house;
	const [lastWeek] = await sandbox.control.addSurveys({
		memberId,
		name: 'Weekly tracker 0',
		publishedAgoMs: 7 * day,
		sampleSize: 30,
	});
	const [tracker, report] = await Promise.all([
		rest.createWorkflow(everyFiveSeconds(), [rig.other]),
		rest.createWorkflow(
			changed(example('completed-survey-to-report'), 'Survey completed', {
				pollTimes: { item: [{ mode: 'everyMinute' }] },
			}),
			[rig.other],
		),
	]);
	// First, so that its minute passes while the others are made.
	const unanswered = await question(
		rig,
		changed(example('approve-before-spending'), 'Wait for the decision', {
			resumeAmount: 1,
			resumeUnit: 'minutes',
		}),
		rig.other,
	);
	await rest.activateWorkflow(report.id);
	await rest.activateWorkflow(tracker.id);

	// Nobody answers before the first look, however slow this machine is.
	await sandbox.control.freeze();
	const { execution } = await start(
		rig,
		longWait({ ...aMinute, mostLooks: 5 }),
		'Start',
		rig.other,
	);
	const waiting = await stored(rig, execution);
	await sandbox.control.freeze(false);
	const survey = String(jsonOf(waiting, 'Publish')[0]!.id);

	const thisWeek = await until('The schedule having published', async () => {
		const { charges } = await sandbox.control.state();
		return charges.find(({ id }) => id !== survey)?.id;
	});
	await until('No execution under way', async () => {
		const all = await Promise.all([tracker.id, report.id].map((id) => rest.listExecutions(id)));
		return all.flat().every(({ status }) => status === 'success');
	});
	await n8n.crashAndRestart();
	return {
		tracker: tracker.id,
		report: report.id,
		lastWeek: lastWeek!,
		thisWeek,
		longWait: { execution, survey },
		unanswered,
	};
}

/** What ran by itself, over the end of n8n by force; to be called last. */
export function describeByItself(rig: Rig, running: () => Running): void {
	describe('Long wait', () => {
		it('goes on after n8n was ended by force in the middle, and reads the results', async () => {
			const { execution, survey } = running().longWait;
			const done = await rig.house.rest.waitForExecution(execution, 120_000);
			expect(done.status).toBe('success');
			expect(done.runData.Look).toHaveLength(2);
			expect(jsonOf(done, 'Read the results')).toMatchObject([
				// No verdict is given before a survey is complete.
				{ surveyId: survey, enoughAnswers: expect.any(Boolean) },
			]);
			expect(await spentOn(rig, survey)).toEqual({ requests: 1, charges: 1 });
		});

		it('gives up after its last look, and says so', async () => {
			const { control } = rig.house.sandbox;
			await control.freeze();
			const execution = await run(rig, longWait({ ...aMinute, mostLooks: 1 }));
			await control.freeze(false);
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, 'Gave up')).toMatchObject([
				{ message: expect.stringContaining('Still not complete after 1 looks') },
			]);
			expect(jsonOf(execution, 'Read the results')).toEqual([]);
		});

		it('is not begun when the survey asks for more people than the bound', async () => {
			const execution = await run(
				rig,
				changed(longWait({ ...aMinute, mostLooks: 1 }), 'Create survey', { sampleSize: 30 }),
			);
			expect(told(execution).message).toContain(
				'more than the 15 allowed',
			);
			expect(await spentOn(rig, jsonOf(execution, 'Create survey')[0]!.id)).toEqual({
				requests: 0,
				charges: 0,
			});
		});
	});

	describe('Approve before spending', () => {
		it('takes no answer for a no when the time is over', async () => {
			const { execution, survey } = running().unanswered;
			const done = await rig.house.rest.waitForExecution(execution, 120_000);
			expect(jsonOf(done, 'Not published')).toMatchObject([
				{ id: survey, reason: 'Nobody answered in three days' },
			]);
			expect(await spentOn(rig, survey)).toEqual({ requests: 0, charges: 0 });
		});
	});

	describe('Switched on', () => {
		it('the weekly tracker asks and pays once, however often its schedule fires', async () => {
			const { tracker, thisWeek, lastWeek } = running();
			const { rest } = rig.house;
			const runs = await Promise.all(
				(await rest.listExecutions(tracker, 100)).map(({ id }) => rest.waitForExecution(id)),
			);
			// One may have been under way when n8n was ended by force.
			const crashed = runs.filter(({ status }) => status === 'crashed');
			expect(crashed.length).toBeLessThanOrEqual(1);
			expect(
				runs.filter((execution) => !crashed.includes(execution) && execution.status !== 'success'),
			).toEqual([]);
			expect(
				runs.filter((execution) => jsonOf(execution, 'Every Monday').length > 0).length,
			).toBeGreaterThan(3);
			expect(runs.flatMap((execution) => jsonOf(execution, 'Copy it'))).toMatchObject([
				{ id: thisWeek, duplicateOf: lastWeek },
			]);
			expect(await spentOn(rig, thisWeek)).toEqual({ requests: 1, charges: 1 });
		});

		it('the weekly tracker stores the week when it is complete, and nothing of before it was switched on', async () => {
			const { thisWeek } = running();
			const rows = await until(
				'The week stored',
				async () => {
					const found = await rowsOf(rig, 'PickFu weekly tracker').catch(() => []);
					return found.length > 0 && found;
				},
				90_000,
			);
			expect(rows).toMatchObject([{ survey_id: thisWeek, answers: 30, moved: false }]);
		});

		it('the report keeps a row of each survey that completed over the end of n8n, and starts once for each', async () => {
			const {
				report,
				thisWeek,
				longWait: { survey },
			} = running();
			const { rest } = rig.house;
			await until(
				'Both surveys reported',
				async () => (await rowsOf(rig, 'PickFu results').catch(() => [])).length >= 2,
				90_000,
			);
			const executions = await Promise.all(
				(await rest.listExecutions(report)).map(({ id }) => rest.waitForExecution(id)),
			);
			expect(executions.map(({ status }) => status)).not.toContain('error');
			const told = executions.flatMap((execution) =>
				jsonOf(execution, 'Survey completed').map(({ id }) => id),
			);
			expect(told.sort()).toEqual([thisWeek, survey].sort());
		});
	});
}
