import { readdirSync, readFileSync } from 'node:fs';
import { PickFu } from '../../nodes/PickFu/PickFu.node';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';
import { misfits, type StoredNode } from '../support/nodeFields.mts';

const DESCRIPTIONS = new Map([
	['n8n-nodes-pickfu.pickFu', new PickFu().description],
	['n8n-nodes-pickfu.pickFuTool', new PickFu().description],
	['n8n-nodes-pickfu.pickFuTrigger', new PickFuTrigger().description],
]);

const FILES = ['examples', 'test/e2e/workflows'].flatMap((folder) =>
	readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => `${folder}/${file}`),
);

function nodesOf(file: string): StoredNode[] {
	const { nodes } = JSON.parse(readFileSync(file, 'utf8')) as { nodes: StoredNode[] };
	return nodes.filter(({ type }) => type.startsWith('n8n-nodes-pickfu.'));
}

const node = (parameters: Record<string, unknown>, type = 'pickFu'): StoredNode => ({
	name: 'Node',
	type: `n8n-nodes-pickfu.${type}`,
	typeVersion: 1,
	parameters: { resource: 'survey', operation: 'create', ...parameters },
});

it.each(FILES)('sets in %s only what the form has, shows and allows', (file) => {
	const nodes = nodesOf(file);
	expect(nodes.length).toBeGreaterThan(0);
	for (const stored of nodes) {
		const description = DESCRIPTIONS.get(stored.type);
		expect([stored.type, description?.version]).toEqual([stored.type, [stored.typeVersion]]);
		expect(misfits(stored, description!)).toEqual([]);
	}
});

it.each([
	['a field that another operation has', { returnAll: true }, "no field 'returnAll'"],
	['a misspelled option', { country: 'Uk' }, 'no option "Uk"'],
	['a name that a collection lacks', { additionalFields: { tagz: 'a' } }, "no field 'tagz'"],
	['a collection that is text', { additionalFields: 'a' }, 'not a collection'],
	[
		'a name that a row lacks',
		{ questions: { question: [{ type: 'ranked', title: 'x' }] } },
		"no field 'title'",
	],
	['a group of another name', { questions: { questions: [] } }, "no group 'questions'"],
])('notices %s', (_, parameters, words) => {
	const found = misfits(node(parameters), new PickFu().description);
	expect(found.join()).toContain(words);
});

it('notices an empty field that is required', () => {
	const found = misfits(
		node({ operation: 'get', surveyId: { __rl: true, mode: 'id', value: '' } }),
		new PickFu().description,
	);
	expect(found.join()).toContain("'surveyId' is required");
});
