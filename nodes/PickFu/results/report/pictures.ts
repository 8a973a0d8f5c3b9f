import type { Survey, SurveyOption, SurveyQuestion } from '../../api/shapes';
import type { OptionRef } from '../types';

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

/** The URL of the image that stands for an option: its own, the first of its set, or its search result card's. */
export function pictureOf({ mediaUrl, raw }: SurveyOption): string | undefined {
	const { imageSet } = raw;
	const first: unknown = Array.isArray(imageSet) ? imageSet[0] : undefined;
	return [mediaUrl, first, memberOf(raw.mockup, 'image')].find((url) => typeof url === 'string');
}

/** The picture of the option that a result speaks of. */
export function pictureOfResult(
	question: SurveyQuestion,
	{ number }: Pick<OptionRef, 'number'>,
): string | undefined {
	const option = number === null ? undefined : question.options[number - 1];
	return option && pictureOf(option);
}

/** What respondents see before a question, as far as PickFu returns it (inferred). */
export function contextOf({ raw }: SurveyQuestion): { text?: string; picture?: string } {
	return { text: memberOf(raw.context, 'text'), picture: memberOf(raw.context, 'mediaUrl') };
}

/** The URLs of all images that a report of the survey shows, each once. */
export function picturesOf({ questions }: Survey): string[] {
	const all = questions.flatMap((question) => [
		contextOf(question).picture,
		...question.options.map(pictureOf),
	]);
	return [...new Set(all.filter((url) => url !== undefined))];
}

function memberOf(value: unknown, name: string): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
	return typeof found === 'string' && found !== '' ? found : undefined;
}
