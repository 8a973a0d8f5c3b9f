import { randomFrom } from '../random.mts';
import { guid } from '../random.mts';
import { addInBulk } from './bulk.mts';
import type { World } from './world.mts';

const day = 24 * 60 * 60_000;

function addProject(world: World, name: string, description: string): string {
	const owner = world.accounts[0]!;
	const id = guid(randomFrom(world.seed, 'project', name));
	const now = world.clock.now();
	world.projects.set(id, {
		id,
		team: owner.team,
		name,
		description,
		goal: null,
		archived: false,
		bookmarked: false,
		createdAt: now - 30 * day,
		updatedAt: now - 2 * day,
		creatorId: owner.id,
		creatorName: owner.name,
	});
	return id;
}

/** What the first team has done before today: a project, tags, and surveys in every status. */
export function addDemo(world: World): void {
	const owner = world.accounts[0];
	if (!owner) return;
	const memberId = owner.id;
	const projectId = addProject(
		world,
		'Spring cookware launch',
		'Names, pictures and packaging for the spring range.',
	);
	world.tagNamed(owner.team, 'Packaging');
	addInBulk(world, {
		memberId,
		name: 'Lid colour for the travel pot',
		status: 'completed',
		sampleSize: 50,
		tags: ['Cookware', 'Colour'],
		projectId,
		reporting: ['gender', 'age-range'],
		publishedAgoMs: 3 * day,
		questions: [
			{
				type: 'ranked',
				prompt: 'Which lid colour would you pick for a travel pot?',
				options: [
					{ value: 'Sage green' },
					{ value: 'Brick red' },
					{ value: 'Midnight blue' },
					{ value: 'Cream' },
				],
			},
			{
				type: 'open_ended',
				prompt: 'What would make you take a pot on a journey?',
				options: [],
			},
		],
	});
	addInBulk(world, {
		memberId,
		name: 'Main picture for the skillet',
		status: 'completed',
		sampleSize: 30,
		tags: ['Cookware'],
		projectId,
		targeting: ['amznpr'],
		publishedAgoMs: day,
		questions: [
			{
				type: 'head_to_head',
				prompt: 'Which picture would you click in search results?',
				options: [
					{ mediaUrl: 'https://example.com/skillet-top.png' },
					{ mediaUrl: 'https://example.com/skillet-side.png' },
				],
			},
		],
	});
	addInBulk(world, {
		memberId,
		name: 'Name of the spring range',
		status: 'in-progress',
		sampleSize: 100,
		tags: ['Naming'],
	});
	addInBulk(world, {
		memberId,
		name: 'Recipe card layout',
		status: 'unpublished',
		sampleSize: 15,
	});
	addInBulk(world, {
		memberId,
		name: 'Last year’s slogan',
		status: 'archived',
		sampleSize: 50,
		publishedAgoMs: 200 * day,
	});
}
