import type { IDataObject, ILoadOptionsFunctions, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { connect } from '../api/connection';
import type { EndpointName } from '../api/endpoints';
import { QUERY } from '../api/names';
import { toNodeError } from '../api/nodeErrors';
import { onePage } from '../api/pages';
import { textField } from '../api/read';
import { readSurvey } from '../api/shapes';

/** Entries of a dropdown's page: more than fit on the screen, few enough to come at once. */
const ENTRIES = 50;

/** Surveys for a dropdown; PickFu searches in their names and questions. */
export async function searchSurveys(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	return await search(this, 'listSurveys', filter ? { [QUERY.text]: filter } : {}, paginationToken, (record) => {
		const { id, name, status, surveyUrl } = readSurvey(record);
		return { name: `${name ?? 'Unnamed survey'}${status === undefined ? '' : ` (${status})`}`, value: id, url: surveyUrl };
	});
}

/** Projects for a dropdown; PickFu cannot search in them, so each page is searched here. */
export async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: unknown,
): Promise<INodeListSearchResult> {
	const found = await search(this, 'listProjects', {}, paginationToken, (record) => ({
		name: textField(record, 'name') ?? 'Unnamed project',
		value: textField(record, 'id') ?? '',
		url: textField(record, 'url'),
	}));
	const wanted = filter?.trim().toLowerCase() ?? '';
	return { ...found, results: found.results.filter(({ name }) => name.toLowerCase().includes(wanted)) };
}

async function search(
	context: ILoadOptionsFunctions,
	endpoint: EndpointName,
	query: IDataObject,
	paginationToken: unknown,
	entry: (record: IDataObject) => INodeListSearchItems,
): Promise<INodeListSearchResult> {
	try {
		const number = Number(paginationToken ?? 1) || 1;
		const connection = await connect(context);
		const page = await onePage(connection, endpoint, number, { query, maxWaitMs: DROPDOWN_WAIT_MS }, ENTRIES);
		const more =
			page.records.length > 0 &&
			(page.totalPages === undefined ? page.records.length >= ENTRIES : number < page.totalPages);
		return {
			results: page.records.map(entry).filter(({ value }) => value !== ''),
			...(more && { paginationToken: String(number + 1) }),
		};
	} catch (thrown) {
		throw toNodeError(context.getNode(), thrown);
	}
}

/** A person is looking at the dropdown: tell the limit rather than wait for minutes. */
export const DROPDOWN_WAIT_MS = 20_000;
