import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { toFailure } from '../../api/nodeErrors';
import { flagField, maxRespondents } from '../fields';
import type { SurveyResults } from '../../results';
import type { ItemCall, Operation, Output } from '../operation';
import { adding } from './addRespondents';
import { create } from './create';
import { payOnce } from './payment';
import { publishing } from './publish';
import { RESULTS_RECORD, resultsRecord } from './resultsOf';
import { lookAtStage, readStages, untilDecidedFields } from './untilDecided';
import { waitForCompletion, waitUntilOver } from './waitForCompletion';

/**
 * A survey from its question to its results in one node, made of the operations for its steps: each checks and pays as
 * they do. Run again, in the same execution or with the same name in another one, it goes on where it was.
 */
export const run: Operation = {
	name: 'Run',
	action: 'Run survey (paid)',
	description:
		'Ask people: create a survey, publish it, wait for its responses and return the results. Charges your PickFu account for each respondent.',
	nature: 'spend',
	pays: 'respondent',
	fields: [
		...create.fields.map(asRunField),
		{ ...maxRespondents, hint: 'Running charges your PickFu account for each respondent' },
		flagField(
			'Until Decided',
			'untilDecided',
			"Whether to add respondents in stages until the survey has a winner or no difference that matters, never beyond 'Maximum Respondents' in all",
		),
		...untilDecidedFields({ untilDecided: [true] }),
		...waitForCompletion.fields.filter(({ name }) => name !== 'surveyId').map(asRunField),
	],
	record: {
		ids: RESULTS_RECORD.ids,
		names: [
			...RESULTS_RECORD.names,
			...['respondentsPaid', 'timedOut', 'alreadyExisted', 'differences'],
		],
	},
	thing: (parameters) => parameters.text('name'),
	async execute(item) {
		const { parameters, journal } = item;
		const most = parameters.requiredNumber('maxRespondents');
		const stages = readStages(parameters, most);
		const isStaged = parameters.flag('untilDecided', false);
		const created = await create.execute(item);
		const { id, alreadyExisted, differences } = [created].flat()[0]!.simplified;
		const surveyId = String(id);
		await payOnce(publishing(item, surveyId, most));
		try {
			for (;;) {
				const { timedOut } = await waitUntilOver(item, surveyId);
				const { goal, results } = await lookAtStage(item, surveyId, stages);
				if (!isStaged || timedOut || goal === undefined) {
					const respondentsPaid = journal.read().paid ?? 0;
					return runOutput(results, { respondentsPaid, timedOut, alreadyExisted, differences });
				}
				await payOnce(adding(item, surveyId, most, { total: goal }));
			}
		} catch (thrown) {
			throw published(item, surveyId, thrown);
		}
	},
};

/** The results in ten fields for people and agents, or all of them. */
function runOutput(results: SurveyResults, { timedOut, ...added }: IDataObject): Output {
	const { surveyId, name, verdict, summary, decision } = results;
	const { winner, winnerShare, winnerLow, winnerHigh } = results;
	const { respondentsPaid, differences } = added;
	return {
		simplified: {
			...{ surveyId, name, verdict, summary, decision },
			...{ winner, winnerShare, winnerLow, winnerHigh, respondentsPaid },
			...(timedOut === true && { timedOut }),
			...(differences !== undefined && { differences }),
		},
		raw: { ...resultsRecord(results, false), ...added, timedOut },
	};
}

/** Fields of the steps, as they are meant here. */
function asRunField(field: INodeProperties): INodeProperties {
	const change = new Map<string, Partial<INodeProperties>>([
		['name', { required: true }],
		['ifNameExists', { default: 'returnExisting' }],
		['timeout', { description: 'Maximum time to wait for the responses of each stage' }],
	]).get(field.name);
	return { ...field, ...change } as INodeProperties;
}

/** A failure after the survey was published: it was paid for, and goes on in PickFu. */
function published({ parameters }: ItemCall, surveyId: string, thrown: unknown) {
	const failure = toFailure(thrown);
	const goesOn =
		parameters.text('ifNameExists') === 'returnExisting'
			? 'Run this node again with the same name: it continues with this survey and pays for nothing twice.'
			: "Use 'Wait for Completion' and 'Get Results' with this ID to continue.";
	return failure.with({
		description: `Survey ${surveyId} is published. ${goesOn} ${failure.description ?? ''}`.trim(),
		outcome: failure.outcome === 'notKnown' ? 'notKnown' : 'done',
	});
}
