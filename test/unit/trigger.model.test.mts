import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { everyX, play } from '../support/triggerPlay.mts';
import { Model } from '../support/triggerModel.mts';
import type { Setting, Step } from '../support/triggerSteps.mts';
import type { Quirks } from '../support/triggerWorld.mts';
import { plays } from '../support/plays.mts';

const here = play();

const PLAYS = plays(10);
process.stdout.write(`trigger model: ${JSON.stringify(PLAYS)}\n`);

const kinds: Step['kind'][] = [
	...(['publish', 'publish', 'publish', 'late', 'extend', 'extend', 'archive', 'remove'] as const),
	...(['file', 'fileOld', 'pass', 'poll', 'poll', 'poll', 'failing', 'refused'] as const),
	...(['changing', 'overlapping', 'hung', 'unreadable', 'restart', 'offOn', 'account'] as const),
];

const steps = fc.array(
	fc.record({
		kind: fc.constantFrom(...kinds),
		pick: fc.nat(1_000),
		share: fc.integer({ min: 1, max: 100 }),
	}),
	{ minLength: 5, maxLength: 60 },
);

/** Members that lists, and surveys read by id, may lack; quirks that leave nothing to decide by are not played. */
const quirks: fc.Arbitrary<Quirks> = fc.record(
	{
		without: fc.constantFrom([], ['createdAt'], ['publishedAt'], ['completedAt'], ['numResponses']),
		detailWithout: fc.constantFrom([], ['createdAt', 'publishedAt', 'completedAt']),
		noTotal: fc.boolean(),
		snake: fc.boolean(),
		dates: fc.constantFrom('seconds', 'noZone'),
	},
	{ requiredKeys: [] },
);

const setting: fc.Arbitrary<Setting> = fc.record({
	steps,
	seed: fc.nat(),
	pageSize: fc.constantFrom(3, 7, 100),
	old: fc.nat(25),
	order: fc.constantFrom('made', 'shuffled', 'eachRequest'),
	clockHours: fc.integer({ min: -30, max: 30 }),
	interval: fc.constantFrom(1, 5, 60, 24 * 60, 7 * 24 * 60),
	isDurable: fc.boolean(),
	quirks,
});

async function everyEventOnce(one: Setting, event: string, parameters: IDataObject = {}) {
	const model = new Model(here, one, event, {
		pollTimes: everyX(one.interval),
		options: { missedEvents: 'all' },
		...parameters,
	});
	const { missed, twice, old, late } = await model.play();
	expect({ missed, twice, old, late }).toEqual({ missed: [], twice: [], old: [], late: [] });
}

it.each<[string, IDataObject]>([
	['surveyCompleted', {}],
	['surveyPublished', {}],
	['newResponse', {}],
	['surveyCompleted', { scope: 'tag', tagId: '7' }],
])(
	'every %s (%j) is emitted once and in time, whatever happens between and during polls',
	async (event, parameters) => {
		await fc.assert(
			fc.asyncProperty(setting, async (one) => await everyEventOnce(one, event, parameters)),
			PLAYS,
		);
	},
	300_000,
);
