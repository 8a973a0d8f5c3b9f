import { isObject, textField } from '../../api/read';
import type { Survey, SurveyOption, SurveyQuestion } from '../../api/shapes';
import type { OptionRef } from '../types';
import { markup, type Html } from './html';

/** What a report needs beyond survey, results and answers. */
export interface ReportSettings {
	/** Images as `data:image/…;base64,…`, by their URL. The page leaves others out: it asks the net for nothing. */
	images?: ReadonlyMap<string, string>;
	/** Names of traits by their permalink, for the line that says who was asked. */
	traitNames?: ReadonlyMap<string, string>;
	/** Name of the survey's country. */
	country?: string;
}

/** What a page and an e-mail do differently; all else is the same markup. */
export interface Medium {
	/** An e-mail is short, and has no folds, no tables that scroll and no drawings. */
	isEmail: boolean;
	/** Where it loads an image from; undefined where it can't show it. */
	sourceOf: (url: string | undefined) => string | undefined;
}

/** An image by its URL; null where the medium can't show it. Mail clients may show `alt` until asked to load it. */
export function picture(
	url: string | undefined,
	place: 'champion' | 'thumb' | 'seen',
	alt: string,
	{ isEmail, sourceOf }: Medium,
): Html | null {
	const source = sourceOf(url);
	if (source === undefined) return null;
	// In a page its name stands next to it, so a text for the image would be read out twice.
	return markup`<img class="${place}" src="${source}" alt="${isEmail && alt}">`;
}

/** The URLs of all images that a report of the survey shows, each once. */
export function picturesOf({ questions }: Survey): string[] {
	return [...new Set(questions.flatMap(picturesIn))];
}

/** The URLs of a question's images: of its context, then of its options. */
export function picturesIn(question: SurveyQuestion): string[] {
	const all = [contextOf(question).picture, ...question.options.map(pictureOf)];
	return all.filter((url) => url !== undefined);
}

/** The URL of the image that stands for an option: its own, the first of its set, or its search result card's. */
export function pictureOf({ mediaUrl, raw }: SurveyOption): string | undefined {
	const first: unknown = Array.isArray(raw.imageSet) ? raw.imageSet[0] : undefined;
	return [mediaUrl, first, memberOf(raw.mockup, 'image')].find((url) => typeof url === 'string');
}

/** The URL of the image of the option that a result speaks of. */
export function pictureOfResult({ options }: SurveyQuestion, { number }: OptionRef) {
	const option = options[(number ?? 0) - 1];
	return option && pictureOf(option);
}

/** What respondents see before a question, as far as PickFu returns it (inferred). */
export function contextOf({ raw }: SurveyQuestion): { text?: string; picture?: string } {
	return { text: memberOf(raw.context, 'text'), picture: memberOf(raw.context, 'mediaUrl') };
}

function memberOf(value: unknown, name: string): string | undefined {
	return isObject(value) ? textField(value, name) : undefined;
}
