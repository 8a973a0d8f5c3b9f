import type { INodeProperties } from 'n8n-workflow';
import { compareTexts } from '../../api/text';
import { MAX_PROMPT_LENGTH, QUESTION_RULES, type QuestionType } from '../../questions/rules';
import { choiceField, collectionField, stringField } from '../fields';

/** What each type asks for, as the menu shows it; a test holds the counts to the rules. */
const TYPE_DESCRIPTIONS: Record<QuestionType, string> = {
	head_to_head: 'Choose between two options',
	ranked: 'Rank 3 to 8 options',
	single_select: 'Choose one of 3 to 8 options',
	multi_select: 'Choose several of 3 to 8 options',
	open_ended: 'Free-text answer, optionally about a text or image',
	emoji_rating: 'Rate with an emoji',
	star_rating: 'Rate with 1 to 5 stars',
	click_test: 'Click on an image',
	five_second_test: 'First impression of an image',
	screen_recording: 'Screen recording of the respondent using a site or app',
};

const TYPES = QUESTION_RULES.map(({ type, label }) => ({
	name: label,
	value: type,
	description: TYPE_DESCRIPTIONS[type],
})).sort((a, b) => compareTexts(a.name, b.name));

/** The types of a question, for a menu. */
export const QUESTION_TYPES = TYPES.map(({ name, value }) => ({ name, value }));

const CHOICE = ['head_to_head', 'multi_select', 'ranked', 'single_select'];
const IMAGE = ['click_test', 'five_second_test'];
const SUBJECT = ['emoji_rating', 'open_ended', 'screen_recording', 'star_rating'];

/** Shown in every entry; what is not is added on demand. */
const ALWAYS = { showEvenWhenOptional: true };

/** Choosing between the form and JSON, and both: what a survey asks. */
export function questionForm({ forUpdate }: { forUpdate: boolean }): INodeProperties[] {
	const replaces = forUpdate
		? ' Leave empty to keep the current questions. Otherwise all questions are replaced; include the IDs of questions you want to keep.'
		: '';
	const described = (text: string) => `${text}${replaces}`;
	return [
		choiceField(
			'Questions Input',
			'questionsInput',
			'How to define the questions',
			[
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			'fields',
			{ noDataExpression: true },
		),
		{
			displayName: 'Questions',
			name: 'questions',
			type: 'fixedCollection',
			typeOptions: {
				multipleValues: true,
				sortable: true,
				multipleValueButtonText: 'Add Question',
				hideOptionalFields: true,
				addOptionalFieldButtonText: forUpdate ? 'Add Context or ID' : 'Add Context',
				fixedCollection: { itemTitle: '={{ $collection.item.value.prompt }}' },
			},
			placeholder: 'Add Question',
			default: {},
			displayOptions: { show: { questionsInput: ['fields'] } },
			description: described(
				'Questions to ask. Respondents explain every answer, so there is no need to ask why.',
			),
			options: [{ name: 'question', displayName: 'Question', values: questionValues(forUpdate) }],
		},
		{
			displayName: 'Questions JSON',
			name: 'questionsJson',
			type: 'json',
			typeOptions: { rows: 10 },
			default: '',
			...(!forUpdate && { required: true }),
			placeholder: JSON.stringify(EXAMPLE),
			displayOptions: { show: { questionsInput: ['json'] } },
			description: described(
				`JSON array of questions in PickFu's API format. Each has 'type' (${QUESTION_RULES.map(({ type }) => type).join(', ')}), 'prompt', and 'options' with 'value' or 'mediaUrl'.`,
			),
		},
	];
}

const EXAMPLE = [
	{
		type: 'head_to_head',
		prompt: 'Which name would you rather try?',
		options: [{ value: 'Morning Mug' }, { value: 'First Light' }],
	},
];

function questionValues(forUpdate: boolean): INodeProperties[] {
	const id = forUpdate ? [idField('Option ID', 'ID of the option to keep')] : [];
	const choice = [...choiceValues, ...id];
	const subject = 'Text or image that the question is about. Leave empty if there is none.';
	return [
		choiceField('Type', 'type', 'Type of question', TYPES, 'head_to_head', { typeOptions: ALWAYS }),
		stringField('Prompt', 'prompt', `Question text, up to ${MAX_PROMPT_LENGTH} characters`, {
			typeOptions: { ...ALWAYS, rows: 2 },
			placeholder: 'e.g. Which name would you rather try?',
		}),
		optionsField('Options', 'Option', 'Options to choose from', CHOICE, choice),
		optionsField('Image', 'Image', 'Image to show', IMAGE, [...imageValues, ...id]),
		optionsField('Text or Image', 'Text or Image', subject, SUBJECT, choice),
		collectionField(
			'Context',
			'context',
			'Add context',
			[
				textField(['Media URL', 'mediaUrl', URL, 'HTTPS URL of an image shown with the question']),
				stringField('Text', 'text', 'What respondents should know before they answer', {
					typeOptions: { rows: 2 },
					placeholder: 'e.g. Imagine you are buying a gift',
				}),
			],
			{ description: 'Background shown with the question' },
		),
		...(forUpdate ? [idField('Question ID', 'ID of the question to keep')] : []),
	];
}

/** The options of a question; types that show one thing take one entry, and their form offers one. */
function optionsField(
	displayName: string,
	entry: string,
	description: string,
	types: string[],
	values: INodeProperties[],
): INodeProperties {
	const isSingle = types !== CHOICE;
	return {
		displayName,
		name: 'options',
		type: 'fixedCollection',
		typeOptions: {
			...ALWAYS,
			multipleValues: true,
			sortable: !isSingle,
			multipleValueButtonText: `Add ${entry}`,
			...(isSingle && { maxAllowedFields: 1 }),
			hideOptionalFields: true,
			addOptionalFieldButtonText: 'Add Details',
			fixedCollection: { itemTitle: '={{ $collection.item.value.value }}' },
		},
		placeholder: `Add ${entry}`,
		default: {},
		displayOptions: { show: { type: types } },
		description,
		options: [{ name: 'option', displayName: entry, values }],
	};
}

/** Label, name, example and description of a field. */
type Text = [displayName: string, name: string, example: string, description: string];

function textField(
	[displayName, name, example, description]: Text,
	typeOptions: INodeProperties['typeOptions'] = {},
): INodeProperties {
	return stringField(displayName, name, description, {
		typeOptions,
		placeholder: `e.g. ${example}`,
	});
}

function idField(displayName: string, description: string): INodeProperties {
	return textField([displayName, 'id', '8f14e45f-ceea-467f-9575-1c1d3b7a9a10', description]);
}

const URL = 'https://example.com/mug.png';

const fileField = textField(
	[
		'Input Data Field Name',
		'binaryProperty',
		'data',
		'Name of the input field containing the image. Used instead of an image URL.',
	],
	{ binaryDataProperty: true },
);

/** Texts, as an entry that is added holds the default of every field: a price of 0 would be one. */
const PRODUCT: Text[] = [
	[
		'Amazon ASIN',
		'asin',
		'B07XJ8C8F5',
		'ID of an Amazon product to show instead of a text or an image',
	],
	['Card Currency', 'currency', 'USD', 'Currency of the price on the search result card'],
	['Card Image URL', 'mockupImage', URL, 'HTTPS URL of the image on the search result card'],
	['Card Number of Ratings', 'numRatings', '1250', 'Number of ratings on the card'],
	['Card Price', 'price', '12.99', 'Price on the search result card'],
	['Card Review Score', 'reviewScore', '4.5', 'Stars on the card, from 0 to 5'],
	['Card Title', 'mockupTitle', 'Morning Mug, 350 ml', 'Product title on the search result card'],
];

const choiceValues: INodeProperties[] = [
	textField(['Text', 'value', 'Morning Mug', 'Option text, or the label of the image'], ALWAYS),
	textField(['Image URL', 'mediaUrl', URL, 'HTTPS URL of an image, video or audio file'], ALWAYS),
	fileField,
	...PRODUCT.map((text) => textField(text)),
	choiceField(
		'Image Set Direction',
		'imageSetDirection',
		'Layout of the images in the set',
		[
			{ name: 'Horizontal', value: 'horizontal' },
			{ name: 'Vertical', value: 'vertical' },
		],
		'vertical',
	),
	stringField(
		'Image Set URLs',
		'imageSetUrls',
		'Several images shown as one option: image URLs, one per line',
		{ typeOptions: { rows: 3 } },
	),
];

const imageValues: INodeProperties[] = [
	textField(['Image URL', 'mediaUrl', URL, 'HTTPS URL of the image'], ALWAYS),
	fileField,
	textField(['Label', 'value', 'Landing page', 'Name of the image in the results']),
];
