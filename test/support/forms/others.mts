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
			= binary: Binary File, url: URL
		url | Image URL | string | "" | when source=url
		binaryPropertyName | Input Data Field Name | string | data | when source=binary
download | Download | boolean | false
binaryPropertyOutput | Put Output File in Field | string | data | required, when download=true
	? The name of the output field to put the file in${selects('url prompt aspectRatio model')}`,

		upload: `
uploadFrom | Upload From | options | binary | no expression
	= binary: Binary File, url: URL
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
	= both: Both, reporting: Reporting, targeting: Targeting${LIST}${READS}`,
	},
};

/**
 * What is chosen first in the node PickFu. Behind each operation stands what agents and the canvas
 * call it; what costs money says so.
 */
export const MENUS: Record<string, string> = {
	helpArticle: `Help Article | search
	= search: Search | Search help articles`,

	// Upload is first, as Generate may charge.
	media: `Media | upload
	= upload: Upload | Upload media file
	= generate: Generate | Generate image`,

	playbook: `Playbook | getAll
	= getAll: Get Many | Get many playbooks`,

	project: `Project | getAll
	= create: Create | Create project
	= get: Get | Get project
	= getAll: Get Many | Get many projects
	= update: Update | Update project`,

	response: `Response | getAll
	= followUp: Send Follow-Up | Send follow-up question (paid)
	= getAll: Get Many | Get many survey responses
	= pin: Pin | Pin or unpin response
	= rate: Rate | Rate response`,

	survey: `Survey | getAll
	= addRespondents: Add Respondents | Add respondents to survey (paid)
	= create: Create | Create survey draft
	= delete: Delete | Delete survey
	= duplicate: Duplicate | Duplicate survey
	= get: Get | Get survey
	= getAll: Get Many | Get many surveys
	= getResults: Get Results | Get survey results
	= publish: Publish | Publish survey (paid)
	= run: Run | Run survey (paid)
	= update: Update | Update survey
	= waitForCompletion: Wait for Completion | Wait for survey to complete`,

	tag: `Tag | getAll
	= create: Create | Create tag
	= getAll: Get Many | Get many tags`,

	trait: `Trait | getAll
	= getAll: Get Many | Get many traits`,
};

/** How both nodes are connected. */
export const AUTHENTICATION = `
authentication | Authentication | options | oAuth2 | no expression
	= oAuth2: OAuth2, apiKey: API Key`;

const SIMPLIFY = 'simplify | Simplify | boolean | true | when event';

export const TRIGGER_FORM = `${AUTHENTICATION}
event | Trigger On | options | surveyCompleted | no expression
	= newResponse: New Response, surveyCompleted: Survey Completed, surveyPublished: Survey Published
scope | Watch | options | all | no expression
	= all: All Surveys, surveys: Selected Surveys, project: Surveys in a Project, text: Surveys Matching Text, tag: Surveys With a Tag
surveys | Selected Surveys | fixedCollection | {"survey":[{"surveyId":{"mode":"list","value":""}}]} | button 'Add Survey', multipleValues, when scope=surveys
	survey: Survey${inside(inside(ANY_SURVEY))}${project('required, when scope=project')}
tagId | Tag Name or ID | options | "" | required, loadOptionsMethod getTags, when scope=tag
text | Text | string | "" | required, when scope=text
output | Output | options | survey | when event=surveyCompleted
	= responses: Responses, results: Results, survey: Survey
${SIMPLIFY}=surveyCompleted and output=responses/survey
${SIMPLIFY}=newResponse/surveyPublished${OPTIONS}
	confidence | Confidence | options | 0.95 | when /event=surveyCompleted and /output=results${inside(CONFIDENCES)}
	missedEvents | Missed Events | options | known
		= all: All, known: From Known Surveys, none: None`;

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
