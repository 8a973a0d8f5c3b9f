import { typicalDuration } from '../panel/timing.mts';
import type { StoredSurvey, Wire } from './model.mts';
import type { World } from './world.mts';

/** Surveys to make at once, without going through the API and without charge. */
export interface BulkSurveys {
	/** 1 when left out. */
	count?: number;
	/** Team of this member; the first account's when left out. */
	memberId?: string;
	/** `#` in it becomes the survey's number from 1. */
	name?: string;
	/** `completed` when left out. */
	status?: 'unpublished' | 'in-progress' | 'completed' | 'archived';
	sampleSize?: number;
	country?: string;
	targeting?: string[];
	reporting?: string[];
	tags?: string[];
	projectId?: string;
	questions?: Array<Wire['QuestionBody']>;
	/** How long ago it was published, sandbox milliseconds; chosen to fit the status when left out. */
	publishedAgoMs?: number;
}

const minute = 60_000;

const usualQuestions: Array<Wire['QuestionBody']> = [
	{
		type: 'head_to_head',
		prompt: 'Which name would you trust with your dinner?',
		options: [{ value: 'Oven & Olive' }, { value: 'Panwise' }],
	},
];

function publishedAt(world: World, bulk: BulkSurveys, sampleSize: number, index: number): number {
	const now = world.clock.now();
	if (bulk.publishedAgoMs !== undefined) return now - bulk.publishedAgoMs;
	if (bulk.status === 'in-progress') return now - Math.round(typicalDuration(sampleSize) / 3);
	return now - typicalDuration(sampleSize) - 10 * minute * (index + 1);
}

/**
 * Makes surveys.
 * @returns their ids, in the order in which they were made
 * Throws RangeError for a member that does not exist.
 */
export function addInBulk(world: World, bulk: BulkSurveys): string[] {
	const member = world.accounts.find(({ id }) => id === (bulk.memberId ?? world.accounts[0]?.id));
	if (!member) throw new RangeError(`There is no member ${bulk.memberId}`);
	const { status = 'completed', sampleSize = 50 } = bulk;
	return Array.from({ length: bulk.count ?? 1 }, (_, index) => {
		const at = publishedAt(world, { ...bulk, status }, sampleSize, index);
		const survey: Omit<StoredSurvey, 'serial'> = {
			id: world.nextId(),
			team: member.team,
			creatorId: member.id,
			creatorName: member.name,
			name: (bulk.name ?? 'Survey #').replace('#', String(index + 1)),
			country: bulk.country ?? 'US',
			sampleSize,
			targeting: bulk.targeting ?? [],
			reporting: bulk.reporting ?? [],
			surveyIntent: null,
			isMiniPoll: false,
			tagIds: (bulk.tags ?? []).map((name) => world.tagNamed(member.team, name).id),
			projectId: bulk.projectId ?? null,
			questions: (bulk.questions ?? usualQuestions).map(({ options = [], ...question }) => ({
				...question,
				id: world.nextId(),
				options: options.map((option) => ({ ...option, id: world.nextId() })),
			})),
			createdAt: at - 5 * minute,
			archivedAt: status === 'archived' ? world.clock.now() : null,
			batches: status === 'unpublished' ? [] : [{ at, count: sampleSize }],
		};
		return world.addSurvey(survey).id;
	});
}
