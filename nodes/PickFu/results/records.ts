import type { IDataObject } from 'n8n-workflow';
import type { Project } from '../api/projects';
import type { Survey, SurveyQuestion } from '../api/shapes';
import { optionLabel } from './options';

/** A survey as one flat record of at most 10 fields, the id first. What PickFu did not send is left out. */
export function surveyRow(survey: Survey): IDataObject {
	return compact({
		id: survey.id,
		name: survey.name,
		status: survey.status,
		country: survey.country,
		sampleSize: survey.sampleSize,
		numResponses: survey.numResponses,
		surveyUrl: survey.surveyUrl,
		questions: joined(survey.questions.map(questionText), '\n'),
		publishedAt: survey.publishedAt,
		completedAt: survey.completedAt,
	});
}

/** A project as one flat record of at most 10 fields, the id first; its surveys by id, as far as PickFu lists them. */
export function projectRow(project: Project): IDataObject {
	const { surveys } = project;
	return compact({
		id: project.id,
		name: project.name,
		description: project.description,
		goal: project.goal,
		url: project.url,
		archived: project.archived,
		bookmarked: project.bookmarked,
		surveyCount: surveys?.length,
		surveyIds: surveys && joined(surveys.map(({ id }) => id ?? '')),
		updatedAt: project.updatedAt,
	});
}

function questionText({ prompt, type, options }: SurveyQuestion, index: number): string {
	const labels = options.map((option, place) => optionLabel(option, place + 1));
	const choices = labels.length > 0 ? ` [${labels.join(' | ')}]` : '';
	return `${index + 1}. ${prompt ?? '(no text)'}${type === undefined ? '' : ` (${type})`}${choices}`;
}

/** Texts in one, without empty ones; undefined where none is left. */
export function joined(texts: string[], separator = ', '): string | undefined {
	const known = texts.filter((text) => text !== '');
	return known.length > 0 ? known.join(separator) : undefined;
}

/** A record without the fields that PickFu did not send. */
export function compact(record: IDataObject): IDataObject {
	const kept: IDataObject = {};
	for (const name in record) if (record[name] !== undefined) kept[name] = record[name];
	return kept;
}
