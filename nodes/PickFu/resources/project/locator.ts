import type { INodeProperties } from 'n8n-workflow';
import { projectLocator } from '../fields';

/** The project that an operation is about. */
export const requiredProject: INodeProperties = {
	...projectLocator,
	required: true,
	description: 'ID of the project, as returned by Create or Get Many',
};
