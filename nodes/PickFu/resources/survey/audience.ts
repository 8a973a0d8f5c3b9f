import type { INodeProperties } from 'n8n-workflow';
import { compareTexts } from '../../api/text';
import { COUNTRIES } from '../countries';
import {
	choiceField,
	collectionField,
	flagField,
	loadedField,
	numberField,
	projectLocator,
	stringField,
} from '../fields';

/** Who is asked, and how many: fields of everything that makes or changes a survey. */
export const audienceFields: INodeProperties[] = [
	choiceField(
		'Country',
		'country',
		'Country of the respondents. Use an expression for other two-letter codes.',
		COUNTRIES,
		'US',
	),
	numberField(
		'Sample Size',
		'sampleSize',
		'Number of respondents. PickFu suggests 15, 30, 50, 75, 100 or 200.',
		50,
		{
			hint: 'You pay per respondent when you publish. Typical time: 15 respondents in 15 minutes, 50 in 1 hour, 200 in 4 hours.',
		},
	),
	loadedField('Targeting Names or IDs', 'targeting', 'getTargetingTraits', {
		hint: 'Limits who can answer. Narrow audiences take longer.',
	}),
	loadedField('Reporting Names or IDs', 'reporting', 'getReportingTraits', {
		hint: 'Traits to report with each response, such as age or gender',
	}),
];

/** What a survey is called, in PickFu's lists. */
export const nameField = stringField('Name', 'name', 'Internal name, not shown to respondents', {
	placeholder: 'e.g. Mug names, March',
});

/** The tags of a survey. */
export const tagsField = loadedField('Tag Names or IDs', 'tags', 'getTags');

const surveyIntent = stringField(
	'Survey Intent',
	'surveyIntent',
	'What you want to find out, in plain words',
	{ placeholder: 'e.g. Choose a name for a coffee mug' },
);

/** What may be added when a survey is created. */
export const additionalFields = collectionField(
	'Additional Fields',
	'additionalFields',
	'Add field',
	[
		flagField('Mini Poll', 'isMiniPoll', 'Whether to create a daily mini-poll'),
		projectLocator,
		surveyIntent,
		tagsField,
	],
);

/** What may be changed of a survey, or of its copy. */
export const changeFields = collectionField(
	'Update Fields',
	'updateFields',
	'Add field',
	[
		...audienceFields,
		nameField,
		projectLocator,
		flagField(
			'Remove From Project',
			'removeFromProject',
			'Whether to remove the survey from its project',
		),
		surveyIntent,
		tagsField,
	].sort((a, b) => compareTexts(a.displayName, b.displayName)),
	{ description: 'Only the fields you add are updated. Lists are replaced, not merged.' },
);
