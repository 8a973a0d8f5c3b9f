import type { Option, Question } from './wireTypes';

/** An option that shows a file of the item, until the file has a URL. */
type WithFile = Option & { binaryProperty?: string };

/** The names of the item's files that the questions show, in their order. */
export function filesIn(questions: readonly Question[]): string[] {
	return questions
		.flatMap(({ options = [] }): WithFile[] => options)
		.flatMap(({ binaryProperty }) => (binaryProperty === undefined ? [] : [binaryProperty.trim()]));
}

/**
 * The questions as PickFu takes them: the URL of each file in its place.
 *
 * @param urls by the names that {@link filesIn} gave; all of them
 */
export function withUrls(
	questions: readonly Question[],
	urls: ReadonlyMap<string, string>,
): Question[] {
	return questions.map((question) => ({
		...question,
		...(question.options && {
			options: question.options.map(({ binaryProperty, ...option }: WithFile) =>
				binaryProperty === undefined
					? option
					: { ...option, mediaUrl: urls.get(binaryProperty.trim()) },
			),
		}),
	}));
}
