import { COUNTRIES, EXPLAINED_TYPES, inside, project } from './shared.mts';

/** What Create, Run, Update and Duplicate ask for, in the lines that `shared.mts` explains. */

const ITEM_TITLE = (name: string) =>
	`fixedCollection {"itemTitle":"={{ $collection.item.value.${name} }}"}`;

/** A list of things in a question. */
const list = (
	label: string,
	description: string,
	traits: string,
	types: string,
	values: string,
) => `
options | ${label} | fixedCollection | {} | button 'Add ${label}', addOptionalFieldButtonText Add Details, ${ITEM_TITLE('value')}, hideOptionalFields, ${traits}, when type=${types}
	" ${description}
	option: ${label}${inside(values)}`;

const FILE = `
	binaryProperty | Input Data Field Name | string | "" | binaryDataProperty
		" Name of the input field containing the image. Used instead of an image URL.`;

// Numbers are texts: an entry that is added holds its default, and a price of 0 would be one.
const CHOICE = `
	value | Text | string | "" | showEvenWhenOptional
		" Option text, or the label of the image
	mediaUrl | Image URL | string | "" | showEvenWhenOptional
		" HTTPS URL of an image, video or audio file${FILE}
	asin | Amazon ASIN | string | ""
		" ID of an Amazon product to show instead of a text or an image
	currency | Card Currency | string | ""
		" Currency of the price on the search result card
	mockupImage | Card Image URL | string | ""
		" HTTPS URL of the image on the search result card
	numRatings | Card Number of Ratings | string | ""
		" Number of ratings on the card
	price | Card Price | string | ""
		" Price on the search result card
	reviewScore | Card Review Score | string | ""
		" Stars on the card, from 0 to 5
	mockupTitle | Card Title | string | ""
		" Product title on the search result card
	imageSetDirection | Image Set Direction | options | vertical
		" Layout of the images in the set
		= horizontal: Horizontal, vertical: Vertical
	imageSetUrls | Image Set URLs | string | "" | rows 3
		" Several images shown as one option: image URLs, one per line`;

const IMAGE = `
	mediaUrl | Image URL | string | "" | showEvenWhenOptional
		" HTTPS URL of the image${FILE}
	value | Label | string | ""
		" Name of the image in the results`;

/** The questions as a form and as JSON; what exists has IDs, and may be left as it is. */
const questions = (isUpdate: boolean) => {
	const optionId = isUpdate
		? '\n\tid | Option ID | string | ""\n\t\t" ID of the option to keep'
		: '';
	const questionId = isUpdate
		? '\nid | Question ID | string | ""\n\t" ID of the question to keep'
		: '';
	const keeps = isUpdate
		? ' Leave empty to keep the current questions. Otherwise all questions are replaced; include the IDs of questions you want to keep.'
		: '';
	const one = (label: string) =>
		`maxAllowedFields 1, multipleValueButtonText Add ${label}, multipleValues, showEvenWhenOptional`;
	const many = 'multipleValueButtonText Add Option, multipleValues, showEvenWhenOptional, sortable';
	const entry = `
type | Type | options | head_to_head | showEvenWhenOptional
	" Type of question${EXPLAINED_TYPES}
prompt | Prompt | string | "" | rows 2, showEvenWhenOptional
	" Question text, up to 255 characters${[
		list(
			'Option',
			'Options to choose from',
			many,
			'head_to_head/multi_select/ranked/single_select',
			CHOICE + optionId,
		)
			// Several are asked for, so the field is in the plural.
			.replace('| Option |', '| Options |'),
		list('Image', 'Image to show', one('Image'), 'click_test/five_second_test', IMAGE + optionId),
		list(
			'Text or Image',
			'Text or image that the question is about. Leave empty if there is none.',
			one('Text or Image'),
			'emoji_rating/open_ended/screen_recording/star_rating',
			CHOICE + optionId,
		),
	].join('')}
context | Context | collection | {} | button 'Add context'
	" Background shown with the question
	mediaUrl | Media URL | string | ""
		" HTTPS URL of an image shown with the question
	text | Text | string | "" | rows 2
		" What respondents should know before they answer${questionId}`;
	return `
questionsInput | Questions Input | options | fields | no expression
	" How to define the questions
	= fields: Using Fields Below, json: Using JSON
questions | Questions | fixedCollection | {} | button 'Add Question', addOptionalFieldButtonText Add Context${isUpdate ? ' or ID' : ''}, ${ITEM_TITLE('prompt')}, hideOptionalFields, multipleValueButtonText Add Question, multipleValues, sortable, when questionsInput=fields
	" Questions to ask. Respondents explain every answer, so there is no need to ask why.${keeps}
	question: Question${inside(inside(entry))}
questionsJson | Questions JSON | json | "" | ${isUpdate ? '' : 'required, '}rows 10, when questionsInput=json
	" JSON array of questions in PickFu's API format. Each has 'type' (head_to_head, ranked, single_select, multi_select, open_ended, emoji_rating, star_rating, click_test, five_second_test, screen_recording), 'prompt', and 'options' with 'value' or 'mediaUrl'.${keeps}`;
};

/** In a new survey. */
export const NEW_QUESTIONS = questions(false);

/** In an update of a survey. */
export const OTHER_QUESTIONS = questions(true);

const COUNTRY = `
country | Country | options | US
	" Country of the respondents. Use an expression for other two-letter codes.${COUNTRIES}`;

const SAMPLE_SIZE = `
sampleSize | Sample Size | number | 50 | minValue 1
	" Number of respondents. PickFu suggests 15, 30, 50, 75, 100 or 200.
	? You pay per respondent when you publish. Typical time: 15 respondents in 15 minutes, 50 in 1 hour, 200 in 4 hours.`;

const TARGETING = `
targeting | Targeting Names or IDs | multiOptions | [] | loadOptionsMethod getTargetingTraits
	" Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>
	? Limits who can answer. Narrow audiences take longer.`;

const REPORTING = `
reporting | Reporting Names or IDs | multiOptions | [] | loadOptionsMethod getReportingTraits
	" Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>
	? Traits to report with each response, such as age or gender`;

const TO_PROJECT = project(
	'ID of the project to add the survey to, as returned by Project: Get Many',
);

const INTENT = `
surveyIntent | Survey Intent | string | ""
	" What you want to find out, in plain words`;

export const TAGS = `
tags | Tag Names or IDs | multiOptions | [] | loadOptionsMethod getTags
	" Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>`;

export const AUDIENCE = COUNTRY + SAMPLE_SIZE + TARGETING + REPORTING;

/** @param usual what a survey of the same name means where nobody chooses */
export const newSurvey = (usual: 'createAnother' | 'returnExisting') => `${AUDIENCE}
ifNameExists | If a Survey With This Name Exists | options | ${usual}
	" What to do if your account has a draft or survey of exactly this name. Archived surveys are ignored.
	= createAnother: Create Another | Create a new draft in every run
	= returnExisting: Return It | Return that survey with 'alreadyExisted' set to true
additionalFields | Additional Fields | collection | {} | button 'Add field'
	isMiniPoll | Mini Poll | boolean | false
		" Whether to create a daily mini-poll${inside(TO_PROJECT + INTENT + TAGS)}`;

/** What can be changed of a survey, or of its copy. */
export const changes = (label: string) => `
updateFields | ${label} | collection | {} | button 'Add field'
	" Only the fields you add are updated. Lists are replaced, not merged.${inside(`${COUNTRY}
name | Name | string | ""
	" Internal name, not shown to respondents${TO_PROJECT}
removeFromProject | Remove From Project | boolean | false
	" Whether to remove the survey from its project${REPORTING}${SAMPLE_SIZE}${INTENT}${TAGS}${TARGETING}`)}`;
