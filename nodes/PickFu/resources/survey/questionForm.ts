import type { INodeProperties } from 'n8n-workflow';
import { MAX_PROMPT_LENGTH, QUESTION_RULES } from '../../questions/rules';

/** Choosing between the form and JSON, and both: what a survey asks. */
export function questionForm({ forUpdate }: { forUpdate: boolean }): INodeProperties[] {
	const replaces = forUpdate
		? 'Leave empty to keep the questions. Otherwise all questions are replaced: give the IDs of those that stay, or PickFu makes them anew and drops their images.'
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
			description: 'Whether to fill in a form or to give the questions as JSON',
		},
		{
			displayName: 'Questions',
			name: 'questions',
			type: 'fixedCollection',
			typeOptions: {
				multipleValues: true,
				sortable: true,
				multipleValueButtonText: 'Add Question',
			},
			placeholder: 'Add Question',
			default: {},
			displayOptions: { show: { questionsInput: ['fields'] } },
			description: sentences(
				'What the respondents are asked. A written reason comes with every answer and needs no question of its own.',
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
				"The list of questions as PickFu's API takes it. Text, or an object from an expression.",
				replaces,
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

function sentences(...parts: string[]): string {
	return parts.filter((part) => part !== '').join(' ');
}

const CHOICE = ['head_to_head', 'multi_select', 'ranked', 'single_select'];
const IMAGE = ['click_test', 'five_second_test'];
const SUBJECT = ['emoji_rating', 'open_ended', 'screen_recording', 'star_rating'];

function questionValues(forUpdate: boolean): INodeProperties[] {
	return [
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: QUESTION_RULES.map(({ type, label, asksFor, minOptions, maxOptions }) => ({
				name: label,
				value: type,
				description: `Asks for ${asksFor}; ${optionCount(minOptions, maxOptions)}`,
			})).sort((a, b) => a.name.localeCompare(b.name)),
			default: 'head_to_head',
			description: 'What the respondents do with the question',
		},
		{
			displayName: 'Prompt',
			name: 'prompt',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Which name would you rather try?',
			description: `The question itself, at most ${MAX_PROMPT_LENGTH} characters`,
		},
		optionsField(
			'Options',
			'Add Option',
			'What the respondents choose from',
			CHOICE,
			choiceValues(forUpdate),
		),
		optionsField(
			'Image',
			'Add Image',
			'The one image that is shown',
			IMAGE,
			imageValues(forUpdate),
		),
		optionsField(
			'Subject',
			'Add Subject',
			'What the question is about, if it is about a text or an image',
			SUBJECT,
			choiceValues(forUpdate),
		),
		{
			displayName: 'Context',
			name: 'context',
			type: 'collection',
			placeholder: 'Add context',
			default: {},
			description: 'Background that is shown with the question',
			options: [
				mediaUrl('Media URL', 'Https address of an image shown with the question'),
				{
					displayName: 'Text',
					name: 'text',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. Imagine you are buying a gift',
					description: 'What the respondents should know before they answer',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'string',
					default: '',
					description: 'Kind of the context. PickFu has not published the values.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'Value for the kind of context. PickFu has not published what it takes.',
				},
			],
		},
		...(forUpdate ? [idField('Question ID', 'ID of the existing question that this one is')] : []),
	];
}

function optionCount(least: number, most: number): string {
	if (least === most) return `${least} ${least === 1 ? 'option' : 'options'}`;
	return least === 0 ? `at most ${most} option` : `${least} to ${most} options`;
}

function optionsField(
	displayName: string,
	button: string,
	description: string,
	types: string[],
	values: INodeProperties[],
): INodeProperties {
	return {
		displayName,
		name: 'options',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: button },
		placeholder: button,
		default: {},
		displayOptions: { show: { type: types } },
		description,
		options: [
			{ name: 'option', displayName: displayName === 'Options' ? 'Option' : displayName, values },
		],
	};
}

function choiceValues(forUpdate: boolean): INodeProperties[] {
	return [
		{
			displayName: 'Text',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Morning Mug',
			description: 'What the option says; beside an image, its label',
		},
		mediaUrl('Image URL', 'Https address of an image, video or sound'),
		fileField,
		{
			displayName: 'Amazon ASIN',
			name: 'asin',
			type: 'string',
			default: '',
			placeholder: 'e.g. B07XJ8C8F5',
			description: 'Amazon product to show instead of a text or an image',
		},
		moreField(forUpdate, [
			{
				displayName: 'Card Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. USD',
				description: 'Currency of the price on the search result card',
			},
			{
				displayName: 'Card Image URL',
				name: 'mockupImage',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://example.com/mug.png',
				description: 'Https address of the image on the search result card',
			},
			{
				displayName: 'Card Number of Ratings',
				name: 'numRatings',
				type: 'number',
				default: 0,
				description: 'How many ratings the search result card shows',
			},
			{
				displayName: 'Card Price',
				name: 'price',
				type: 'number',
				typeOptions: { numberPrecision: 2 },
				default: 0,
				description: 'Price on the search result card',
			},
			{
				displayName: 'Card Review Score',
				name: 'reviewScore',
				type: 'number',
				typeOptions: { numberPrecision: 1 },
				default: 0,
				description: 'Stars on the search result card, from 0 to 5',
			},
			{
				displayName: 'Card Title',
				name: 'mockupTitle',
				type: 'string',
				default: '',
				placeholder: 'e.g. Morning Mug, 350 ml',
				description: 'Title of a search result card, which shows the option as in a shop',
			},
			{
				displayName: 'Image Set Direction',
				name: 'imageSetDirection',
				type: 'options',
				options: [
					{ name: 'Horizontal', value: 'horizontal' },
					{ name: 'Vertical', value: 'vertical' },
				],
				default: 'vertical',
				description: 'How the images of the set are laid out',
			},
			{
				displayName: 'Image Set URLs',
				name: 'imageSetUrls',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				description: 'Several images as one option: one https address per line',
			},
		]),
	];
}

function imageValues(forUpdate: boolean): INodeProperties[] {
	return [
		mediaUrl('Image URL', 'Https address of the image'),
		fileField,
		{
			displayName: 'Label',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Landing page',
			description: 'Name of the image in the results',
		},
		...(forUpdate ? [moreField(forUpdate, [])] : []),
	];
}

function moreField(forUpdate: boolean, options: INodeProperties[]): INodeProperties {
	const all = forUpdate
		? [...options, idField('Option ID', 'ID of the existing option that this one is')]
		: options;
	return {
		displayName: 'More',
		name: 'more',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		description: 'Image sets, search result cards and other details of the option',
		options: all.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

const fileField: INodeProperties = {
	displayName: 'Image Binary Field',
	name: 'binaryProperty',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description:
		'Instead of an address: name of the field of the item that holds the file. It is uploaded to PickFu first.',
};

function mediaUrl(displayName: string, description: string): INodeProperties {
	return {
		displayName,
		name: 'mediaUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/mug.png',
		description,
	};
}

function idField(displayName: string, description: string): INodeProperties {
	return {
		displayName,
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 8f14e45f-ceea-467f-9575-1c1d3b7a9a10',
		description,
	};
}
