import { NEW_QUESTIONS, OTHER_QUESTIONS, TAGS, changes, newSurvey } from './questions.mts';
import {
	CONFIDENCES,
	COUNTRIES,
	FILTERS,
	LIST,
	OPTIONS,
	QUESTION_TYPES,
	RESULTS_NAMES,
	SURVEY,
	SURVEY_NAMES,
	WAIT,
	inside,
	project,
	selects,
} from './shared.mts';

/** @param when the value for which surveys are asked in stages */
const stages = (when: string) => `
step | Step | number | 50 | minValue 1, when ${when}
	" Respondents to add each time the survey has completed without a decision
levelMargin | Level Margin | number | 10 | maxValue 49, minValue 1, when ${when}
	" How far from an even split two options may be and still count as level, in percentage points. With 10, up to 60 to 40.
confidence | Confidence | options | 0.95 | when ${when}
	" How sure the decision must be, however often the survey is checked${CONFIDENCES}`;

/** The spending bound: the most that a node may pay for in one execution, all items together. */
const BOUND = `
maxRespondents | Maximum Respondents | number | 100 | minValue 1
	" The most respondents that this node may pay for in one execution, all items together`;

/** @param most what the timeout is for */
const waiting = (most: string) => `
pollInterval | Check Every (Seconds) | number | 60 | minValue 1
	" How often to check the survey
timeout | Timeout (Minutes) | number | 30 | minValue 1
	" Maximum time to wait${most}
onTimeout | On Timeout | options | error
	" What to do if the survey does not complete in time
	= continue: Continue | Return the survey with 'timedOut' set to true
	= error: Fail | Treat the item as failed`;

/** The forms of the operations of Survey, in the lines that `shared.mts` explains. */
export const SURVEY_FORMS: Record<string, string> = {
	// Who pays chooses the number, so it has no default. A total can be repeated safely, so it is what
	// the node does when nobody chooses.
	addRespondents: `${SURVEY}
mode | Mode | options | total
	" How to interpret 'Respondents'
	= add: Add | Add this many respondents every time the node runs
	= untilDecided: Until Decided | Add a step of respondents if the survey has no winner yet, up to 'Respondents' in all. Does nothing while the survey is running.
	= total: Set Total | Increase the sample size to this number. Does nothing if it has already been reached.
respondents | Respondents | number | "" | required, minValue 1
	" Number of respondents. With 'Until Decided' the most that the survey may have in all.
	? Your PickFu account is charged for each added respondent${stages('mode=untilDecided')}${BOUND}${selects(
		SURVEY_NAMES,
		'respondentsToAdd respondentsAdded alreadyReached respondentsLeft',
		'decision decisionSummary winner winnerOptionId',
	)}${OPTIONS}${WAIT}
	onlyCalculate | Preview Only | boolean | false
		" Whether to only return how many respondents would be added, without charging`,

	create: `
name | Name | string | ""
	" Internal name, not shown to respondents${NEW_QUESTIONS}${newSurvey('createAnother')}${selects(
		SURVEY_NAMES,
		'alreadyExisted differences',
	)}`,

	delete: `${SURVEY}
	? A draft is deleted permanently; a published survey is archived`,

	duplicate: `${SURVEY}${changes('Changes')}${selects(
		SURVEY_NAMES,
		'differences duplicateOf notCarriedOver',
	)}${OPTIONS}
	allowIncomplete | Allow Incomplete Copy | boolean | false
		" Whether to create the draft even if its images or its audience can't be copied. What is missing is listed in 'notCarriedOver'.`,

	get: `${SURVEY}${selects(SURVEY_NAMES)}${OPTIONS}${WAIT}`,

	getAll: `${LIST}${FILTERS}
	countries | Countries | multiOptions | []
		" Return only surveys whose respondents live in these countries${inside(COUNTRIES + project('ID of a project. Returns only its surveys.'))}
	publishedAfter | Published After | dateTime | ""
		" Return only surveys published after this time. Times without a time zone are in the workflow's.
	type | Question Type | options | head_to_head
		" Return only surveys with questions of this type${inside(QUESTION_TYPES)}
	status | Status | options | completed
		" Return only surveys with this status. PickFu may leave out archived surveys unless you choose Archived.
		= archived: Archived, completed: Completed, unpublished: Draft, in-progress: In Progress${inside(TAGS)}
	text | Text | string | ""
		" Return only surveys with this text in the name or questions
sort | Sort | collection | {} | button 'Add sort field'
	" Order of the surveys. Reads all surveys that match, then applies the limit.
	sortBy | Sort By | options | createdAt
		" Field to sort by. Surveys without a value come last.
		= completedAt: Completed At, createdAt: Created At, name: Name, publishedAt: Published At, numResponses: Responses, sampleSize: Sample Size
	direction | Direction | options | desc
		" Whether the lowest or the highest value comes first
		= asc: Ascending, desc: Descending${selects(SURVEY_NAMES)}${OPTIONS}${WAIT}`,

	getResults: `${SURVEY}
confidence | Confidence | options | 0.95
	" How sure intervals and the comparison of the winner with the runner-up must be${CONFIDENCES}${selects(RESULTS_NAMES, 'reportEmail')}${OPTIONS}
	breakdownBy | Break Down By Names or IDs | multiOptions | [] | loadOptionsMethod getBreakdownTraits
		" Reported traits to split the results by. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.
	includeReasons | Include Reasons | boolean | false
		" Whether to add everything respondents wrote, by the option they chose, and every answer to open questions${WAIT}
	reportField | Put Output File in Field | string | report
		" Name of the output field for the report page
		? The name of the output binary field to put the file in
	report | Report | multiOptions | ["page"]
		" Reports to create: bars, rounds, quotes and notes on the method
		= email: Email | As HTML text in the field 'reportEmail', for the body of an email
		= page: Page | As one HTML file to open, print and share`,

	publish: `${SURVEY}${BOUND}
	? Publishing charges your PickFu account for each respondent${selects(
		SURVEY_NAMES,
		'alreadyPublished',
	)}${OPTIONS}${WAIT}`,

	// Run again with the same name, it goes on with its survey and pays for nothing twice.
	run: `
name | Name | string | "" | required
	" Internal name, not shown to respondents${NEW_QUESTIONS}${newSurvey('returnExisting')}${BOUND}
	? Running charges your PickFu account for each respondent
untilDecided | Until Decided | boolean | false
	" Whether to add respondents in stages until the survey has a winner or no difference that matters, never beyond 'Maximum Respondents' in all${stages('untilDecided=true')}${waiting(' for the responses of each stage')}${selects(
		RESULTS_NAMES,
		'respondentsPaid timedOut alreadyExisted differences',
	)}${OPTIONS}${WAIT}`,

	update: `${SURVEY}${changes('Update Fields')}${OTHER_QUESTIONS}${selects(SURVEY_NAMES, 'differences')}`,

	waitForCompletion: `${SURVEY}${waiting('')}${selects(
		SURVEY_NAMES,
		'completed timedOut',
	)}${OPTIONS}${WAIT}`,
};
