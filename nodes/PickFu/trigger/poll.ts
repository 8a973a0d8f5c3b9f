import type { INodeExecutionData, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { emptyMemory, endPass, restartPass, setBaseline } from '../events/memory';
import { limitResponses } from '../events/responses';
import { findEvents, knowsSome } from '../events/surveys';
import { emitDue } from './emit';
import { readSurveys } from './lists';
import { Registration } from './registration';
import { sample } from './sample';
import { beganAt, beginTurn } from './turn';

const ANOTHER_ACCOUNT =
	'The PickFu account is another one: only what happens from now on starts the workflow. Deactivate and activate the workflow, so that n8n stores this over restarts.';

/**
 * One poll of the trigger. What it remembers is stored when it has ended, so that a poll that fails
 * in the middle is repeated from where it stood.
 *
 * @param fields the trigger's, whose labels stand in messages
 * @returns the items that start the workflow, or null when nothing has happened
 * @throws NodeApiError for the person at the screen
 */
export async function poll(
	context: IPollFunctions,
	fields: INodeProperties[],
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sample(context, fields);
	const registration = Registration.of(context);
	return await registration.run(context, async (deadline) => {
		const warnOnce = (line: string) => registration.warnOnce(context, line);
		const turn = await beginTurn(context, fields, deadline, warnOnce);
		const { event, scope } = turn.settings;
		const watch = { account: turn.connection.account, event, scope: scope.key };

		const memory = registration.load(context, watch) ?? emptyMemory(watch);
		const pause = registration.pauseBefore(turn, memory);
		const isAnotherAccount = memory.account !== watch.account;
		if (pause || isAnotherAccount) restartPass(memory);

		const { surveys, isThrough } = await readSurveys(turn, memory);
		const [all, now] = [[...surveys.values()], beganAt(turn)];

		const isAnotherTeam = isAnotherAccount && !knowsSome(memory, all);
		if (isAnotherTeam) turn.warnOnce(ANOTHER_ACCOUNT);
		if (isAnotherTeam || memory.at === 0) setBaseline(memory, now);
		findEvents(memory, all, now, pause);

		const items = await emitDue(turn, memory, surveys);

		limitResponses(memory);
		if (isThrough) endPass(memory, now);
		return { items, memory: { ...memory, ...watch, at: now } };
	});
}
