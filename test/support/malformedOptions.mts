import {
	H2H,
	A,
	B,
	IMAGE,
	CARD,
	CARD_NAME,
	question,
	withFirst,
	EMPTY,
	OBJECT_TEXT,
	firstOption,
	address,
	card,
	type MalformedSurvey,
} from './malformedSurvey.mts';

/** Surveys with one option that is refused. */
export const MALFORMED_OPTIONS: readonly MalformedSurvey[] = [
	// What an option holds
	firstOption({
		name: 'an option that is a list',
		questions: withFirst(['Blue']),
		field: 'options',
		message: `${H2H}, option 1 must be an object such as { "value": "…" }, not a list`,
	}),
	firstOption({
		name: 'an empty option',
		questions: withFirst({}),
		field: 'options',
		message: `${H2H}, option 1 ${EMPTY}`,
	}),
	firstOption({
		name: 'an option with nothing but an id',
		questions: withFirst({ id: 'o1' }),
		field: 'options',
		message: `${H2H}, option 1 ${EMPTY}`,
	}),
	firstOption({
		name: 'an option with an unknown member only',
		questions: withFirst({ picture: 'https://example.com/a.png' }),
		field: 'options',
		message: `${H2H}, option 1 ${EMPTY}`,
	}),
	firstOption({
		name: 'an option with a blank text',
		questions: withFirst({ value: '  ' }),
		field: 'value',
		message: `${H2H}, option 1: the text is blank`,
	}),
	firstOption({
		name: 'an option whose text is a number',
		questions: withFirst({ value: 5 }),
		field: 'value',
		message: `${H2H}, option 1: the text must be text, not a number`,
	}),
	firstOption({
		name: 'an option whose id is a number',
		questions: withFirst({ ...A, id: 5 }),
		field: 'id',
		message: `${H2H}, option 1: the ID must be text, not a number`,
	}),
	{
		name: 'two options with the same text',
		questions: [question('ranked', [A, B, { value: ' Blue ' }])],
		question: 1,
		option: 3,
		field: 'options',
		message:
			"Question 1 (ranked), option 3 has the same text as option 1; responses couldn't be told apart",
	},
	{
		name: 'the same image twice',
		questions: [question('head_to_head', [IMAGE, IMAGE])],
		question: 1,
		option: 2,
		field: 'options',
		message: `${H2H}, option 2 has the same media URL as option 1; responses couldn't be told apart`,
	},

	{
		name: 'one product under two texts',
		questions: [
			question('head_to_head', [
				{ value: 'Blue', asin: 'B000123456' },
				{ value: 'Green', asin: 'b000123456' },
			]),
		],
		question: 1,
		option: 2,
		field: 'options',
		message: `${H2H}, option 2 has the same ASIN as option 1; responses couldn't be told apart`,
	},
	firstOption({
		name: 'an option that was an object',
		questions: withFirst({ value: '[object Object] ' }),
		field: 'value',
		message: `${H2H}, option 1: the text ${OBJECT_TEXT}`,
	}),
	card(
		'a card whose title was an object',
		{ ...CARD, title: '[object Object]' },
		'mockup.title',
		`the title of ${CARD_NAME} ${OBJECT_TEXT}`,
	),

	// URLs
	address(
		'two URLs in one text',
		'https://example.com/a.png,https://example.com/b.png',
		'has more than one URL in it',
	),
	address('an image over http', 'http://example.com/a.png', 'must start with https://'),
	address(
		'a host that only begins like this machine',
		'http://localhost.example.com/a.png',
		'must start with https://',
	),
	address('an image as data', 'data:image/png;base64,AAAA', 'must start with https://'),
	address('an image that is a file name', 'a.png', 'must start with https://'),
	address('an empty address', '', 'is empty'),
	address('an address without a host', 'https://', 'is not a complete URL'),
	address('an address with three slashes', 'https:///a.png', 'is not a complete URL'),
	address(
		'an address with an impossible port',
		'https://example.com:99999/a.png',
		'is not a complete URL',
	),
	address('a space in an address', 'https://example.com/a b.png', 'contains a space or line break'),
	address(
		'a line break after an address',
		'https://example.com/a.png\n',
		'contains a space or line break',
	),
	address(
		'a user name in an address',
		'https://me@example.com/a.png',
		'must not contain a user name or password',
	),
	address(
		'a password in an address',
		'https://me:word@example.com/a.png',
		'must not contain a user name or password',
	),
	address('an address that is a number', 5, 'must be text, not a number'),
	...(['click_test', 'five_second_test'] as const).map((type) =>
		firstOption({
			name: `${type} without an image`,
			questions: [question(type, [A])],
			field: 'mediaUrl',
			message: `Question 1 (${type}), option 1 must be an image; ${type} needs its https URL (mediaUrl)`,
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
			message: `${H2H}, option 1: the ASIN must be 10 letters and digits`,
		}),
	),
	firstOption({
		name: 'an ASIN that is a number',
		questions: withFirst({ asin: 1234567890 }),
		field: 'asin',
		message: `${H2H}, option 1: the ASIN must be text, not a number`,
	}),
	firstOption({
		name: 'an empty image set',
		questions: withFirst({ imageSet: [] }),
		field: 'imageSet',
		message: `${H2H}, option 1: the image set is empty`,
	}),
	firstOption({
		name: 'an image set that is text',
		questions: withFirst({ imageSet: 'https://example.com/a.png' }),
		field: 'imageSet',
		message: `${H2H}, option 1: the image set must be a list of URLs, not text`,
	}),
	firstOption({
		name: 'an image set with an http address',
		questions: withFirst({ imageSet: ['https://example.com/a.png', 'http://example.com/b.png'] }),
		field: 'imageSet',
		message: `${H2H}, option 1: image 2 of the image set must start with https://`,
	}),
	firstOption({
		name: 'an image set in which an expression gave nothing',
		questions: withFirst({ imageSet: ['https://example.com/a.png', undefined] }),
		field: 'imageSet',
		message: `${H2H}, option 1: image 2 of the image set must be text, not nothing`,
	}),
	firstOption({
		name: 'a direction that is a number',
		questions: withFirst({ imageSet: ['https://example.com/a.png'], imageSetDirection: 1 }),
		field: 'imageSetDirection',
		message: `${H2H}, option 1: the direction of the image set must be text, not a number`,
	}),
	card('a card that is text', 'Mug', 'mockup', `${CARD_NAME} must be an object, not text`),
	card(
		'a card without a title',
		{ ...CARD, title: undefined },
		'mockup.title',
		`${CARD_NAME} has no title`,
	),
	card(
		'a card with a number as its title',
		{ ...CARD, title: 5 },
		'mockup.title',
		`the title of ${CARD_NAME} must be text, not a number`,
	),
	...(['type', 'currency'] as const).map((member) =>
		card(
			`a card with a number as its ${member}`,
			{ ...CARD, [member]: 5 },
			`mockup.${member}`,
			`the ${member} of ${CARD_NAME} must be text, not a number`,
		),
	),
	card(
		'a card without an image',
		{ ...CARD, image: undefined },
		'mockup.image',
		`${CARD_NAME} has no image`,
	),
	card(
		'a card with an http image',
		{ ...CARD, image: 'http://example.com/m.png' },
		'mockup.image',
		`the image of ${CARD_NAME} must start with https://`,
	),
	card(
		'a card with a blank type',
		{ ...CARD, type: ' ' },
		'mockup.type',
		`${CARD_NAME} has a blank type`,
	),
	card(
		'a negative price',
		{ ...CARD, price: -1 },
		'mockup.price',
		`the price of ${CARD_NAME} must be 0 or more`,
	),
	card(
		'a price as text',
		{ ...CARD, price: '9.99' },
		'mockup.price',
		`the price of ${CARD_NAME} must be a number, not text`,
	),
	card(
		'a price without an end',
		{ ...CARD, price: Infinity },
		'mockup.price',
		`the price of ${CARD_NAME} must be a number, not something that is not JSON`,
	),
	card(
		'a review score of 6',
		{ ...CARD, reviewScore: 6 },
		'mockup.reviewScore',
		`the review score of ${CARD_NAME} must be from 0 to 5`,
	),
	card(
		'half a rating',
		{ ...CARD, numRatings: 1.5 },
		'mockup.numRatings',
		`the number of ratings of ${CARD_NAME} must be a whole number, 0 or more`,
	),
];
