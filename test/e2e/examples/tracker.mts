import { jsonOf, told } from '../../support/e2eWorkflow.mts';
import {
	addRow,
	ask,
	changed,
	example,
	renamed,
	rowsOf,
	run,
	spentOn,
} from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';

const day = 24 * 60 * 60_000;
const table = 'PickFu weekly tracker';

/** The tracker for surveys of another name and with a table of its own, so that tests stay apart. */
function tracker(name: string) {
	return renamed(
		renamed(example('weekly-tracker'), table, `PickFu ${name}`),
		'Weekly tracker',
		name,
	);
}

interface Choice {
	chosen_option: string;
}

/** The example "Weekly tracker", started by hand. `byItself.mts` lets it run by its own schedule. */
export function describeTracker(rig: Rig): void {
	const addWeek = async (name: string, publishedAgoMs: number, sampleSize = 30) =>
		(await rig.house.sandbox.control.addSurveys({ name, publishedAgoMs, sampleSize }))[0]!;
	const drafts = async (name: string) =>
		await ask<unknown[]>(rig, `/surveys?text=${encodeURIComponent(name)}&limit=100`);

	describe('Weekly tracker', () => {
		it('makes and publishes the first week once it is started from there', async () => {
			const execution = await run(rig, tracker('Cup tracker'), 'First week');
			const [published] = jsonOf(execution, 'Publish');
			expect(published).toMatchObject({
				name: expect.stringMatching(/^Cup tracker \d{4}-\d\d-\d\d$/),
				sampleSize: 30,
				alreadyPublished: false,
			});
			expect(await spentOn(rig, published!.id)).toEqual({ requests: 1, charges: 1 });
		});

		it('without a first week says how to begin, and makes nothing', async () => {
			const execution = await run(rig, tracker('Jar tracker'), 'Every Monday');
			expect(told(execution).message).toContain(
				'There is no first week yet: run this workflow once from "First week"',
			);
			expect(await drafts('Jar tracker')).toEqual([]);
		});

		it('copies the newest week, whatever the order of the list', async () => {
			await addWeek('Bowl tracker 1', 14 * day);
			const newest = await addWeek('Bowl tracker 3', 7 * day);
			await addWeek('Bowl tracker 2', 21 * day);
			const execution = await run(rig, tracker('Bowl tracker'), 'Every Monday');
			expect(jsonOf(execution, 'Copy it')).toMatchObject([{ duplicateOf: newest }]);
			const [published] = jsonOf(execution, 'Publish');
			expect(await spentOn(rig, published!.id)).toEqual({ requests: 1, charges: 1 });
		});

		it('lets a week pass that was asked already: nothing is copied, nothing is paid', async () => {
			await addWeek('Plate tracker', 2 * day);
			const { spent } = await rig.house.sandbox.control.state();
			const execution = await run(rig, tracker('Plate tracker'), 'Every Monday');
			expect(execution.status).toBe('success');
			expect(jsonOf(execution, 'Copy it')).toEqual([]);
			expect(await drafts('Plate tracker')).toHaveLength(1);
			expect((await rig.house.sandbox.control.state()).spent).toBe(spent);
		});

		it('refuses a week that would ask more people than the bound', async () => {
			await addWeek('Tray tracker', 7 * day, 100);
			const execution = await run(rig, tracker('Tray tracker'), 'Every Monday');
			expect(told(execution).message).toBe(
				'This would pay for 100 respondents: more than the 30 allowed',
			);
			const [copy] = jsonOf(execution, 'Copy it');
			expect(await spentOn(rig, copy!.id)).toEqual({ requests: 0, charges: 0 });
		});

		it('stores a week once and reports it only when its share moved more than a year of looks explains by chance', async () => {
			const name = 'Lid tracker';
			const source = tracker(name);
			const id = await addWeek(`${name} 2`, day);
			const { questions } = await ask<{ questions: Array<{ options: Array<{ value: string }> }> }>(
				rig,
				`/surveys/${id}`,
			);
			const option = questions[0]!.options[0]!.value;
			const answers = await ask<Choice[]>(rig, `/surveys/${id}/responses?limit=100`);
			const votes = answers.filter(({ chosen_option }) => chosen_option === option).length;
			expect(answers).toHaveLength(30);

			const complete = async () => await run(rig, source, 'When a week is complete');
			const first = await complete();
			const stored = { survey_id: id, option, votes, answers: 30, share: votes / 30 };
			expect(jsonOf(first, 'Store the week')).toMatchObject([{ ...stored, moved: false }]);
			expect(jsonOf(first, 'Tell')).toEqual([]);

			const week = {
				survey: `${name} 1`,
				option,
				answers: 30,
				completed: '2026-01-05T09:00:00.000Z',
			};
			await addRow(rig, `PickFu ${name}`, { ...week, survey_id: 'one', votes, share: votes / 30 });
			const same = await complete();
			expect(jsonOf(same, 'Compare')[0]!.message).toContain('No significant change');
			expect(jsonOf(same, 'Tell')).toEqual([]);

			// One vote more or less is a change, but not one that 30 answers can show.
			const near = votes > 15 ? votes - 1 : votes + 1;
			await addRow(rig, `PickFu ${name}`, {
				...week,
				survey_id: 'two',
				completed: '2026-01-12T09:00:00.000Z',
				votes: near,
				share: near / 30,
			});
			expect(jsonOf(await complete(), 'Tell')).toEqual([]);

			const far = votes > 15 ? 0 : 30;
			await addRow(rig, `PickFu ${name}`, {
				...week,
				survey_id: 'three',
				completed: '2026-01-19T09:00:00.000Z',
				// The last alarm: later weeks are compared with the weeks from here on.
				moved: true,
				votes: far,
				share: far / 30,
			});
			const moved = await complete();
			expect(jsonOf(moved, 'Tell')).toEqual([
				{
					message: expect.stringContaining(
						`${far === 0 ? 'up from 0 %' : 'down from 100 %'} in ${name} 1: more than chance explains`,
					),
				},
			]);

			const rows = await rowsOf(rig, `PickFu ${name}`);
			expect(rows.filter((row) => row.survey_id === id)).toMatchObject([
				{ ...stored, moved: true },
			]);
			expect(rows).toHaveLength(4);
		});
	});
}

/** The tracker as its user switches it on, with a schedule that a test can wait for. */
export function everyFiveSeconds() {
	return changed(
		changed(example('weekly-tracker'), 'Every Monday', {
			rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] },
		}),
		'When a week is complete',
		{ pollTimes: { item: [{ mode: 'everyMinute' }] } },
	);
}
