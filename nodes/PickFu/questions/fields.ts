/**
 * The value of the editor's `questions` fixed collection. Every leaf is `unknown`, as an expression
 * may put null, a number or a list where the form shows a text field.
 */
export interface QuestionFields {
	question?: QuestionField[];
}

/** One question as the form gives it. */
export interface QuestionField {
	/** One of the question types; `rules.ts` has the list and its labels. */
	type?: unknown;
	prompt?: unknown;
	/** Of an existing question, when a survey is updated. */
	id?: unknown;
	/** Fixed collection of options. */
	options?: { option?: OptionField[] };
	/** Collection (only what the user added is there). */
	context?: { text?: unknown; mediaUrl?: unknown; type?: unknown; value?: unknown };
}

/** What kind of option the form shows fields for. */
export const OPTION_TYPES = ['text', 'image', 'asin', 'imageSet', 'searchResult'] as const;

/** One of {@link OPTION_TYPES}. */
export type OptionType = (typeof OPTION_TYPES)[number];

/**
 * One option as the form gives it. Only the fields of its `optionType` are used, as the editor may
 * keep what was typed before the kind was changed; without a known `optionType` all are.
 */
export interface OptionField {
	optionType?: unknown;
	/** All kinds: the text of a `text` option, an optional label of the others. */
	value?: unknown;
	/** `image`: https address of an image (or of a video or audio file). */
	mediaUrl?: unknown;
	/** `asin`: Amazon product id. */
	asin?: unknown;
	/** `imageSet`: one https address per line, or a list of them. */
	imageSetUrls?: unknown;
	/** `imageSet`: `vertical` or `horizontal`. */
	imageSetDirection?: unknown;
	/** `searchResult`: title of the card. */
	mockupTitle?: unknown;
	/** `searchResult`: https address of the card's image. */
	mockupImage?: unknown;
	/** `searchResult`: collection of what else the card shows. */
	mockupDetails?: {
		price?: unknown;
		currency?: unknown;
		/** Number of ratings. */
		numRatings?: unknown;
		/** 0 to 5. */
		reviewScore?: unknown;
	};
	/** Of an existing option, when a survey is updated. */
	id?: unknown;
}
