import type { IDataObject } from 'n8n-workflow';
import { ok, type FakePickFu } from './nockPickFu.mts';

/** A question as PickFu gives it back. */
export const QUESTION = {
	id: 'q1',
	type: 'head_to_head',
	value: 'Which mug?',
	context: { text: 'For tea' },
	options: [
		{ id: 'o1', value: 'Red', mediaUrl: 'https://img.test/red.png' },
		{
			id: 'o2',
			imageSet: ['https://img.test/1.png', 'https://img.test/2.png'],
			imageSetDirection: 'vertical',
		},
	],
};
/** The same as a draft of it is made. */
export const SENT = {
	type: 'head_to_head',
	prompt: 'Which mug?',
	context: { text: 'For tea' },
	options: [
		{ value: 'Red', mediaUrl: 'https://img.test/red.png' },
		{
			imageSet: ['https://img.test/1.png', 'https://img.test/2.png'],
			imageSetDirection: 'vertical',
		},
	],
};
/** The survey that is copied. */
export const SOURCE: IDataObject = {
	id: 's1',
	name: 'Mugs',
	status: 'completed',
	country: 'US',
	sampleSize: 100,
	numResponses: 100,
	surveyUrl: 'https://www.pickfu.com/surveys/s1',
	targeting: ['amznpr'],
	reporting: ['gender'],
	tags: [{ id: 3, name: 'Launch' }],
	project: { id: 'p1', name: 'Kitchen' },
	surveyIntent: 'Choose',
	questions: [QUESTION],
};

/** Makes a PickFu with this survey, which makes drafts of what it is sent and numbers them. */
export function offerCopies(pickFu: FakePickFu, source: IDataObject): void {
	const made: Record<string, IDataObject> = {};
	pickFu.answer = ({ method, path, body }) => {
		const id = path.split('/')[2];
		if (method === 'GET') return ok(source);
		const { sampleSize, questions, tags, projectId, ...others } = body as IDataObject;
		const key = id ?? `draft-${Object.keys(made).length + 1}`;
		made[key] = {
			...made[key],
			id: key,
			status: 'unpublished',
			...others,
			...(sampleSize !== undefined && { sampleSize: Number(sampleSize) }),
			...(Array.isArray(questions) && {
				questions: (questions as IDataObject[]).map(({ prompt, ...more }) => ({
					...more,
					value: prompt,
				})),
			}),
			...(projectId !== undefined && { project: { id: projectId } }),
			...(tags !== undefined && { tags }),
		};
		return ok(made[key], method === 'POST' ? 201 : 200);
	};
}
