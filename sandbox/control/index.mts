import express from 'express';
import type { Request, Response, Router } from 'express';
import type { Access } from '../api/access.mts';
import type { BulkSurveys } from '../state/bulk.mts';
import { addInBulk } from '../state/bulk.mts';
import type { Charge, Settings } from '../state/model.mts';
import { defaultSettings } from '../state/model.mts';
import { addDemo } from '../state/demo.mts';
import type { World } from '../state/world.mts';
import type { Fault, FaultBoard } from './faults.mts';
import type { LogEntry, RequestLog } from './log.mts';

/** What can be changed with `POST /_sandbox/state`; parts are applied in the order listed here. */
export interface StateChange {
	/** Forget all and begin again; `demo: false` leaves the demo surveys out. Counters and faults go too. */
	reset?: { seed?: string; demo?: boolean };
	/** Speed and freezing are applied before advancing. */
	clock?: { speed?: number; freeze?: boolean; advanceMs?: number };
	settings?: Partial<Settings>;
	/** Surveys to make at once; the answer has their ids. */
	surveys?: BulkSurveys[];
	/** Running surveys whose people have all answered by now. */
	finish?: string[];
	/** Running surveys that PickFu ends early, and the status that it gives them; which it gives is not known. */
	stop?: { surveys: string[]; status: string };
	/** Open all rate windows. */
	openRateWindows?: boolean;
}

/** What `GET` and `POST /_sandbox/state` answer. */
export interface StateReport {
	seed: string;
	/** Sandbox time, ISO 8601. */
	now: string;
	speed: number;
	frozen: boolean;
	settings: Settings;
	surveys: number;
	charges: Charge[];
	/** Sum of all charges, credits. */
	spent: number;
	violations: World['violations'];
	media: Array<{
		id: string;
		fileName: string;
		contentType: string;
		size: number;
		sha256: string;
	}>;
	/** Ids of the surveys that this request made. */
	made: string[];
}

/** What `GET /_sandbox/requests` answers. */
export interface RequestsReport {
	counters: Record<string, number>;
	requests: LogEntry[];
}

/** What the control works on. */
export interface ControlParts {
	world: World;
	access: Access;
	log: RequestLog;
	faults: FaultBoard;
}

function report(world: World, made: string[] = []): StateReport {
	return {
		seed: world.seed,
		now: new Date(world.clock.now()).toISOString(),
		speed: world.clock.speed,
		frozen: world.clock.frozen,
		settings: world.settings,
		surveys: world.surveys.size,
		charges: world.charges,
		spent: world.charges.reduce((sum, { credits }) => sum + credits, 0),
		violations: world.violations,
		media: [...world.media.values()].map(({ content: _, ...facts }) => facts),
		made,
	};
}

function applySettings(world: World, settings: Partial<Settings>): void {
	const unknown = Object.keys(settings).filter((name) => !(name in defaultSettings));
	if (unknown.length > 0) throw new TypeError(`Unknown setting: ${unknown.join(', ')}`);
	Object.assign(world.settings, settings);
}

function finish(world: World, ids: string[]): void {
	for (const id of ids) {
		const batches = world.surveys.get(id)?.batches ?? [];
		const last = batches[batches.length - 1];
		if (!last) throw new RangeError(`There is no published survey ${id}`);
		last.finishBy = world.clock.now();
	}
}

function stop(world: World, { surveys, status }: NonNullable<StateChange['stop']>): void {
	for (const id of surveys) {
		const survey = world.surveys.get(id);
		if (!survey?.batches.length) throw new RangeError(`There is no published survey ${id}`);
		survey.stopped = { at: world.clock.now(), status };
	}
}

function change({ world, access, log, faults }: ControlParts, wanted: StateChange): string[] {
	const { reset, clock, settings, surveys, openRateWindows } = wanted;
	if (reset) {
		world.reset(reset.seed);
		access.forgetRequests();
		log.clear();
		faults.clear();
		if (reset.demo !== false) addDemo(world);
	}
	if (clock?.speed !== undefined) world.clock.setSpeed(clock.speed);
	if (clock?.freeze !== undefined) world.clock.freeze(clock.freeze);
	if (clock?.advanceMs !== undefined) world.clock.advance(clock.advanceMs);
	if (settings) applySettings(world, settings);
	const made = (surveys ?? []).flatMap((bulk) => addInBulk(world, bulk));
	if (wanted.finish) finish(world, wanted.finish);
	if (wanted.stop) stop(world, wanted.stop);
	if (openRateWindows) access.forgetRequests();
	return made;
}

/** The sandbox's own switches, for tests and the curious; to be mounted under `/_sandbox`. */
export function createControl(parts: ControlParts): Router {
	const { world, log, faults } = parts;
	const router = express.Router();
	router.use(express.json({ limit: '20mb' }));
	const orExplain =
		(act: (request: Request, response: Response) => void) =>
		(request: Request, response: Response) => {
			try {
				act(request, response);
			} catch (error) {
				response.status(400).json({
					error: 'Bad Request',
					message: error instanceof Error ? error.message : String(error),
				});
			}
		};
	router.get('/requests', (request, response) => {
		const { operationId } = request.query;
		const requests = log.entries.filter(
			(entry) => operationId === undefined || entry.operationId === operationId,
		);
		response.json({ counters: log.counters, requests } satisfies RequestsReport);
	});
	router.delete('/requests', (_request, response) => {
		log.clear();
		response.json({ counters: {}, requests: [] } satisfies RequestsReport);
	});
	router.get('/faults', (_request, response) => void response.json(faults.list()));
	router.post(
		'/faults',
		orExplain((request, response) => {
			const wanted = request.body as Fault | Fault[];
			for (const fault of Array.isArray(wanted) ? wanted : [wanted]) faults.add(fault, world.seed);
			response.status(201).json(faults.list());
		}),
	);
	router.delete('/faults', (_request, response) => {
		faults.clear();
		response.json([]);
	});
	router.get('/state', (_request, response) => void response.json(report(world)));
	router.post(
		'/state',
		orExplain((request, response) => {
			response.json(report(world, change(parts, request.body as StateChange)));
		}),
	);
	return router;
}
