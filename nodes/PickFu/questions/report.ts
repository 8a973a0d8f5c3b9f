import type { Problem, Rule } from './problem';
import { shown } from './values';

/** Collects the problems of one question or of one of its options. */
export interface Report {
	/** Adds a problem; `sentence` is what follows the subject, `given` the wrong value. */
	add(rule: Rule, field: string, sentence: string, given?: unknown): void;
	/** The same report for one option, counted from 1. */
	forOption(option: number): Report;
}

/**
 * Starts a report that writes into `problems`.
 *
 * @param question from 1
 * @param subject where its sentences begin: `Question 2 (ranked)`
 * @param option from 1, for a report about an option
 */
export function reportOn(
	problems: Problem[],
	question: number,
	subject: string,
	option?: number,
): Report {
	return {
		add(rule, field, sentence, given) {
			const problem: Problem = { question, field, rule, message: `${subject}${sentence}` };
			if (option !== undefined) problem.option = option;
			const value = shown(given);
			if (value !== undefined) problem.given = value;
			problems.push(problem);
		},
		forOption: (number) => reportOn(problems, question, `${subject}, option ${number}`, number),
	};
}
