import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../../api/connection';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey, STATUS, type Survey } from '../../api/shapes';
import { surveyRow } from '../../results/rows';
import { exclusively } from '../exclusive';
import { simplify, surveyLocator } from '../fields';
import { maxRespondents, readBound } from '../money';
import type { Operation } from '../operation';

/**
 * How long after a lost answer the survey is looked at again, in milliseconds: PickFu may still be
 * at work on a request whose answer did not arrive.
 */
const LOOK_AFTER_MS = [1_000, 2_000, 4_000, 8_000];

/** What the looks before and after a publish have found. */
interface Published {
	survey: Survey;
	alreadyPublished: boolean;
}

/**
 * Publishes a draft, which charges the PickFu account. Built like a payment: it looks before it
 * sends, sends once, and looks again before it says what happened. Running it again is therefore
 * safe. Source of the states: https://www.pickfu.com/docs/product/survey-lifecycle; method and path
 * are inferred.
 */
export const publish: Operation = {
	name: 'Publish',
	action: 'Publish a survey (spends money, safe to repeat)',
	description: 'Start collecting answers, which charges the PickFu account. A survey that is published already is returned as it is.',
	nature: 'spend',
	fields: [surveyLocator, simplify],
	options: [maxRespondents],
	async execute({ connection, parameters, maxWaitMs }) {
		const id = parameters.id('surveyId', 'surveys');
		const bound = readBound(parameters);
		const { survey, alreadyPublished } = await exclusively(
			`${connection.apiUrl} ${id}`,
			async () => await publishOnce({ connection, id, bound, maxWaitMs }),
		);
		const record: IDataObject = parameters.flag('simplify', true) ? surveyRow(survey) : survey.raw;
		return { ...record, alreadyPublished };
	},
};

interface Publication {
	connection: Connection;
	id: string;
	/** Most respondents to pay for; undefined for no bound. */
	bound?: number;
	maxWaitMs: number;
}

async function publishOnce(publication: Publication): Promise<Published> {
	const { connection, id, maxWaitMs } = publication;
	const before = await look(publication);
	if (isPublished(before)) return { survey: before, alreadyPublished: true };
	checkDraft(before);
	checkBound(before, publication.bound);
	try {
		await call(connection, 'publishSurvey', {
			ids: { surveyId: id },
			maxWaitMs,
			// A refused call has done nothing, but a minute has passed: somebody else may have published.
			beforeRepeat: async () => {
				const now = await look(publication);
				if (isPublished(now)) throw new PublishedMeanwhile(now);
				checkDraft(now);
				checkBound(now, publication.bound);
			},
		});
	} catch (thrown) {
		if (thrown instanceof PublishedMeanwhile) return { survey: thrown.survey, alreadyPublished: true };
		return await afterFailure(publication, toFailure(thrown));
	}
	return await confirm(publication);
}

/** Carries the survey out of the repeat of a refused call. */
class PublishedMeanwhile extends Error {
	constructor(readonly survey: Survey) {
		super('published meanwhile');
	}
}

async function look({ connection, id, maxWaitMs }: Publication): Promise<Survey> {
	return readSurvey(readObject(await call(connection, 'getSurvey', { ids: { surveyId: id }, maxWaitMs })));
}

function isPublished({ status }: Survey): boolean {
	return status === STATUS.running || status === STATUS.completed;
}

function checkDraft({ status }: Survey): void {
	if (status === STATUS.draft) return;
	throw new PickFuFailure({
		kind: 'conflict',
		message:
			status === STATUS.archived
				? 'The survey is archived, and only a draft can be published'
				: 'The survey is in a state that this version does not know, so it was not published',
		description: `PickFu gives its status as "${status ?? 'none'}". Nothing was charged.`,
		outcome: 'notDone',
	});
}

function checkBound({ sampleSize }: Survey, bound: number | undefined): void {
	if (bound === undefined || (sampleSize !== undefined && sampleSize <= bound)) return;
	throw new PickFuFailure({
		kind: 'conflict',
		message:
			sampleSize === undefined
				? 'The survey was not published, because PickFu does not say how many respondents it asks for'
				: `The survey asks for ${sampleSize} respondents, more than the ${bound} that "Maximum Respondents" allows`,
		description: 'Nothing was charged. Lower the sample size of the survey, or raise "Maximum Respondents" under Options.',
		field: 'maxRespondents',
		outcome: 'notDone',
	});
}

/** PickFu accepted the call; the survey itself has to say so too, as the endpoint is only inferred. */
async function confirm(publication: Publication): Promise<Published> {
	const { survey, seen } = await watch(publication);
	if (survey && isPublished(survey)) return { survey, alreadyPublished: false };
	if (survey === undefined) {
		throw new PickFuFailure({
			kind: 'network',
			message: 'PickFu accepted the publish request, but the survey could not be read afterwards',
			description: 'It is published. Running this again is safe: it returns the survey and sends nothing.',
			outcome: 'done',
		});
	}
	throw new PickFuFailure({
		kind: 'differs',
		message: 'PickFu accepted the publish request, but the survey does not show as published',
		description: `${seen} PickFu's API may differ from what this version expects. Look at the survey in PickFu before you run this again.`,
		outcome: 'notKnown',
	});
}

/** Finds out what became of a publish whose answer was a refusal, or never arrived. */
async function afterFailure(publication: Publication, failure: PickFuFailure): Promise<Published> {
	if (failure.outcome === 'notDone') {
		if (failure.kind !== 'invalid') throw failure.with({ description: `${failure.description ?? ''} The survey was not published.`.trim() });
		// PickFu refuses to publish twice: the refusal may mean that somebody else just did.
		const now = await look(publication).catch(() => undefined);
		if (now && isPublished(now)) return { survey: now, alreadyPublished: true };
		throw failure.with({ message: 'PickFu refused to publish the survey' });
	}
	const { survey, seen } = await watch(publication);
	if (survey && isPublished(survey)) return { survey, alreadyPublished: false };
	if (survey) {
		throw failure.with({
			message: `${failure.message}. The survey was not published`,
			description: `${seen} Nothing was charged as far as PickFu shows. Running it again is safe: it looks first.`,
			outcome: 'notDone',
		});
	}
	throw failure.with({
		message: `${failure.message}. Whether the survey was published is not known`,
		description: `${seen} Look at the survey in PickFu. Running this again is safe: it looks first and publishes only a draft.`,
		outcome: 'notKnown',
	});
}

/** Looks until the survey is published, or the looks are used up. */
async function watch(publication: Publication): Promise<{ survey?: Survey; seen: string }> {
	let survey: Survey | undefined;
	let waited = 0;
	for (const pause of [0, ...LOOK_AFTER_MS]) {
		if (pause > 0) await publication.connection.sleep(pause);
		waited += pause;
		try {
			survey = await look(publication);
		} catch (thrown) {
			const failure = toFailure(thrown);
			if (failure.kind === 'cancelled') throw failure.with({});
			if (failure.kind !== 'network' && failure.kind !== 'server') break;
		}
		if (survey && isPublished(survey)) break;
	}
	const seen = survey
		? `It was still "${survey.status ?? 'without a status'}" ${waited / 1000} seconds after the request.`
		: 'The survey could not be looked at after the request either.';
	return { survey, seen };
}
