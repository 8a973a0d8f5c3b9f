import { example, EXAMPLES } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';

/** What belongs to the n8n that a workflow was exported from. */
const OF_ONE_N8N = [
	'credentials',
	'id',
	'webhookId',
	'instanceId',
	'meta',
	'pinData',
	'versionId',
	'active',
	'tags',
	'shared',
];

/** The names of all members, at any depth of the file, but not inside what the user fills in. */
function membersOf(name: string): string[] {
	const { nodes, ...workflow } = example(name);
	return [...Object.keys(workflow), ...nodes.flatMap((node) => Object.keys(node))];
}

/** The highest of the versions that a node type has; n8n gives one or a list. */
function newest(version: unknown): number {
	return Math.max(...[version].flat().map(Number));
}

/** What holds for every file, whatever it does. */
export function describeFiles(rig: Rig): void {
	describe('Every example', () => {
		it('is there, under the name that the documentation uses', () => {
			expect(EXAMPLES.sort()).toEqual([
				'agent',
				'approve-before-spending',
				'ask-until-decided',
				'completed-survey-to-report',
				'first-survey',
				'image-test',
				'long-wait',
				'weekly-tracker',
			]);
		});

		it.each(EXAMPLES)('%s carries nothing of the n8n that it was made in', (name) => {
			expect(membersOf(name).filter((member) => OF_ONE_N8N.includes(member))).toEqual([]);
			expect(JSON.stringify(example(name))).not.toMatch(
				/localhost|127\.0\.0\.1|[0-9a-f]{8}-[0-9a-f]{4}-/,
			);
		});

		it('uses nodes that n8n has, in their newest version', async () => {
			const types = await rig.house.rest.nodeTypes();
			const nodes = EXAMPLES.flatMap((name) => example(name).nodes);
			const old = nodes.filter(({ type, typeVersion }) => {
				const found = types.filter((known) => known.name === type);
				return (
					found.length === 0 ||
					Math.max(...found.map(({ version }) => newest(version))) !== typeVersion
				);
			});
			expect(old.map(({ type, typeVersion }) => `${type} ${typeVersion}`)).toEqual([]);
		});

		it('that publishes has a bound, and a note that says that it spends money', () => {
			const publishing = EXAMPLES.filter((name) =>
				example(name).nodes.some(({ parameters }) => parameters.operation === 'publish'),
			);
			expect(publishing).toHaveLength(6);
			for (const name of publishing) {
				const { nodes } = example(name);
				const bounds = nodes
					.filter(({ parameters }) => parameters.operation === 'publish')
					.map(({ parameters }) => parameters.maxRespondents);
				expect(bounds.every((bound) => bound !== undefined)).toBe(true);
				expect(
					nodes.some(
						({ type, parameters }) =>
							/stickyNote$/.test(type) &&
							/charges your PickFu account/.test(String(parameters.content)),
					),
				).toBe(true);
			}
		});
	});
}
