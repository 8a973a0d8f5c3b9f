import { kindOf, shown } from './values';

/** One rule that a survey breaks, found before anything is sent. */
export interface Problem {
	/** Which question, from 1; null when it is about the survey or the list of questions. */
	question: number | null;
	/** Which option of the question, from 1. */
	option?: number;
	/** The field as PickFu's API spells it: `prompt`, `options`, `mockup.price`, `sampleSize` … */
	field: string;
	/**
	 * The sentence for the person, without item number. It never holds text that a user wrote: the
	 * host replaces an error's message when it finds one of its codes inside any word.
	 */
	message: string;
	/** What was given instead, shortened, for an error's description. */
	given?: string;
}

/** Questions that are ready to be sent, or everything that stands against it. */
export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

/** A problem of the survey or, with `place`, of a question or an option; `given` is the wrong value. */
export function problem(
	field: string,
	message: string,
	given?: unknown,
	place: Pick<Problem, 'question' | 'option'> = { question: null },
): Problem {
	const value = shown(given);
	return { ...place, field, message, ...(value !== undefined && { given: value }) };
}

/** Collects the problems of one question, or of one of its options. */
export class Report {
	/**
	 * @param question from 1
	 * @param subject where its sentences begin: `Question 2 (ranked)`
	 * @param option from 1, for a report about an option
	 */
	constructor(
		private readonly problems: Problem[],
		private readonly question: number,
		private readonly subject: string,
		private readonly option?: number,
	) {}

	/** Adds a problem; `sentence` is what follows the subject. */
	add(field: string, sentence: string, given?: unknown): void {
		const { question, option } = this;
		const place = option === undefined ? { question } : { question, option };
		this.problems.push(problem(field, `${this.subject}${sentence}`, given, place));
	}

	/** Adds that a value is of the wrong kind; `sentence` says what it must be. */
	wrongKind(field: string, sentence: string, value: unknown): void {
		this.add(field, `${sentence}, not ${kindOf(value)}`, value);
	}

	/** The same report for one option, counted from 1. */
	forOption(option: number): Report {
		const subject = `${this.subject}, option ${option}`;
		return new Report(this.problems, this.question, subject, option);
	}
}
