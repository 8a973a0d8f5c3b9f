import type { Connection } from '../../api/connection';
import { PickFuFailure, TEMPORARY } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { isOver, STATUS, type Survey } from '../../api/shapes';
import { surveyLocator } from '../fields';
import type { ItemCall, Operation } from '../operation';
import { latestLook, type Look } from './look';
import { surveyOutput, surveyRecord } from './output';

/**
 * How long a survey that is completed at the first look, with fewer responses than its sample size,
 * is watched before that is believed, in milliseconds: right after respondents were added, PickFu
 * may still show its earlier completion. A survey that PickFu stopped early stays as it is.
 */
const SETTLE_MS = 120_000;

/**
 * Checks a survey until it is over. Several surveys are waited for side by side; items with the same
 * survey look at it together. The host can call no node again after a wait of its own, so this holds
 * the execution.
 */
export const waitForCompletion: Operation = {
	name: 'Wait for Completion',
	action: 'Wait for survey to complete',
	description:
		'Check a survey until it completes. Keeps the execution running, so use PickFu Trigger for long surveys.',
	nature: 'read',
	fields: [
		surveyLocator,
		{
			displayName: 'Check Every (Seconds)',
			name: 'pollInterval',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'How often to check the survey',
		},
		{
			displayName: 'Timeout (Minutes)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: 'Maximum time to wait',
		},
		{
			displayName: 'On Timeout',
			name: 'onTimeout',
			type: 'options',
			options: [
				{
					name: 'Continue',
					value: 'continue',
					description: "Return the survey with 'timedOut' set to true",
				},
				{ name: 'Fail', value: 'error', description: 'Treat the item as failed' },
			],
			default: 'error',
			description: 'What to do if the survey does not complete in time',
		},
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
			if (!call.context.continueOnFail()) runOf(call.connection).end(failure);
			throw failure.with({});
		}
	},
};

/** The items of one run of the node that wait side by side. */
interface Run {
	/** Rejects with the failure of the first item that ends the node. */
	ended: Promise<never>;
	end(failure: unknown): void;
}

const runs = new WeakMap<Connection, Run>();

function runOf(connection: Connection): Run {
	const known = runs.get(connection);
	if (known !== undefined) return known;
	let end: Run['end'] = () => undefined;
	const ended = new Promise<never>((_, reject) => (end = reject));
	ended.catch(() => undefined);
	const run = { ended, end };
	runs.set(connection, run);
	return run;
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
	const run = runOf(call.connection);
	const { survey, trouble } = await wait(call, run, surveyId, intervalMs, timeout * 60_000);
	const timedOut = survey === undefined || !isOver(survey);
	if (survey === undefined || (timedOut && !canContinue)) {
		throw timeoutFailure(survey, timeout, trouble);
	}
	return { survey, timedOut };
}

/** True when the survey ended with all its responses, or as PickFu calls completed: not when it was stopped or archived before. */
function isCompleted(survey: Survey): boolean {
	if (!isOver(survey)) return false;
	return survey.status === STATUS.completed || survey.completedAt !== undefined || hasAll(survey);
}

function hasAll({ numResponses, sampleSize }: Survey): boolean {
	return numResponses !== undefined && sampleSize !== undefined && numResponses >= sampleSize;
}

/** True for a completion that may be the one before respondents were added. */
function mayBeOld(survey: Survey): boolean {
	const { status, numResponses, sampleSize } = survey;
	const isKnown = numResponses !== undefined && sampleSize !== undefined;
	return status === STATUS.completed && isKnown && !hasAll(survey);
}

/** What the last look saw, and why looking did not work, when it did not. */
interface Waited {
	survey?: Survey;
	trouble?: PickFuFailure;
}

async function wait(
	{ connection, maxWaitMs }: ItemCall,
	{ ended }: Run,
	surveyId: string,
	intervalMs: number,
	timeoutMs: number,
): Promise<Waited> {
	const start = Date.now();
	const deadline = start + timeoutMs;
	// Until when a completion with too few responses is not believed; nothing else delays the end.
	let doubted = start + SETTLE_MS;
	let survey: Survey | undefined;
	let trouble: PickFuFailure | undefined;
	let last = start - intervalMs;
	for (;;) {
		const look: Look = latestLook(connection, surveyId, last, maxWaitMs);
		last = look.at;
		try {
			survey = await Promise.race([look.survey, ended]);
			trouble = undefined;
			if (survey.status === STATUS.draft) throw draftFailure();
			if (!mayBeOld(survey)) doubted = 0;
		} catch (thrown) {
			// One look that did not work must not end a wait of half an hour.
			trouble = toFailure(thrown);
			if (!TEMPORARY.includes(trouble.kind)) throw trouble.with({});
		}
		const now = Date.now();
		const isDone = survey !== undefined && isOver(survey) && now >= doubted;
		if (isDone || now >= deadline) return { survey, trouble };
		const next = Math.min(last + intervalMs, deadline, doubted > now ? doubted : deadline);
		await Promise.race([connection.sleep(Math.max(0, next - now)), ended]);
	}
}

function draftFailure(): PickFuFailure {
	return new PickFuFailure({
		kind: 'conflict',
		message: 'The survey is still a draft',
		description: 'A draft collects no responses. Publish the survey before waiting for it.',
		outcome: 'notDone',
	});
}

function timeoutFailure(
	survey: Survey | undefined,
	timeout: number,
	trouble: PickFuFailure | undefined,
): PickFuFailure {
	const { status, numResponses, sampleSize } = survey ?? {};
	const seen = [
		status && `Its status is '${status}'`,
		numResponses !== undefined &&
			`it has ${numResponses}${sampleSize === undefined ? '' : ` of ${sampleSize}`} responses`,
	].filter(Boolean);
	return new PickFuFailure({
		kind: 'timedOut',
		message: `The survey didn't complete within ${timeout} ${timeout === 1 ? 'minute' : 'minutes'}`,
		description: [
			seen.length > 0 && `${seen.join(' and ')}.`,
			trouble && `The last check didn't work: ${trouble.message}.`,
			"The survey is still running in PickFu. Increase 'Timeout (Minutes)', or use PickFu Trigger for long surveys.",
		]
			.filter(Boolean)
			.join(' '),
		outcome: 'notDone',
	});
}
