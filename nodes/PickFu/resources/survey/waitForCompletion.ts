import type { Connection } from '../../api/connection';
import { PickFuFailure, TEMPORARY } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { isOver, STATUS, type Survey } from '../../api/shapes';
import { choiceField, numberField, surveyLocator } from '../fields';
import type { ItemCall, Operation } from '../operation';
import { surveyOutput, surveyRecord } from './output';
import { readOne } from './readOne';

/**
 * How long a completion with fewer responses than the sample size is doubted at the first look, in
 * milliseconds: right after respondents were added, PickFu may still show the earlier completion.
 * What PickFu stopped early stays as it is.
 */
const SETTLE_MS = 120_000;

/**
 * Checks a survey until it is over. Items wait side by side; those with the same survey look at it
 * together. The host can call no node again after a wait of its own, so this holds the execution.
 */
export const waitForCompletion: Operation = {
	name: 'Wait for Completion',
	action: 'Wait for survey to complete',
	description:
		'Check a survey until it completes. Keeps the execution running, so use PickFu Trigger for long surveys.',
	nature: 'read',
	fields: [
		surveyLocator,
		numberField('Check Every (Seconds)', 'pollInterval', 'How often to check the survey', 60),
		numberField('Timeout (Minutes)', 'timeout', 'Maximum time to wait', 30),
		choiceField(
			'On Timeout',
			'onTimeout',
			'What to do if the survey does not complete in time',
			[
				{
					name: 'Continue',
					value: 'continue',
					description: "Return the survey with 'timedOut' set to true",
				},
				{ name: 'Fail', value: 'error', description: 'Treat the item as failed' },
			],
			'error',
		),
	],
	record: surveyRecord('completed', 'timedOut'),
	async execute(call) {
		try {
			const surveyId = call.parameters.id('surveyId', 'surveys');
			const { survey, timedOut } = await waitUntilOver(call, surveyId);
			return surveyOutput(survey, { completed: isCompleted(survey), timedOut });
		} catch (thrown) {
			const failure = toFailure(thrown);
			// Nobody reads the others any more; where failures are items, they go on.
			if (!call.context.continueOnFail()) waitingOf(call.connection).end(failure);
			throw failure.with({});
		}
	},
};

/** What the items of one run of the node share while they wait. */
interface Waiting {
	/** Rejects with the failure of the first item that ends the node. */
	ended: Promise<never>;
	end(failure: unknown): void;
	/** The newest look at each survey, and when it was begun. */
	looks: Map<string, { at: number; survey: Promise<Survey> }>;
}

const waiting = new WeakMap<Connection, Waiting>();

function waitingOf(connection: Connection): Waiting {
	const known = waiting.get(connection);
	if (known !== undefined) return known;
	let end: Waiting['end'] = () => undefined;
	const ended = new Promise<never>((_, reject) => (end = reject));
	ended.catch(() => undefined);
	const made: Waiting = { ended, end, looks: new Map() };
	waiting.set(connection, made);
	return made;
}

/**
 * Waits for a survey as the operation's fields say.
 *
 * @throws {PickFuFailure} kind `timedOut`, unless the fields say to continue
 */
export async function waitUntilOver(
	call: ItemCall,
	surveyId: string,
): Promise<{ survey: Survey; timedOut: boolean }> {
	const { parameters } = call;
	const intervalMs = parameters.wholeNumber('pollInterval', 1, 60) * 1_000;
	const timeout = parameters.wholeNumber('timeout', 1, 30);
	const canContinue = parameters.text('onTimeout') === 'continue';
	const { survey, trouble } = await wait(call, surveyId, intervalMs, timeout * 60_000);
	const timedOut = survey === undefined || !isOver(survey);
	if (survey === undefined || (timedOut && !canContinue)) {
		throw timeoutFailure(survey, timeout, trouble);
	}
	return { survey, timedOut };
}

/** Whether it ended with all its responses, or as PickFu calls completed: not stopped or archived before. */
function isCompleted(survey: Survey): boolean {
	const { status, completedAt, numResponses, sampleSize } = survey;
	const hasAll = (numResponses ?? 0) >= (sampleSize ?? Infinity);
	return isOver(survey) && (status === STATUS.completed || completedAt !== undefined || hasAll);
}

/** True for a completion that may be the one before respondents were added. */
function mayBeOld({ status, numResponses, sampleSize }: Survey): boolean {
	return status === STATUS.completed && (numResponses ?? Infinity) < (sampleSize ?? 0);
}

/** Looks until the survey is over or time is up; gives what was seen last, and the trouble of the last look. */
async function wait(
	{ connection, maxWaitMs }: ItemCall,
	surveyId: string,
	intervalMs: number,
	timeoutMs: number,
): Promise<{ survey?: Survey; trouble?: PickFuFailure }> {
	const { ended, looks } = waitingOf(connection);
	const start = Date.now();
	const deadline = start + timeoutMs;
	let doubtedUntil = start + SETTLE_MS;
	let survey: Survey | undefined;
	let trouble: PickFuFailure | undefined;
	let last = start - intervalMs;
	for (;;) {
		// The look that another item has begun meanwhile, or a new one.
		let look = looks.get(surveyId);
		if (look === undefined || look.at <= last) {
			look = { at: Date.now(), survey: readOne(connection, surveyId, maxWaitMs, false) };
			looks.set(surveyId, look);
		}
		last = look.at;
		try {
			survey = await Promise.race([look.survey, ended]);
			trouble = undefined;
			if (survey.status === STATUS.draft) {
				throw new PickFuFailure({
					kind: 'conflict',
					message: 'The survey is still a draft',
					description: 'A draft collects no responses. Publish the survey before waiting for it.',
					outcome: 'notDone',
				});
			}
			if (!mayBeOld(survey)) doubtedUntil = 0;
		} catch (thrown) {
			// One look that did not work must not end a wait of half an hour.
			trouble = toFailure(thrown);
			if (!TEMPORARY.includes(trouble.kind)) throw trouble.with({});
		}
		const now = Date.now();
		const isDone = survey !== undefined && isOver(survey) && now >= doubtedUntil;
		if (isDone || now >= deadline) return { survey, trouble };
		const latest = doubtedUntil > now ? Math.min(doubtedUntil, deadline) : deadline;
		const next = Math.min(last + intervalMs, latest);
		await Promise.race([connection.sleep(Math.max(0, next - now)), ended]);
	}
}

function timeoutFailure(survey: Survey | undefined, timeout: number, trouble?: PickFuFailure) {
	const { status, numResponses, sampleSize } = survey ?? {};
	const of = sampleSize === undefined ? '' : ` of ${sampleSize}`;
	const seen = [
		status && `Its status is '${status}'`,
		numResponses !== undefined && `it has ${numResponses}${of} responses`,
	].filter(Boolean);
	const description = [
		seen.length > 0 && `${seen.join(' and ')}.`,
		trouble && `The last check didn't work: ${trouble.message}.`,
		"The survey is still running in PickFu. Increase 'Timeout (Minutes)', or use PickFu Trigger for long surveys.",
	].filter(Boolean);
	return new PickFuFailure({
		kind: 'timedOut',
		message: `The survey didn't complete within ${timeout} ${timeout === 1 ? 'minute' : 'minutes'}`,
		description: description.join(' '),
		outcome: 'notDone',
	});
}
