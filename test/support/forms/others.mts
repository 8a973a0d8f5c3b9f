import {
	ANY_SURVEY,
	CONFIDENCES,
	FILTERS,
	LIST,
	OPTIONS,
	PROJECT_NAMES,
	RESPONSE,
	SURVEY,
	WAIT,
	inside,
	project,
	selects,
} from './shared.mts';

const READS = OPTIONS + WAIT;
const PROJECT = project('required');

/** The forms of all operations but those of Survey, in the lines that `shared.mts` explains. */
export const OTHER_FORMS: Record<string, Record<string, string>> = {
	helpArticle: {
		search: `
query | Query | string | "" | required${LIST}${selects('id title description body url')}${READS}`,
	},

	media: {
		generate: `
prompt | Prompt | string | "" | required, rows 4
	? PickFu may charge for generated images
aspectRatio | Aspect Ratio | options | 1:1
	= 1:1: 1:1 (Square), 16:9: 16:9 (Wide), 2:3: 2:3 (Portrait), 21:9: 21:9 (Very Wide), 3:2: 3:2 (Landscape), 3:4: 3:4 (Portrait), 4:3: 4:3 (Landscape), 4:5: 4:5 (Portrait), 5:4: 5:4 (Landscape), 9:16: 9:16 (Tall)
referenceImages | Reference Images | fixedCollection | {} | button 'Add Image', maxAllowedFields 3, multipleValueButtonText Add Image, multipleValues, sortable
	image: Image
		source | Image From | options | url
			= binary: Binary File | A file from a previous node
			= url: URL | A public URL or a data URI
		url | Image URL | string | "" | when source=url
		binaryPropertyName | Input Data Field Name | string | data | when source=binary
download | Download | boolean | false
binaryPropertyOutput | Put Output File in Field | string | data | required, when download=true
	? The name of the output field to put the file in${selects('url prompt aspectRatio model')}`,

		upload: `
uploadFrom | Upload From | options | binary | no expression
	= binary: Binary File | A file from a previous node
	= url: URL | PickFu downloads the file from a public URL
	? Publicly available images don't need to be uploaded: use their URL in the question
binaryPropertyName | Input Data Field Name | string | data | required, binaryDataProperty, when uploadFrom=binary
mediaUrl | URL | string | "" | required, when uploadFrom=url${selects('url fileName mimeType fileSize')}`,
	},

	playbook: {
		getAll: `${LIST}${FILTERS}
	industry | Industry | string | ""${selects(
		'slug name description industry icon duration url pollCount',
	)}${READS}`,
	},

	project: {
		create: `
name | Name | string | "" | required
additionalFields | Additional Fields | collection | {} | button 'Add field'
	description | Description | string | "" | rows 3${selects(PROJECT_NAMES)}`,

		get: `${PROJECT}${selects(PROJECT_NAMES)}${READS}`,

		getAll: `${LIST}${FILTERS}
	archived | Archived | options | false
		= true: Archived Only, false: Not Archived
	bookmarked | Bookmarked | options | true
		= true: Bookmarked Only, false: Not Bookmarked${selects(PROJECT_NAMES)}${READS}`,

		update: `${PROJECT}
updateFields | Update Fields | collection | {} | button 'Add field'
	archive | Archive | options | true
		= true: Archive, false: Unarchive
	bookmark | Bookmark | options | true
		= true: Add Bookmark, false: Remove Bookmark
	description | Description | string | "" | rows 3
	goal | Goal | string | ""
	name | Name | string | ""${selects(PROJECT_NAMES)}`,
	},

	response: {
		followUp: `${RESPONSE}
question | Question | string | "" | required, rows 2
	? Your PickFu account is charged for each follow-up
maxFollowUps | Maximum Follow-Ups | number | 50 | minValue 1${selects('responseId id question sent')}${READS}`,

		getAll: `${SURVEY}${LIST}${FILTERS}
	language | Language | string | ""
	questionId | Question Name or ID | options | "" | loadOptionsDependsOn ["surveyId.value"], loadOptionsMethod getQuestions${selects(
		'responseId id surveyId questionId optionId optionNumber question answer score ranking clicks media explanation',
		'translation chosenOption matchup rounds mediaTranscription pinned rating respondent',
	)}${READS}`,

		pin: `${RESPONSE}
pinned | Action | options | true
	= true: Pin, false: Unpin${selects('responseId id pinned confirmed')}`,

		rate: `${RESPONSE}
rating | Rating | number | 5 | required, maxValue 5, minValue 1
	? From 1 to 5${selects('responseId id rating confirmed')}`,
	},

	tag: {
		create: `
name | Name | string | "" | required${selects('id name')}`,

		getAll: `${LIST}${FILTERS}
	query | Name Contains | string | ""${selects('id name')}${READS}`,
	},

	trait: {
		getAll: `
kind | Kind | options | both
	= both: Both | Return one item for each trait and kind
	= reporting: Reporting | Traits to break down responses by
	= targeting: Targeting | Traits to select respondents by${LIST}${READS}`,
	},
};

/**
 * What is chosen first in the node PickFu: the resource, with what it is, and its operations, the one
 * that is chosen by itself behind it. Behind each operation stands what agents and the canvas call it,
 * and what agents are told of it; what costs money says so in both.
 */
export const MENUS: Record<string, string> = {
	helpArticle: `Help Article | Article from the PickFu help center | search
	= search: Search | Search help articles | Search PickFu help articles and return their full text`,

	// Upload is first, as Generate may charge.
	media: `Media | Image, video or audio file to show in questions | upload
	= upload: Upload | Upload media file | Upload a media file and get a URL to use in questions
	= generate: Generate | Generate image | Generate an image from a text prompt to use in a survey`,

	playbook: `Playbook | Ready-made research plan from PickFu, by industry | getAll
	= getAll: Get Many | Get many playbooks | Retrieve a list of PickFu research playbooks`,

	project: `Project | Folder of surveys | getAll
	= create: Create | Create project | Create a new project to organize surveys
	= get: Get | Get project | Retrieve a project and its surveys
	= getAll: Get Many | Get many projects | Retrieve a list of your team's projects
	= update: Update | Update project | Update the name, description or goal of a project, archive or bookmark it`,

	response: `Response | What one respondent chose and wrote in a survey | getAll
	= followUp: Send Follow-Up | Send follow-up question (paid) | Ask a respondent a follow-up question. Your PickFu account is charged for each one.
	= getAll: Get Many | Get many survey responses | Retrieve the responses to a survey, with explanations and respondent traits
	= pin: Pin | Pin or unpin response | Pin or unpin a response
	= rate: Rate | Rate response | Rate the quality of a response`,

	survey: `Survey | Questions to real people, from draft to results | getAll
	= addRespondents: Add Respondents | Add respondents to survey (paid) | Collect more responses for a completed survey. Your PickFu account is charged for each added respondent.
	= create: Create | Create survey draft | Create a survey draft. Drafts are free; you pay when you publish.
	= delete: Delete | Delete survey | Permanently delete a draft, or archive a published survey
	= duplicate: Duplicate | Duplicate survey | Create a new draft from an existing survey
	= get: Get | Get survey | Retrieve a survey with its questions and response count
	= getAll: Get Many | Get many surveys | Retrieve a list of surveys, filtered by status, project, tag and more
	= getResults: Get Results | Get survey results | Retrieve the results of a survey: verdict, winner, shares, significance and what to be careful with
	= publish: Publish | Publish survey (paid) | Start collecting responses. Charges your PickFu account; already published surveys are returned unchanged.
	= run: Run | Run survey (paid) | Ask people: create a survey, publish it, wait for its responses and return the results. Charges your PickFu account for each respondent.
	= update: Update | Update survey | Update a draft, or the name, tags and project of a published survey
	= waitForCompletion: Wait for Completion | Wait for survey to complete | Check a survey until it completes. Keeps the execution running, so use PickFu Trigger for long surveys.`,

	tag: `Tag | Label to organize surveys by | getAll
	= create: Create | Create tag | Create a new tag
	= getAll: Get Many | Get many tags | Retrieve a list of your team's tags`,

	trait: `Trait | Characteristic of respondents, such as age or gender, for targeting and reporting | getAll
	= getAll: Get Many | Get many traits | Retrieve the traits available for targeting and reporting`,
};

/** How both nodes are connected. */
export const AUTHENTICATION = `
authentication | Authentication | options | oAuth2 | no expression
	= oAuth2: OAuth2, apiKey: API Key`;

const SIMPLIFY = 'simplify | Simplify | boolean | true | when event';

export const TRIGGER_FORM = `${AUTHENTICATION}
event | Trigger On | options | surveyCompleted | no expression
	= newResponse: New Response | A respondent answers a live survey
	= surveyCompleted: Survey Completed | A survey has collected all responses, including after you add respondents
	= surveyPublished: Survey Published | A survey is published
scope | Watch | options | all | no expression
	= all: All Surveys | Every survey of your PickFu team
	= surveys: Selected Surveys | Only surveys you select
	= project: Surveys in a Project | Surveys in a PickFu project
	= text: Surveys Matching Text | Surveys found by a search
	= tag: Surveys With a Tag | Surveys that have a PickFu tag
surveys | Selected Surveys | fixedCollection | {"survey":[{"surveyId":{"mode":"list","value":""}}]} | button 'Add Survey', multipleValues, when scope=surveys
	survey: Survey${inside(inside(ANY_SURVEY))}${project('required, when scope=project')}
tagId | Tag Name or ID | options | "" | required, loadOptionsMethod getTags, when scope=tag
text | Text | string | "" | required, when scope=text
output | Output | options | survey | when event=surveyCompleted
	= responses: Responses | One item for each response, with question and respondent
	= results: Results | One item with the winner, vote shares and significance
	= survey: Survey | One item with the survey itself
${SIMPLIFY}=surveyCompleted and output=responses/survey
${SIMPLIFY}=newResponse/surveyPublished${OPTIONS}
	confidence | Confidence | options | 0.95 | when /event=surveyCompleted and /output=results${inside(CONFIDENCES)}
	missedEvents | Missed Events | options | known
		= all: All | Also of surveys published while the workflow was inactive
		= known: From Known Surveys | Only of surveys published before deactivation
		= none: None | Only what happens from now on`;

/** What both credentials hold besides: where the API is, and the one host that may get the token. */
const API = `
apiUrl | API URL | hidden | https://api.pickfu.com/v1
allowedHttpRequestDomains | Allowed HTTP Request Domains | hidden | domains
allowedDomains | Allowed Domains | hidden | ={{ $self["apiUrl"].extractDomain() }}`;

/** One click: a single visible field would turn the button into a form. */
export const OAUTH_FORM = `
useDynamicClientRegistration | Use Dynamic Client Registration | hidden | true
serverUrl | Server URL | hidden | https://connect.pickfu.com${API}`;

export const API_KEY_FORM = `
apiKey | API Key | string | "" | required, password${API}`;
