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
levelMargin | Level Margin | number | 10 | maxValue 49, minValue 1, when ${when}
confidence | Confidence | options | 0.95 | when ${when}${CONFIDENCES}`;

/** The spending bound: the most that a node may pay for in one execution, all items together. */
const BOUND = `
maxRespondents | Maximum Respondents | number | 100 | minValue 1`;

const WAITING = `
pollInterval | Check Every (Seconds) | number | 60 | minValue 1
timeout | Timeout (Minutes) | number | 30 | minValue 1
onTimeout | On Timeout | options | error
	= continue: Continue | Return the survey with 'timedOut' set to true
	= error: Fail | Treat the item as failed`;

/** The forms of the operations of Survey, in the lines that `shared.mts` explains. */
export const SURVEY_FORMS: Record<string, string> = {
	// Who pays chooses the number, so it has no default. A total can be repeated safely, so it is what
	// the node does when nobody chooses.
	addRespondents: `${SURVEY}
mode | Mode | options | total
	= add: Add | Add this many respondents every time the node runs
	= untilDecided: Until Decided | Add a step of respondents if the survey has no winner yet, up to 'Respondents' in all. Does nothing while the survey is running.
	= total: Set Total | Increase the sample size to this number. Does nothing if it has already been reached.
respondents | Respondents | number | "" | required, minValue 1
	? Your PickFu account is charged for each added respondent${stages('mode=untilDecided')}${BOUND}${selects(
		SURVEY_NAMES,
		'respondentsToAdd respondentsAdded alreadyReached respondentsLeft',
		'decision decisionSummary winner winnerOptionId',
	)}${OPTIONS}${WAIT}
	onlyCalculate | Preview Only | boolean | false`,

	create: `
name | Name | string | ""${NEW_QUESTIONS}${newSurvey('createAnother')}${selects(
		SURVEY_NAMES,
		'alreadyExisted differences',
	)}`,

	delete: `${SURVEY}
	? A draft is deleted permanently; a published survey is archived`,

	duplicate: `${SURVEY}${changes('Changes')}${selects(
		SURVEY_NAMES,
		'differences duplicateOf notCarriedOver',
	)}${OPTIONS}
	allowIncomplete | Allow Incomplete Copy | boolean | false`,

	get: `${SURVEY}${selects(SURVEY_NAMES)}${OPTIONS}${WAIT}`,

	getAll: `${LIST}${FILTERS}
	countries | Countries | multiOptions | []${inside(COUNTRIES + project())}
	publishedAfter | Published After | dateTime | ""
	type | Question Type | options | head_to_head${inside(QUESTION_TYPES)}
	status | Status | options | completed
		= archived: Archived, completed: Completed, unpublished: Draft, in-progress: In Progress${inside(TAGS)}
	text | Text | string | ""
sort | Sort | collection | {} | button 'Add sort field'
	sortBy | Sort By | options | createdAt
		= completedAt: Completed At, createdAt: Created At, name: Name, publishedAt: Published At, numResponses: Responses, sampleSize: Sample Size
	direction | Direction | options | desc
		= asc: Ascending, desc: Descending${selects(SURVEY_NAMES)}${OPTIONS}${WAIT}`,

	getResults: `${SURVEY}
confidence | Confidence | options | 0.95${CONFIDENCES}${selects(RESULTS_NAMES, 'reportEmail')}${OPTIONS}
	breakdownBy | Break Down By Names or IDs | multiOptions | [] | loadOptionsMethod getBreakdownTraits
	includeReasons | Include Reasons | boolean | false${WAIT}
	reportField | Put Output File in Field | string | report
		? The name of the output binary field to put the file in
	report | Report | multiOptions | ["page"]
		= email: Email | As HTML text in the field 'reportEmail', for the body of an email
		= page: Page | As one HTML file to open, print and share`,

	publish: `${SURVEY}${BOUND}
	? Publishing charges your PickFu account for each respondent${selects(
		SURVEY_NAMES,
		'alreadyPublished',
	)}${OPTIONS}${WAIT}`,

	// Run again with the same name, it goes on with its survey and pays for nothing twice.
	run: `
name | Name | string | "" | required${NEW_QUESTIONS}${newSurvey('returnExisting')}${BOUND}
	? Running charges your PickFu account for each respondent
untilDecided | Until Decided | boolean | false${stages('untilDecided=true')}${WAITING}${selects(
		RESULTS_NAMES,
		'respondentsPaid timedOut alreadyExisted differences',
	)}${OPTIONS}${WAIT}`,

	update: `${SURVEY}${changes('Update Fields')}${OTHER_QUESTIONS}${selects(SURVEY_NAMES, 'differences')}`,

	waitForCompletion: `${SURVEY}${WAITING}${selects(
		SURVEY_NAMES,
		'completed timedOut',
	)}${OPTIONS}${WAIT}`,
};
