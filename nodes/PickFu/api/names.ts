import type { IDataObject } from 'n8n-workflow';
import type { PickFuFailure } from './failure';
import { toFailure } from './nodeErrors';

/**
 * The names of the query parameters. Those with an underscore rest on the third-party reference
 * alone, which was wrong about bodies: they go through {@link inEitherSpelling}.
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

/** The spellings that a name with two words may be sent in. */
const SPELLINGS = {
	both: (name: string) => [name, camelCase(name)],
	snake_case: (name: string) => [name],
	camelCase: (name: string) => [camelCase(name)],
};

/** How PickFu wants them, by the API's URL, as far as a refusal has shown it in this process. */
const known = new Map<string, 'snake_case' | 'camelCase'>();

/**
 * Asks with the names of two words in both spellings, as the wrong one is ignored; where PickFu
 * refuses an unknown name, in each alone, and from then on in the one that it takes.
 *
 * @param query names as in {@link QUERY}
 * @throws {PickFuFailure} the first refusal where no spelling is accepted
 */
export async function inEitherSpelling<Answer>(
	apiUrl: string,
	query: IDataObject,
	ask: (query: IDataObject) => Promise<Answer>,
): Promise<Answer> {
	const spelling = known.get(apiUrl) ?? 'both';
	try {
		return await ask(spelled(query, spelling));
	} catch (thrown) {
		const refusal = toFailure(thrown);
		if (spelling !== 'both' || !isAboutNames(refusal, query)) throw refusal;
		for (const other of ['snake_case', 'camelCase'] as const) {
			const answer = await ask(spelled(query, other)).catch(() => undefined);
			if (answer === undefined) continue;
			known.set(apiUrl, other);
			return answer;
		}
		throw refusal;
	}
}

function spelled(query: IDataObject, spelling: keyof typeof SPELLINGS): IDataObject {
	const entries = Object.entries(query).flatMap(([name, value]) =>
		SPELLINGS[spelling](name).map((either) => [either, value]),
	);
	return Object.fromEntries(entries);
}

function camelCase(name: string): string {
	return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** True for a 400 that speaks of a name that was sent twice, or of any name that is unknown. */
function isAboutNames({ status, reason = '' }: PickFuFailure, query: IDataObject): boolean {
	const names = Object.keys(query).filter((name) => name.includes('_'));
	if (status !== 400 || names.length === 0) return false;
	const isUnknown = /unknown|unrecogni[sz]ed|unexpected|additional|not allowed/i.test(reason);
	return isUnknown || names.flatMap(SPELLINGS.both).some((name) => reason.includes(name));
}
