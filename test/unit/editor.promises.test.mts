import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { questionsFromFields, questionsFromJson } from '../../nodes/PickFu/questions';
import { fieldsOf, within } from '../support/description.mts';

/**
 * What fields and choices promise where it has consequences: money, what is overwritten, what is left out. Agents
 * read the same words before they fill in a field. How each promise is kept, the integration tests show.
 */
const PROMISES: Array<[operation: string, field: string, promise: string]> = [
	[
		'survey publish',
		'maxRespondents',
		'The most respondents that this node may pay for in one execution, all items together',
	],
	[
		'response followUp',
		'maxFollowUps',
		'The most follow-ups that this node may pay for in one execution, all items together',
	],
	[
		'survey addRespondents',
		'respondents',
		"Number of respondents. With 'Until Decided' the most that the survey may have in all.",
	],
	['survey addRespondents', 'mode=add', 'Add this many respondents every time the node runs'],
	[
		'survey addRespondents',
		'mode=total',
		'Increase the sample size to this number. Does nothing if it has already been reached.',
	],
	[
		'survey addRespondents',
		'mode=untilDecided',
		"Add a step of respondents if the survey has no winner yet, up to 'Respondents' in all. Does nothing while the survey is running.",
	],
	[
		'survey addRespondents',
		'step',
		'Respondents to add each time the survey has completed without a decision',
	],
	[
		'survey addRespondents',
		'levelMargin',
		'How far from an even split two options may be and still count as level, in percentage points. With 10, up to 60 to 40.',
	],
	[
		'survey addRespondents',
		'onlyCalculate',
		'Whether to only return how many respondents would be added, without charging',
	],
	[
		'survey run',
		'untilDecided',
		"Whether to add respondents in stages until the survey has a winner or no difference that matters, never beyond 'Maximum Respondents' in all",
	],
	[
		'survey run',
		'confidence',
		'How sure the decision must be, however often the survey is checked',
	],
	['survey run', 'timeout', 'Maximum time to wait for the responses of each stage'],
	[
		'survey create',
		'ifNameExists',
		'What to do if your account has a draft or survey of exactly this name. Archived surveys are ignored.',
	],
	['survey create', 'ifNameExists=createAnother', 'Create a new draft in every run'],
	[
		'survey create',
		'ifNameExists=returnExisting',
		"Return that survey with 'alreadyExisted' set to true",
	],
	['survey create', 'name', 'Internal name, not shown to respondents'],
	[
		'survey create',
		'country',
		'Country of the respondents. Use an expression for other two-letter codes.',
	],
	[
		'survey create',
		'sampleSize',
		'Number of respondents. PickFu suggests 15, 30, 50, 75, 100 or 200.',
	],
	[
		'survey update',
		'questions',
		'Questions to ask. Respondents explain every answer, so there is no need to ask why. Leave empty to keep the current questions. Otherwise all questions are replaced; include the IDs of questions you want to keep.',
	],
	[
		'survey update',
		'updateFields',
		'Only the fields you add are updated. Lists are replaced, not merged.',
	],
	['survey update', 'removeFromProject', 'Whether to remove the survey from its project'],
	[
		'survey duplicate',
		'updateFields',
		'Only the fields you add are updated. Lists are replaced, not merged.',
	],
	[
		'survey duplicate',
		'allowIncomplete',
		"Whether to create the draft even if its images or its audience can't be copied. What is missing is listed in 'notCarriedOver'.",
	],
	[
		'survey waitForCompletion',
		'onTimeout=continue',
		"Return the survey with 'timedOut' set to true",
	],
	['survey waitForCompletion', 'onTimeout=error', 'Treat the item as failed'],
	[
		'survey getAll',
		'publishedAfter',
		"Return only surveys published after this time. Times without a time zone are in the workflow's.",
	],
	[
		'survey getAll',
		'status',
		'Return only surveys with this status. PickFu may leave out archived surveys unless you choose Archived.',
	],
	['survey getAll', 'countries', 'Return only surveys whose respondents live in these countries'],
	['survey getAll', 'type', 'Return only surveys with questions of this type'],
	['survey getAll', 'text', 'Return only surveys with this text in the name or questions'],
	['survey getAll', 'projectId', 'ID of a project. Returns only its surveys.'],
	[
		'survey getAll',
		'sort',
		'Order of the surveys. Reads all surveys that match, then applies the limit.',
	],
	['survey getAll', 'sortBy', 'Field to sort by. Surveys without a value come last.'],
	['survey getAll', 'direction', 'Whether the lowest or the highest value comes first'],
	['survey getAll', 'returnAll', 'Whether to return all results or only up to a given limit'],
	['survey get', 'fields', 'Fields to return. The ID is always included.'],
	['survey get', 'surveyId', 'ID of the survey, as returned by Create or Get Many'],
	[
		'survey get',
		'longestWait',
		"How long to wait when PickFu's rate limit is reached before the item fails",
	],
	[
		'response pin',
		'surveyId',
		'Survey to list responses from. Only needed when choosing the response from the list.',
	],
	['response pin', 'responseId', "ID of the response, as returned by Get Many ('responseId')"],
	['response getAll', 'language', 'Language code for translated explanations'],
	['project update', 'description', 'Description of the project. Leave empty to clear it.'],
	['project update', 'goal', 'What you want to learn. Leave empty to clear it.'],
	['tag getAll', 'query', 'Return only tags with this text in the name'],
	[
		'playbook getAll',
		'industry',
		"Return only playbooks for this industry, as written in the 'industry' field",
	],
	['media upload', 'uploadFrom=url', 'PickFu downloads the file from a public URL'],
	[
		'media upload',
		'binaryPropertyName',
		'Name of the input field containing the image, video or audio file (max 20 MB)',
	],
	['media generate', 'prompt', 'Description of the image to generate (up to 10,000 characters)'],
	['media generate', 'download', 'Whether to also download the image as a file'],
	['survey getResults', 'confidence=0.8', 'A quick signal'],
	['survey getResults', 'confidence=0.95', 'The usual choice'],
	['survey getResults', 'confidence=0.99', 'For decisions that are expensive to undo'],
];

const all = (operation: string) => {
	const [resource, name] = operation.split(' ') as [string, string];
	return fieldsOf(resource, name).flatMap(within);
};

it.each(PROMISES)('%s: %s promises what it does', (operation, place, promise) => {
	const [name, value] = place.split('=');
	const field = all(operation).find((one) => one.name === name)!;
	const choice = ((field.options ?? []) as INodePropertyOptions[]).find(
		(option) => String(option.value) === value,
	);
	expect((value === undefined ? field : choice)?.description).toBe(promise);
});

it('gives examples that are accepted as they are', () => {
	const exampleOf = ({ placeholder = '' }: INodeProperties) => placeholder.replace(/^e\.g\. /, '');
	const form = all('survey create').filter(({ placeholder }) => placeholder?.startsWith('e.g. '));
	const examples = (...names: string[]) =>
		Object.fromEntries(
			names.map((name) => [name, exampleOf(form.find((field) => field.name === name)!)]),
		);
	const card = ['mockupTitle', 'mockupImage', 'price', 'currency', 'numRatings', 'reviewScore'];
	const option = [examples('value', 'mediaUrl'), examples('asin'), examples(...card)];
	const asked = { type: 'ranked', ...examples('prompt'), options: { option } };
	expect(questionsFromFields({ question: [asked] })).toMatchObject({ ok: true });
	const json = all('survey create').find(({ name }) => name === 'questionsJson')!.placeholder!;
	expect(questionsFromJson(json)).toEqual({ ok: true, value: JSON.parse(json) as unknown });
});
