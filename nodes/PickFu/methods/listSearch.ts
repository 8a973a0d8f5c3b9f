import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { connect } from '../api/connection';
import type { EndpointName } from '../api/endpoints';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { toFailure, toNodeError } from '../api/nodeErrors';
import { onePage, type PageOptions } from '../api/pages';
import { textField } from '../api/read';
import { readAnswer, readSurvey } from '../api/shapes';
import { clip } from '../api/text';
import { surveyLocator } from '../resources/fields';
import { labelled } from '../resources/labels';
import { asId, locatorValue } from '../resources/parameters';

/** Entries of a dropdown's page: more than fit on the screen, few enough to come at once. */
const ENTRIES = 50;

/** Pages that one search may read; more would keep the person waiting, who can scroll or type on. */
const MOST_PAGES_WITHOUT_MATCH = 10;

/** Characters of an entry: what fits in a line of the dropdown. */
const LONGEST_NAME = 80;

/** Surveys for a dropdown; PickFu searches in their names and questions. */
export async function searchSurveys(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const query = filter ? { [QUERY.text]: filter } : {};
	return await search(this, 'listSurveys', { query }, paginationToken, (record) => {
		const { id, name, status, surveyUrl } = readSurvey(record);
		return {
			name: `${name ?? 'Unnamed survey'}${status === undefined ? '' : ` (${status})`}`,
			value: id,
			url: surveyUrl,
		};
	});
}

/** Projects for a dropdown; PickFu cannot search in them, so their names are searched here. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await searchHere(this, 'listProjects', {}, filter, paginationToken, (record) => ({
		name: textField(record, 'name') ?? 'Unnamed project',
		value: textField(record, 'id') ?? '',
		url: textField(record, 'url'),
	}));
}

/**
 * Answers of the chosen survey for a dropdown, by what was picked and why. PickFu cannot search in
 * them, so they are searched here.
 */
export async function searchResponses(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const surveyId = requiredSurveyId(this);
	return await searchHere(
		this,
		'listResponses',
		{ surveyId },
		filter,
		paginationToken,
		(record) => {
			const { id, chosenOption, score, explanation } = readAnswer(record);
			const pick = chosenOption.join(', ') || score?.toString();
			return {
				name: [pick, explanation].filter(Boolean).join(': ') || 'Response without text',
				value: id ?? '',
			};
		},
	);
}

/** The survey that is chosen in the node; undefined while there is none, or an expression in its place. */
export function chosenSurveyId(context: ILoadOptionsFunctions): string | undefined {
	const chosen = locatorValue(context.getCurrentNodeParameter('surveyId'));
	if (typeof chosen !== 'string' || chosen.trim() === '' || chosen.startsWith('='))
		return undefined;
	return asId(chosen, 'surveyId', 'surveys');
}

function requiredSurveyId(context: ILoadOptionsFunctions): string {
	try {
		const surveyId = chosenSurveyId(context);
		if (surveyId !== undefined) return surveyId;
		throw PickFuFailure.input(
			'Select a survey first',
			"The list shows the responses of one survey. If 'Survey' is an expression, enter the response by ID.",
			'surveyId',
		);
	} catch (thrown) {
		throw editorError(context, thrown);
	}
}

/** Reads pages on until something fits, so that a search does not end at a page without a match. */
async function searchHere(
	context: ILoadOptionsFunctions,
	endpoint: EndpointName,
	ids: Record<string, string>,
	filter: string | undefined,
	paginationToken: unknown,
	entry: (record: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	const wanted = filter?.trim().toLowerCase() ?? '';
	let token = paginationToken;
	for (let pages = 1; ; pages += 1) {
		const found = await search(context, endpoint, { ids }, token, entry);
		const results = found.results.filter(({ name }) => name.toLowerCase().includes(wanted));
		if (
			results.length > 0 ||
			found.paginationToken === undefined ||
			pages >= MOST_PAGES_WITHOUT_MATCH
		) {
			return {
				...found,
				results: results.map((result) => ({ ...result, name: clip(result.name, LONGEST_NAME) })),
			};
		}
		token = found.paginationToken;
	}
}

async function search(
	context: ILoadOptionsFunctions,
	endpoint: EndpointName,
	options: PageOptions,
	paginationToken: unknown,
	entry: (record: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	try {
		const number = Number(paginationToken ?? 1) || 1;
		const connection = await connect(context);
		const page = await onePage(
			connection,
			endpoint,
			number,
			{ ...options, maxWaitMs: DROPDOWN_WAIT_MS },
			ENTRIES,
		);
		const more =
			page.records.length > 0 && (page.totalPages === undefined || number < page.totalPages);
		return {
			results: page.records.map(entry).filter(({ value }) => value !== ''),
			...(more && { paginationToken: String(number + 1) }),
		};
	} catch (thrown) {
		throw editorError(context, thrown);
	}
}

/** The error that the editor shows in place of a list. */
export function editorError(context: ILoadOptionsFunctions, thrown: unknown): Error {
	return toNodeError(context.getNode(), labelled(toFailure(thrown), [surveyLocator]));
}

/** A person is looking at the dropdown: tell the limit rather than wait for minutes. */
export const DROPDOWN_WAIT_MS = 20_000;
