import { startSandboxProcess, startTimeout } from '../support/sandbox.mts';
import type { SandboxProcess } from '../support/sandbox.mts';
import { AnswerChecker, senderTo } from './calls.mts';
import type { Answer, Send } from './calls.mts';

const hour = 3_600_000;
const text = (...values: string[]) => values.map((value) => ({ value }));
const picture = [{ mediaUrl: 'https://example.com/page.png' }];

/** One question of every type that the contract has. */
const questions = [
	{ type: 'head_to_head', prompt: 'Which name?', options: text('Panwise', 'Oven & Olive') },
	{ type: 'ranked', prompt: 'Order these', options: text('Sage', 'Brick', 'Cream', 'Navy') },
	{ type: 'single_select', prompt: 'Which one?', options: text('Small', 'Medium', 'Large') },
	{ type: 'multi_select', prompt: 'Which ones?', options: text('Grill', 'Bake', 'Fry') },
	{ type: 'open_ended', prompt: 'What do you think?' },
	{ type: 'emoji_rating', prompt: 'How does it feel?', options: picture },
	{ type: 'star_rating', prompt: 'How many stars?', options: text('A lid that stays cool') },
	{ type: 'click_test', prompt: 'Where would you click?', options: picture },
	{ type: 'five_second_test', prompt: 'What do you remember?', options: picture },
	{
		type: 'screen_recording',
		prompt: 'Show us how you shop',
		context: { text: 'The shop', mediaUrl: 'https://example.com' },
	},
];

// bounds a hang on a busy machine; a run alone takes seconds
jest.setTimeout(30_000);

describe('the sandbox, held against the contract', () => {
	let sandbox: SandboxProcess;
	let send: Send;
	const checker = new AnswerChecker();

	/** Sends, asserts that the answer has that status and fits the contract, and gives its body. */
	async function fits(
		operationId: string,
		status: number,
		method: string,
		path: string,
		body?: unknown,
	) {
		const answer: Answer = await send(method, path, body);
		expect({
			operationId,
			status: answer.status,
			problems: checker.problems(operationId, answer),
		}).toEqual({
			operationId,
			status,
			problems: [],
		});
		// eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked just above
		return answer.body as any;
	}

	beforeAll(async () => {
		sandbox = await startSandboxProcess({ speed: 1, rateLimit: 10_000 });
		send = senderTo(sandbox.apiUrl);
		await sandbox.control.freeze();
	}, startTimeout + 5_000);
	afterAll(() => sandbox.stop());

	test('answers every operation as the contract says, through the whole life of a survey', async () => {
		const project = await fits('createProject', 201, 'POST', '/projects', {
			name: 'Spring',
			description: 'Range',
		});
		const projectPath = `/projects/${project.data.id}`;
		const tag = await fits('createTag', 201, 'POST', '/tags', { name: 'Cookware' });
		const draft = await fits('createSurvey', 201, 'POST', '/surveys', {
			surveyIntent: 'Names and colours',
			sampleSize: '15',
			country: 'US',
			targeting: ['amznpr'],
			reporting: ['gender', 'diet'],
			questions,
		});
		expect(draft.data).toMatchObject({
			status: 'unpublished',
			sampleSize: 15,
			numResponses: 0,
		});
		const path = `/surveys/${draft.data.id}`;
		const filed = {
			name: 'Spring names',
			tags: [{ id: tag.data.id }, { name: 'New tag' }],
			projectId: project.data.id,
		};
		const updated = await fits('updateSurvey', 200, 'PATCH', path, filed);
		expect(updated.data).toMatchObject({
			name: 'Spring names',
			tags: [{ name: 'Cookware' }, { name: 'New tag' }],
			project: { id: project.data.id, name: 'Spring' },
		});
		const published = await fits('publishSurvey', 200, 'POST', `${path}/publish`, {});
		expect(published.data).toMatchObject({
			status: 'in-progress',
			numResponses: 0,
			completedAt: null,
		});

		await sandbox.control.advance(0.1 * hour);
		const running = await fits('getSurvey', 200, 'GET', path);
		expect(running.data.status).toBe('in-progress');
		expect(running.data.numResponses).toBeGreaterThan(0);
		expect(running.data.numResponses).toBeLessThan(15);

		await sandbox.control.advance(hour);
		const done = await fits('getSurvey', 200, 'GET', path);
		expect(done.data).toMatchObject({ status: 'completed', numResponses: 15 });

		const listed = await fits('listSurveys', 200, 'GET', '/surveys?status=completed&limit=100');
		expect(listed.data).toMatchObject([{ id: draft.data.id, countryCode: 'US', numResponses: 15 }]);
		const responses = await fits(
			'listResponses',
			200,
			'GET',
			`${path}/responses?limit=100&language=de`,
		);
		expect(responses.pagination).toEqual({ page: 1, totalPages: 2 });
		const responsePath = `/responses/${responses.data[0].id}`;
		const followed = await fits('sendFollowUp', 200, 'POST', `${responsePath}/follow-up`, {
			question: 'Why so?',
		});
		expect(followed.data.follow_ups).toMatchObject([{ question: 'Why so?', answer: null }]);
		await fits('rateResponse', 200, 'POST', `${responsePath}/rate`, { rating: 4 });
		await fits('pinResponse', 200, 'POST', `${responsePath}/pin`, { pinned: true });
		await sandbox.control.advance(hour);
		const again = await fits('listResponses', 200, 'GET', `${path}/responses?limit=1`);
		expect(again.data[0]).toMatchObject({
			pinned: true,
			rating: 4,
			follow_ups: [{ answer: expect.any(String) }],
		});

		const preview = await fits('addRespondents', 200, 'POST', `${path}/add-respondents`, {
			count: 5,
			preview: true,
		});
		expect(preview.data).toEqual({ preview: true, count: 5, sampleSize: 20 });
		await fits('addRespondents', 200, 'POST', `${path}/add-respondents`, { count: 5 });
		await fits('deleteSurvey', 200, 'DELETE', path);

		await fits('listTags', 200, 'GET', '/tags?query=cook');
		await fits('listProjects', 200, 'GET', '/projects?archived=false');
		await fits('getProject', 200, 'GET', projectPath);
		const kept = await fits('updateProject', 200, 'PATCH', projectPath, {
			goal: 'Decide',
			bookmark: true,
			archive: true,
		});
		expect(kept.data).toMatchObject({ goal: 'Decide', bookmarked: true, archived: true });
		await fits('listTargetingTraits', 200, 'GET', '/traits/targeting');
		await fits('listReportingTraits', 200, 'GET', '/traits/reporting');
		await fits('listPlaybooks', 200, 'GET', '/playbooks?industry=ecommerce&limit=1');
		await fits('searchHelp', 200, 'GET', '/help/search?query=poll&per_page=2');
		await fits('generateMedia', 200, 'POST', '/media/generate', {
			prompt: 'A red pot',
			aspectRatio: '16:9',
		});
		await fits('uploadMedia', 201, 'POST', '/media/upload', {
			url: 'https://example.com/a.png',
		});
		const unseen = checker.operationIds.filter((id) => !checker.seen.has(id));
		expect(unseen.map((id) => `${id}: send it here with fits(), answer it in sandbox/api`)).toEqual(
			[],
		);
		expect((await sandbox.control.state()).violations).toEqual([]);
	});

	test('gives each question type the answer that belongs to it', async () => {
		const [id] = await sandbox.control.addSurveys({
			sampleSize: 20,
			reporting: ['diet'],
			questions: questions as never,
		});
		const survey = (await fits('getSurvey', 200, 'GET', `/surveys/${id}`)).data;
		for (const question of survey.questions) {
			const page = await fits(
				'listResponses',
				200,
				'GET',
				`/surveys/${id}/responses?limit=100&question_id=${question.id}`,
			);
			const labels = question.options.map((option: { value?: string }) => option.value);
			expect(page.data).toHaveLength(20);
			for (const response of page.data) {
				expect(response.question_id).toBe(question.id);
				expect(response.explanation.length).toBeGreaterThan(20);
				const traits = response.respondent.map((fact: { permalink: string }) => fact.permalink);
				expect(traits).toEqual(['gender', 'age-range', 'diet']);
				belongs[question.type]!(response, labels);
			}
		}
	});

	const belongs: Record<
		string,
		(
			response: Record<string, unknown> & { rounds: never[]; clicks: never[] },
			labels: string[],
		) => void
	> = {
		head_to_head: (response, labels) => {
			expect(labels).toContain(response['chosen_option']);
			expect(response['matchup']).toMatchObject({
				options: labels,
				winner: response['chosen_option'],
			});
		},
		ranked: (response, labels) => {
			const order = response.rounds.map(
				({ chosen_option }: { chosen_option: string }) => chosen_option,
			);
			expect([...order].sort()).toEqual([...labels].sort());
			expect(order[0]).toBe(response['chosen_option']);
		},
		single_select: (response, labels) => expect(labels).toContain(response['chosen_option']),
		multi_select: (response, labels) => {
			const picks = response['chosen_option'] as string[];
			expect(picks.length).toBeGreaterThan(0);
			expect(new Set(picks).size).toBe(picks.length);
			expect(labels).toEqual(expect.arrayContaining(picks));
		},
		open_ended: (response) => expect(response['chosen_option']).toBeNull(),
		emoji_rating: (response) => expect([1, 2, 3, 4, 5]).toContain(response['score']),
		star_rating: (response) => expect([1, 2, 3, 4, 5]).toContain(response['score']),
		click_test: (response) => {
			expect(response.clicks).toHaveLength(1);
			const { x, y } = response.clicks[0]! as { x: number; y: number };
			expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
			expect(Math.max(x, y)).toBeLessThanOrEqual(1);
		},
		five_second_test: (response) => expect(response['chosen_option']).toBeNull(),
		screen_recording: (response) => {
			expect(response['media']).toMatch(/^http.*\.mp4$/);
			expect(response['media_transcription']).toMatch(/looking at/);
		},
	};

	test.each([
		['401 without a token', 401, 'GET', '/surveys', undefined, ''],
		['403 to a Viewer who creates', 403, 'POST', '/tags', { name: 'Mine' }, 'sandbox-key-viewer'],
		['404 for an unknown survey', 404, 'GET', '/surveys/nothing', undefined, 'sandbox-key'],
		['400 for a wrong body', 400, 'POST', '/tags', { nome: 'Mine' }, 'sandbox-key'],
	])(
		'answers %s in the shape of PickFu’s errors',
		async (_title, status, method, path, body, key) => {
			const operationId = {
				GET: path === '/surveys' ? 'listSurveys' : 'getSurvey',
				POST: 'createTag',
			}[method]!;
			const answer = await send(method, path, body, key);
			expect(answer.status).toBe(status);
			expect(checker.problems(operationId, answer)).toEqual([]);
		},
	);
});
