import type { Survey, SurveyOption, SurveyQuestion } from '../../api/shapes';
import type { OptionRef, QuestionResult } from '../types';
import { dataImage } from './html';

/** What a report needs beyond survey, results and answers. */
export interface ReportSettings {
	/**
	 * Images as `data:image/…;base64,…`, by their URL. The page shows a placeholder for others: it
	 * never asks the net for anything.
	 */
	images?: ReadonlyMap<string, string>;
	/** Names of traits by their permalink, for the line that says who was asked. */
	traitNames?: ReadonlyMap<string, string>;
	/** Name of the survey's country. */
	country?: string;
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

/** The image of a URL as the page can hold it; undefined where there is none. */
export function imageOf(url: string | undefined, { images }: ReportSettings): string | undefined {
	return dataImage(images?.get(url ?? ''));
}

/** The URL of the image that stands for an option: its own, the first of its set, or its search result card's. */
export function pictureOf({ mediaUrl, raw }: SurveyOption): string | undefined {
	const { imageSet } = raw;
	const first: unknown = Array.isArray(imageSet) ? imageSet[0] : undefined;
	return [mediaUrl, first, memberOf(raw.mockup, 'image')].find((url) => typeof url === 'string');
}

/** The URL of the image of the option that a result speaks of. */
export function pictureOfResult(
	{ options }: SurveyQuestion,
	{ number }: Pick<OptionRef, 'number'>,
): string | undefined {
	const option = number === null ? undefined : options[number - 1];
	return option && pictureOf(option);
}

/** What people saw: the context of the question and, where nothing is chosen, the thing that was tested. */
export function shownIn(
	question: SurveyQuestion,
	result: QuestionResult,
): { pictures: string[]; texts: string[] } {
	const context = contextOf(question);
	const tested = result.options.length === 0 ? question.options : [];
	const pictures = [context.picture, ...tested.map(pictureOf)];
	const texts = [context.text, ...tested.map(({ value }) => value)];
	return {
		pictures: pictures.filter((url) => url !== undefined),
		texts: texts.filter((text) => text !== undefined),
	};
}

/** What respondents see before a question, as far as PickFu returns it (inferred). */
function contextOf({ raw }: SurveyQuestion): { text?: string; picture?: string } {
	return { text: memberOf(raw.context, 'text'), picture: memberOf(raw.context, 'mediaUrl') };
}

function memberOf(value: unknown, name: string): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
	return typeof found === 'string' && found !== '' ? found : undefined;
}
