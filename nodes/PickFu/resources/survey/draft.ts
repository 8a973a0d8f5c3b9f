import type { Connection } from '../../api/connection';
import { PickFuFailure } from '../../api/failure';
import { toFailure } from '../../api/nodeErrors';
import { readObject } from '../../api/read';
import { call } from '../../api/request';
import { readSurvey, type Survey } from '../../api/shapes';
import {
	createBody,
	createdDiffers,
	patchAfterCreate,
	type Question,
	type SurveySettings,
	type UpdateBody,
} from '../../questions';
import type { Attempt } from '../retryMemory';

/**
 * Makes a draft, which is free: one call for what PickFu takes on create, and one more for name,
 * tags and project when they are set.
 *
 * @param attempt remembers the draft, so that "Retry On Fail" makes no second one
 * @throws {PickFuFailure} kind `differs` when PickFu made something else than was asked for
 */
export async function makeDraft(
	connection: Connection,
	questions: Question[],
	settings: SurveySettings,
	maxWaitMs: number,
	attempt: Attempt,
): Promise<Survey> {
	const body = createBody(questions, settings);
	// An earlier run of this item may have made the draft and failed to file it.
	const made =
		attempt.read() ?? readObject(await call(connection, 'createSurvey', { body, maxWaitMs }));
	attempt.write(made);
	const created = readSurvey(made);
	checkDraft(created, body);
	const patch = patchAfterCreate(settings);
	return patch === undefined ? created : await file(connection, created, patch, maxWaitMs);
}

/**
 * Stops the workflow where PickFu made something else than was asked for: a misspelt field would be
 * ignored without a word, and the next step may pay for the difference.
 */
function checkDraft(created: Survey, body: UpdateBody): void {
	if (created.id === '') {
		throw new PickFuFailure({
			kind: 'unreadable',
			message: "PickFu's answer names no survey",
			description:
				"A draft may have been made, which costs nothing. PickFu's API may have changed: look for a newer version of this package.",
			outcome: 'notKnown',
		});
	}
	const differences = createdDiffers(body, created);
	if (differences.length === 0) return;
	throw new PickFuFailure({
		kind: 'differs',
		message: `PickFu made the draft otherwise than it was asked to: ${differences.join('; ')}`,
		description: `Nothing was charged. Look at the draft ${created.id} in PickFu, and publish it there or delete it.`,
		outcome: 'done',
	});
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
			message: `The draft was made, but its ${what} could not be set. ${failure.message}`,
			description:
				`The draft is ${created.id}; delete it if you run this again. ${failure.description ?? ''}`.trim(),
			outcome: failure.outcome === 'notDone' ? 'done' : failure.outcome,
		});
	}
}
