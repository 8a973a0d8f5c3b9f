import type { IDataObject } from 'n8n-workflow';
import type { Survey } from '../../api/shapes';
import { surveyRow } from '../../results/records';
import type { Output, RecordFields } from '../operation';

/** The names of a survey, simplified and as PickFu returns it, with what an operation adds. */
export function surveyRecord(...added: string[]): RecordFields {
	return {
		ids: ['id'],
		names: [
			...'name status country countryCode sampleSize numResponses surveyUrl'.split(' '),
			...'surveyIntent isMiniPoll project projectId tags targeting reporting'.split(' '),
			...['questions', 'createdAt', 'publishedAt', 'completedAt'],
			...added,
		],
	};
}

/** What an operation that adds fields of its own leaves out, so that no record has more than 10. */
const NOT_WHERE_ADDED = ['country', 'publishedAt', 'completedAt'];

/**
 * A survey for the node's output.
 *
 * @param added what the operation says of it, in both forms, such as `alreadyPublished`
 */
export function surveyOutput(survey: Survey, added?: IDataObject): Output {
	const row = surveyRow(survey);
	if (added === undefined) return { simplified: row, raw: survey.raw };
	const kept = Object.entries(row).filter(([name]) => !NOT_WHERE_ADDED.includes(name));
	return {
		simplified: { ...Object.fromEntries(kept), ...added },
		raw: { ...survey.raw, ...added },
	};
}
