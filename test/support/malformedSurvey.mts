/** A survey that must be refused before anything is sent. */
export interface MalformedSurvey {
	name: string;
	/** What stands in `questionsJson`: a value, or text where the text itself is malformed. */
	questions: unknown;
	/** From 1; null for the list as a whole. */
	question: number | null;
	/** From 1. */
	option?: number;
	field: string;
	/** The sentence that the person reads. */
	message: string;
}

export const H2H = 'Question 1 (head_to_head)';
export const A = { value: 'Blue' };
export const B = { value: 'Green' };
export const IMAGE = { mediaUrl: 'https://example.com/a.png' };
export const CARD = { type: 'serp', title: 'Mug', image: 'https://example.com/mug.png' };
export const CARD_NAME = 'the search result card';
export const TAKES = 'it takes a list of questions, a question, or an object with "questions"';
export const OBJECT_TEXT =
	'contains "[object Object]"; use a field of that object in the expression';
export const TYPES =
	'head_to_head, ranked, single_select, multi_select, open_ended, emoji_rating, star_rating, click_test, five_second_test, screen_recording';

export const texts = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ value: `Option ${index + 1}` }));
export const question = (type: unknown, options?: unknown, more: object = {}) => ({
	type,
	prompt: 'Which one do you prefer?',
	...(options !== undefined && { options }),
	...more,
});
export const openEnded = (more: object) => [{ type: 'open_ended', prompt: 'Why?', ...more }];
export const withFirst = (option: unknown) => [question('head_to_head', [option, B])];
export const EMPTY =
	'is empty; add a text, an image, an ASIN, an image set, or a search result card';

type Row = Omit<MalformedSurvey, 'question' | 'option'>;
export const whole = (row: Row): MalformedSurvey => ({ question: null, ...row });
export const first = (row: Row): MalformedSurvey => ({ question: 1, ...row });
export const firstOption = (row: Row): MalformedSurvey => ({ question: 1, option: 1, ...row });

/** A number of options that a type does not take, as the only question. */
export const counted = (type: string, count: number, takes: string): MalformedSurvey => ({
	name: `${type} with ${count} options`,
	questions: [question(type, texts(count))],
	question: 1,
	field: 'options',
	message: `Question 1 (${type}) has ${['no options', '1 option'][count] ?? `${count} options`}; ${type} takes ${takes}`,
});

/** A spelling that is not one of PickFu's. */
export const misspelt = (type: string): MalformedSurvey => ({
	name: `the type ${type}`,
	questions: [question(type, [A, B])],
	question: 1,
	field: 'type',
	message: `Question 1 has an unknown type; choose one of ${TYPES}`,
});

/** A media URL of an option that is refused. */
export const address = (name: string, mediaUrl: unknown, fault: string): MalformedSurvey =>
	firstOption({
		name,
		questions: withFirst({ mediaUrl }),
		field: 'mediaUrl',
		message: `${H2H}, option 1: the media URL ${fault}`,
	});

/** A member of a search-result card that is refused. */
export const card = (name: string, mockup: unknown, field: string, sentence: string) =>
	firstOption({
		name,
		questions: withFirst({ mockup }),
		field,
		message: `${H2H}, option 1: ${sentence}`,
	});

export const json = (name: string, questions: unknown, sentence: string) =>
	whole({
		name,
		questions,
		field: 'questions',
		message: `'Questions JSON' ${sentence}`,
	});

/** Text that is no JSON, with what V8 says about it. */
export const invalid = (name: string, text: string, said: string) =>
	whole({
		name,
		questions: text,
		field: 'questions',
		message: `Invalid JSON in 'Questions JSON'${said}`,
	});
