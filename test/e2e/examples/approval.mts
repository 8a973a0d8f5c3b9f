import type { N8nExecution, WorkflowSource } from '../../../sandbox/n8n/restTypes.mts';
import { jsonOf, told } from '../../support/e2eWorkflow.mts';
import { ask, changed, example, spentOn, start, stored } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';

const source = example('approve-before-spending');

/** The draft that a person is asked about, and how to answer. */
export interface Question {
	execution: string;
	survey: string;
	/** Address of the form. */
	form: string;
}

/** Starts the workflow, and gives the question once it waits for a person. */
export async function question(
	rig: Rig,
	workflow: WorkflowSource,
	credential = rig.account,
): Promise<Question> {
	const { execution } = await start(rig, workflow, 'Start', credential);
	const [asked] = jsonOf(await stored(rig, execution), 'Ask');
	return { execution, survey: String(asked!.id), form: String(asked!.approvalUrl) };
}

/** Fills in the form as a browser does, and waits for the end. */
async function answer(
	rig: Rig,
	{ form, execution }: Question,
	decision: string,
	most: string,
): Promise<N8nExecution> {
	const fields = new FormData();
	// A browser sends what is ticked as a list.
	fields.set('field-0', JSON.stringify([decision]));
	fields.set('field-1', most);
	fields.set('field-2', 'Milo');
	const response = await fetch(form, { method: 'POST', body: fields });
	expect(response.status).toBe(200);
	return await rig.house.rest.waitForExecution(execution);
}

/** The example "Approve before spending". */
export function describeApproval(rig: Rig): void {
	describe('Approve before spending', () => {
		it('publishes once when the person says yes, and not before', async () => {
			const asked = await question(rig, source);
			const page = await (await fetch(asked.form)).text();
			expect(page).toContain('Which name would you rather try?');
			expect(page).toContain('15 people');
			expect(await spentOn(rig, asked.survey)).toEqual({ requests: 0, charges: 0 });

			const run = await answer(rig, asked, 'Publish it', '15');

			expect(run.status).toBe('success');
			expect(jsonOf(run, 'Publish survey')).toMatchObject([
				{ id: asked.survey, alreadyPublished: false },
			]);
			expect(jsonOf(run, 'Not published')).toEqual([]);
			expect(await spentOn(rig, asked.survey)).toEqual({ requests: 1, charges: 1 });
		});

		it('publishes nothing when the person says no, and says who it was', async () => {
			const asked = await question(rig, source);
			const run = await answer(rig, asked, 'Do not publish it', '15');
			expect(run.status).toBe('success');
			expect(jsonOf(run, 'Not published')).toMatchObject([
				{ id: asked.survey, reason: 'Milo said no' },
			]);
			expect(jsonOf(run, 'Publish survey')).toEqual([]);
			expect(await spentOn(rig, asked.survey)).toEqual({ requests: 0, charges: 0 });
			expect(await ask(rig, `/surveys/${asked.survey}`)).toMatchObject({ status: 'unpublished' });
		});

		it('publishes nothing when the survey asks for more people than the person allows', async () => {
			const asked = await question(rig, source);
			const run = await answer(rig, asked, 'Publish it', '14');
			expect(told(run).message).toBe(
				'This would pay for 15 respondents: more than the 14 allowed',
			);
			expect(await spentOn(rig, asked.survey)).toEqual({ requests: 0, charges: 0 });
		});

		it('takes no answer from whoever has only guessed the address', async () => {
			const asked = await question(rig, source);
			const guessed = asked.form.replace(/signature=.*/, 'signature=0');
			const fields = new FormData();
			fields.set('field-0', JSON.stringify(['Publish it']));
			fields.set('field-1', '15');
			fields.set('field-2', 'Mallory');
			expect((await fetch(guessed, { method: 'POST', body: fields })).status).toBe(401);
			expect((await rig.house.rest.getExecution(asked.execution)).status).toBe('waiting');
			await rig.house.rest.stopExecution(asked.execution);
			expect(await spentOn(rig, asked.survey)).toEqual({ requests: 0, charges: 0 });
		});

		it('mails the address of the form before it waits, once the mail is switched on', async () => {
			const { id, name } = rig.mail;
			const mailed = changed(
				source,
				'E-mail the approver',
				{},
				{ disabled: false, credentials: { smtp: { id, name } } },
			);
			const before = rig.mailbox.mails.length;
			const asked = await question(rig, mailed);
			const mails = rig.mailbox.mails.slice(before);
			expect(mails).toMatchObject([
				{ to: ['approver@example.com'], subject: 'Publish "Mug names, to be approved"?' },
			]);
			expect(mails[0]!.parts[0]!.text).toContain(asked.form);
			expect(mails[0]!.parts[0]!.text).toContain('15 people');
			await rig.house.rest.stopExecution(asked.execution);
		});
	});
}
