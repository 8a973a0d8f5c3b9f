import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Nature } from '../../nodes/PickFu/api/endpoints';
import { RESOURCES } from '../../nodes/PickFu/resources/index';
import type { Operation } from '../../nodes/PickFu/resources/operation';
import type { SandboxProcess, StateReport } from './sandbox.mts';

/** One thing that the node can do, with what it needs to be done. */
export interface Case {
	/** Such as `survey publish`, with what is special about this case behind it. */
	name: string;
	nature: Nature;
	parameters: IDataObject;
	/** The kind of survey that its items name. */
	survey: 'draft' | 'completed';
}

/** Items of a run in the matrix; what hits the first must leave the second alone. */
export const ITEMS = 2;

/** The word that tells the requests of an item apart: in names, prompts and texts. */
export const marker = (item: number) => `marker-${item}`;

const DRAFTS = ['publish', 'update', 'delete'];

/** What a field takes that cannot be told from its declaration. */
const SPECIAL: Record<string, IDataObject> = {
	'survey create': {
		questionsInput: 'json',
		questionsJson: '={{ [{ type: "open_ended", prompt: `Why, ${$json.marker}?` }] }}',
		name: '={{ $json.marker }}',
	},
	'survey getAll': { limit: 3 },
	'survey update': { updateFields: { name: '={{ $json.marker }}', sampleSize: 40 } },
	'survey addRespondents': { respondents: 30 },
	'survey waitForCompletion': { pollInterval: 10, timeout: 1 },
	'project update': { updateFields: { goal: '={{ $json.marker }}' } },
	'helpArticle search': { query: 'survey' },
	'response getAll': { limit: 3 },
	'response rate': { rating: '4' },
};

/** Further cases of an operation. */
const VARIANTS: Array<[string, string, IDataObject]> = [
	['survey addRespondents', 'by a number', { mode: 'add', respondents: 10 }],
	['response getAll', 'all', { returnAll: true }],
];

/**
 * A case for every operation in the node's own tables but Run, so that a new operation is covered without a
 * word here: ids that it requires come from its item ({@link itemsOf}), texts and numbers are filled in.
 */
export function casesOfEveryOperation(): Case[] {
	const all = [...RESOURCES].flatMap(([resource, { operations }]) =>
		Object.entries(operations)
			// Made of create, publish, waitForCompletion, addRespondents and getResults, each of which has its cases.
			.filter(([name]) => name !== 'run')
			.map(([name, operation]) => caseOf(resource, name, operation)),
	);
	const more = VARIANTS.map(([name, what, parameters]) => {
		const base = all.find((known) => known.name === name)!;
		return { ...base, name: `${name} ${what}`, parameters: { ...base.parameters, ...parameters } };
	});
	return [...all, ...more];
}

function caseOf(resource: string, name: string, { nature, fields }: Operation): Case {
	const required = Object.fromEntries(fields.flatMap((field) => filled(field)));
	const key = `${resource} ${name}`;
	return {
		name: key,
		nature,
		parameters: { resource, operation: name, ...required, ...SPECIAL[key] },
		survey: DRAFTS.includes(name) ? 'draft' : 'completed',
	};
}

function filled({
	name,
	type,
	required,
	default: usual,
}: INodeProperties): Array<[string, string]> {
	if (/Id$/.test(name) && (required === true || type === 'resourceLocator')) {
		return [[name, `={{ $json.${name} }}`]];
	}
	return required === true && type === 'string' && usual === ''
		? [[name, '={{ $json.marker }}']]
		: [];
}

/** What the items of the runs name; the same in every world of the same seed. */
export interface World {
	drafts: string[];
	completed: string[];
	/** For each completed survey, its answers. */
	responses: string[][];
	projectId: string;
}

/** How many people its surveys ask. */
export const SAMPLE_SIZE = 20;

/** Puts the sandbox back to where every run begins: nothing charged, surveys in their first state. */
export async function beginAgain({ control }: SandboxProcess, each = ITEMS): Promise<StateReport> {
	const items = Array.from({ length: each }, (_, item) => item);
	const survey = (status: 'unpublished' | 'completed') => (item: number) => ({
		status,
		name: `Study of ${marker(item)}`,
		sampleSize: SAMPLE_SIZE,
		questions: [
			{
				type: 'head_to_head' as const,
				prompt: `Which, ${marker(item)}?`,
				options: [{ value: 'Fern' }, { value: 'Moss' }],
			},
		],
	});
	return await control.change({
		reset: { seed: 'faults', demo: true },
		clock: { freeze: true },
		settings: { rateLimit: 1_000_000 },
		surveys: [...items.map(survey('unpublished')), ...items.map(survey('completed'))],
	});
}

/** The ids of the world that {@link beginAgain} makes. */
export async function lookAround(sandbox: SandboxProcess, each = ITEMS): Promise<World> {
	const { made } = await beginAgain(sandbox, each);
	const ask = async (path: string) => {
		const response = await fetch(`${sandbox.apiUrl}${path}`, {
			headers: { Authorization: 'Bearer sandbox-key' },
		});
		return ((await response.json()) as { data: Array<{ id: string }> }).data.map(({ id }) => id);
	};
	const completed = made.slice(each);
	return {
		drafts: made.slice(0, each),
		completed,
		responses: await Promise.all(completed.map((id) => ask(`/surveys/${id}/responses?limit=100`))),
		projectId: (await ask('/projects'))[0]!,
	};
}

/** The input items of a case. */
export function itemsOf(
	world: World,
	{ survey }: Pick<Case, 'survey'>,
	each = ITEMS,
): INodeExecutionData[] {
	return Array.from({ length: each }, (_, item) => ({
		json: {
			marker: marker(item),
			surveyId: (survey === 'draft' ? world.drafts : world.completed)[item]!,
			responseId: world.responses[item]![0]!,
			projectId: world.projectId,
		},
		binary: {
			data: {
				data: Buffer.from(`picture of ${marker(item)}`).toString('base64'),
				mimeType: 'image/png',
				fileName: `${marker(item)}.png`,
			},
		},
	}));
}
