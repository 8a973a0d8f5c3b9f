import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { connect } from '../api/connection';
import { PickFuFailure } from '../api/failure';
import { toNodeError } from '../api/nodeErrors';
import { STATUS } from '../api/shapes';
import { eventTime, sightings, type Sighting, type TriggerEvent } from '../events';
import { readOne } from '../resources/survey/readOne';
import { giveAnswers, giveSurvey, readAnswers } from './give';
import { readSettings, type Settings } from './settings';
import { timeLeft, type Turn } from './tell';
import { Lists } from './views';

/** A person is waiting for the example. Milliseconds. */
const LONGEST_SAMPLE_MS = 60_000;

/** Surveys that are tried, newest first, for one that can be shown. */
const MOST_TRIED = 5;

/** The states in which a survey has had the event. */
const STATES: Record<TriggerEvent, string[]> = {
	surveyCompleted: [STATUS.completed],
	surveyPublished: [STATUS.running, STATUS.completed],
	newResponse: [STATUS.running, STATUS.completed],
};

/**
 * A recent, real example for the editor's "Fetch Test Event"; what the trigger remembers stays as it is.
 *
 * @throws NodeApiError when there is none, or it cannot be read
 */
export async function sample(context: IPollFunctions): Promise<INodeExecutionData[][]> {
	try {
		const settings = readSettings(context);
		const connection = await connect(context);
		const turn: Turn = { connection, settings, deadline: Date.now() + LONGEST_SAMPLE_MS };
		const { event, scope } = settings;
		const lists = new Lists(connection, scope, turn.deadline);
		for (const state of STATES[event]) {
			const newest = byTime(
				event,
				sightings((await lists.some(state)).filter((survey) => scope.holds(survey))),
			).slice(0, MOST_TRIED);
			for (const { survey } of newest) {
				const items =
					event === 'newResponse'
						? await lastAnswer(turn, survey.id)
						: await giveSurvey(connection, settings, survey, timeLeft(turn));
				if (items !== undefined) return [items];
			}
		}
		throw noExample(settings);
	} catch (thrown) {
		throw toNodeError(context.getNode(), thrown);
	}
}

async function lastAnswer(turn: Turn, surveyId: string): Promise<INodeExecutionData[] | undefined> {
	const { connection, settings } = turn;
	const survey = await readOne(connection, surveyId, timeLeft(turn));
	if (!settings.scope.holds(survey)) return undefined;
	const answers = await readAnswers(connection, surveyId, timeLeft(turn));
	return answers.length > 0 ? giveAnswers(settings.isSimple, survey, answers.slice(-1)) : undefined;
}

function byTime(event: TriggerEvent, found: Sighting[]): Sighting[] {
	return [...found].sort((a, b) => (eventTime(event, b) ?? 0) - (eventTime(event, a) ?? 0));
}

const NONE_YET: Record<TriggerEvent, string> = {
	surveyCompleted: 'No survey has completed yet',
	surveyPublished: 'No survey was published yet',
	newResponse: 'Nobody has answered yet',
};

function noExample({ event, scope }: Settings): PickFuFailure {
	return new PickFuFailure({
		kind: 'notFound',
		message: `${NONE_YET[event]}, so there is no example to show`,
		description: `${scope.name === 'all' ? 'There is none in this PickFu team' : 'There is none among the surveys that are watched: check which they are'}. The trigger works without an example: publish the workflow in n8n, and it starts at the next event.`,
		outcome: 'notDone',
	});
}
