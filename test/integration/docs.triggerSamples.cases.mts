import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { poller } from '../support/poller.mts';
import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';

const page = readFileSync('docs/trigger.md', 'utf8');

let sandbox: SandboxProcess;

beforeAll(async () => {
	sandbox = await startSandboxProcess();
	await sandbox.control.addSurveys({
		name: 'Travel pot',
		sampleSize: 50,
		tags: ['Launch'],
		reporting: ['gender', 'age-range'],
	});
}, startTimeout + 10_000);

afterAll(async () => await sandbox?.stop());

/** The sample of that name in the documentation. */
function sampleOf(name: string): IDataObject {
	const [, json] = new RegExp(`<!-- sample ${name} -->\\s*\`\`\`json([^\`]*)\`\`\``).exec(page)!;
	return JSON.parse(json!) as IDataObject;
}

/** Paths of all members with what each holds; of a list its first entry. */
function members(value: unknown, path = ''): string[] {
	if (Array.isArray(value)) return value.length === 0 ? [] : members(value[0], `${path}[]`);
	if (typeof value !== 'object' || value === null) return [`${path} ${typeof value}`];
	return Object.entries(value).flatMap(([name, member]) => members(member, `${path}.${name}`));
}

it.each([
	['survey', { event: 'surveyCompleted', output: 'survey' }],
	['survey', { event: 'surveyPublished' }],
	['answer', { event: 'surveyCompleted', output: 'responses' }],
	['answer', { event: 'newResponse' }],
	['results', { event: 'surveyCompleted', output: 'results' }],
])('the documentation shows what the trigger gives: %s of %j', async (name, parameters) => {
	const [item] = (await poller({ parameters, apiUrl: sandbox.apiUrl }).test())!;
	const sample = sampleOf(name);
	expect(Object.keys(item!.json).sort()).toEqual(Object.keys(sample).sort());
	// Samples leave out some of what lies deeper, but show nothing that is not there.
	expect(members(item!.json)).toEqual(expect.arrayContaining(members(sample)));
});
