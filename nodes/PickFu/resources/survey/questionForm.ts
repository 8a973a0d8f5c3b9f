import type { INodeProperties } from 'n8n-workflow';
import { MAX_PROMPT_LENGTH, QUESTION_RULES, type QuestionType } from '../../questions/rules';

/** Choosing between the form and JSON, and both: what a survey asks. */
export function questionForm({ forUpdate }: { forUpdate: boolean }): INodeProperties[] {
	const replaces = forUpdate
		? 'Leave empty to keep the current questions. Otherwise all questions are replaced; include the IDs of questions you want to keep.'
		: '';
	return [
		{
			displayName: 'Questions Input',
			name: 'questionsInput',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How to define the questions',
		},
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
			description: sentences(
				'Questions to ask. Respondents explain every answer, so there is no need to ask why.',
				replaces,
			),
			options: [{ name: 'question', displayName: 'Question', values: questionValues(forUpdate) }],
		},
		{
			displayName: 'Questions JSON',
			name: 'questionsJson',
			type: 'json',
			typeOptions: { rows: 10 },
			default: '',
			placeholder: JSON.stringify(EXAMPLE),
			displayOptions: { show: { questionsInput: ['json'] } },
			description: sentences(
				`JSON array of questions in PickFu's API format. Each has 'type' (${TYPES}), 'prompt', and 'options' with 'value' or 'mediaUrl'.`,
				replaces,
			),
		},
	];
}

function sentences(...parts: string[]): string {
	return parts.filter((part) => part !== '').join(' ');
}

const TYPES = QUESTION_RULES.map(({ type }) => type).join(', ');

const EXAMPLE = [
	{
		type: 'head_to_head',
		prompt: 'Which name would you rather try?',
		options: [{ value: 'Morning Mug' }, { value: 'First Light' }],
	},
];

/** What each type asks for, as the menu shows it. Counts come from the rules. */
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

const CHOICE = ['head_to_head', 'multi_select', 'ranked', 'single_select'];
const IMAGE = ['click_test', 'five_second_test'];
const SUBJECT = ['emoji_rating', 'open_ended', 'screen_recording', 'star_rating'];

/** Shown in every entry; what is not is added on demand. */
const ALWAYS = { showEvenWhenOptional: true };

function questionValues(forUpdate: boolean): INodeProperties[] {
	return [
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			typeOptions: ALWAYS,
			options: QUESTION_RULES.map(({ type, label }) => ({
				name: label,
				value: type,
				description: TYPE_DESCRIPTIONS[type],
			})).sort((a, b) => a.name.localeCompare(b.name)),
			default: 'head_to_head',
			description: 'Type of question',
		},
		{
			displayName: 'Prompt',
			name: 'prompt',
			type: 'string',
			typeOptions: { ...ALWAYS, rows: 2 },
			default: '',
			placeholder: 'e.g. Which name would you rather try?',
			description: `Question text, up to ${MAX_PROMPT_LENGTH} characters`,
		},
		optionsField('Options', 'Option', 'Options to choose from', CHOICE, choiceValues(forUpdate)),
		optionsField('Image', 'Image', 'Image to show', IMAGE, imageValues(forUpdate)),
		optionsField(
			'Text or Image',
			'Text or Image',
			'Text or image that the question is about. Leave empty if there is none.',
			SUBJECT,
			choiceValues(forUpdate),
		),
		{
			displayName: 'Context',
			name: 'context',
			type: 'collection',
			placeholder: 'Add context',
			default: {},
			description: 'Background shown with the question',
			options: [
				mediaUrl('Media URL', 'HTTPS URL of an image shown with the question', {}),
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. Imagine you are buying a gift',
					description: 'What respondents should know before they answer',
				},
			],
		},
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

function choiceValues(forUpdate: boolean): INodeProperties[] {
	return [
		textField('Text', 'value', 'Morning Mug', 'Option text, or the label of the image', ALWAYS),
		mediaUrl('Image URL', 'HTTPS URL of an image, video or audio file', ALWAYS),
		fileField,
		textField(
			'Amazon ASIN',
			'asin',
			'B07XJ8C8F5',
			'ID of an Amazon product to show instead of a text or an image',
		),
		textField(
			'Card Currency',
			'currency',
			'USD',
			'Currency of the price on the search result card',
		),
		textField(
			'Card Image URL',
			'mockupImage',
			EXAMPLE_URL,
			'HTTPS URL of the image on the search result card',
		),
		// Texts, as an entry that is added holds the default of every field: a price of 0 would be one.
		textField('Card Number of Ratings', 'numRatings', '1250', 'Number of ratings on the card'),
		textField('Card Price', 'price', '12.99', 'Price on the search result card'),
		textField('Card Review Score', 'reviewScore', '4.5', 'Stars on the card, from 0 to 5'),
		textField(
			'Card Title',
			'mockupTitle',
			'Morning Mug, 350 ml',
			'Product title on the search result card',
		),
		{
			displayName: 'Image Set Direction',
			name: 'imageSetDirection',
			type: 'options',
			options: [
				{ name: 'Horizontal', value: 'horizontal' },
				{ name: 'Vertical', value: 'vertical' },
			],
			default: 'vertical',
			description: 'Layout of the images in the set',
		},
		{
			displayName: 'Image Set URLs',
			name: 'imageSetUrls',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'Several images shown as one option: image URLs, one per line',
		},
		...(forUpdate ? [idField('Option ID', 'ID of the option to keep')] : []),
	];
}

function imageValues(forUpdate: boolean): INodeProperties[] {
	return [
		mediaUrl('Image URL', 'HTTPS URL of the image', ALWAYS),
		fileField,
		textField('Label', 'value', 'Landing page', 'Name of the image in the results'),
		...(forUpdate ? [idField('Option ID', 'ID of the option to keep')] : []),
	];
}

function textField(
	displayName: string,
	name: string,
	example: string,
	description: string,
	typeOptions: INodeProperties['typeOptions'] = {},
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		typeOptions,
		default: '',
		placeholder: `e.g. ${example}`,
		description,
	};
}

const fileField = textField(
	'Input Data Field Name',
	'binaryProperty',
	'data',
	'Name of the input field containing the image. Used instead of an image URL.',
	{ binaryDataProperty: true },
);

const EXAMPLE_URL = 'https://example.com/mug.png';

function mediaUrl(
	displayName: string,
	description: string,
	typeOptions: INodeProperties['typeOptions'],
): INodeProperties {
	return textField(displayName, 'mediaUrl', EXAMPLE_URL, description, typeOptions);
}

function idField(displayName: string, description: string): INodeProperties {
	return textField(displayName, 'id', '8f14e45f-ceea-467f-9575-1c1d3b7a9a10', description);
}
