import type { IDataObject } from 'n8n-workflow';
import { ok, run, type FakePickFu, type Reply } from './nockPickFu.mts';

/** The operation, and that it makes no report. */
export const get = { resource: 'survey', operation: 'getResults', surveyId: 's1', options: {} };
export const numbersOnly = { options: { report: [] } };

const QUESTION = {
	id: 'q1',
	type: 'head_to_head',
	value: 'Which mug?',
	options: [
		{ id: 'o1', value: 'Red' },
		{ id: 'o2', value: 'Blue' },
	],
};
/** A survey that ten people were asked and that is over. */
export const SURVEY: IDataObject = {
	id: 's1',
	name: 'Mugs',
	status: 'completed',
	sampleSize: 10,
	numResponses: 10,
	questions: [QUESTION],
};

let last = 0;

/** Answers that choose an option, each with an id of its own. */
export function choosing(count: number, chosen: string, more: IDataObject = {}): IDataObject[] {
	return Array.from({ length: count }, () => ({
		id: `r${(last += 1)}`,
		question_id: 'q1',
		chosen_option: chosen,
		explanation: `I like ${chosen}`,
		...more,
	}));
}

/** Makes a PickFu with this survey and these answers, in pages of the size that is asked for. */
export function offerAnswers(
	pickFu: FakePickFu,
	answers: IDataObject[],
	more: IDataObject = {},
): void {
	pickFu.answer = ({ path, query }): Reply => {
		if (!path.endsWith('/responses')) return ok({ ...SURVEY, ...more });
		const [page, limit] = [Number(query.page), Number(query.limit)];
		const data = answers.slice((page - 1) * limit, page * limit);
		const totalPages = Math.max(1, Math.ceil(answers.length / limit));
		return { body: { success: true, data, pagination: { page, totalPages } } };
	};
}

/** The whole result of the survey, which holds nothing that is no number. */
export async function results(fields: IDataObject = numbersOnly): Promise<IDataObject> {
	const { items, error } = await run({ parameters: { ...get, output: 'raw', ...fields } });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	expect(JSON.stringify(items[0]!.json)).not.toMatch(/NaN|Infinity/);
	expect(items[0]!.json).not.toHaveProperty('error');
	return items[0]!.json;
}

/** That of its first question. */
export const questionOf = (json: IDataObject) => (json.questions as IDataObject[])[0]!;
