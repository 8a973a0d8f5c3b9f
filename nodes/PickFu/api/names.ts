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
	audiences: 'audiences',
	memberIds: 'member_id',
	projectIds: 'project_ids',
	optionType: 'option_type',
	sortBy: 'sort_by',
	direction: 'dir',
	query: 'query',
} as const;
