import { STATUS_CODES } from 'node:http';

/**
 * An answer with an error in PickFu's shape, `{ error, message, details? }`
 * (https://www.pickfu.com/docs/api-reference/introduction).
 */
export class Problem extends Error {
	readonly status: number;
	readonly details: string[] | undefined;
	readonly headers: Record<string, string>;

	/** @param details on failed validation only */
	constructor(
		status: number,
		message: string,
		details?: string[],
		headers: Record<string, string> = {},
	) {
		super(message);
		this.name = 'Problem';
		this.status = status;
		this.details = details;
		this.headers = headers;
	}

	/** The body to send. */
	toBody(): Record<string, unknown> {
		const error = STATUS_CODES[this.status] ?? 'Error';
		return { error, message: this.message, ...(this.details && { details: this.details }) };
	}
}

/** 400 with the reasons, in PickFu's words. */
export function validationFailed(details: string[]): Problem {
	return new Problem(400, 'Validation failed', details);
}

/** 404 in PickFu's words: "Survey not found". */
export function notFound(what: 'Survey' | 'Response' | 'Project'): Problem {
	return new Problem(404, `${what} not found`);
}
