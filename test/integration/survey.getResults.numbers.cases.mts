import type { IDataObject } from 'n8n-workflow';
import { SECRETS } from '../support/host.mts';
import { fakePickFu, ok, refusal, run, type Reply } from '../support/nockPickFu.mts';
import {
	SURVEY,
	choosing,
	get,
	numbersOnly,
	offerAnswers,
	questionOf,
	results,
} from '../support/nockResults.mts';
import { onFastClock } from '../support/nockTime.mts';

const pickFu = fakePickFu();

const has = (answers: IDataObject[], more?: IDataObject) => offerAnswers(pickFu, answers, more);

describe.each([
	['OAuth', 'oAuth2', SECRETS.accessToken],
	['an API key', 'apiKey', SECRETS.apiKey],
])('with %s', (_, authentication, token) => {
	it('reads the survey and its answers, and nothing else', async () => {
		has(choosing(3, 'Red'), { numResponses: 3 });
		await results({ ...numbersOnly, authentication });
		const sent = pickFu.received.map(({ method, path, query, body }) => [
			method,
			path,
			query,
			body,
		]);
		expect(sent.sort()).toEqual([
			['GET', '/surveys/s1', {}, ''],
			['GET', '/surveys/s1/responses', { page: '1', limit: '100' }, ''],
		]);
		const tokens = pickFu.received.map(({ authorization }) => authorization);
		expect(new Set(tokens)).toEqual(new Set([`Bearer ${token}`]));
	});
});

it('gives the numbers of a small survey that can be checked by hand', async () => {
	has([...choosing(8, 'Red'), ...choosing(2, 'Blue')]);
	const json = await results();
	expect(json).toMatchObject({
		surveyId: 's1',
		complete: true,
		answers: 10,
		winner: 'Red',
		winnerOptionId: 'o1',
		winnerVotes: 8,
		winnerShare: 0.8,
		runnerUp: 'Blue',
		runnerUpShare: 0.2,
		tie: false,
		significant: false,
		confidence: 0.95,
	});
	expect(json.margin).toBeCloseTo(0.6, 10);
	// Exact two-sided test of 8 against 2: twice (45 + 10 + 1) of the 1024 ways that ten coins can fall.
	expect(json.pValue).toBeCloseTo((2 * (45 + 10 + 1)) / 1024, 10);
	// Wilson interval of 8 of 10 at 95%: (0.8 + z²/20 ± z √(0.016 + z²/400)) / (1 + z²/10), z = 1.959964.
	expect(json.winnerLow).toBeCloseTo(0.4902, 4);
	expect(json.winnerHigh).toBeCloseTo(0.9433, 4);
	const options = questionOf(json).options as IDataObject[];
	expect(options.map(({ label, votes, share, rank }) => [label, votes, share, rank])).toEqual([
		['Red', 8, 0.8, 1],
		['Blue', 2, 0.2, 2],
	]);
});

it('reads the answers of every page, and counts each once', async () => {
	const answers = [...choosing(180, 'Red'), ...choosing(65, 'Blue')];
	has(answers);
	const reading = pickFu.answer;
	// An answer that came in meanwhile pushes one from the first page onto the second.
	pickFu.answer = async (request) => {
		const reply = await reading(request);
		if (request.query.page !== '2') return reply;
		const body = reply.body as { data: IDataObject[] };
		return { body: { ...body, data: [answers[99]!, ...body.data] } };
	};
	const json = await results();
	expect(json).toMatchObject({ answers: 245, winner: 'Red', winnerVotes: 180 });
	const pages = pickFu.received.flatMap(({ path, query }) =>
		path.endsWith('responses') ? [query.page] : [],
	);
	expect(pages.sort()).toEqual(['1', '2', '3']);
});

it('says of a survey that is still running how far it is, beside the numbers so far', async () => {
	has([...choosing(3, 'Red'), ...choosing(2, 'Blue')], {
		status: 'in-progress',
		numResponses: 5,
	});
	const json = await results();
	expect(json).toMatchObject({
		status: 'in-progress',
		complete: false,
		answers: 5,
		sampleSize: 10,
		winner: 'Red',
		verdict: 'notFinal',
		significant: null,
		enoughAnswers: null,
		moreNeeded: null,
	});
	expect((json.notes as string[]).join(' ')).toMatch(/still running \(5 of 10 respondents\)/);
});

it('names no winner without answers', async () => {
	has([], { status: 'unpublished', numResponses: 0 });
	expect(await results()).toMatchObject({
		answers: 0,
		winner: null,
		winnerShare: null,
		tie: false,
		significant: null,
		pValue: null,
	});
});

it('calls a tie a tie', async () => {
	has([...choosing(4, 'Red'), ...choosing(4, 'Blue')]);
	const json = await results();
	expect(json).toMatchObject({ winner: null, tie: true, margin: 0 });
	expect((questionOf(json).tiedWith as IDataObject[]).map(({ label }) => label)).toEqual([
		'Red',
		'Blue',
	]);
});

it('counts one answer without claiming anything from it', async () => {
	has(choosing(1, 'Blue'));
	expect(await results()).toMatchObject({
		winner: 'Blue',
		winnerShare: 1,
		significant: false,
		enoughAnswers: false,
	});
});

it('counts a survey of ratings, whose winner is nobody', async () => {
	const scores = [5, 5, 4, 2].map((score, index) => ({
		id: `r${index + 1}`,
		question_id: 'q1',
		score,
	}));
	has(scores, {
		questions: [{ id: 'q1', type: 'star_rating', value: 'How good?', options: [] }],
	});
	expect(await results()).toMatchObject({ winner: null, mean: 4, answers: 4 });
});

it('are ten fields when simplified, ids first, with each question in few', async () => {
	has([...choosing(8, 'Red'), ...choosing(2, 'Blue')]);
	const json = await results({ ...numbersOnly, output: 'simplified' });
	expect(Object.keys(json)).toEqual([
		'surveyId',
		'winnerOptionId',
		'name',
		'summary',
		'verdict',
		'winner',
		'winnerShare',
		'significant',
		'enoughAnswers',
		'questions',
	]);
	expect(json).toMatchObject({ winner: 'Red', verdict: 'leading', significant: false });
	const question = questionOf(json);
	expect(Object.keys(question)).toHaveLength(10);
	expect(question.options).toEqual([
		{ optionId: 'o1', label: 'Red', votes: 8, base: 10, share: 0.8, rank: 1 },
		{ optionId: 'o2', label: 'Blue', votes: 2, base: 10, share: 0.2, rank: 2 },
	]);
});

it('gives a result for each survey, tied to its item, and an error for the one that is not there', async () => {
	has(choosing(2, 'Red'));
	const reading = pickFu.answer;
	pickFu.answer = (request) =>
		request.path.startsWith('/surveys/gone') ? refusal(404, 'Survey not found') : reading(request);
	const { items } = await run({
		parameters: { ...get, ...numbersOnly, surveyId: '={{ $json.id }}' },
		items: [{ json: { id: 'gone' } }, { json: { id: 's1' } }],
		node: { onError: 'continueRegularOutput' },
	});
	expect(items.map(({ json, pairedItem }) => [json.winner, 'error' in json, pairedItem])).toEqual([
		[undefined, true, { item: 0 }],
		['Red', false, { item: 1 }],
	]);
});

it('gives no numbers of half the answers when a page cannot be read', async () => {
	has(choosing(150, 'Red'));
	const reading = pickFu.answer;
	pickFu.answer = (request) =>
		request.query.page === '2' ? refusal(500, 'Internal') : reading(request);
	const { result } = await onFastClock(
		async () => await run({ parameters: { ...get, ...numbersOnly } }),
	);
	expect(result.items).toEqual([]);
	expect(result.error?.description).toContain('Tried 4 times.');
});

it('decides from all 200 responses where PickFu has 50 on a page and counts one page', async () => {
	const answers = [...choosing(50, 'Red'), ...choosing(150, 'Blue')];
	pickFu.answer = ({ path, query }): Reply => {
		const counted = { ...SURVEY, sampleSize: 200, numResponses: 200 };
		if (!path.endsWith('/responses')) return ok(counted);
		const page = Number(query.page);
		const data = answers.slice((page - 1) * 50, page * 50);
		return { body: { success: true, data, pagination: { page, totalPages: 1 } } };
	};
	const { items } = await run({ parameters: { ...get, ...numbersOnly } });
	expect(items[0]!.json).toMatchObject({ winner: 'Blue', winnerShare: 0.75 });
});
