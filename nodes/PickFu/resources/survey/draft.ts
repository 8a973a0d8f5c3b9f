import type { Connection } from '../../api/connection';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { isObject, readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey, type Survey } from '../../api/shapes';
import {
	createBody,
	differences,
	type Differences,
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
 * tags and project when they are set.
 * The item's note remembers the draft, so that a retry creates no second one.
 *
 * @throws {PickFuFailure} kind `differs` when the draft would ask others, or more, than was meant
 */
export async function makeDraft(
	item: ItemCall,
	questions: Question[],
	settings: SurveySettings,
): Promise<Draft> {
	const { connection, journal, maxWaitMs } = item;
	// An earlier run of this item may have created the draft, with its files, and failed to file it.
	const { draft } = journal.read().note ?? {};
	const earlier = isObject(draft) ? draft : undefined;
	const body = createBody(earlier ? questions : await uploadFiles(item, questions), settings);
	const made = earlier ?? readObject(await call(connection, 'createSurvey', { body, maxWaitMs }));
	journal.write({ note: { draft: made } });
	const created = readSurvey(made);
	const others = checkDraft(created, body);
	const patch = patchAfterCreate(settings);
	if (patch === undefined) return { survey: created, differences: others };
	const survey = await file(connection, created, patch, maxWaitMs);
	return { survey, differences: [...others, ...differences({ name: patch.name }, survey).others] };
}

/** Stops the workflow where the next step would pay for something else than was asked for. */
function checkDraft(created: Survey, body: UpdateBody): string[] {
	if (created.id === '') {
		throw new PickFuFailure({
			kind: 'unreadable',
			message: "PickFu's response doesn't include a survey ID",
			description:
				"A draft may have been created, which is free. PickFu's API may have changed: check for a newer version of n8n-nodes-pickfu.",
			outcome: 'notKnown',
		});
	}
	const { costly, others } = compareDraft(body, created);
	if (costly.length === 0) return others;
	throw new PickFuFailure({
		kind: 'differs',
		message: `The draft differs from what you requested: ${costly.join('; ')}`,
		description: `Nothing was charged. Check draft ${created.id} in PickFu, then publish it there or delete it.`,
		outcome: 'done',
	});
}

/**
 * Compares a draft with the body of its create. Traits that stand there although none were sent
 * were asked for by nobody.
 */
export function compareDraft(body: UpdateBody, draft: Survey): Differences {
	return differences({ ...body, targeting: body.targeting ?? [] }, draft);
}

/** Sets what PickFu takes on an existing survey only: name, tags and project. */
async function file(
	connection: Connection,
	created: Survey,
	body: UpdateBody,
	maxWaitMs: number,
): Promise<Survey> {
	const ids = { surveyId: created.id };
	try {
		const raw = readObject(
			await call(connection, 'updateSurvey', { ids, body: { ...body }, maxWaitMs }),
		);
		// The answer may be shorter than the one of create.
		return readSurvey({ ...created.raw, ...raw });
	} catch (thrown) {
		const failure = toFailure(thrown);
		const what = Object.keys(body)
			.map((member) => (member === 'projectId' ? 'project' : member))
			.join(', ');
		throw failure.with({
			message: `The draft was created, but its ${what} couldn't be set. ${failure.message}`,
			description:
				`The draft's ID is ${created.id}. Delete it before you run this again. ${failure.description ?? ''}`.trim(),
			outcome: failure.outcome === 'notDone' ? 'done' : failure.outcome,
		});
	}
}
