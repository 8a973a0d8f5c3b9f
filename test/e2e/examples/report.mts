import { jsonOf } from '../../support/e2eWorkflow.mts';
import { changed, example, renamed, rowsOf, run } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';

/** The example, watching surveys of one name, with a table of its own. */
function report(text: string) {
	const source = renamed(example('completed-survey-to-report'), 'PickFu results', `PickFu ${text}`);
	return changed(source, 'Survey completed', { scope: 'text', text });
}

/** The example "Completed survey to report", started by hand. */
export function describeReport(rig: Rig): void {
	describe('Completed survey to report', () => {
		it('keeps one row for each survey, without a mail account', async () => {
			const [id] = await rig.house.sandbox.control.addSurveys({
				name: 'Spoon handles',
				sampleSize: 50,
			});
			const source = report('Spoon handles');
			for (const _ of [1, 2])
				expect((await run(rig, source, 'Survey completed')).status).toBe('success');
			const rows = await rowsOf(rig, 'PickFu Spoon handles');
			expect(rows).toMatchObject([{ survey_id: id, survey: 'Spoon handles', responses: 50 }]);
		});

		it('mails the decision with the report page, once the mail is switched on', async () => {
			await rig.house.sandbox.control.addSurveys({ name: 'Fork colours', sampleSize: 50 });
			const { id, name } = rig.mail;
			const source = changed(
				report('Fork colours'),
				'Send the report',
				{},
				{ disabled: false, credentials: { smtp: { id, name } } },
			);
			const before = rig.mailbox.mails.length;
			const execution = await run(rig, source, 'Survey completed');
			expect(execution.status).toBe('success');
			const [results] = jsonOf(execution, 'Get results');
			const mails = rig.mailbox.mails.slice(before);
			expect(mails).toMatchObject([
				{
					to: ['team@example.com'],
					subject: `Fork colours: ${String(results!.winner ?? 'no winner')}`,
				},
			]);
			const [body, page] = mails[0]!.parts;
			expect(body).toMatchObject({
				type: 'text/html',
				text: expect.stringContaining('Fork colours'),
			});
			expect(page).toMatchObject({
				fileName: 'Fork-colours-results.html',
				text: expect.stringMatching(/^<!doctype html>/i),
			});
			expect(page!.text).toContain('50 of 50 respondents');
		});
	});
}
