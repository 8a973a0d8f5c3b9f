import type { SurveySettings } from './surveyFields';
import type { CreateBody, Question, UpdateBody } from './wireTypes';

/** What PickFu lists for update only: it is set with a second call after create. */
const AFTER_CREATE = ['name', 'tags', 'projectId'] as const;

/**
 * The body of `createSurvey`: what PickFu lists for it and nothing else. Empty lists, and a mini
 * poll that is not wanted, are left out, as that is what PickFu does by itself.
 *
 * @param questions checked questions
 * @param settings from `surveyFields`
 */
export function createBody(questions: Question[], settings: SurveySettings = {}): CreateBody {
	const { sampleSize, country, targeting, reporting, surveyIntent, isMiniPoll } = settings;
	return {
		...(surveyIntent !== undefined && { surveyIntent }),
		...(sampleSize !== undefined && { sampleSize }),
		...(country !== undefined && { country }),
		...(filled(targeting) && { targeting }),
		...(filled(reporting) && { reporting }),
		...(isMiniPoll === true && { isMiniPoll }),
		questions,
	};
}

/**
 * The body of the `updateSurvey` that has to follow a create, or undefined when none has to:
 * name, tags and project are not listed for create (reference/pickfu-api.md, section 4.1).
 */
export function patchAfterCreate(settings: SurveySettings): UpdateBody | undefined {
	const entries = AFTER_CREATE.map((member) => [member, settings[member]] as const).filter(
		([, value]) =>
			value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
	);
	return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/**
 * The body of `updateSurvey`: only what the user changed, empty lists included, which clear.
 * `questions` replaces all questions, so it is sent only when it was given. Mini polls are left out:
 * PickFu does not list them for update.
 *
 * @returns an empty object when nothing was changed; there is nothing to send then
 */
export function updateBody(settings: SurveySettings, questions?: Question[]): UpdateBody {
	const changes: SurveySettings = { ...settings };
	delete changes.isMiniPoll;
	return { ...changes, ...(questions !== undefined && { questions }) };
}

function filled(list: string[] | undefined): boolean {
	return list !== undefined && list.length > 0;
}
