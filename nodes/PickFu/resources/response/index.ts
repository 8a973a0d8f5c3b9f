import type { Resource } from '../operation';
import { followUp } from './followUp';
import { getAll } from './getAll';
import { pin } from './pin';
import { rate } from './rate';

/** What one person answered to one question. */
export const response: Resource = {
	name: 'Response',
	description: 'What one respondent chose and wrote in a survey',
	operations: { followUp, getAll, pin, rate },
};
