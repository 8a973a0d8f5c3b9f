import type { BulkSurveys } from '../../sandbox/state/bulk.mts';
import type { SandboxProcess } from './sandbox.mts';

/** Has the sandbox paint a picture that n8n can fetch, and gives its address. */
async function paint(
	{ apiUrl }: SandboxProcess,
	prompt: string,
	aspectRatio: string,
): Promise<string> {
	const answer = await fetch(`${apiUrl}/media/generate`, {
		method: 'POST',
		headers: { authorization: 'Bearer sandbox-key', 'content-type': 'application/json' },
		body: JSON.stringify({ prompt, aspectRatio }),
	});
	return ((await answer.json()) as { data: { url: string } }).data.url;
}

/** A survey with a question of each kind that the results draw in a way of its own; its pictures are painted first. */
export async function travelPot(sandbox: SandboxProcess, people: number): Promise<BulkSurveys> {
	const [sage, brick, blue, side] = await Promise.all([
		paint(sandbox, 'sage', '1:1'),
		paint(sandbox, 'brick', '1:1'),
		paint(sandbox, 'blue', '1:1'),
		paint(sandbox, 'side', '4:3'),
	]);
	const reporting = ['gender', 'age-range'];
	return {
		name: 'Travel pot',
		sampleSize: people,
		reporting,
		questions: [
			{
				type: 'head_to_head',
				prompt: 'Which name would you rather take on a journey?',
				options: [{ value: 'Trail Pot' }, { value: 'Camp Kettle' }],
			},
			{
				type: 'ranked',
				prompt: 'Which lid colour would you pick?',
				options: [
					{ value: 'Sage green', mediaUrl: sage! },
					{ value: 'Brick red', mediaUrl: brick! },
					{ value: 'Midnight blue', mediaUrl: blue! },
				],
			},
			{
				type: 'click_test',
				prompt: 'Where would you hold it?',
				options: [{ value: 'Side view', mediaUrl: side! }],
			},
		],
	};
}
