/**
 * The query parameters whose spelling PickFu could differ in. Sent in snake_case, as the
 * third-party reference has them; a wrong one would be ignored without a word, which is why lists
 * are filtered again after reading (contract/pickfu.openapi.yaml holds the evidence).
 */
export const QUERY = {
	questionId: 'question_id',
	language: 'language',
	status: 'status',
	type: 'type',
	text: 'text',
	publishedAfter: 'published_after',
	countries: 'countries',
	tags: 'tags',
	projectIds: 'project_ids',
	query: 'query',
	bookmarked: 'bookmarked',
	archived: 'archived',
	industry: 'industry',
	/** Records on a page of every list but the search in the help. */
	pageSize: 'limit',
	/** Articles on a page of the search in the help. */
	helpPageSize: 'per_page',
} as const;

/**
 * The body fields of what one does with an answer. PickFu says that these operations exist
 * (https://www.pickfu.com/docs/api-reference/introduction) and nothing more: all three are inferred.
 */
export const ANSWER_BODY = {
	/** The text of a follow-up question. */
	followUpQuestion: 'question',
	rating: 'rating',
	pinned: 'pinned',
} as const;

/** The body field of how many respondents to add; inferred, after the CLI's twin. */
export const ADD_RESPONDENTS_BODY = { count: 'count' } as const;

/** The body fields that switch what a project shows as `bookmarked` and `archived`; third-party. */
export const PROJECT_SWITCHES = { bookmarked: 'bookmark', archived: 'archive' } as const;
