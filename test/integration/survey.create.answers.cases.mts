import type { IDataObject } from 'n8n-workflow';
import {
	draftOf,
	fakePickFu,
	ok,
	refusal,
	run,
	runWorkflow,
	type Reply,
} from '../support/nockPickFu.mts';

const pickFu = fakePickFu();
const parameters = { resource: 'survey', operation: 'create' };

const WHY = {
	...parameters,
	questionsInput: 'json',
	questionsJson: '[{"type":"open_ended","prompt":"Why?"}]',
};

it.each([
	['another sample size', { sampleSize: 100 }, /100 instead of 50/],
	['another country', { country: 'CA' }, /CA instead of US/],
	['less targeting', { targeting: [] }, /1 of 1 trait missing/],
	['more targeting', { targeting: ['amznpr', 'mobileyes'] }, /1 trait added/],
	['no ID', { id: undefined }, /doesn't include a survey ID/],
])(
	'stops the workflow when PickFu made a draft with %s, as publishing would pay for it',
	async (_, difference, message) => {
		pickFu.answer = () => ok({ id: 's1', sampleSize: 50, country: 'US', ...difference }, 201);
		const { error } = await run({ parameters: { ...WHY, targeting: ['amznpr'] } });
		expect(error?.message).toMatch(message);
	},
);

it.each<[string, IDataObject, string]>([
	[
		'an escaped prompt',
		{ questions: [{ type: 'open_ended', value: 'A &amp; B?' }] },
		'The prompt of',
	],
	['no question', { questions: [] }, '0 questions instead of 1'],
	['more reporting', { reporting: ['gender', 'age-range'] }, 'Reporting: 1 trait added'],
	['the name of the country', { country: 'United States' }, 'The country is United States'],
])('returns the draft and what differs when PickFu stored %s', async (_, difference, sentence) => {
	pickFu.answer = () => ok({ id: 's1', sampleSize: 50, ...difference }, 201);
	const { items, error } = await run({ parameters: { ...WHY, reporting: ['gender'] } });
	expect(error).toBeUndefined();
	expect(items[0]!.json.id).toBe('s1');
	expect(items[0]!.json.differences).toEqual([expect.stringContaining(sentence)]);
});

it('names the draft that was made when filing it went wrong', async () => {
	pickFu.answer = ({ method }) =>
		method === 'POST' ? ok({ id: 'draft-9' }, 201) : refusal(400, 'No such project');
	const { error } = await run({
		parameters: { ...WHY, name: 'Mugs', additionalFields: { projectId: 'gone' } },
	});
	expect(error?.message).toMatch(
		/^The draft was created, but its name, project couldn't be set.+No such project/,
	);
	expect(error?.description).toContain('draft-9');
});

it.each<[string, string, Reply, Reply]>([
	['done', 'it could not be filed', ok({ id: 's1' }, 201), refusal(403, 'No')],
	['notKnown', 'filing it got no answer', ok({ id: 's1' }, 201), { lost: 'ECONNRESET' }],
	['notKnown', 'PickFu gave no ID of it', ok({ status: 'unpublished' }, 201), ok({})],
])('says that the draft is %s where %s', async (outcome, _, made, filed) => {
	pickFu.answer = ({ method }) => (method === 'POST' ? made : filed);
	const node = { onError: 'continueRegularOutput' as const };
	const { items } = await run({ parameters: { ...WHY, name: 'Mugs' }, node });
	expect(items[0]!.json.details).toMatchObject({ outcome });
});

it.each([
	[500, refusal(500, 'Internal')],
	[503, refusal(503, 'Later')],
	['a reset', { lost: 'ECONNRESET' }],
	['a damaged answer', { status: 201, body: '{"success":true,"da' }],
])('never sends a draft twice after %s, and says that nobody knows', async (_, reply) => {
	pickFu.answer = () => reply;
	const { items } = await run({ parameters: WHY, node: { onError: 'continueRegularOutput' } });
	expect(pickFu.log).toEqual(['POST /surveys']);
	expect(items[0]!.json.details).toMatchObject({ outcome: 'notKnown' });
	expect((items[0]!.json.details as IDataObject).description).toMatch(
		/unclear whether the change was saved/,
	);
});

it('stops where PickFu asks people with traits although none were sent', async () => {
	pickFu.answer = () => ok({ id: 's1', targeting: ['mobileyes'] }, 201);
	const { error } = await run({ parameters: WHY });
	expect(error?.message).toBe(
		'The draft differs from what you requested: Targeting: 1 trait added',
	);
});

it('keeps what PickFu said of the draft where its answer to the name is shorter', async () => {
	pickFu.answer = ({ method, body }) =>
		method === 'POST' ? draftOf(body) : ok({ id: 's1', name: 'Mugs' });
	const { items } = await run({ parameters: { ...WHY, name: 'Mugs' } });
	expect(items[0]!.json).toEqual({
		id: 's1',
		name: 'Mugs',
		status: 'unpublished',
		questions: '1. Why? (open_ended)',
	});
});

describe('a name that is taken, where the existing survey is wanted', () => {
	const named = { ...WHY, name: 'Weekly', ifNameExists: 'returnExisting' };
	const DETAIL = {
		id: 's7',
		name: 'Weekly',
		status: 'completed',
		country: 'US',
		sampleSize: 50,
		questions: [{ type: 'open_ended', value: 'Why?' }],
	};

	/** A PickFu whose list finds these, and that shows `detail` for each. */
	function has(found: IDataObject[], detail: IDataObject = DETAIL): void {
		pickFu.answer = ({ method, path, body }) => {
			if (method === 'GET') return ok(path === '/surveys' ? found : detail);
			return method === 'POST' ? draftOf(body) : ok({ id: 's1', name: 'Weekly' });
		};
	}

	it('returns that survey and sends nothing', async () => {
		has([
			{ id: 's6', name: 'Weekly 2' },
			{ ...DETAIL, name: ' Weekly ' },
		]);
		const { items } = await run({ parameters: named });
		expect(items[0]!.json).toMatchObject({ id: 's7', status: 'completed', alreadyExisted: true });
		expect(items[0]!.json).not.toHaveProperty('differences');
		expect(pickFu.log).toEqual(['GET /surveys', 'GET /surveys/s7']);
		expect(pickFu.received[0]!.query.text).toBe('Weekly');
	});

	it.each([
		['another name', { ...DETAIL, name: 'weekly' }],
		['an archived survey', { ...DETAIL, status: 'archived' }],
	])('creates a draft where PickFu finds only %s', async (_, found) => {
		has([found]);
		const { items } = await run({ parameters: named });
		expect(items[0]!.json).not.toHaveProperty('alreadyExisted');
		// The list counts no pages, so an empty page has to end it.
		expect(pickFu.log).toEqual([
			'GET /surveys',
			'GET /surveys',
			'POST /surveys',
			'PATCH /surveys/s1',
		]);
	});

	it('names what differs in a survey that was published', async () => {
		has([DETAIL], { ...DETAIL, sampleSize: 100 });
		const { items } = await run({ parameters: named });
		expect(items[0]!.json.differences).toEqual(['The sample size is 100 instead of 50']);
	});

	it('refuses a draft that would cost something else', async () => {
		const draft = { ...DETAIL, status: 'unpublished', sampleSize: 500 };
		has([draft], draft);
		const { error } = await run({ parameters: named });
		expect(error?.message).toMatch(/draft with this name exists.+500 instead of 50/);
		const node = { onError: 'continueRegularOutput' as const };
		const { items } = await run({ parameters: named, node });
		expect(items[0]!.json.details).toMatchObject({ outcome: 'notDone' });
	});

	it('refuses a draft that asks only people with a trait, where none was chosen', async () => {
		const draft = { ...DETAIL, status: 'unpublished', targeting: ['mobileyes'] };
		has([draft], draft);
		const { error } = await run({ parameters: named });
		expect(error?.message).toMatch(/draft with this name exists.+1 trait added/);
	});

	it('does not take the draft of its own first try for an existing one', async () => {
		const DRAFT = { ...DETAIL, id: 's1', status: 'unpublished' };
		let isNamed = false;
		pickFu.answer = ({ method, path }) => {
			if (method === 'GET') return ok(path !== '/surveys' ? DRAFT : isNamed ? [DRAFT] : []);
			if (method === 'POST') return ok(DRAFT, 201);
			if (isNamed) return ok(DRAFT);
			isNamed = true;
			return { lost: 'ECONNRESET' };
		};
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const { outputs } = await runWorkflow({ parameters: named, node });
		expect(outputs[0]![0]!.json).toMatchObject({ id: 's1', name: 'Weekly' });
		expect(outputs[0]![0]!.json).not.toHaveProperty('alreadyExisted');
	});

	it('needs a name', async () => {
		const { error } = await run({ parameters: { ...named, name: '={{ $json.none }}' } });
		expect(error?.message).toBe("'Name' is empty");
		expect(pickFu.log).toEqual([]);
	});
});
