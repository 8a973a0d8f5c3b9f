import type { ErrorObject } from 'ajv';
import { optionCountProblems } from './question-rules.mts';

/** `/requestBody/questions/0/prompt` as `questions[0].prompt`. */
function fieldOf(instancePath: string): string {
	const [, , ...steps] = instancePath.split('/');
	return steps
		.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
		.join('');
}

function join(field: string, name: unknown): string {
	return field === '' ? String(name) : `${field}.${String(name)}`;
}

function words(error: ErrorObject): string {
	const field = fieldOf(error.instancePath) || 'body';
	const inField = field === 'body' ? '' : field;
	const { params } = error;
	const last = error.instancePath.split('/').pop();
	switch (error.keyword) {
		case 'required':
			return `${params['missingProperty'] === 'requestBody' ? 'body' : join(inField, params['missingProperty'])} is required`;
		case 'additionalProperties':
			return `${join(inField, params['additionalProperty'])} is not a known field`;
		case 'maxLength':
			return last === 'prompt' && params['limit'] === 255
				? `prompt max 255 characters (${field})`
				: `${field} max ${params['limit']} characters`;
		case 'minLength':
		case 'minProperties':
			return `${field} must not be empty`;
		case 'minItems':
			return `${field} must have at least ${params['limit']} items`;
		case 'maxItems':
			return `${field} must have at most ${params['limit']} items`;
		case 'enum':
			return `${field} must be one of: ${(params['allowedValues'] as unknown[]).join(', ')}`;
		case 'pattern':
			return String(params['pattern']).startsWith('^https')
				? `URL must use https (${field})`
				: `${field} has the wrong form`;
		case 'parse':
			return 'body is not valid JSON';
		default:
			return `${field} ${error.message ?? 'is not valid'}`;
	}
}

/**
 * What a person can read out of a validator's errors, each once, PickFu's own words where they are known
 * ("head_to_head requires 2 options", "prompt max 255 characters", "URL must use https").
 * @param body as it was sent, for the rules that depend on the question's type
 */
export function readableDetails(errors: readonly ErrorObject[], body: unknown): string[] {
	const questions =
		typeof body === 'object' && body !== null
			? (body as { questions?: unknown }).questions
			: undefined;
	const plain = errors
		.filter((error) => !['if', 'oneOf', 'anyOf', 'allOf'].includes(error.keyword))
		.filter((error) => !error.schemaPath.includes('/then/'))
		.map(words);
	return [...new Set([...optionCountProblems(questions), ...plain])];
}
