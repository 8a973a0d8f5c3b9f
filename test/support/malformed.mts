import { MALFORMED_OPTIONS } from './malformedOptions.mts';
import {
	H2H,
	A,
	B,
	IMAGE,
	TAKES,
	OBJECT_TEXT,
	TYPES,
	question,
	openEnded,
	whole,
	first,
	counted,
	misspelt,
	json,
	invalid,
	type MalformedSurvey,
} from './malformedSurvey.mts';

export type { MalformedSurvey } from './malformedSurvey.mts';

/**
 * Surveys that must be refused before anything is sent; each breaks exactly one rule. What they
 * hold stands for the parameter `questionsJson`.
 */
export const MALFORMED_SURVEYS: readonly MalformedSurvey[] = [
	// The list of questions
	whole({
		name: 'no questions',
		questions: [],
		field: 'questions',
		message: 'The survey has no questions; it needs at least one',
	}),
	whole({
		name: 'an object with an empty list of questions',
		questions: { questions: [] },
		field: 'questions',
		message: 'The survey has no questions; it needs at least one',
	}),
	json('a number', 7, `is a number; ${TAKES}`),
	json('nothing', null, `is nothing; ${TAKES}`),
	json('an object without questions', { name: 'x' }, `is an object; ${TAKES}`),
	json('questions that are an object', { questions: { '0': {} } }, `is an object; ${TAKES}`),
	json('blank text', '  \n ', `is empty; ${TAKES}`),
	json('text of a number', '12', `is a number; ${TAKES}`),
	json('a list inside an object that holds text', { questions: '{}' }, `is an object; ${TAKES}`),
	invalid(
		'no quotes around a name',
		'[{type: "ranked"}]',
		" (line 1, column 3): Expected property name or '}'",
	),
	invalid(
		'a comma too many',
		'[{"a": 1,\n]',
		' (line 2, column 1): Expected double-quoted property name',
	),
	invalid('cut text', '[{"type": "rank', ' (line 1, column 16): Unterminated string'),
	invalid('a cut list', '[', ': Unexpected end of JSON input'),
	invalid('typographic quotes', '[{"type": “ranked”}]', ": Unexpected token '“'"),
	invalid('a word of n8n', 'ENOENT', ": Unexpected token 'E'"),
	invalid('two lists', '[] []', ' (line 1, column 4): Unexpected non-whitespace character'),

	// A question as a whole, its type, prompt and id
	first({
		name: 'a question that is text',
		questions: ['Which?'],
		field: 'questions',
		message: 'Question 1 must be an object with type and prompt, not text',
	}),
	{
		name: 'a second question that is nothing',
		questions: [...openEnded({}), null],
		question: 2,
		field: 'questions',
		message: 'Question 2 must be an object with type and prompt, not nothing',
	},
	first({
		name: 'no type',
		questions: [{ prompt: 'Which?' }],
		field: 'type',
		message: `Question 1 has no type; choose one of ${TYPES}`,
	}),
	first({
		name: 'a type that is a number',
		questions: [question(1)],
		field: 'type',
		message: 'Question 1: the type must be text, not a number',
	}),
	first({
		name: 'a type that is like no other',
		questions: [question('karaoke')],
		field: 'type',
		message: `Question 1 has an unknown type; choose one of ${TYPES}`,
	}),
	misspelt('head-to-head'),
	misspelt('rank'),
	first({
		name: 'no prompt',
		questions: [{ type: 'open_ended' }],
		field: 'prompt',
		message: 'Question 1 (open_ended) has no prompt; enter what to ask the respondents',
	}),
	first({
		name: 'a blank prompt',
		questions: openEnded({ prompt: ' \t\n' }),
		field: 'prompt',
		message: 'Question 1 (open_ended) has no prompt; enter what to ask the respondents',
	}),
	first({
		name: 'a prompt that is a number',
		questions: openEnded({ prompt: 42 }),
		field: 'prompt',
		message: 'Question 1 (open_ended): the prompt must be text, not a number',
	}),
	first({
		name: 'a prompt of 256 characters',
		questions: openEnded({ prompt: 'x'.repeat(256) }),
		field: 'prompt',
		message: 'Question 1 (open_ended) has a prompt of 256 characters; PickFu accepts up to 255',
	}),
	first({
		name: 'a prompt that was an object',
		questions: openEnded({ prompt: 'Do you like [object Object]?' }),
		field: 'prompt',
		message: `Question 1 (open_ended): the prompt ${OBJECT_TEXT}`,
	}),
	first({
		name: 'an id of a question that is a number',
		questions: openEnded({ id: 9 }),
		field: 'id',
		message: 'Question 1 (open_ended): the ID must be text, not a number',
	}),
	first({
		name: 'a blank id of a question',
		questions: openEnded({ id: ' ' }),
		field: 'id',
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
		message: 'Question 1 (click_test) has 2 options; click_test takes exactly 1',
	}),
	first({
		name: 'no member for options',
		questions: [question('ranked')],
		field: 'options',
		message: 'Question 1 (ranked) has no options; ranked takes 3 to 8',
	}),
	{
		name: 'a second question with too few options',
		questions: [...openEnded({}), question('ranked', [A, B])],
		question: 2,
		field: 'options',
		message: 'Question 2 (ranked) has 2 options; ranked takes 3 to 8',
	},
	first({
		name: 'options that are an object',
		questions: [question('head_to_head', { a: A, b: B })],
		field: 'options',
		message: `${H2H}: the options must be a list, not an object`,
	}),
	first({
		name: 'options that are text',
		questions: [question('head_to_head', 'Blue, Green')],
		field: 'options',
		message: `${H2H}: the options must be a list, not text`,
	}),

	// Context
	first({
		name: 'a context that is text',
		questions: openEnded({ context: 'A new mug' }),
		field: 'context',
		message: 'Question 1 (open_ended): the context must be an object, not text',
	}),
	first({
		name: 'a context whose text is a list',
		questions: openEnded({ context: { text: ['A new mug'] } }),
		field: 'context.text',
		message: 'Question 1 (open_ended): the text of the context must be text, not a list',
	}),
	...(['type', 'value'] as const).map((member) =>
		first({
			name: `a context whose ${member} is a number`,
			questions: openEnded({ context: { text: 'A new mug', [member]: 1 } }),
			field: `context.${member}`,
			message: `Question 1 (open_ended): the ${member} of the context must be text, not a number`,
		}),
	),
	first({
		name: 'a context whose text was an object',
		questions: openEnded({ context: { text: '[object Object]' } }),
		field: 'context.text',
		message: `Question 1 (open_ended): the text of the context ${OBJECT_TEXT}`,
	}),
	first({
		name: 'a context with an http image',
		questions: openEnded({ context: { mediaUrl: 'http://example.com/a.png' } }),
		field: 'context.mediaUrl',
		message: 'Question 1 (open_ended): the media URL of the context must start with https://',
	}),
	...MALFORMED_OPTIONS,
];
