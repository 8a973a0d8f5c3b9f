import { isObject } from '../api/read';
import type { Survey } from '../api/shapes';
import { camelCase } from '../api/text';
import { toSend } from './fromJson';
import type { SurveySettings } from './surveyFields';
import { countOf, isNothing, type Json } from './values';
import { MEMBERS, type Question } from './wireTypes';

/** A survey as a new one can be created from it. */
export interface SurveyCopy {
	/** Without ids, in the form of create; not checked. */
	questions: Question[];
	settings: SurveySettings;
	/** What the survey holds and the copy does not, such as `Question 1: variant`. */
	notCarriedOver: string[];
	/** Where a question or an option shows something by a URL that the copy would not show. */
	lostMedia: string[];
	/** Who is asked, as far as it could not be read: the copy would ask others, or more of them. */
	lostAudience: Array<'country' | 'sampleSize' | 'targeting'>;
}

/** What of a survey is its state or its history, and so not part of a copy; its name is set apart. */
const STATE = [
	...'id name status type questions elements numResponses responsesCount surveyUrl'.split(' '),
	...'createdAt publishedAt completedAt updatedAt archivedAt creatorName creator user'.split(' '),
];

/** What of a question or an option is made by PickFu, or is a result. */
const MADE = [
	...'id translation votes share score rank winner results resultsUrl'.split(' '),
	...'createdAt updatedAt position order'.split(' '),
];

/**
 * The questions, audience and settings of a survey, for a new draft. Ids are left out, as they
 * belong to the old one; unknown members are named, not sent: PickFu ignores what it does not know
 * without a word, so sending them would only look as if they had been copied.
 */
export function copySurvey({ raw, ...survey }: Survey): SurveyCopy {
	const copy = new Copy();
	const questions = survey.questions.map(({ raw: question }, index) =>
		copy.question(question, `Question ${index + 1}`),
	);
	const settings = settingsOf(survey);
	const lost = unreadSettings(raw, settings);
	for (const [name, value] of Object.entries(raw)) {
		const known = camelCase(name);
		const isNew = !STATE.includes(known) && !(known in READ_AS) && !isNothing(value);
		if (isNew || lost.includes(known)) copy.notCarriedOver.push(`Survey: ${name}`);
	}
	return {
		questions: questions as unknown as Question[],
		settings,
		notCarriedOver: copy.notCarriedOver,
		lostMedia: copy.lostMedia,
		lostAudience: AUDIENCE.filter((member) => lost.some((name) => READ_AS[name] === member)),
	};
}

/** What shows something besides text. */
const MEDIA = ['mediaUrl', 'asin', 'imageSet', 'mockup'];

/** Copies questions and keeps what could not be copied. */
class Copy {
	readonly notCarriedOver: string[] = [];

	readonly lostMedia: string[] = [];

	question(raw: Json, place: string): Json {
		const sent = toSend(raw);
		const kept = this.pick(sent, MEMBERS.question, place);
		if (isObject(kept.context)) {
			kept.context = this.pick(kept.context, MEMBERS.context, `${place}, context`);
		}
		if (Array.isArray(kept.options)) {
			const options = kept.options.map((option: unknown, index) =>
				isObject(option) ? this.option(option, `${place}, option ${index + 1}`) : option,
			);
			if (options.length > 0) kept.options = options;
			else delete kept.options;
		}
		return kept;
	}

	private option(option: Json, place: string): Json {
		const kept = this.pick(option, MEMBERS.option, place);
		if (!isObject(kept.mockup)) return kept;
		return { ...kept, mockup: this.pick(kept.mockup, MEMBERS.mockup, `${place}, mockup`) };
	}

	/**
	 * The members that create takes. What is left out is named, and so is the place where it was the
	 * only thing to look at.
	 */
	private pick(record: Json, names: readonly string[], place: string): Json {
		const entries = Object.entries(record);
		const left = entries.filter(
			([name, value]) =>
				!names.includes(name) && !MADE.includes(camelCase(name)) && !isNothing(value),
		);
		this.notCarriedOver.push(...left.map(([name]) => `${place}: ${name}`));
		const kept = Object.fromEntries(entries.filter(([name]) => names.includes(name)));
		const showsMedia = MEDIA.some((name) => !isNothing(kept[name]));
		if (!showsMedia && left.some(([, value]) => holdsUrl(value))) this.lostMedia.push(place);
		return kept;
	}
}

/** True where a URL of a file stands anywhere in the value. */
function holdsUrl(value: unknown): boolean {
	if (typeof value === 'string') return /^\s*((https?:)?\/\/|data:)/i.test(value);
	if (typeof value !== 'object' || value === null) return false;
	return Object.values(value).some(holdsUrl);
}

const AUDIENCE = ['country', 'sampleSize', 'targeting'] as const;

/** Which setting each member of a survey is read as; `country` stands as `countryCode` in lists. */
const READ_AS: Readonly<Record<string, keyof SurveySettings>> = {
	country: 'country',
	countryCode: 'country',
	sampleSize: 'sampleSize',
	targeting: 'targeting',
	reporting: 'reporting',
	tags: 'tags',
	project: 'projectId',
	projectId: 'projectId',
	surveyIntent: 'surveyIntent',
};

/** The members of a survey that hold more than was read of them, by their names in camelCase. */
function unreadSettings(raw: Json, settings: SurveySettings): string[] {
	const names = Object.entries(raw).map(([name, value]) => ({ name: camelCase(name), value }));
	return names.flatMap(({ name, value }) => {
		const setting = READ_AS[name];
		if (setting === undefined) return [];
		const read = settings[setting];
		const isUnread = LISTS.includes(setting)
			? countOf(value) > countOf(read)
			: !isNothing(value) && isNothing(read);
		return isUnread ? [name] : [];
	});
}

const LISTS: ReadonlyArray<keyof SurveySettings> = ['targeting', 'reporting', 'tags'];

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
		...(/^[A-Z]{2}$/.test(country ?? '') && { country }),
		...(sampleSize !== undefined && { sampleSize: String(sampleSize) }),
		...(targeting.length > 0 && { targeting }),
		...(reporting.length > 0 && { reporting }),
		...(references.length > 0 && { tags: references }),
		...(project?.id !== undefined && { projectId: project.id }),
		...(surveyIntent !== undefined && { surveyIntent }),
	};
}
