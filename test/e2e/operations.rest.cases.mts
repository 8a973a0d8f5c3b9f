import { contentOf, kept, type Row, type Run } from '../support/e2eOperations.mts';
import { outputOf } from '../support/e2eWorkflow.mts';

const FIRST = 'Which name would you rather take on a journey?';

/** Rows of an answered question, counted by what was chosen. */
function votes(answers: Row[], question: string): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const row of answers.filter((answer) => answer.question === question)) {
		counts[String(row.answer)] = (counts[String(row.answer)] ?? 0) + 1;
	}
	return counts;
}

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** What each node of the workflow must give, by its name. */
export const EXPECTED: Record<string, (rows: Row[], run: Run) => void | Promise<void>> = {
	'Read traits'(rows) {
		expect(rows).toContainEqual(
			expect.objectContaining({ permalink: 'amznpr', kind: 'targeting' }),
		);
		expect(rows).toContainEqual(
			expect.objectContaining({ permalink: 'gender', name: 'Gender', kind: 'reporting' }),
		);
	},
	'Read playbooks'(rows) {
		expect(rows.map(({ slug }) => slug)).toEqual(['amazon-main-image', 'product-name']);
		expect(rows).toEqual(rows.map((row) => ({ ...row, industry: 'ecommerce', pollCount: 2 })));
	},
	'Search help'(rows) {
		expect(rows.map(({ title }) => title)).toEqual([
			'How are the scores calculated?',
			'What is a ranked poll?',
		]);
		expect(rows[1]).toMatchObject({ body: expect.stringContaining('explain what stands first') });
	},
	'Create tag'(rows) {
		expect(rows).toEqual([{ id: expect.any(Number), name: 'Travel pot' }]);
	},
	'Read tags'(rows, { row }) {
		expect(rows).toEqual([row('Create tag')]);
	},
	'Create project'(rows) {
		expect(rows).toMatchObject([
			{
				id: expect.any(String),
				name: 'Travel pot launch',
				description: 'Everything about the new travel pot',
				bookmarked: false,
			},
		]);
	},
	'Update project'(rows, { row }) {
		const { id } = row('Create project');
		expect(rows).toMatchObject([{ id, goal: 'Choose the lid by May', bookmarked: true }]);
	},
	async 'Generate image'(rows, { execution }) {
		expect(rows).toMatchObject([
			{
				aspectRatio: '4:3',
				prompt: expect.stringContaining('travel pot'),
				url: expect.any(String),
			},
		]);
		const [item] = outputOf(execution, 'Generate image');
		expect(item!.binary).toMatchObject({ data: { mimeType: 'image/png' } });
		expect((await contentOf(item!, 'data')).subarray(0, 4)).toEqual(png);
	},
	async 'Upload image'(rows, { row, execution }) {
		expect(rows).toMatchObject([{ mimeType: 'image/png', fileSize: expect.any(Number) }]);
		expect(rows[0]!.url).not.toBe(row('Generate image').url);
		const uploaded = Buffer.from(await (await fetch(String(rows[0]!.url))).arrayBuffer());
		const [generated] = outputOf(execution, 'Generate image');
		expect(uploaded).toEqual(await contentOf(generated!, 'data'));
	},
	'Create survey'(rows) {
		expect(rows).toMatchObject([
			{
				name: 'Travel pot, first draft',
				status: 'unpublished',
				sampleSize: 15,
			},
		]);
		expect(String(rows[0]!.questions).split('\n')).toEqual([
			'1. Which name would you rather take on a journey? (head_to_head) [Trail Pot | Camp Kettle]',
			'2. Which lid colour would you pick? (ranked) [Sage green | Brick red | Midnight blue]',
			'3. Where would you hold it? (click_test) [Side view]',
		]);
	},
	'Update survey'(rows, { row }) {
		const { id, questions } = row('Create survey');
		expect(rows).toMatchObject([{ id, questions, name: 'Travel pot', sampleSize: 21 }]);
	},
	async 'Duplicate survey'(rows, { row }) {
		const { id, questions } = row('Create survey');
		expect(rows).toMatchObject([
			{
				duplicateOf: id,
				questions,
				notCarriedOver: [],
				name: 'Travel pot, Canada',
				sampleSize: 30,
				status: 'unpublished',
			},
		]);
		expect(rows[0]!.id).not.toBe(id);
	},
	'Publish survey'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toMatchObject([
			{ id, status: 'in-progress', sampleSize: 21, alreadyPublished: false },
		]);
	},
	'Wait for answers'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toMatchObject([{ id, status: 'completed', numResponses: 21, timedOut: false }]);
	},
	async 'Read answers'(rows, { row }) {
		const { id } = row('Create survey');
		const answers = await kept<Array<{ id: string; explanation: string }>>(
			`/surveys/${String(id)}/responses?limit=100`,
		);
		// By now four more people have answered the three questions.
		expect([rows.length, answers.length]).toEqual([63, 75]);
		const texts = new Map(answers.map((answer) => [answer.id, answer.explanation]));
		for (const answer of rows) {
			expect(answer.explanation).toBe(texts.get(String(answer.responseId)));
			expect(answer.respondent_gender).toEqual(expect.any(String));
		}
		expect(new Set(rows.map(({ responseId }) => responseId)).size).toBe(63);
		expect(Object.keys(votes(rows, FIRST)).sort()).toEqual(['Camp Kettle', 'Trail Pot']);
	},
	async 'Rate an answer'(rows, { row }) {
		const { responseId } = row('Read answers');
		expect(rows).toEqual([{ responseId, rating: 5, confirmed: true }]);
		const answers = await kept<Row[]>(`/surveys/${String(row('Create survey').id)}/responses`);
		expect(answers.filter(({ rating }) => rating !== null)).toMatchObject([
			{ id: responseId, rating: 5 },
		]);
	},
	async 'Pin an answer'(rows, { row }) {
		const { responseId } = row('Read answers');
		expect(rows).toEqual([{ responseId, pinned: true, confirmed: true }]);
		const answers = await kept<Row[]>(`/surveys/${String(row('Create survey').id)}/responses`);
		expect(answers.filter(({ pinned }) => pinned)).toMatchObject([{ id: responseId }]);
	},
	async 'Ask a follow-up'(rows, { row }) {
		const { responseId } = row('Read answers');
		const question = 'What would make you choose the other one?';
		expect(rows).toEqual([{ responseId, question, sent: true }]);
		const answers = await kept<Row[]>(`/surveys/${String(row('Create survey').id)}/responses`);
		expect(answers.filter((answer) => (answer.follow_ups as Row[]).length > 0)).toMatchObject([
			{ id: responseId, follow_ups: [{ question }] },
		]);
	},
	async 'Get results'(rows, { row, rows: all, execution }) {
		const [result] = rows;
		// An odd number of people cannot leave two names level.
		const counted = votes(all('Read answers'), FIRST);
		const [first, second] = Object.entries(counted).sort(([, a], [, b]) => b - a);
		expect(result).toMatchObject({
			surveyId: row('Create survey').id,
			name: 'Travel pot',
			complete: true,
			sampleSize: 21,
			answers: 63,
			decidedBy: 1,
			winner: first![0],
			winnerVotes: first![1],
			winnerShare: Number((first![1] / 21).toFixed(4)),
			runnerUpShare: Number((second![1] / 21).toFixed(4)),
			runnerUp: second![0],
			tie: false,
			significant: expect.any(Boolean),
			summary: expect.stringContaining(first![0]),
			questions: [
				{ type: 'head_to_head', kind: 'choice', counted: 21 },
				{ type: 'ranked', kind: 'ranked', counted: 21, rounds: expect.any(Array) },
				{ type: 'click_test', kind: 'clicks', counted: 21, grid: expect.any(Object) },
			],
		});
		const [names] = result!.questions as Array<{ breakdown: Row[]; reasons: Row[] }>;
		expect(names!.breakdown).toMatchObject([{ trait: 'Gender' }]);
		expect(names!.reasons.map(({ label }) => label).sort()).toEqual(['Camp Kettle', 'Trail Pot']);

		const [item] = outputOf(execution, 'Get results');
		expect(item!.binary).toMatchObject({
			report: { mimeType: 'text/html', fileName: 'Travel-pot-results.html' },
		});
		const page = (await contentOf(item!, 'report')).toString('utf8');
		expect(page).toContain('<h1 dir="auto">Travel pot</h1>');
		expect(page).toContain(String(result!.summary).replaceAll('"', '&quot;'));
		// The picture under the clicks was fetched and stands in the page itself.
		expect(page).toContain('src="data:image/png;base64,');
		expect(page).not.toMatch(/(src|href)="http/);
		expect(result!.reportEmail).toContain('<table');
	},
	'Add respondents'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toMatchObject([
			{ id, status: 'in-progress', sampleSize: 25, respondentsAdded: 4, alreadyReached: false },
		]);
	},
	'Wait for the others'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toMatchObject([{ id, status: 'completed', numResponses: 25, timedOut: false }]);
	},
	'Get survey'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toMatchObject([{ id, name: 'Travel pot', status: 'completed', sampleSize: 25 }]);
	},
	'Read surveys'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toMatchObject([{ id, name: 'Travel pot', status: 'completed' }]);
	},
	'Read projects'(rows, { row }) {
		expect(rows.every(({ bookmarked }) => bookmarked)).toBe(true);
		expect(rows).toContainEqual(expect.objectContaining({ id: row('Create project').id }));
	},
	'Get project'(rows, { row }) {
		expect(rows).toMatchObject([
			{
				id: row('Create project').id,
				surveyCount: 2,
				surveyIds: `${String(row('Create survey').id)}, ${String(row('Duplicate survey').id)}`,
			},
		]);
	},
	async 'Delete the copy'(rows, { row }) {
		const { id } = row('Duplicate survey');
		expect(rows).toEqual([{ id, deleted: true, action: 'deleted' }]);
		expect(await kept(`/surveys/${String(id)}`)).toBeUndefined();
	},
	async 'Archive the survey'(rows, { row }) {
		const { id } = row('Create survey');
		expect(rows).toEqual([{ id, deleted: false, archived: true, action: 'archived' }]);
		expect(await kept(`/surveys/${String(id)}`)).toMatchObject({ status: 'archived' });
	},
};
