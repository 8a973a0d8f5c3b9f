import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { fakePickFu, noted, type FakePickFu } from './nockPickFu.mts';
import { poller, type Poller, type PollerOptions } from './poller.mts';
import { installClock, Trigger } from './triggerPlain.mts';
import { World } from './triggerWorld.mts';

/** A PickFu account behind nock, and n8n's clock. */
export interface Account {
	/** New for each test. */
	world: World;
	pickFu: FakePickFu;
	/** A trigger on all events of the kind `event`, whose first poll is still to come. */
	trigger(event: string, parameters?: IDataObject, options?: PollerOptions): Poller;
	/** Lets time pass for n8n and for PickFu. */
	pass(minutes: number): void;
	/** The requests since it was last called, such as `/surveys status=in-progress page=1`. */
	asked(): string[];
}

/**
 * Puts a {@link World} behind nock for all tests of the file. Waiting moves n8n's clock and takes no
 * time; the file has to mock n8n-workflow's `sleep` for that.
 */
export function account(): Account {
	const pickFu = fakePickFu();
	let from = 0;
	const made: Account = {
		world: new World(),
		pickFu,
		trigger: (event, parameters = {}, options = {}) =>
			poller({ ...options, parameters: { event, ...parameters } }),
		pass(minutes) {
			made.world.now += minutes * 60_000;
			Trigger.clock += minutes * 60_000;
		},
		asked() {
			const since = pickFu.received.slice(from);
			from = pickFu.received.length;
			return since.map(({ path, query }) => {
				const words = Object.entries(query).filter(([name]) => name !== 'limit');
				return [path, ...words.map(([name, value]) => `${name}=${value}`)].join(' ');
			});
		},
	};
	beforeEach(() => {
		from = 0;
		made.world = new World();
		Trigger.clock = made.world.now;
		installClock();
		pickFu.answer = async ({ path, query }) => {
			const {
				statusCode: status,
				headers,
				body,
			} = await made.world.answer({ path, query: query as IDataObject });
			return { status, headers: headers as Record<string, string>, body };
		};
	});
	return made;
}

/** The ids of what was told; an empty list for null. */
export function idsOf(items: INodeExecutionData[] | null): string[] {
	return (noted(items) ?? []).map(({ json }) => String(json.id ?? json.responseId));
}
