import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { Connection } from '../api/connection';
import type { EndpointName } from '../api/endpoints';
import { PickFuFailure } from '../api/failure';
import { QUERY } from '../api/names';
import { onePage } from '../api/pages';
import { textField } from '../api/read';
import type { CallOptions } from '../api/request';
import { readAnswer, readSurvey } from '../api/shapes';
import { clip } from '../api/text';
import { chosenSurveyId, DROPDOWN_WAIT_MS, forEditor } from './editor';

/** Entries of a page: more than fit on the screen, few enough to come at once; characters of an entry. */
const ENTRIES = 50;
const LONGEST_NAME = 80;

/** Pages that one search may read; more would keep the person waiting, who can scroll or type on. */
const MOST_PAGES_WITHOUT_MATCH = 10;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
) => Promise<INodeListSearchResult>;

/** Surveys for a dropdown; PickFu searches in their names and questions. */
export const searchSurveys: Search = async function (filter, paginationToken) {
	const options = { query: filter ? { [QUERY.text]: filter } : {} };
	const entry = (record: IDataObject) => {
		const { id, name = 'Unnamed survey', status, surveyUrl } = readSurvey(record);
		return { name: status === undefined ? name : `${name} (${status})`, value: id, url: surveyUrl };
	};
	return await forEditor(
		this,
		async (connection) => await search(connection, 'listSurveys', options, entry, paginationToken),
	);
};

/** Projects for a dropdown; PickFu cannot search in them, so their names are searched here. */
export const searchProjects: Search = async function (filter, paginationToken) {
	const entry = (record: IDataObject) => ({
		name: textField(record, 'name') ?? 'Unnamed project',
		value: textField(record, 'id') ?? '',
		url: textField(record, 'url'),
	});
	return await forEditor(
		this,
		async (connection) =>
			await search(connection, 'listProjects', {}, entry, paginationToken, filter),
	);
};

/**
 * Answers of the chosen survey for a dropdown, by what was picked and why. PickFu cannot search in
 * them, so they are searched here.
 */
export const searchResponses: Search = async function (filter, paginationToken) {
	const entry = (record: IDataObject) => {
		const { id = '', chosenOption, score, explanation } = readAnswer(record);
		const texts = [chosenOption.join(', ') || score?.toString(), explanation];
		return { name: texts.filter(Boolean).join(': ') || 'Response without text', value: id };
	};
	return await forEditor(this, async (connection) => {
		const surveyId = chosenSurveyId(this);
		if (surveyId === undefined) {
			throw PickFuFailure.input(
				'Select a survey first',
				"The list shows the responses of one survey. If 'Survey' is an expression, enter the response by ID.",
				'surveyId',
			);
		}
		const options = { ids: { surveyId } };
		return await search(connection, 'listResponses', options, entry, paginationToken, filter);
	});
};

/**
 * One page of entries. Reads pages on until a name holds the text, so that a search does not end at a
 * page without a match.
 */
async function search(
	connection: Connection,
	endpoint: EndpointName,
	options: CallOptions,
	entry: (record: IDataObject) => INodeListSearchItems,
	paginationToken: unknown,
	text = '',
): Promise<INodeListSearchResult> {
	const waiting = { ...options, maxWaitMs: DROPDOWN_WAIT_MS };
	const wanted = text.trim().toLowerCase();
	const first = Number(paginationToken ?? 1) || 1;
	for (let page = first; ; page += 1) {
		const read = await onePage(connection, endpoint, page, waiting, ENTRIES);
		const { records, totalPages = Infinity } = read;
		const found = records
			.map(entry)
			.filter(({ name, value }) => value !== '' && name.toLowerCase().includes(wanted));
		const isLast = records.length === 0 || page >= totalPages;
		if (found.length === 0 && !isLast && page + 1 < first + MOST_PAGES_WITHOUT_MATCH) continue;
		return {
			results: found.map((item) => ({ ...item, name: clip(item.name, LONGEST_NAME) })),
			...(!isLast && { paginationToken: String(page + 1) }),
		};
	}
}
