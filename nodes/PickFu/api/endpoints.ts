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

/**
 * Every endpoint that this package calls, under its operation id in the contract. A path stands
 * here and nowhere else; a test holds the table to the contract.
 */
export const ENDPOINTS = {
	createSurvey: {
		method: 'POST',
		path: '/surveys',
		nature: 'write',
		evidence: 'third-party',
		thing: 'survey',
	},
	listSurveys: {
		method: 'GET',
		path: '/surveys',
		nature: 'read',
		evidence: 'documented',
		thing: 'survey',
	},
	getSurvey: {
		method: 'GET',
		path: '/surveys/{surveyId}',
		nature: 'read',
		evidence: 'third-party',
		thing: 'survey',
	},
	updateSurvey: {
		method: 'PATCH',
		path: '/surveys/{surveyId}',
		nature: 'write',
		evidence: 'documented',
		thing: 'survey',
	},
	deleteSurvey: {
		method: 'DELETE',
		path: '/surveys/{surveyId}',
		nature: 'write',
		evidence: 'third-party',
		thing: 'survey',
	},
	publishSurvey: {
		method: 'POST',
		path: '/surveys/{surveyId}/publish',
		nature: 'spend',
		evidence: 'inferred',
		thing: 'survey',
	},
	addRespondents: {
		method: 'POST',
		path: '/surveys/{surveyId}/add-respondents',
		nature: 'spend',
		evidence: 'inferred',
		thing: 'survey',
	},
	listResponses: {
		method: 'GET',
		path: '/surveys/{surveyId}/responses',
		nature: 'read',
		evidence: 'third-party',
		thing: 'survey',
	},
	sendFollowUp: {
		method: 'POST',
		path: '/responses/{responseId}/follow-up',
		nature: 'spend',
		evidence: 'inferred',
		thing: 'response',
	},
	rateResponse: {
		method: 'POST',
		path: '/responses/{responseId}/rate',
		nature: 'write',
		evidence: 'inferred',
		thing: 'response',
	},
	pinResponse: {
		method: 'POST',
		path: '/responses/{responseId}/pin',
		nature: 'write',
		evidence: 'inferred',
		thing: 'response',
	},
	listTags: { method: 'GET', path: '/tags', nature: 'read', evidence: 'third-party', thing: 'tag' },
	generateMedia: {
		method: 'POST',
		path: '/media/generate',
		nature: 'write',
		evidence: 'documented',
		thing: 'media',
	},
	uploadMedia: {
		method: 'POST',
		path: '/media/upload',
		nature: 'write',
		evidence: 'inferred',
		thing: 'media',
	},
	createTag: {
		method: 'POST',
		path: '/tags',
		nature: 'write',
		evidence: 'third-party',
		thing: 'tag',
	},
	listProjects: {
		method: 'GET',
		path: '/projects',
		nature: 'read',
		evidence: 'third-party',
		thing: 'project',
	},
	getProject: {
		method: 'GET',
		path: '/projects/{projectId}',
		nature: 'read',
		evidence: 'third-party',
		thing: 'project',
	},
	createProject: {
		method: 'POST',
		path: '/projects',
		nature: 'write',
		evidence: 'third-party',
		thing: 'project',
	},
	updateProject: {
		method: 'PATCH',
		path: '/projects/{projectId}',
		nature: 'write',
		evidence: 'third-party',
		thing: 'project',
	},
	listTargetingTraits: {
		method: 'GET',
		path: '/traits/targeting',
		nature: 'read',
		evidence: 'third-party',
		thing: 'trait',
	},
	listReportingTraits: {
		method: 'GET',
		path: '/traits/reporting',
		nature: 'read',
		evidence: 'third-party',
		thing: 'trait',
	},
	listPlaybooks: {
		method: 'GET',
		path: '/playbooks',
		nature: 'read',
		evidence: 'third-party',
		thing: 'playbook',
	},
	searchHelp: {
		method: 'GET',
		path: '/help/search',
		nature: 'read',
		evidence: 'third-party',
		thing: 'article',
	},
} as const satisfies Record<string, Endpoint>;

/** The operation id of an endpoint in {@link ENDPOINTS}. */
export type EndpointName = keyof typeof ENDPOINTS;
