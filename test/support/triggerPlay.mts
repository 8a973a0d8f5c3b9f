import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { installClock, Trigger } from './triggerPlain.mts';
import { World } from './triggerWorld.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	// Waiting moves n8n's clock instead.
	sleep: async (ms: number) => void (Trigger.clock += ms),
}));

/** A trigger in an n8n of plain values, with what tests of stories ask of it. */
export class Watch extends Trigger {
	/** One poll; the ids of what was emitted. */
	async ids(): Promise<string[]> {
		return idsOf(await this.poll());
	}

	/** The workflow is switched off and on; the ids of what the poll of the activation emits. */
	async offAndOn(): Promise<string[]> {
		this.switchOn();
		return await this.ids();
	}
}

/** A PickFu and n8n's clock; new for each test. */
export interface Play {
	world: World;
	/** A trigger that polls every 5 minutes, whose first poll is still to come. */
	watch(parameters?: IDataObject, id?: string): Watch;
	/** Lets minutes pass for n8n and for PickFu. */
	pass(minutes: number): void;
	/** Polls at an interval; the ids of all that is emitted. */
	polls(trigger: Watch, count: number, minutes: number): Promise<string[]>;
	/** The requests since it was last called, such as `/surveys status=in-progress page=1`. */
	asked(): string[];
}

/** Sets up a play for all tests of a file. */
export function play(): Play {
	const made: Play = {
		world: new World(),
		watch: (parameters = {}, id) =>
			new Watch(made.world, { event: 'surveyCompleted', pollTimes: everyX(5), ...parameters }, id),
		pass(minutes) {
			made.world.now += minutes * 60_000;
			Trigger.clock += minutes * 60_000;
		},
		async polls(trigger, count, minutes) {
			const emitted: string[] = [];
			for (let poll = 0; poll < count; poll += 1) {
				made.pass(minutes);
				emitted.push(...(await trigger.ids()));
			}
			return emitted;
		},
		asked() {
			const asked = made.world.asked.map(({ path, query }) => {
				const words = Object.entries(query).filter(([name]) => name !== 'limit');
				return [path, ...words.map(([name, value]) => `${name}=${String(value)}`)].join(' ');
			});
			made.world.asked = [];
			return asked;
		},
	};
	beforeEach(() => {
		made.world = new World();
		Trigger.clock = made.world.now;
		installClock();
	});
	return made;
}

/** n8n's "Poll Times". */
export const everyX = (value: number, unit = 'minutes') => ({
	item: [{ mode: 'everyX', value, unit }],
});

/** The ids of what was emitted. */
export function idsOf(items: INodeExecutionData[]): string[] {
	return items.map(({ json }) => String(json.id ?? json.responseId));
}
