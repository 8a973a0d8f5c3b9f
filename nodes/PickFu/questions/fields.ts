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
	context?: { text?: unknown; mediaUrl?: unknown };
}

/** One option as the form gives it: whatever is filled in is used. */
export interface OptionField {
	/** The text of the option; the label of an image or a product. */
	value?: unknown;
	/** https URL of an image, video or audio file. */
	mediaUrl?: unknown;
	/** In place of `mediaUrl`: name of the item's file, which is uploaded before the survey is sent. */
	binaryProperty?: unknown;
	/** Amazon product id. */
	asin?: unknown;
	/** Several images as one option: one https URL per line, or a list of them. */
	imageSetUrls?: unknown;
	/** `vertical` or `horizontal`. */
	imageSetDirection?: unknown;
	/** Title of a search result card. */
	mockupTitle?: unknown;
	/** https URL of the card's image. */
	mockupImage?: unknown;
	price?: unknown;
	currency?: unknown;
	/** Number of ratings. */
	numRatings?: unknown;
	/** 0 to 5. */
	reviewScore?: unknown;
	/** Of an existing option, when a survey is updated. */
	id?: unknown;
}
