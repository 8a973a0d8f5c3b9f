import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { connect, type Connection } from '../api/connection';
import type { EndpointName } from '../api/endpoints';
import { list } from '../api/pages';
import { numberField, readObject, textField } from '../api/read';
import { call } from '../api/request';
import { readSurvey } from '../api/shapes';
import { readTraits } from '../api/traits';
import { chosenSurveyId, DROPDOWN_WAIT_MS, editorError } from './listSearch';

/** Traits that respondents can be chosen by. */
export async function getTargetingTraits(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await load(this, async (connection) => await traits(connection, 'listTargetingTraits'));
}

/** Traits that respondents are asked for. */
export async function getReportingTraits(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return await load(this, async (connection) => await traits(connection, 'listReportingTraits'));
}

/** Reported traits to break results down by, under the names that responses give them, after all of them. */
export async function getBreakdownTraits(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const reported = await getReportingTraits.call(this);
	return [{ name: 'All', value: 'all' }, ...reported.map(({ name }) => ({ name, value: name }))];
}

/** Tags, by their id as a number: text would be the name of a tag. */
export async function getTags(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await load(this, async (connection) => {
		const records = await list(connection, 'listTags', { maxWaitMs: DROPDOWN_WAIT_MS });
		return records.map((tag) => ({
			name: textField(tag, 'name') ?? 'Unnamed tag',
			value: numberField(tag, 'id') ?? '',
		}));
	});
}

/** Questions of the chosen survey; none while no survey, or an expression, is chosen. */
export async function getQuestions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await load(this, async (connection) => {
		const surveyId = chosenSurveyId(this);
		if (surveyId === undefined) return [];
		const options = { ids: { surveyId }, maxWaitMs: DROPDOWN_WAIT_MS };
		const body = await call(connection, 'getSurvey', options);
		return readSurvey(readObject(body)).questions.map(({ id, prompt }, index) => ({
			name: `${index + 1}. ${prompt ?? 'Question without text'}`,
			value: id ?? '',
		}));
	});
}

async function traits(
	connection: Connection,
	endpoint: EndpointName,
): Promise<INodePropertyOptions[]> {
	const found = readTraits(await call(connection, endpoint, { maxWaitMs: DROPDOWN_WAIT_MS }));
	return found.map(({ name, permalink }) => ({ name, value: permalink }));
}

async function load(
	context: ILoadOptionsFunctions,
	read: (connection: Connection) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	try {
		const options = await read(await connect(context));
		return options
			.filter(({ value }) => value !== '')
			.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
	} catch (thrown) {
		throw editorError(context, thrown);
	}
}
