import type { QuestionType, Wire } from '../state/model.mts';

/** Options per question type: least, most, and the words for it. Source: pickfu-api.md 5.1 ([T2], [D6], [D7]). */
const counts: Readonly<
	Record<QuestionType, readonly [least: number, most: number, words: string]>
> = {
	head_to_head: [2, 2, '2 options'],
	ranked: [3, 8, '3-8 options'],
	single_select: [3, 8, '3-8 options'],
	multi_select: [3, 8, '3-8 options'],
	open_ended: [0, 1, '0-1 options'],
	emoji_rating: [0, 1, '0-1 options'],
	star_rating: [0, 1, '0-1 options'],
	screen_recording: [0, 1, '0-1 options'],
	click_test: [1, 1, '1 option'],
	five_second_test: [1, 1, '1 option'],
};

/**
 * What is wrong with the number of options of each question, such as "ranked requires 3-8 options".
 * @param questions anything; what is not a question is left to the contract
 */
export function optionCountProblems(questions: unknown): string[] {
	if (!Array.isArray(questions)) return [];
	return questions.flatMap((question: Partial<Wire['QuestionBody']> | null, index) => {
		const rule = typeof question?.type === 'string' ? counts[question.type] : undefined;
		const options = question?.options ?? [];
		if (!rule || !Array.isArray(options)) return [];
		const [least, most, words] = rule;
		const fits = options.length >= least && options.length <= most;
		return fits ? [] : [`${question!.type} requires ${words} (questions[${index}])`];
	});
}

/**
 * What is missing in image questions: click and five-second tests show an image. Checked after
 * known options have been merged in, so that an option named by its id keeps its image.
 */
export function imageProblems(
	questions: ReadonlyArray<Pick<Wire['QuestionBody'], 'type' | 'options'>>,
): string[] {
	return questions.flatMap(({ type, options = [] }, index) => {
		if (type !== 'click_test' && type !== 'five_second_test') return [];
		const hasImage = options.every(
			(option) => option.mediaUrl ?? option.imageSet ?? option.mockup ?? option.asin,
		);
		return hasImage ? [] : [`${type} requires an image (questions[${index}])`];
	});
}
