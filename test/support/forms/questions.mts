import { COUNTRIES, EXPLAINED_TYPES, inside, project } from './shared.mts';

/** What Create, Run, Update and Duplicate ask for, in the lines that `shared.mts` explains. */

const ITEM_TITLE = (name: string) =>
	`fixedCollection {"itemTitle":"={{ $collection.item.value.${name} }}"}`;

/** A list of things in a question. */
const list = (label: string, traits: string, types: string, values: string) => `
options | ${label} | fixedCollection | {} | button 'Add ${label}', addOptionalFieldButtonText Add Details, ${ITEM_TITLE('value')}, hideOptionalFields, ${traits}, when type=${types}
	option: ${label}${inside(values)}`;

const FILE = `
	binaryProperty | Input Data Field Name | string | "" | binaryDataProperty`;

// Numbers are texts: an entry that is added holds its default, and a price of 0 would be one.
const CHOICE = `
	value | Text | string | "" | showEvenWhenOptional
	mediaUrl | Image URL | string | "" | showEvenWhenOptional${FILE}
	asin | Amazon ASIN | string | ""
	currency | Card Currency | string | ""
	mockupImage | Card Image URL | string | ""
	numRatings | Card Number of Ratings | string | ""
	price | Card Price | string | ""
	reviewScore | Card Review Score | string | ""
	mockupTitle | Card Title | string | ""
	imageSetDirection | Image Set Direction | options | vertical
		= horizontal: Horizontal, vertical: Vertical
	imageSetUrls | Image Set URLs | string | "" | rows 3`;

const IMAGE = `
	mediaUrl | Image URL | string | "" | showEvenWhenOptional${FILE}
	value | Label | string | ""`;

/** The questions as a form and as JSON; what exists has IDs, and may be left as it is. */
const questions = (isUpdate: boolean) => {
	const optionId = isUpdate ? '\n\tid | Option ID | string | ""' : '';
	const questionId = isUpdate ? '\nid | Question ID | string | ""' : '';
	const one = (label: string) =>
		`maxAllowedFields 1, multipleValueButtonText Add ${label}, multipleValues, showEvenWhenOptional`;
	const many = 'multipleValueButtonText Add Option, multipleValues, showEvenWhenOptional, sortable';
	const entry = `
type | Type | options | head_to_head | showEvenWhenOptional${EXPLAINED_TYPES}
prompt | Prompt | string | "" | rows 2, showEvenWhenOptional${[
		list('Option', many, 'head_to_head/multi_select/ranked/single_select', CHOICE + optionId)
			// Several are asked for, so the field is in the plural.
			.replace('| Option |', '| Options |'),
		list('Image', one('Image'), 'click_test/five_second_test', IMAGE + optionId),
		list(
			'Text or Image',
			one('Text or Image'),
			'emoji_rating/open_ended/screen_recording/star_rating',
			CHOICE + optionId,
		),
	].join('')}
context | Context | collection | {} | button 'Add context'
	mediaUrl | Media URL | string | ""
	text | Text | string | "" | rows 2${questionId}`;
	return `
questionsInput | Questions Input | options | fields | no expression
	= fields: Using Fields Below, json: Using JSON
questions | Questions | fixedCollection | {} | button 'Add Question', addOptionalFieldButtonText Add Context${isUpdate ? ' or ID' : ''}, ${ITEM_TITLE('prompt')}, hideOptionalFields, multipleValueButtonText Add Question, multipleValues, sortable, when questionsInput=fields
	question: Question${inside(inside(entry))}
questionsJson | Questions JSON | json | "" | ${isUpdate ? '' : 'required, '}rows 10, when questionsInput=json`;
};

/** In a new survey. */
export const NEW_QUESTIONS = questions(false);

/** In an update of a survey. */
export const OTHER_QUESTIONS = questions(true);

const COUNTRY = `
country | Country | options | US${COUNTRIES}`;

const SAMPLE_SIZE = `
sampleSize | Sample Size | number | 50 | minValue 1
	? You pay per respondent when you publish. Typical time: 15 respondents in 15 minutes, 50 in 1 hour, 200 in 4 hours.`;

const TARGETING = `
targeting | Targeting Names or IDs | multiOptions | [] | loadOptionsMethod getTargetingTraits
	? Limits who can answer. Narrow audiences take longer.`;

const REPORTING = `
reporting | Reporting Names or IDs | multiOptions | [] | loadOptionsMethod getReportingTraits
	? Traits to report with each response, such as age or gender`;

const INTENT = `
surveyIntent | Survey Intent | string | ""`;

export const TAGS = `
tags | Tag Names or IDs | multiOptions | [] | loadOptionsMethod getTags`;

export const AUDIENCE = COUNTRY + SAMPLE_SIZE + TARGETING + REPORTING;

/** @param usual what a survey of the same name means where nobody chooses */
export const newSurvey = (usual: 'createAnother' | 'returnExisting') => `${AUDIENCE}
ifNameExists | If a Survey With This Name Exists | options | ${usual}
	= createAnother: Create Another | Create a new draft in every run
	= returnExisting: Return It | Return that survey with 'alreadyExisted' set to true
additionalFields | Additional Fields | collection | {} | button 'Add field'
	isMiniPoll | Mini Poll | boolean | false${inside(project() + INTENT + TAGS)}`;

/** What can be changed of a survey, or of its copy. */
export const changes = (label: string) => `
updateFields | ${label} | collection | {} | button 'Add field'${inside(`${COUNTRY}
name | Name | string | ""${project()}
removeFromProject | Remove From Project | boolean | false${REPORTING}${SAMPLE_SIZE}${INTENT}${TAGS}${TARGETING}`)}`;
