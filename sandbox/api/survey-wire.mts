import type { StoredQuestion, StoredSurvey, Wire } from '../state/model.mts';
import type { World } from '../state/world.mts';
import type { Call } from './call.mts';
import { isoDate } from './call.mts';

function wireQuestion({ id, type, prompt, context, options }: StoredQuestion): Wire['Question'] {
	return {
		id,
		type,
		variant: null,
		value: prompt,
		translation: null,
		context: context ?? null,
		options: options.map((option) => ({ ...option })),
	};
}

/** A survey as it goes over the wire in detail. */
export function wireSurvey(
	{ world, origin }: Pick<Call, 'world' | 'origin'>,
	survey: StoredSurvey,
): Wire['Survey'] {
	const { status, answered, publishedAt, completedAt } = world.standing(survey);
	const project = survey.projectId === null ? undefined : world.projects.get(survey.projectId);
	return {
		id: survey.id,
		name: survey.name,
		country: survey.country,
		sampleSize: survey.sampleSize,
		numResponses: answered,
		status,
		targeting: [...survey.targeting],
		reporting: [...survey.reporting],
		tags: survey.tagIds.flatMap((id) => {
			const tag = world.tags.find((candidate) => candidate.id === id);
			return tag ? [{ id, name: tag.name }] : [];
		}),
		project: project ? { id: project.id, name: project.name } : null,
		surveyUrl: `${origin}/surveys/${survey.id}`,
		surveyIntent: survey.surveyIntent,
		createdAt: isoDate(survey.createdAt),
		publishedAt: isoDate(publishedAt),
		completedAt: isoDate(completedAt),
		questions: survey.questions.map(wireQuestion),
	};
}

/** A survey as it goes over the wire in a list: no questions, and `countryCode` for `country`. */
export function wireListItem(world: World, survey: StoredSurvey): Wire['SurveyListItem'] {
	const { status, answered, publishedAt, completedAt } = world.standing(survey);
	return {
		id: survey.id,
		name: survey.name,
		status,
		type: survey.questions[0]?.type ?? null,
		countryCode: survey.country,
		sampleSize: survey.sampleSize,
		numResponses: answered,
		createdAt: isoDate(survey.createdAt),
		publishedAt: isoDate(publishedAt),
		completedAt: isoDate(completedAt),
		creatorName: survey.creatorName,
		elements: [],
		targeting: [...survey.targeting],
	};
}
