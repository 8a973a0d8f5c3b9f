import type { Rule } from '../../nodes/PickFu/questions/index';

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
	rule: Rule;
	/** The sentence that the person reads. */
	message: string;
}

const H2H = 'Question 1 (head_to_head)';
const A = { value: 'Blue' };
const B = { value: 'Green' };
const IMAGE = { mediaUrl: 'https://example.com/a.png' };
const CARD = { type: 'serp', title: 'Mug', image: 'https://example.com/mug.png' };
const CARD_NAME = 'the search-result card';
const TAKES = 'it takes a list of questions, a question, or an object with "questions"';
const TYPES =
	'head_to_head, ranked, single_select, multi_select, open_ended, emoji_rating, star_rating, click_test, five_second_test, screen_recording';

const texts = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ value: `Option ${index + 1}` }));
const question = (type: unknown, options?: unknown, more: object = {}) => ({
	type,
	prompt: 'Which one do you prefer?',
	...(options !== undefined && { options }),
	...more,
});
const openEnded = (more: object) => [{ type: 'open_ended', prompt: 'Why?', ...more }];
const withFirst = (option: unknown) => [question('head_to_head', [option, B])];
const EMPTY = 'is empty; give it a text, an image, an ASIN, an image set or a search-result card';

type Row = Omit<MalformedSurvey, 'question' | 'option'>;
const whole = (row: Row): MalformedSurvey => ({ question: null, ...row });
const first = (row: Row): MalformedSurvey => ({ question: 1, ...row });
const firstOption = (row: Row): MalformedSurvey => ({ question: 1, option: 1, ...row });

/** A number of options that a type does not take, as the only question. */
const counted = (type: string, count: number, takes: string): MalformedSurvey => ({
	name: `${type} with ${count} options`,
	questions: [question(type, texts(count))],
	question: 1,
	field: 'options',
	rule: 'optionCount',
	message: `Question 1 (${type}) has ${['no options', '1 option'][count] ?? `${count} options`}; ${type} takes ${takes}`,
});

/** An unknown type and the one that was meant. */
const misspelt = (type: string, meant: string): MalformedSurvey => ({
	name: `the type ${type}`,
	questions: [question(type, [A, B])],
	question: 1,
	field: 'type',
	rule: 'typeKnown',
	message: `Question 1 has a type that PickFu does not know; did you mean ${meant}?`,
});

/** A media URL of an option that is refused. */
const address = (name: string, mediaUrl: unknown, rule: Rule, fault: string): MalformedSurvey =>
	firstOption({
		name,
		questions: withFirst({ mediaUrl }),
		field: 'mediaUrl',
		rule,
		message: `${H2H}, option 1: the media URL ${fault}`,
	});

/** A member of a search-result card that is refused. */
const card = (name: string, mockup: unknown, field: string, rule: Rule, sentence: string) =>
	firstOption({
		name,
		questions: withFirst({ mockup }),
		field,
		rule,
		message: `${H2H}, option 1: ${sentence}`,
	});

const json = (name: string, questions: unknown, sentence: string) =>
	whole({
		name,
		questions,
		field: 'questions',
		rule: 'json',
		message: `The JSON of the questions ${sentence}`,
	});

const invalid = (name: string, text: string, place: string, reason: string) =>
	json(name, text, `is not valid: ${place}: ${reason}`);

/** Every survey breaks exactly one rule. */
export const MALFORMED_SURVEYS: readonly MalformedSurvey[] = [
	// The list of questions
	whole({
		name: 'no questions',
		questions: [],
		field: 'questions',
		rule: 'atLeastOneQuestion',
		message: 'The survey has no questions; it needs at least one',
	}),
	whole({
		name: 'an object with an empty list of questions',
		questions: { questions: [] },
		field: 'questions',
		rule: 'atLeastOneQuestion',
		message: 'The survey has no questions; it needs at least one',
	}),
	json('a number', 7, `is a number; ${TAKES}`),
	json('nothing', null, `is nothing; ${TAKES}`),
	json('an object without questions', { name: 'x' }, `is an object; ${TAKES}`),
	json('questions that are an object', { questions: { '0': {} } }, `is an object; ${TAKES}`),
	json('blank text', '  \n ', `is empty; ${TAKES}`),
	json('text of a number', '12', `is a number; ${TAKES}`),
	invalid(
		'no quotes around a name',
		'[{type: "ranked"}]',
		'line 1, column 3',
		'a name in double quotes was expected',
	),
	invalid(
		'single quotes',
		"[{'type': 'ranked'}]",
		'line 1, column 3',
		'a name in double quotes was expected; use double quotes, not single ones',
	),
	invalid(
		'typographic quotes',
		'[{\n\t"type": “ranked”}]',
		'line 2, column 10',
		'a value was expected; use straight double quotes',
	),
	invalid(
		'a comma too many',
		'[{"type": "ranked",}]',
		'line 1, column 19',
		'there is a comma too many before }',
	),
	invalid(
		'a missing comma',
		'[\n{"type": "ranked"\n"prompt": "x"}]',
		'line 3, column 1',
		'a comma or } was expected',
	),
	invalid('cut text', '[{"type": "rank', 'line 1, column 16', 'the text ends inside double quotes'),
	invalid(
		'a cut list',
		'[{"type": "ranked"}',
		'line 1, column 20',
		'the text ends where a comma or ] was expected',
	),
	invalid(
		'a line break inside quotes',
		'[{"prompt": "One\nTwo"}]',
		'line 1, column 17',
		'there is a line break or control character inside double quotes; write \\n for a line break',
	),
	invalid(
		'a fenced block',
		'```json\n[]\n```',
		'line 1, column 1',
		'a value was expected; leave out the backticks around the JSON',
	),
	invalid('two lists', '[] []', 'line 1, column 4', 'there is more text after the end of the JSON'),

	// A question as a whole, its type, prompt and id
	first({
		name: 'a question that is text',
		questions: ['Which?'],
		field: 'questions',
		rule: 'wrongType',
		message: 'Question 1 must be an object with type and prompt, not text',
	}),
	{
		name: 'a second question that is nothing',
		questions: [...openEnded({}), null],
		question: 2,
		field: 'questions',
		rule: 'wrongType',
		message: 'Question 2 must be an object with type and prompt, not nothing',
	},
	first({
		name: 'no type',
		questions: [{ prompt: 'Which?' }],
		field: 'type',
		rule: 'typeKnown',
		message: `Question 1 has no type; choose one of ${TYPES}`,
	}),
	first({
		name: 'a type that is a number',
		questions: [question(1)],
		field: 'type',
		rule: 'wrongType',
		message: 'Question 1: the type must be text, not a number',
	}),
	first({
		name: 'a type that is like no other',
		questions: [question('karaoke')],
		field: 'type',
		rule: 'typeKnown',
		message: `Question 1 has a type that PickFu does not know; choose one of ${TYPES}`,
	}),
	misspelt('head-to-head', 'head_to_head'),
	misspelt('headToHead', 'head_to_head'),
	misspelt('Head to Head', 'head_to_head'),
	misspelt('rank', 'ranked'),
	misspelt('SINGLE_SELECT', 'single_select'),
	misspelt('open_ende', 'open_ended'),
	misspelt('starRating', 'star_rating'),
	misspelt('5 second test', 'five_second_test'),
	first({
		name: 'no prompt',
		questions: [{ type: 'open_ended' }],
		field: 'prompt',
		rule: 'promptPresent',
		message: 'Question 1 (open_ended) has no prompt; write what the respondents are asked',
	}),
	first({
		name: 'a blank prompt',
		questions: openEnded({ prompt: ' \t\n' }),
		field: 'prompt',
		rule: 'promptPresent',
		message: 'Question 1 (open_ended) has no prompt; write what the respondents are asked',
	}),
	first({
		name: 'a prompt that is a number',
		questions: openEnded({ prompt: 42 }),
		field: 'prompt',
		rule: 'wrongType',
		message: 'Question 1 (open_ended): the prompt must be text, not a number',
	}),
	first({
		name: 'a prompt of 256 characters',
		questions: openEnded({ prompt: 'x'.repeat(256) }),
		field: 'prompt',
		rule: 'promptLength',
		message: 'Question 1 (open_ended) has a prompt of 256 characters; PickFu takes at most 255',
	}),
	first({
		name: 'an id of a question that is a number',
		questions: openEnded({ id: 9 }),
		field: 'id',
		rule: 'wrongType',
		message: 'Question 1 (open_ended): the ID must be text, not a number',
	}),
	first({
		name: 'a blank id of a question',
		questions: openEnded({ id: ' ' }),
		field: 'id',
		rule: 'idText',
		message: 'Question 1 (open_ended): the ID is blank',
	}),

	// How many options
	counted('head_to_head', 0, 'exactly 2'),
	counted('head_to_head', 1, 'exactly 2'),
	counted('head_to_head', 3, 'exactly 2'),
	counted('ranked', 2, '3 to 8'),
	counted('ranked', 9, '3 to 8'),
	counted('single_select', 2, '3 to 8'),
	counted('single_select', 9, '3 to 8'),
	counted('multi_select', 2, '3 to 8'),
	counted('multi_select', 9, '3 to 8'),
	counted('open_ended', 2, 'at most 1'),
	counted('emoji_rating', 2, 'at most 1'),
	counted('star_rating', 5, 'at most 1'),
	counted('screen_recording', 2, 'at most 1'),
	counted('click_test', 0, 'exactly 1'),
	counted('five_second_test', 0, 'exactly 1'),
	first({
		name: 'a click test of two images',
		questions: [question('click_test', [IMAGE, { mediaUrl: 'https://example.com/b.png' }])],
		field: 'options',
		rule: 'optionCount',
		message: 'Question 1 (click_test) has 2 options; click_test takes exactly 1',
	}),
	first({
		name: 'no member for options',
		questions: [question('ranked')],
		field: 'options',
		rule: 'optionCount',
		message: 'Question 1 (ranked) has no options; ranked takes 3 to 8',
	}),
	{
		name: 'a second question with too few options',
		questions: [...openEnded({}), question('ranked', [A, B])],
		question: 2,
		field: 'options',
		rule: 'optionCount',
		message: 'Question 2 (ranked) has 2 options; ranked takes 3 to 8',
	},
	first({
		name: 'options that are an object',
		questions: [question('head_to_head', { a: A, b: B })],
		field: 'options',
		rule: 'wrongType',
		message: `${H2H}: the options must be a list, not an object`,
	}),
	first({
		name: 'options that are text',
		questions: [question('head_to_head', 'Blue, Green')],
		field: 'options',
		rule: 'wrongType',
		message: `${H2H}: the options must be a list, not text`,
	}),

	// What an option holds
	firstOption({
		name: 'an option that is text',
		questions: withFirst('Blue'),
		field: 'options',
		rule: 'wrongType',
		message: `${H2H}, option 1 must be an object such as { "value": "…" }, not text`,
	}),
	firstOption({
		name: 'an empty option',
		questions: withFirst({}),
		field: 'options',
		rule: 'optionEmpty',
		message: `${H2H}, option 1 ${EMPTY}`,
	}),
	firstOption({
		name: 'an option with nothing but an id',
		questions: withFirst({ id: 'o1' }),
		field: 'options',
		rule: 'optionEmpty',
		message: `${H2H}, option 1 ${EMPTY}`,
	}),
	firstOption({
		name: 'an option with an unknown member only',
		questions: withFirst({ picture: 'https://example.com/a.png' }),
		field: 'options',
		rule: 'optionEmpty',
		message: `${H2H}, option 1 ${EMPTY}`,
	}),
	firstOption({
		name: 'an option with a blank text',
		questions: withFirst({ value: '  ' }),
		field: 'value',
		rule: 'optionText',
		message: `${H2H}, option 1: the text is blank`,
	}),
	firstOption({
		name: 'an option whose text is a number',
		questions: withFirst({ value: 5 }),
		field: 'value',
		rule: 'wrongType',
		message: `${H2H}, option 1: the text must be text, not a number`,
	}),
	firstOption({
		name: 'an option whose id is a number',
		questions: withFirst({ ...A, id: 5 }),
		field: 'id',
		rule: 'wrongType',
		message: `${H2H}, option 1: the ID must be text, not a number`,
	}),
	{
		name: 'two options with the same text',
		questions: [question('ranked', [A, B, { value: ' Blue ' }])],
		question: 1,
		option: 3,
		field: 'options',
		rule: 'optionsDiffer',
		message:
			'Question 1 (ranked), option 3 has the same text as option 1; their answers could not be told apart',
	},
	{
		name: 'the same image twice',
		questions: [question('head_to_head', [IMAGE, IMAGE])],
		question: 1,
		option: 2,
		field: 'options',
		rule: 'optionsDiffer',
		message: `${H2H}, option 2 has the same media URL as option 1; their answers could not be told apart`,
	},

	// Addresses
	address('an image over http', 'http://example.com/a.png', 'https', 'must start with https://'),
	address('an image as data', 'data:image/png;base64,AAAA', 'https', 'must start with https://'),
	address('an image that is a file name', 'a.png', 'https', 'must start with https://'),
	address('an empty address', '', 'url', 'is empty'),
	address('an address without a host', 'https://', 'url', 'is not a complete address'),
	address('an address with three slashes', 'https:///a.png', 'url', 'is not a complete address'),
	address(
		'an address with an impossible port',
		'https://example.com:99999/a.png',
		'url',
		'is not a complete address',
	),
	address(
		'a space in an address',
		'https://example.com/a b.png',
		'urlWhitespace',
		'has a space or a line break in it',
	),
	address(
		'a line break after an address',
		'https://example.com/a.png\n',
		'urlWhitespace',
		'has a space or a line break in it',
	),
	address(
		'a password in an address',
		'https://me:word@example.com/a.png',
		'urlCredentials',
		'must not hold a user name or a password',
	),
	address('an address that is a number', 5, 'wrongType', 'must be text, not a number'),
	...(['click_test', 'five_second_test'] as const).map((type) =>
		firstOption({
			name: `${type} without an image`,
			questions: [question(type, [A])],
			field: 'mediaUrl',
			rule: 'imageNeeded',
			message: `Question 1 (${type}), option 1 must be an image; ${type} needs its https address (mediaUrl)`,
		}),
	),

	// Products, image sets, search-result cards
	...(
		[
			['a short ASIN', 'B000123'],
			['an ASIN with a hyphen', 'B000-12345'],
			['an empty ASIN', ''],
		] as const
	).map(([name, asin]) =>
		firstOption({
			name,
			questions: withFirst({ asin }),
			field: 'asin',
			rule: 'asin',
			message: `${H2H}, option 1: the ASIN must be 10 letters and digits`,
		}),
	),
	firstOption({
		name: 'an ASIN that is a number',
		questions: withFirst({ asin: 1234567890 }),
		field: 'asin',
		rule: 'wrongType',
		message: `${H2H}, option 1: the ASIN must be text, not a number`,
	}),
	firstOption({
		name: 'an empty image set',
		questions: withFirst({ imageSet: [] }),
		field: 'imageSet',
		rule: 'imageSetEmpty',
		message: `${H2H}, option 1: the image set is empty`,
	}),
	firstOption({
		name: 'an image set that is text',
		questions: withFirst({ imageSet: 'https://example.com/a.png' }),
		field: 'imageSet',
		rule: 'wrongType',
		message: `${H2H}, option 1: the image set must be a list of addresses, not text`,
	}),
	firstOption({
		name: 'an image set with an http address',
		questions: withFirst({ imageSet: ['https://example.com/a.png', 'http://example.com/b.png'] }),
		field: 'imageSet',
		rule: 'https',
		message: `${H2H}, option 1: image 2 of the image set must start with https://`,
	}),
	firstOption({
		name: 'a direction that is a number',
		questions: withFirst({ imageSet: ['https://example.com/a.png'], imageSetDirection: 1 }),
		field: 'imageSetDirection',
		rule: 'wrongType',
		message: `${H2H}, option 1: the direction of the image set must be text, not a number`,
	}),
	card(
		'a card that is text',
		'Mug',
		'mockup',
		'wrongType',
		`${CARD_NAME} must be an object, not text`,
	),
	card(
		'a card without a title',
		{ ...CARD, title: undefined },
		'mockup.title',
		'mockupComplete',
		`${CARD_NAME} has no title`,
	),
	card(
		'a card with a number as its title',
		{ ...CARD, title: 5 },
		'mockup.title',
		'wrongType',
		`the title of ${CARD_NAME} must be text, not a number`,
	),
	card(
		'a card without an image',
		{ ...CARD, image: undefined },
		'mockup.image',
		'mockupComplete',
		`${CARD_NAME} has no image`,
	),
	card(
		'a card with an http image',
		{ ...CARD, image: 'http://example.com/m.png' },
		'mockup.image',
		'https',
		`the image of ${CARD_NAME} must start with https://`,
	),
	card(
		'a card with a blank type',
		{ ...CARD, type: ' ' },
		'mockup.type',
		'mockupComplete',
		`${CARD_NAME} has a blank type`,
	),
	card(
		'a negative price',
		{ ...CARD, price: -1 },
		'mockup.price',
		'mockupNumber',
		`the price of ${CARD_NAME} must be 0 or more`,
	),
	card(
		'a price as text',
		{ ...CARD, price: '9.99' },
		'mockup.price',
		'wrongType',
		`the price of ${CARD_NAME} must be a number, not text`,
	),
	card(
		'a review score of 6',
		{ ...CARD, reviewScore: 6 },
		'mockup.reviewScore',
		'mockupNumber',
		`the review score of ${CARD_NAME} must be from 0 to 5`,
	),
	card(
		'half a rating',
		{ ...CARD, numRatings: 1.5 },
		'mockup.numRatings',
		'mockupNumber',
		`the number of ratings of ${CARD_NAME} must be a whole number, 0 or more`,
	),

	// Context
	first({
		name: 'a context that is text',
		questions: openEnded({ context: 'A new mug' }),
		field: 'context',
		rule: 'wrongType',
		message: 'Question 1 (open_ended): the context must be an object, not text',
	}),
	first({
		name: 'a context whose text is a list',
		questions: openEnded({ context: { text: ['A new mug'] } }),
		field: 'context.text',
		rule: 'wrongType',
		message: 'Question 1 (open_ended): the text of the context must be text, not a list',
	}),
	first({
		name: 'a context with an http image',
		questions: openEnded({ context: { mediaUrl: 'http://example.com/a.png' } }),
		field: 'context.mediaUrl',
		rule: 'https',
		message: 'Question 1 (open_ended): the media URL of the context must start with https://',
	}),
];
