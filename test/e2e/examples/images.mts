import { jsonOf, outputOf, told } from '../../support/e2eWorkflow.mts';
import { ask, changed, example, run, spentOn } from '../../support/examples.mts';
import type { Rig } from '../../support/examples.mts';

const source = example('image-test');

interface Ranked {
	rounds: Array<{ round: number; chosen_option: string }>;
}

/** The example "Image test". */
export function describeImages(rig: Rig): void {
	describe('Image test', () => {
		it('gives each idea its image and its result, and one of them the win', async () => {
			const execution = await run(rig, source);
			expect(execution.status).toBe('success');
			const ideas = jsonOf(execution, 'Result of each idea');
			expect(ideas.map(({ name }) => name)).toEqual(['Sage green', 'Brick red', 'Midnight blue']);

			const [published] = jsonOf(execution, 'Publish survey');
			const id = String(published!.id);
			const survey = await ask<{
				questions: Array<{ options: Array<{ value: string; mediaUrl: string }> }>;
			}>(rig, `/surveys/${id}`);
			const shown = new Map(
				survey.questions[0]!.options.map(({ value, mediaUrl }) => [value, mediaUrl]),
			);
			for (const { name, image } of ideas) expect(shown.get(String(name))).toBe(image);
			// What was uploaded is what was painted for that idea.
			expect(
				outputOf(execution, 'Generate images').map(({ binary }) => Object.keys(binary ?? {})),
			).toEqual([['data'], ['data'], ['data']]);
			expect(new Set(ideas.map(({ image }) => image)).size).toBe(3);

			const answers = await ask<Ranked[]>(rig, `/surveys/${id}/responses?limit=100`);
			expect(answers).toHaveLength(15);
			const winners = ideas.filter(({ winner }) => winner === true);
			expect(winners.map(({ name }) => name)).toEqual([winnerOf(answers)]);
			expect(ideas.find(({ rank }) => rank === 1)).toBe(winners[0]);
			expect(await spentOn(rig, id)).toEqual({ requests: 1, charges: 1 });
		});

		it('stops before it spends when the survey asks for more people than the bound', async () => {
			const execution = await run(rig, changed(source, 'Create survey', { sampleSize: 30 }));
			expect(told(execution).message).toBe(
				'This would pay for 30 respondents: more than the 15 allowed',
			);
			const [draft] = jsonOf(execution, 'Create survey');
			expect(await spentOn(rig, draft!.id)).toEqual({ requests: 0, charges: 0 });
		});
	});
}

/** Instant run-off among three, counted by hand; undefined where it hangs on a tie. */
function winnerOf(answers: Ranked[]): string | undefined {
	const ballots = answers.map(({ rounds }) =>
		[...rounds].sort((a, b) => a.round - b.round).map((round) => round.chosen_option),
	);
	const count = (out: string[]) => {
		const votes = new Map<string, number>();
		for (const ballot of ballots) {
			const first = ballot.find((option) => !out.includes(option))!;
			votes.set(first, (votes.get(first) ?? 0) + 1);
		}
		return [...votes].sort(([, a], [, b]) => b - a);
	};
	const first = count([]);
	if (first[0]![1] * 2 > answers.length) return first[0]![0];
	const [, second, last] = first;
	if (second === undefined || last === undefined || second[1] === last[1]) return undefined;
	const [winner, loser] = count([last[0]]);
	return winner![1] === loser![1] ? undefined : winner![0];
}
