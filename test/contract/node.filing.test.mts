import type { IDataObject } from 'n8n-workflow';
import { apiKey, host } from '../support/host.mts';
import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';

/** The node's operations on everything but surveys and media, against the sandbox over real HTTP. */

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

let sandbox: SandboxProcess;
beforeAll(async () => {
	sandbox = await startSandboxProcess();
}, startTimeout + 5_000);
afterAll(async () => await sandbox.stop());
beforeEach(async () => await sandbox.control.reset());

async function run(
	resource: string,
	operation: string,
	fields: IDataObject = {},
): Promise<IDataObject[]> {
	const parameters = { authentication: 'apiKey', resource, operation, ...fields };
	const credential = { ...apiKey(), apiUrl: sandbox.apiUrl, apiKey: 'sandbox-key' };
	return (await host({ parameters, credential }).execute()).map(({ json }) => json);
}

it('takes a project from its making into the archive', async () => {
	const [made] = await run('project', 'create', {
		name: 'Launch',
		additionalFields: { description: 'All of it' },
	});
	const projectId = made!.id as string;
	await run('project', 'create', { name: 'Other' });
	await run('project', 'update', {
		projectId,
		updateFields: { goal: 'Choose', archive: true, bookmark: true },
	});
	const [read] = await run('project', 'get', { projectId });
	expect(read).toMatchObject({
		name: 'Launch',
		description: 'All of it',
		goal: 'Choose',
		archived: true,
		bookmarked: true,
		surveyCount: 0,
	});
	const archived = await run('project', 'getAll', { filters: { archived: true } });
	expect(archived.map(({ name }) => name)).toEqual(['Launch']);
	const open = await run('project', 'getAll', { filters: { archived: false } });
	expect(open.map(({ name }) => name)).toEqual(['Other']);
});

it('finds the tags that it made by a part of their names, also when PickFu ignores filters', async () => {
	for (const name of ['Spring launch', 'Logo', 'Launch party'])
		await run('tag', 'create', { name });
	const found = async () =>
		(await run('tag', 'getAll', { filters: { query: 'LAUNCH' } })).map(({ name }) => name).sort();
	expect(await found()).toEqual(['Launch party', 'Spring launch']);
	await sandbox.control.settings({ ignoreFilters: true });
	expect(await found()).toEqual(['Launch party', 'Spring launch']);
});

it('reads traits, playbooks and help articles', async () => {
	const traits = await run('trait', 'getAll', { returnAll: true });
	expect(new Set(traits.map(({ kind }) => kind))).toEqual(new Set(['targeting', 'reporting']));
	expect(traits).toContainEqual({
		permalink: 'amznpr',
		name: expect.any(String),
		kind: 'targeting',
	});
	const playbooks = await run('playbook', 'getAll', { filters: { industry: 'ecommerce' } });
	expect(playbooks.length).toBeGreaterThan(1);
	expect(
		playbooks.every(
			({ industry, pollCount }) => industry === 'ecommerce' && typeof pollCount === 'number',
		),
	).toBe(true);
	const articles = await run('helpArticle', 'search', { query: 'ranked poll', returnAll: true });
	expect(articles.map(({ title }) => title)).toContain('What is a ranked poll?');
});

it('rates, pins and asks the person behind an answer, and pays for the question only', async () => {
	const [surveyId] = await sandbox.control.addSurveys({ count: 1, status: 'completed' });
	const [answer] = await run('response', 'getAll', { surveyId, limit: 1 });
	const responseId = answer!.responseId as string;
	const charges = (await sandbox.control.state()).charges.length;
	expect(await run('response', 'rate', { responseId, rating: '5' })).toEqual([
		{ responseId, rating: 5, confirmed: true },
	]);
	expect(await run('response', 'pin', { responseId })).toEqual([
		{ responseId, pinned: true, confirmed: true },
	]);
	expect((await sandbox.control.state()).charges).toHaveLength(charges);
	expect(await run('response', 'followUp', { responseId, question: 'Why?' })).toEqual([
		{ responseId, question: 'Why?', sent: true },
	]);
	expect((await sandbox.control.state()).charges.slice(charges)).toMatchObject([
		{ operationId: 'sendFollowUp', id: responseId },
	]);
	const [now] = await run('response', 'getAll', { surveyId, limit: 1, output: 'raw' });
	expect(now).toMatchObject({ rating: 5, pinned: true, follow_ups: [{ question: 'Why?' }] });
});

it('does not send a follow-up again whose answer was lost after PickFu had taken it', async () => {
	const [surveyId] = await sandbox.control.addSurveys({ count: 1, status: 'completed' });
	const [answer] = await run('response', 'getAll', { surveyId, limit: 1 });
	await sandbox.control.fault({ kind: 'drop-after', operationId: 'sendFollowUp' });
	const lost = run('response', 'followUp', { responseId: answer!.responseId, question: 'Why?' });
	await expect(lost).rejects.toThrow("It's unclear whether the follow-up was sent");
	expect(await sandbox.control.requests('sendFollowUp')).toHaveLength(1);
});
