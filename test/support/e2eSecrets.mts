import type { WorkflowNode, WorkflowSource } from '../../sandbox/n8n/restTypes.mts';
import type { House } from './e2e.mts';
import type { Listener } from './listener.mts';
import type { Fault } from './sandbox.mts';

/** How PickFu fails, one survey for each. */
export const faults: Fault[] = [
	...[400, 402, 403, 404, 500, 503].map((status): Fault => ({ kind: 'status', status })),
	{ kind: 'status', status: 401 },
	{ kind: 'status', status: 429, retryAfter: 3600 },
	...(['html', 'truncated-json', 'empty', 'wrong-type', 'drop-before', 'drop-after'] as const).map(
		(kind): Fault => ({ kind }),
	),
];

/** A survey for each fault, which meets it with every request. */
export async function faultySurveys(house: House, elsewhere: Listener): Promise<string[]> {
	const { control } = house.sandbox;
	const surveys = await control.addSurveys({
		count: faults.length,
		name: 'Fails #',
		sampleSize: 15,
	});
	await control.fault(
		...faults.map((fault, index) => ({
			...fault,
			times: 0,
			path: surveys[index]!,
			location: elsewhere.url,
		})),
	);
	return surveys;
}

/** A workflow of the trigger alone. */
export function triggerWorkflow(): WorkflowSource {
	const trigger: WorkflowNode = {
		name: 'Trigger',
		type: 'n8n-nodes-pickfu.pickFuTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			event: 'surveyCompleted',
			output: 'survey',
		},
	};
	return {
		name: 'Trigger',
		nodes: [trigger],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}
