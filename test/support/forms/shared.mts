/**
 * The forms that stored workflows and people rely on, kept by hand. n8n saves only the values that
 * differ from their defaults, under the names of the fields: whoever changes a name, a default, a type
 * or an option's value changes what workflows do that people saved months ago, without a word to them.
 * So each field of every operation, of the trigger and of the credentials stands here as it is promised:
 *
 *     name | label | type | default | what else holds
 *         = value: label, …   its choices; with what each means, one below the other
 *         ~ mode: label, …    the ways to choose one thing
 *         ? …                 the hint that is always below it
 *         " …                 what its tooltip says, and agents are told
 *         and, indented, the fields inside it
 *
 * `test/unit/editor.forms.test.mts` compares it with what n8n shows. A new field, operation or choice
 * is a new line. A line that exists changes only with a new version of the node (`version`, with the old
 * behavior for workflows of the old one), or, for words that people read, when they are really better.
 */

/** The text, one level further in. */
export const inside = (text: string) => text.replace(/^(?=.)/gm, '\t');

/** "Output" and "Fields", with the names that can be selected. */
export const selects = (...names: string[]) => `
output | Output | options | simplified
	" How much of each record to return
	= raw: Raw | Everything that PickFu returns
	= selectedFields: Selected Fields | Only chosen fields
	= simplified: Simplified | The most useful fields
fields | Fields | multiOptions | [] | when output=selectedFields
	" Fields to return. The ID is always included.
	= ${names.join(' ').split(' ').sort().join(', ')}`;

export const SURVEY_NAMES =
	'id name status country countryCode sampleSize numResponses surveyUrl surveyIntent isMiniPoll project projectId tags ' +
	'targeting reporting questions createdAt publishedAt completedAt';

export const PROJECT_NAMES =
	'id name description goal url archived bookmarked surveyCount surveys surveyIds createdAt updatedAt user';

export const RESULTS_NAMES =
	'surveyId winnerOptionId name summary verdict winner winnerShare significant enoughAnswers questions status complete ' +
	'sampleSize respondents answers decidedBy decision decisionSummary winnerNumber winnerVotes winnerLow winnerHigh ' +
	'runnerUp runnerUpShare margin tie pValue confidence moreNeeded mean notes';

/** The options of what reads, and of what pays. */
export const WAIT = `
	longestWait | Max Rate Limit Wait (Seconds) | number | 300 | minValue 0
		" How long to wait when PickFu's rate limit is reached before the item fails`;

export const OPTIONS = `
options | Options | collection | {} | button 'Add option'`;

export const LIST = `
returnAll | Return All | boolean | false
	" Whether to return all results or only up to a given limit
limit | Limit | number | 50 | minValue 1, when returnAll=false
	" Max number of results to return`;

export const FILTERS = `
filters | Filters | collection | {} | button 'Add filter'`;

const BY_SURVEY = `
	~ list: From List, searchSurveys, searchable
	~ url: By URL, https?://.+
	~ id: By ID, =https://www.pickfu.com/surveys/{{ $value }}`;

export const SURVEY = `
surveyId | Survey | resourceLocator | {"mode":"list","value":""} | required
	" ID of the survey, as returned by Create or Get Many${BY_SURVEY}`;

/** Where a survey may be left out: for the list of responses, and in the trigger's list. */
export const anySurvey = (description: string) => `
surveyId | Survey | resourceLocator | {"mode":"list","value":""}
	" ${description}${BY_SURVEY}`;

// PickFu has no page for one response, so there is no URL to choose it by.
export const RESPONSE = `${anySurvey(
	'Survey to list responses from. Only needed when choosing the response from the list.',
)}
responseId | Response | resourceLocator | {"mode":"list","value":""} | required, loadOptionsDependsOn ["surveyId.value"]
	" ID of the response, as returned by Get Many ('responseId')
	~ list: From List, searchResponses, searchable
	~ id: By ID`;

/** @param traits what else holds for it */
export const project = (description: string, ...traits: string[]) => `
${['projectId | Project | resourceLocator | {"mode":"list","value":""}', ...traits].join(' | ')}
	" ${description}
	~ list: From List, searchProjects, searchable
	~ url: By URL, https?://.+
	~ id: By ID`;

export const CONFIDENCES = `
	= 0.8: 80% | A quick signal
	= 0.9: 90%
	= 0.95: 95% | The usual choice
	= 0.99: 99% | For decisions that are expensive to undo`;

export const COUNTRIES = `
	= AU: Australia, BR: Brazil, CA: Canada, FR: France, DE: Germany, IT: Italy, JP: Japan, MX: Mexico, PL: Poland, ZA: South Africa, KR: South Korea, ES: Spain, GB: United Kingdom, US: United States`;

const TYPES: [type: string, label: string, means: string][] = [
	['click_test', 'Click Test', 'Click on an image'],
	['emoji_rating', 'Emoji Rating', 'Rate with an emoji'],
	['five_second_test', 'Five Second Test', 'First impression of an image'],
	['head_to_head', 'Head to Head', 'Choose between two options'],
	['multi_select', 'Multi Select', 'Choose several of 3 to 8 options'],
	['open_ended', 'Open Ended', 'Free-text answer, optionally about a text or image'],
	['ranked', 'Ranked', 'Rank 3 to 8 options'],
	[
		'screen_recording',
		'Screen Recording',
		'Screen recording of the respondent using a site or app',
	],
	['single_select', 'Single Select', 'Choose one of 3 to 8 options'],
	['star_rating', 'Star Rating', 'Rate with 1 to 5 stars'],
];

/** The types of a question, for a filter. */
export const QUESTION_TYPES = `
	= ${TYPES.map(([type, label]) => `${type}: ${label}`).join(', ')}`;

/** The types of a question, where one is asked. */
export const EXPLAINED_TYPES = TYPES.map(
	([type, label, means]) => `\n\t= ${type}: ${label} | ${means}`,
).join('');
