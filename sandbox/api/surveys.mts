import type { StoredQuestion, StoredSurvey, Wire } from '../state/model.mts';
import { reportingTraits, targetingTraits } from '../state/traits.mts';
import type { World } from '../state/world.mts';
import { requireEditor } from './access.mts';
import type { Call, Handler } from './call.mts';
import { charge } from './money.mts';
import { Problem, notFound, validationFailed } from './problem.mts';
import { imageProblems } from './question-rules.mts';
import { wireSurvey } from './survey-wire.mts';

/** The survey that the path names, in the caller's team. Throws Problem 404. */
export function surveyOf({ world, caller, params }: Call): StoredSurvey {
	const survey = world.surveys.get(params['id'] ?? '');
	if (!survey || survey.team !== caller.account.team) throw notFound('Survey');
	return survey;
}

type AnyBody = Wire['UpdateSurveyBody'] & Pick<Wire['CreateSurveyBody'], 'isMiniPoll'>;

/** The body without the fields that the settings say to overlook. */
function heard({ world, body }: Call): AnyBody {
	const ignored = new Set(world.settings.ignoreBodyFields);
	return Object.fromEntries(Object.entries(body as AnyBody).filter(([name]) => !ignored.has(name)));
}

/** Questions with ids; known questions and options keep what they have and are not sent again. */
function storeQuestions(
	world: World,
	sent: ReadonlyArray<Wire['QuestionBody']>,
	before: StoredQuestion[],
): StoredQuestion[] {
	const questions = sent.map((question) => {
		const known = before.find((candidate) => candidate.id === question.id);
		const options = (question.options ?? []).map((option) => {
			const knownOption = known?.options.find((candidate) => candidate.id === option.id);
			return { ...knownOption, ...option, id: knownOption?.id ?? world.nextId() };
		});
		const context = question.context ?? known?.context;
		const { type, prompt } = question;
		return {
			id: known?.id ?? world.nextId(),
			type,
			prompt,
			...(context && { context }),
			options,
		};
	});
	const problems = imageProblems(questions);
	if (problems.length > 0) throw validationFailed(problems);
	return questions;
}

function checkTraits(body: AnyBody): void {
	const unknownOf = (
		sent: string[] | undefined,
		known: ReadonlyArray<{ permalink: string }>,
		what: string,
	) =>
		(sent ?? [])
			.filter((permalink) => !known.some((trait) => trait.permalink === permalink))
			.map((permalink) => `Unknown ${what} trait: ${permalink}`);
	const details = [
		...unknownOf(body.targeting, targetingTraits, 'targeting'),
		...unknownOf(body.reporting, reportingTraits, 'reporting'),
	];
	if (details.length > 0) throw validationFailed(details);
}

function checkedSampleSize(sampleSize: string | undefined): number | undefined {
	if (sampleSize === undefined) return undefined;
	const size = Number(sampleSize);
	if (size > 20_000) throw validationFailed(['sampleSize must be at most 20000']);
	return size;
}

/** The fields of a body that can be set at any time: name, tags and project. */
function filing(call: Call, body: AnyBody): Partial<StoredSurvey> {
	const { world, caller } = call;
	const { team } = caller.account;
	const changes: Partial<StoredSurvey> = {};
	if (body.name !== undefined) changes.name = body.name;
	if (body.projectId === null) changes.projectId = null;
	else if (body.projectId !== undefined) {
		const project = world.projects.get(String(body.projectId));
		if (!project || project.team !== team) throw validationFailed(['projectId: Project not found']);
		changes.projectId = project.id;
	}
	if (body.tags !== undefined) {
		const ids = body.tags.map((reference) => {
			if ('name' in reference) return world.tagNamed(team, reference.name).id;
			const tag = world.tags.find(
				(candidate) => candidate.id === reference.id && candidate.team === team,
			);
			if (!tag) throw validationFailed([`tags: Tag ${reference.id} not found`]);
			return tag.id;
		});
		changes.tagIds = [...new Set(ids)];
	}
	return changes;
}

/** The fields of a body that are fixed once the survey is published. */
function design(call: Call, body: AnyBody, before: StoredQuestion[]): Partial<StoredSurvey> {
	checkTraits(body);
	const sampleSize = checkedSampleSize(body.sampleSize);
	return {
		...(body.questions && { questions: storeQuestions(call.world, body.questions, before) }),
		...(body.targeting && { targeting: [...body.targeting] }),
		...(body.reporting && { reporting: [...body.reporting] }),
		...(body.country && { country: body.country }),
		...(sampleSize !== undefined && { sampleSize }),
	};
}

const createSurvey: Handler = (call) => {
	requireEditor(call.caller);
	const { world, caller } = call;
	const body = heard(call);
	const changes = { ...design(call, body, []), ...filing(call, body) };
	const survey = world.addSurvey({
		id: world.nextId(),
		team: caller.account.team,
		creatorId: caller.account.id,
		creatorName: caller.account.name,
		name: body.questions?.[0]?.prompt ?? 'Untitled survey',
		country: 'US',
		sampleSize: 50,
		targeting: [],
		reporting: [],
		surveyIntent: body.surveyIntent ?? null,
		isMiniPoll: body.isMiniPoll ?? false,
		tagIds: [],
		projectId: null,
		questions: [],
		createdAt: world.clock.now(),
		archivedAt: null,
		batches: [],
		...changes,
	});
	return { status: 201, data: wireSurvey(call, survey) };
};

const getSurvey: Handler = (call) => ({ status: 200, data: wireSurvey(call, surveyOf(call)) });

const updateSurvey: Handler = (call) => {
	requireEditor(call.caller);
	const survey = surveyOf(call);
	const body = heard(call);
	const fixed = ['questions', 'targeting', 'reporting', 'country', 'sampleSize'] as const;
	const changed = fixed.filter((name) => body[name] !== undefined);
	if (survey.batches.length > 0 && changed.length > 0) {
		throw new Problem(400, `Only unpublished surveys can be changed: ${changed.join(', ')}`);
	}
	const changes = { ...design(call, body, survey.questions), ...filing(call, body) };
	Object.assign(
		survey,
		changes,
		body.surveyIntent !== undefined && { surveyIntent: body.surveyIntent },
	);
	return { status: 200, data: wireSurvey(call, survey) };
};

const deleteSurvey: Handler = (call) => {
	requireEditor(call.caller);
	const { world } = call;
	const survey = surveyOf(call);
	if (survey.batches.length === 0) {
		world.surveys.delete(survey.id);
		return { status: 200, data: { action: 'deleted' } };
	}
	survey.archivedAt ??= world.clock.now();
	return { status: 200, data: { action: 'archived' } };
};

const publishSurvey: Handler = (call) => {
	requireEditor(call.caller);
	const { world } = call;
	const survey = surveyOf(call);
	if (survey.batches.length > 0) throw new Problem(400, 'Survey has already been published');
	charge(world, 'publishSurvey', survey.id, survey.sampleSize * survey.questions.length);
	survey.batches.push({ at: world.clock.now(), count: survey.sampleSize });
	return { status: 200, data: wireSurvey(call, survey) };
};

const addRespondents: Handler = (call) => {
	requireEditor(call.caller);
	const { world } = call;
	const survey = surveyOf(call);
	const { count, preview } = call.body as Wire['AddRespondentsBody'];
	const { status } = world.standing(survey);
	if (status !== 'completed') {
		throw new Problem(
			400,
			`Respondents can be added to completed surveys only; this one is ${status}`,
		);
	}
	const sampleSize = survey.sampleSize + count;
	if (preview) return { status: 200, data: { preview: true, count, sampleSize } };
	charge(world, 'addRespondents', survey.id, count * survey.questions.length);
	survey.sampleSize = sampleSize;
	survey.batches.push({ at: world.clock.now(), count });
	return { status: 200, data: wireSurvey(call, survey) };
};

/** The operations on one survey. */
export const surveyHandlers = {
	createSurvey,
	getSurvey,
	updateSurvey,
	deleteSurvey,
	publishSurvey,
	addRespondents,
} satisfies Record<string, Handler>;
