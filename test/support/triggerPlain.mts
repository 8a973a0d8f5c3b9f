import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node.ts';
import type { World } from './triggerWorld.mts';

const { poll: pollTrigger } = new PickFuTrigger();

let last = 0;

/** A trigger in an n8n of plain values. */
export class Trigger {
	/** n8n's clock; {@link installClock} makes it everybody's. */
	static clock = 0;

	/** What n8n saved: at activation and with items; with the durable scheduler after each good poll. */
	saved: IDataObject = {};
	/** Errors that the polls threw, or handed over. */
	errors: Error[] = [];
	/** Lines in n8n's log. */
	log: string[] = [];
	/** The trigger's fields. */
	parameters: IDataObject;
	/** What n8n hands out of the credential: declared properties and the tokens, nothing else. */
	credential: IDataObject = { apiUrl: 'https://api.pickfu.test/v1', apiKey: 'key-one' };
	/** n8n's durable scheduler: a new object and the mode `update` in every poll, and 36 seconds. */
	isDurable = false;
	private data: IDataObject = {};
	private activation: 'activate' | 'init' | 'update' = 'activate';
	private isActive = false;
	private readonly id: string;

	constructor(
		private readonly world: World,
		parameters: IDataObject,
		id?: string,
	) {
		this.id = id ?? `simulated-${(last += 1)}`;
		this.parameters = { authentication: 'apiKey', simplify: false, ...parameters };
	}

	/** One poll; its items, also none. Failures are kept in {@link errors}. */
	async poll(): Promise<INodeExecutionData[]> {
		if (this.isDurable) this.load('update');
		const { data } = this;
		const errors = this.errors.length;
		const items = await pollTrigger
			.call(this.context(data))
			.catch((error: Error) => void this.errors.push(error));
		const isGood = this.errors.length === errors;
		if ((items ?? undefined) !== undefined || !this.isActive || (this.isDurable && isGood))
			this.saved = structuredClone(data);
		this.isActive = true;
		return items?.[0] ?? [];
	}

	/** n8n ends and starts again: a new process, which knows what n8n saved. */
	restart(): void {
		this.load('init');
		this.process += 1;
	}

	/** The workflow is switched off and on; the next poll is the one of the activation. */
	switchOn(): void {
		this.load('activate');
	}

	/** Letters of what it remembers. */
	get size(): number {
		return JSON.stringify(this.data).length;
	}

	/** Stands for the process: what a trigger keeps in the process is known by its workflow. */
	private process = 0;

	private load(activation: 'activate' | 'init' | 'update'): void {
		this.data = structuredClone(this.saved);
		this.activation = activation;
		this.isActive = false;
	}

	/** "Fetch Test Event" in the editor. */
	async test(): Promise<INodeExecutionData[]> {
		const items = await pollTrigger.call(this.context(this.data, 'manual'));
		return items?.[0] ?? [];
	}

	private context(data: IDataObject, mode = 'trigger'): IPollFunctions {
		const { world, parameters } = this;
		const id = `${this.id}-${this.process}`;
		const isOAuth = parameters.authentication === 'oAuth2';
		const type = isOAuth ? 'pickFuOAuth2Api' : 'pickFuApi';
		const context = {
			getMode: () => mode,
			getActivationMode: () => this.activation,
			getWorkflowStaticData: () => data,
			getWorkflow: () => ({ id, name: 'Simulated', active: true }),
			getNode: () => ({
				id: 'trigger',
				name: 'PickFu Trigger',
				type: 'n8n-nodes-pickfu.pickFuTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters,
				credentials: { [type]: { id: this.id, name: 'PickFu' } },
			}),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => structuredClone(this.credential),
			...(this.isDurable && { getPollBudgetMs: () => 36_000 }),
			__emitError: (error: Error) => void this.errors.push(error),
			logger: { warn: (line: string) => void this.log.push(line) },
			helpers: {
				httpRequestWithAuthentication: async (
					_type: string,
					{ url, qs }: { url: string; qs?: IDataObject },
				) =>
					await world.answer({ path: new URL(url).pathname.slice('/v1'.length), query: qs ?? {} }),
			},
		};
		return context as unknown as IPollFunctions;
	}
}

/** Makes {@link Trigger.clock} the clock of this process. Sleeping has to be mocked by the test file. */
export function installClock(): void {
	jest.spyOn(Date, 'now').mockImplementation(() => Trigger.clock);
}
