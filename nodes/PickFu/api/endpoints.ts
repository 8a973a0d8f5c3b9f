/**
 * How a call behaves, from which repeats, concurrency and the spending bound follow:
 * `read` changes nothing, `write` changes something free, `spend` charges the PickFu account.
 */
export type Nature = 'read' | 'write' | 'spend';

/**
 * How sure we are that PickFu has this endpoint, as marked in `contract/pickfu.openapi.yaml`:
 * stated by PickFu, stated by somebody else, or our own reading.
 */
export type Evidence = 'documented' | 'third-party' | 'inferred';

/** One PickFu endpoint. `path` is relative to the API's base URL, with `{name}` for each id. */
export interface Endpoint {
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
	path: string;
	nature: Nature;
	evidence: Evidence;
	/** What a 404 is about, in the words of the editor. */
	thing: string;
}

const callOf =
	(nature: Nature) =>
	(method: Endpoint['method'], path: string, evidence: Evidence, thing: string): Endpoint => ({
		method,
		path,
		nature,
		evidence,
		thing,
	});
const read = callOf('read');
const write = callOf('write');
const spend = callOf('spend');

/**
 * Every endpoint that this package calls, under its operation id in the contract. A path stands
 * here and nowhere else; a test holds the table to the contract.
 */
export const ENDPOINTS = {
	listSurveys: read('GET', '/surveys', 'documented', 'survey'),
	createSurvey: write('POST', '/surveys', 'third-party', 'survey'),
	getSurvey: read('GET', '/surveys/{surveyId}', 'third-party', 'survey'),
	updateSurvey: write('PATCH', '/surveys/{surveyId}', 'documented', 'survey'),
	deleteSurvey: write('DELETE', '/surveys/{surveyId}', 'third-party', 'survey'),
	publishSurvey: spend('POST', '/surveys/{surveyId}/publish', 'inferred', 'survey'),
	addRespondents: spend('POST', '/surveys/{surveyId}/add-respondents', 'inferred', 'survey'),
	listResponses: read('GET', '/surveys/{surveyId}/responses', 'third-party', 'survey'),
	sendFollowUp: spend('POST', '/responses/{responseId}/follow-up', 'inferred', 'response'),
	rateResponse: write('POST', '/responses/{responseId}/rate', 'inferred', 'response'),
	pinResponse: write('POST', '/responses/{responseId}/pin', 'inferred', 'response'),
	listProjects: read('GET', '/projects', 'third-party', 'project'),
	createProject: write('POST', '/projects', 'third-party', 'project'),
	getProject: read('GET', '/projects/{projectId}', 'third-party', 'project'),
	updateProject: write('PATCH', '/projects/{projectId}', 'third-party', 'project'),
	listTags: read('GET', '/tags', 'third-party', 'tag'),
	createTag: write('POST', '/tags', 'third-party', 'tag'),
	listTargetingTraits: read('GET', '/traits/targeting', 'third-party', 'trait'),
	listReportingTraits: read('GET', '/traits/reporting', 'third-party', 'trait'),
	generateMedia: write('POST', '/media/generate', 'documented', 'media'),
	uploadMedia: write('POST', '/media/upload', 'inferred', 'media'),
	listPlaybooks: read('GET', '/playbooks', 'third-party', 'playbook'),
	searchHelp: read('GET', '/help/search', 'third-party', 'article'),
};

/** The operation id of an endpoint in {@link ENDPOINTS}. */
export type EndpointName = keyof typeof ENDPOINTS;
