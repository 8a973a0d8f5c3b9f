import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { isObject, readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey, type Survey } from '../../api/shapes';
import {
	createBody,
	differences,
	patchAfterCreate,
	type Question,
	type SurveySettings,
	type UpdateBody,
} from '../../questions';
import type { ItemCall } from '../operation';
import { uploadFiles } from './questionFiles';

/** A draft, and how it differs from what was asked for without changing who is asked or the price. */
export interface Draft {
	survey: Survey;
	/** One sentence each; empty when nothing differs. */
	differences: string[];
}

/**
 * Creates a draft, which is free: one call for what PickFu takes on create, and one more for name,
 * tags and project when they are set. A draft that an earlier try of the item created, with its
 * files, and failed to file, stands in the journal.
 *
 * @throws {PickFuFailure} kind `differs` when the draft would ask others, or more, than was meant
 */
export async function makeDraft(
	item: ItemCall,
	questions: Question[],
	settings: SurveySettings,
): Promise<Draft> {
	const { connection, journal, maxWaitMs } = item;
	const { draft, isFiled } = journal.read().note ?? {};
	const earlier = isObject(draft) ? draft : undefined;
	const body = createBody(earlier ? questions : await uploadFiles(item, questions), settings);
	const made = earlier ?? readObject(await call(connection, 'createSurvey', { body, maxWaitMs }));
	if (!earlier) journal.write({ note: { draft: made } });
	const created = readSurvey(made);
	if (created.id === '') {
		throw new PickFuFailure({
			kind: 'unreadable',
			message: "PickFu's response doesn't include a survey ID",
			description:
				"A draft may have been created, which is free. PickFu's API may have changed: check for a newer version of n8n-nodes-pickfu.",
			outcome: 'notKnown',
		});
	}
	// Traits that stand there although none were sent were asked for by nobody.
	const others = compare(
		created,
		{ targeting: [], ...body },
		{
			message: 'The draft differs from what you requested',
			description: `Nothing was charged. Check draft ${created.id} in PickFu, then publish it there or delete it.`,
			outcome: 'done',
		},
	);
	const patch = patchAfterCreate(settings);
	if (patch === undefined) return { survey: created, differences: others };
	// A survey that is filed may be published and paid for since, and is left as it is.
	const survey = isFiled ? created : await file(item, created, patch);
	journal.write({ note: { draft: survey.raw, isFiled: true } });
	return { survey, differences: [...others, ...compare(survey, { name: patch.name })] };
}

/**
 * Compares a survey with what was sent.
 *
 * @param words left out where a difference can cost nothing any more
 * @returns the differences
 * @throws {PickFuFailure} kind `differs` where publishing the survey would pay for something else
 */
export function compare(
	survey: Survey,
	sent: UpdateBody,
	words?: { message: string; description: string; outcome: 'done' | 'notDone' },
): string[] {
	const { costly, others } = differences(sent, survey);
	if (costly.length === 0 || words === undefined) return [...costly, ...others];
	const message = `${words.message}: ${costly.join('; ')}`;
	throw new PickFuFailure({ ...words, kind: 'differs', message });
}

/** Sets what PickFu takes on an existing survey only: name, tags and project. */
async function file(
	{ connection, maxWaitMs }: ItemCall,
	created: Survey,
	body: UpdateBody,
): Promise<Survey> {
	const options = { ids: { surveyId: created.id }, body: { ...body }, maxWaitMs };
	try {
		const raw = readObject(await call(connection, 'updateSurvey', options));
		// The answer may be shorter than the one of create.
		return readSurvey({ ...created.raw, ...raw });
	} catch (thrown) {
		const failure = toFailure(thrown);
		const what = Object.keys(body).join(', ').replace('projectId', 'project');
		throw failure.with({
			message: `The draft was created, but its ${what} couldn't be set. ${failure.message}`,
			description:
				`The draft's ID is ${created.id}. Delete it before you run this again. ${failure.description ?? ''}`.trim(),
			outcome: failure.outcome === 'notDone' ? 'done' : failure.outcome,
		});
	}
}
