import { fakePickFu, ok, pageOf, run } from '../support/nockPickFu.mts';

const pickFu = fakePickFu();

it('keeps all answers of a person, where they share an id over several questions', async () => {
	const answers = [
		{ id: 'r1', question_id: 'q1' },
		{ id: 'r1', question_id: 'q2' },
		{ id: 'r1', question_id: 'q2' },
	];
	pickFu.answer = () => ok(answers);
	const parameters = { resource: 'response', operation: 'getAll', surveyId: 's1', output: 'raw' };
	const { items } = await run({ parameters: { ...parameters, returnAll: true } });
	expect(items.map(({ json }) => json.question_id)).toEqual(['q1', 'q2']);
});

describe('responses', () => {
	const responses = {
		resource: 'response',
		operation: 'getAll',
		surveyId: 's1',
		returnAll: true,
	};
	const survey = {
		id: 's1',
		name: 'Mugs',
		questions: [
			{
				id: 'q1',
				type: 'head_to_head',
				value: 'Which?',
				options: [
					{ id: 'a', value: 'Blue' },
					{ id: 'b', value: 'Green' },
				],
			},
		],
	};
	const answers = Array.from({ length: 130 }, (_, index) => ({
		id: `r${index}`,
		question_id: index % 2 ? 'q1' : 'q2',
		chosen_option: 'Green',
		respondent: [{ name: 'Gender', value: 'Female' }],
	}));

	beforeEach(() => {
		pickFu.answer = (request) =>
			request.path.endsWith('/responses') ? pageOf(answers, request) : ok(survey);
	});

	it('gives every answer once, with the words of its question and its option', async () => {
		const { items } = await run({ parameters: responses });
		expect(items.map(({ json }) => json.responseId)).toEqual(answers.map(({ id }) => id));
		expect(items[1]!.json).toEqual({
			responseId: 'r1',
			surveyId: 's1',
			questionId: 'q1',
			question: 'Which?',
			answer: 'Green',
			optionNumber: 2,
			optionId: 'b',
			respondent_gender: 'Female',
		});
		expect(pickFu.count('GET /surveys/s1')).toBe(1);
	});

	it('gives as many as the survey counts where PickFu counts fewer pages', async () => {
		pickFu.answer = (request) => {
			if (!request.path.endsWith('/responses')) return ok({ ...survey, numResponses: 130 });
			const capped = { ...request, query: { ...request.query, limit: '50' } };
			return { body: { ...pageOf(answers, capped).body!, pagination: { totalPages: 2 } } };
		};
		const { items } = await run({ parameters: responses });
		expect(items).toHaveLength(130);
	});

	it('applies the filter for a question again, in case PickFu ignores it', async () => {
		const { items } = await run({
			parameters: { ...responses, filters: { questionId: 'q1' } },
		});
		expect(items).toHaveLength(65);
		expect(new Set(items.map(({ json }) => json.questionId))).toEqual(new Set(['q1']));
	});

	it('keeps answers under it that name no question, as they may be to this one', async () => {
		pickFu.answer = () => ok([{ id: 'r1' }, { id: 'r2', question_id: 'q2' }]);
		const { items } = await run({
			parameters: { ...responses, output: 'raw', filters: { questionId: 'q1' } },
		});
		expect(items.map(({ json }) => json.id)).toEqual(['r1']);
	});

	it("gives PickFu's own records with Output set to Raw", async () => {
		const { items } = await run({ parameters: { ...responses, output: 'raw' } });
		expect(items.map(({ json }) => json)).toEqual(answers);
	});
});
