import {
	CONFIDENCES,
	FILTERS,
	LIST,
	OPTIONS,
	PROJECT_NAMES,
	RESPONSE,
	SURVEY,
	WAIT,
	anySurvey,
	inside,
	project,
	selects,
} from './shared.mts';

const READS = OPTIONS + WAIT;
const PROJECT = project('ID of the project, as returned by Create or Get Many', 'required');

/** The forms of all operations but those of Survey, in the lines that `shared.mts` explains. */
export const OTHER_FORMS: Record<string, Record<string, string>> = {
	helpArticle: {
		search: `
query | Query | string | "" | required
	" Text to search for in PickFu help articles${LIST}${selects('id title description body url')}${READS}`,
	},

	media: {
		generate: `
prompt | Prompt | string | "" | required, rows 4
	" Description of the image to generate (up to 10,000 characters)
	? PickFu may charge for generated images
aspectRatio | Aspect Ratio | options | 1:1
	" Aspect ratio of the image
	= 1:1: 1:1 (Square), 16:9: 16:9 (Wide), 2:3: 2:3 (Portrait), 21:9: 21:9 (Very Wide), 3:2: 3:2 (Landscape), 3:4: 3:4 (Portrait), 4:3: 4:3 (Landscape), 4:5: 4:5 (Portrait), 5:4: 5:4 (Landscape), 9:16: 9:16 (Tall)
referenceImages | Reference Images | fixedCollection | {} | button 'Add Image', maxAllowedFields 3, multipleValueButtonText Add Image, multipleValues, sortable
	" Up to 3 images to use as a reference for style or content
	image: Image
		source | Image From | options | url
			" Where the image is
			= binary: Binary File | A file from a previous node
			= url: URL | A public URL or a data URI
		url | Image URL | string | "" | when source=url
			" URL or data URI of the image
		binaryPropertyName | Input Data Field Name | string | data | when source=binary
			" Name of the input field containing the image (max 6 MB)
download | Download | boolean | false
	" Whether to also download the image as a file
binaryPropertyOutput | Put Output File in Field | string | data | required, when download=true
	? The name of the output field to put the file in${selects('url prompt aspectRatio model')}`,

		upload: `
uploadFrom | Upload From | options | binary | no expression
	= binary: Binary File | A file from a previous node
	= url: URL | PickFu downloads the file from a public URL
	? Publicly available images don't need to be uploaded: use their URL in the question
binaryPropertyName | Input Data Field Name | string | data | required, binaryDataProperty, when uploadFrom=binary
	" Name of the input field containing the image, video or audio file (max 20 MB)
mediaUrl | URL | string | "" | required, when uploadFrom=url
	" Public HTTPS URL of the file${selects('url fileName mimeType fileSize')}`,
	},

	playbook: {
		getAll: `${LIST}${FILTERS}
	industry | Industry | string | ""
		" Return only playbooks for this industry, as written in the 'industry' field${selects(
			'slug name description industry icon duration url pollCount',
		)}${READS}`,
	},

	project: {
		create: `
name | Name | string | "" | required
	" Name of the project
additionalFields | Additional Fields | collection | {} | button 'Add field'
	description | Description | string | "" | rows 3
		" Description of the project${selects(PROJECT_NAMES)}`,

		get: `${PROJECT}${selects(PROJECT_NAMES)}${READS}`,

		getAll: `${LIST}${FILTERS}
	archived | Archived | options | false
		" Which projects to return
		= true: Archived Only, false: Not Archived
	bookmarked | Bookmarked | options | true
		" Which projects to return
		= true: Bookmarked Only, false: Not Bookmarked${selects(PROJECT_NAMES)}${READS}`,

		update: `${PROJECT}
updateFields | Update Fields | collection | {} | button 'Add field'
	archive | Archive | options | true
		" Whether the project is archived
		= true: Archive, false: Unarchive
	bookmark | Bookmark | options | true
		" Whether the project is bookmarked
		= true: Add Bookmark, false: Remove Bookmark
	description | Description | string | "" | rows 3
		" Description of the project. Leave empty to clear it.
	goal | Goal | string | ""
		" What you want to learn. Leave empty to clear it.
	name | Name | string | ""
		" New name of the project${selects(PROJECT_NAMES)}`,
	},

	response: {
		followUp: `${RESPONSE}
question | Question | string | "" | required, rows 2
	" The question to send to this respondent
	? Your PickFu account is charged for each follow-up
maxFollowUps | Maximum Follow-Ups | number | 50 | minValue 1
	" The most follow-ups that this node may pay for in one execution, all items together${selects('responseId id question sent')}${READS}`,

		getAll: `${SURVEY}${LIST}${FILTERS}
	language | Language | string | ""
		" Language code for translated explanations
	questionId | Question Name or ID | options | "" | loadOptionsDependsOn ["surveyId.value"], loadOptionsMethod getQuestions
		" Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>${selects(
			'responseId id surveyId questionId optionId optionNumber question answer score ranking clicks media explanation',
			'translation chosenOption matchup rounds mediaTranscription pinned rating respondent',
		)}${READS}`,

		pin: `${RESPONSE}
pinned | Action | options | true
	" What to do with the response
	= true: Pin, false: Unpin${selects('responseId id pinned confirmed')}`,

		rate: `${RESPONSE}
rating | Rating | number | 5 | required, maxValue 5, minValue 1
	" Rating from 1 to 5
	? From 1 to 5${selects('responseId id rating confirmed')}`,
	},

	tag: {
		create: `
name | Name | string | "" | required
	" Name of the tag${selects('id name')}`,

		getAll: `${LIST}${FILTERS}
	query | Name Contains | string | ""
		" Return only tags with this text in the name${selects('id name')}${READS}`,
	},

	trait: {
		getAll: `
kind | Kind | options | both
	" Which traits to return
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

const simplify = (when: string) => `
simplify | Simplify | boolean | true | when ${when}
	" Whether to return a simplified version of the response instead of the raw data`;

export const TRIGGER_FORM = `${AUTHENTICATION}
event | Trigger On | options | surveyCompleted | no expression
	= newResponse: New Response | A respondent answers a live survey
	= surveyCompleted: Survey Completed | A survey has collected all responses, including after you add respondents
	= surveyPublished: Survey Published | A survey is published
scope | Watch | options | all | no expression
	" Which surveys to watch
	= all: All Surveys | Every survey of your PickFu team
	= surveys: Selected Surveys | Only surveys you select
	= project: Surveys in a Project | Surveys in a PickFu project
	= text: Surveys Matching Text | Surveys found by a search
	= tag: Surveys With a Tag | Surveys that have a PickFu tag
surveys | Selected Surveys | fixedCollection | {"survey":[{"surveyId":{"mode":"list","value":""}}]} | button 'Add Survey', multipleValues, when scope=surveys
	survey: Survey${inside(inside(anySurvey('A survey to watch')))}${project(
		'Project whose surveys to watch',
		'required, when scope=project',
	)}
tagId | Tag Name or ID | options | "" | required, loadOptionsMethod getTags, when scope=tag
	" Tag whose surveys to watch. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.
text | Text | string | "" | required, when scope=text
	" Text in the name or questions of the surveys, as you would search for it in PickFu
output | Output | options | survey | when event=surveyCompleted
	" What to output for each completed survey
	= responses: Responses | One item for each response, with question and respondent
	= results: Results | One item with the winner, vote shares and significance
	= survey: Survey | One item with the survey itself${simplify('event=surveyCompleted and output=responses/survey')}${simplify('event=newResponse/surveyPublished')}${OPTIONS}
	confidence | Confidence | options | 0.95 | when /event=surveyCompleted and /output=results
		" How sure intervals and the comparison of the winner with the runner-up must be${inside(CONFIDENCES)}
	missedEvents | Missed Events | options | known
		" Which events to process after the workflow was inactive for an hour or more
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
apiKey | API Key | string | "" | required, password
	" Create one in PickFu under Settings > API Keys${API}`;
