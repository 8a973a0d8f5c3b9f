import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { Connection } from '../api/connection';
import type { EndpointName } from '../api/endpoints';
import { list } from '../api/pages';
import { numberField, readObject, textField } from '../api/read';
import { call } from '../api/request';
import { readSurvey } from '../api/shapes';
import { readTraits } from '../api/traits';
import { chosenSurveyId, DROPDOWN_WAIT_MS, forEditor } from './editor';

/** Traits that respondents can be chosen by. */
export async function getTargetingTraits(this: ILoadOptionsFunctions) {
	return await traits(this, 'listTargetingTraits');
}

/** Traits that respondents are asked for. */
export async function getReportingTraits(this: ILoadOptionsFunctions) {
	return await traits(this, 'listReportingTraits');
}

/** Reported traits to break results down by, under the names that responses give them, after all of them. */
export async function getBreakdownTraits(this: ILoadOptionsFunctions) {
	const reported = await getReportingTraits.call(this);
	return [{ name: 'All', value: 'all' }, ...reported.map(({ name }) => ({ name, value: name }))];
}

/** Tags, by their id as a number: text would be the name of a tag. */
export async function getTags(this: ILoadOptionsFunctions) {
	return await load(this, async (connection) => {
		const records = await list(connection, 'listTags', { maxWaitMs: DROPDOWN_WAIT_MS });
		return records.map((tag) => ({
			name: textField(tag, 'name') ?? 'Unnamed tag',
			value: numberField(tag, 'id') ?? '',
		}));
	});
}

/** Questions of the chosen survey; none while no survey, or an expression, is chosen. */
export async function getQuestions(this: ILoadOptionsFunctions) {
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

/** Entries of a dropdown by their names; what has no value cannot be chosen. */
async function load(
	context: ILoadOptionsFunctions,
	read: (connection: Connection) => Promise<INodePropertyOptions[]>,
): Promise<INodePropertyOptions[]> {
	const options = await forEditor(context, read);
	return options
		.filter(({ value }) => value !== '')
		.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
}

async function traits(
	context: ILoadOptionsFunctions,
	endpoint: EndpointName,
): Promise<INodePropertyOptions[]> {
	return await load(context, async (connection) => {
		const body = await call(connection, endpoint, { maxWaitMs: DROPDOWN_WAIT_MS });
		return readTraits(body).map(({ name, permalink }) => ({ name, value: permalink }));
	});
}
