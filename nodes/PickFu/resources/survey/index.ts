import type { Resource } from '../operation';
import { addRespondents } from './addRespondents';
import { create } from './create';
import { remove } from './delete';
import { duplicate } from './duplicate';
import { get } from './get';
import { getAll } from './getAll';
import { getResults } from './getResults';
import { publish } from './publish';
import { run } from './run';
import { update } from './update';
import { waitForCompletion } from './waitForCompletion';

/** Questions, an audience, and what came of them. */
export const survey: Resource = {
	name: 'Survey',
	description: 'Questions to real people, from draft to results',
	operations: {
		addRespondents,
		create,
		delete: remove,
		duplicate,
		get,
		getAll,
		getResults,
		publish,
		run,
		update,
		waitForCompletion,
	},
};
