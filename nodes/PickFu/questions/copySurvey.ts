import type { Survey } from '../api/shapes';
import { toSend } from './fromJson';
import type { SurveySettings } from './surveyFields';
import { isJsonObject, isNothing, type Json } from './values';
import type { Question } from './wireTypes';

/** A survey as it can be made anew. */
export interface SurveyCopy {
	/** Without ids, in the form of create; not checked. */
	questions: Question[];
	settings: SurveySettings;
	/** What the survey holds and create does not take, such as `Question 1: variant`. */
	notCarriedOver: string[];
	/**
	 * Where a question or an option shows something by an address that stands under an unknown name:
	 * without it the copy would ask something else.
	 */
	lostMedia: string[];
}

/** What of a survey is its state or its history, and so not part of a copy. */
const STATE = [
	'id',
	'status',
	'type',
	'questions',
	'elements',
	'numResponses',
	'responsesCount',
	'surveyUrl',
	'createdAt',
	'publishedAt',
	'completedAt',
	'updatedAt',
	'archivedAt',
	'creatorName',
	'creator',
	'user',
];

/** What a copy takes from a survey; `country` stands as `countryCode` in lists. */
const TAKEN = [
	'name',
	'country',
	'countryCode',
	'sampleSize',
	'targeting',
	'reporting',
	'tags',
	'project',
	'surveyIntent',
];

/** What of a question or an option is made by PickFu, or is a result. */
const MADE = [
	'id',
	'translation',
	'votes',
	'share',
	'score',
	'rank',
	'winner',
	'results',
	'createdAt',
	'updatedAt',
	'position',
	'order',
];

const QUESTION = ['type', 'prompt', 'value', 'context', 'options'];
const OPTION = ['value', 'mediaUrl', 'asin', 'imageSet', 'imageSetDirection', 'mockup'];
const CONTEXT = ['text', 'mediaUrl', 'type', 'value'];
const MOCKUP = ['type', 'image', 'title', 'numRatings', 'reviewScore', 'price', 'currency'];

/**
 * The questions, audience and settings of a survey, for a new draft. Ids are left out, as they
 * belong to the old one; unknown members are named, not sent: PickFu ignores what it does not know
 * without a word, so sending them would only look as if they had been copied.
 */
export function copySurvey({ raw, ...survey }: Survey): SurveyCopy {
	const notCarriedOver: string[] = [];
	const lostMedia: string[] = [];
	const questions = survey.questions.map((question, index) => {
		const place = `Question ${index + 1}`;
		const sent = toSend(question.raw as Json);
		const { options } = sent;
		const { context } = sent;
		const kept = {
			...pick(sent, QUESTION, place, notCarriedOver),
			...(isJsonObject(context) && {
				context: pick(context, CONTEXT, `${place}, context`, notCarriedOver),
			}),
		};
		if (isJsonObject(context) && losesMedia(context, CONTEXT)) lostMedia.push(`${place}, context`);
		if (!Array.isArray(options)) return kept;
		const copies = options.map((option: unknown, at) => {
			if (!isJsonObject(option)) return option;
			const here = `${place}, option ${at + 1}`;
			if (losesMedia(option, OPTION)) lostMedia.push(here);
			return copyOption(option, here, notCarriedOver);
		});
		return copies.length > 0 ? { ...kept, options: copies } : without(kept, 'options');
	}) as unknown as Question[];
	for (const [name, value] of Object.entries(raw)) {
		if (!STATE.includes(camel(name)) && !TAKEN.includes(camel(name)) && !isNothing(value))
			notCarriedOver.push(`Survey: ${name}`);
	}
	return { questions, settings: settingsOf(survey), notCarriedOver, lostMedia };
}

/** What shows something besides text. */
const MEDIA = ['mediaUrl', 'asin', 'imageSet', 'mockup'];

/** True when the only thing to look at stands under a name that is not known, so that it would be left out. */
function losesMedia(record: Json, names: string[]): boolean {
	if (MEDIA.some((name) => !isNothing(record[name]))) return false;
	return Object.entries(record).some(
		([name, value]) =>
			!names.includes(name) && typeof value === 'string' && /^https?:\/\//i.test(value),
	);
}

function copyOption(option: Json, place: string, left: string[]): Json {
	const kept = pick(option, OPTION, place, left);
	const { mockup } = kept;
	return isJsonObject(mockup)
		? { ...kept, mockup: pick(mockup, MOCKUP, `${place}, mockup`, left) }
		: kept;
}

function settingsOf({
	country,
	sampleSize,
	targeting,
	reporting,
	tags,
	project,
	surveyIntent,
}: Omit<Survey, 'raw'>): SurveySettings {
	const references = tags.flatMap(({ id, name }): NonNullable<SurveySettings['tags']> => {
		if (id !== undefined) return [{ id }];
		return name === undefined ? [] : [{ name }];
	});
	return {
		...(country !== undefined && { country }),
		...(sampleSize !== undefined && { sampleSize: String(sampleSize) }),
		...(targeting.length > 0 && { targeting }),
		...(reporting.length > 0 && { reporting }),
		...(references.length > 0 && { tags: references }),
		...(project?.id !== undefined && { projectId: project.id }),
		...(surveyIntent !== undefined && { surveyIntent }),
	};
}

function pick(record: Json, names: string[], place: string, left: string[]): Json {
	const entries = Object.entries(record).filter(([name, value]) => {
		if (names.includes(name)) return true;
		if (!MADE.includes(camel(name)) && !isNothing(value)) left.push(`${place}: ${name}`);
		return false;
	});
	return Object.fromEntries(entries);
}

function without(record: Json, name: string): Json {
	return Object.fromEntries(Object.entries(record).filter(([member]) => member !== name));
}

function camel(name: string): string {
	return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
