import { checkAddress, checkOption } from './checkOption';
import { nearestType } from './nearestType';
import type { Problem } from './problem';
import { reportOn, type Report } from './report';
import {
	allowedOptions,
	MAX_PROMPT_LENGTH,
	QUESTION_RULES,
	ruleOf,
	type QuestionRule,
} from './rules';
import { isBlank, isJsonObject, kindOf, shown, type Json } from './values';

/**
 * Every rule that the questions break, in the order of the questions; an empty list when they can
 * be sent. Sources: `rules.ts` and reference/pickfu-api.md, sections 3.2 and 5.1.
 *
 * @param questions any JSON; the list that `fromFields` or `fromJson` gave
 * @returns all problems, not just the first; never throws
 */
export function checkQuestions(questions: unknown): Problem[] {
	if (!Array.isArray(questions)) {
		const message = `The questions must be a list, not ${kindOf(questions)}`;
		return [about('wrongType', message, shown(questions))];
	}
	if (questions.length === 0) {
		return [about('atLeastOneQuestion', 'The survey has no questions; it needs at least one')];
	}
	const problems: Problem[] = [];
	questions.forEach((question: unknown, index) => checkQuestion(question, index + 1, problems));
	return problems;
}

function about(rule: Problem['rule'], message: string, given?: string): Problem {
	const problem: Problem = { question: null, field: 'questions', rule, message };
	return given === undefined ? problem : { ...problem, given };
}

function checkQuestion(question: unknown, number: number, problems: Problem[]): void {
	if (!isJsonObject(question)) {
		const sentence = ` must be an object with type and prompt, not ${kindOf(question)}`;
		return reportOn(problems, number, `Question ${number}`).add(
			'wrongType',
			'questions',
			sentence,
			question,
		);
	}
	const rule = ruleOf(question.type);
	const subject = rule === undefined ? `Question ${number}` : `Question ${number} (${rule.type})`;
	const report = reportOn(problems, number, subject);
	if (rule === undefined) checkType(question.type, report);
	checkPrompt(question.prompt, report);
	checkId(question.id, report);
	checkContext(question.context, report);
	checkOptions(question.options, rule, report);
}

function checkType(type: unknown, report: Report): void {
	const known = QUESTION_RULES.map((rule) => rule.type).join(', ');
	if (type === undefined || type === null || isBlank(type)) {
		return report.add('typeKnown', 'type', ` has no type; choose one of ${known}`);
	}
	if (typeof type !== 'string') {
		return report.add('wrongType', 'type', `: the type must be text, not ${kindOf(type)}`, type);
	}
	const near = nearestType(type);
	const advice = near === undefined ? `choose one of ${known}` : `did you mean ${near}?`;
	report.add('typeKnown', 'type', ` has a type that PickFu does not know; ${advice}`, type);
}

function checkPrompt(prompt: unknown, report: Report): void {
	if (prompt === undefined || prompt === null || isBlank(prompt)) {
		const sentence = ' has no prompt; write what the respondents are asked';
		return report.add('promptPresent', 'prompt', sentence);
	}
	if (typeof prompt !== 'string') {
		return report.add(
			'wrongType',
			'prompt',
			`: the prompt must be text, not ${kindOf(prompt)}`,
			prompt,
		);
	}
	const { length } = [...prompt];
	if (length > MAX_PROMPT_LENGTH) {
		const sentence = ` has a prompt of ${length} characters; PickFu takes at most ${MAX_PROMPT_LENGTH}`;
		report.add('promptLength', 'prompt', sentence, prompt);
	}
}

function checkId(id: unknown, report: Report): void {
	if (id === undefined) return;
	if (typeof id !== 'string') {
		report.add('wrongType', 'id', `: the ID must be text, not ${kindOf(id)}`, id);
	} else if (isBlank(id)) {
		report.add('idText', 'id', ': the ID is blank');
	}
}

function checkContext(context: unknown, report: Report): void {
	if (context === undefined) return;
	if (!isJsonObject(context)) {
		const sentence = `: the context must be an object, not ${kindOf(context)}`;
		return report.add('wrongType', 'context', sentence, context);
	}
	for (const member of ['text', 'type', 'value']) {
		const value = context[member];
		if (value !== undefined && typeof value !== 'string') {
			const sentence = `: the ${member} of the context must be text, not ${kindOf(value)}`;
			report.add('wrongType', `context.${member}`, sentence, value);
		}
	}
	if (context.mediaUrl !== undefined) {
		checkAddress(context.mediaUrl, 'context.mediaUrl', 'the media URL of the context', report);
	}
}

function checkOptions(options: unknown, rule: QuestionRule | undefined, report: Report): void {
	if (options !== undefined && !Array.isArray(options)) {
		const sentence = `: the options must be a list, not ${kindOf(options)}`;
		return report.add('wrongType', 'options', sentence, options);
	}
	const list: unknown[] = options ?? [];
	if (rule !== undefined && (list.length < rule.minOptions || list.length > rule.maxOptions)) {
		const count = ['no options', '1 option'][list.length] ?? `${list.length} options`;
		report.add(
			'optionCount',
			'options',
			` has ${count}; ${rule.type} takes ${allowedOptions(rule)}`,
		);
	}
	list.forEach((option, index) => checkOption(option, rule, report.forOption(index + 1)));
	checkDifferent(list.map(identityOf), report);
}

/**
 * What an option is told apart by: its text, as answers name the chosen option by its label, or
 * without one its image or product. Letter case counts: `SALE` against `Sale` is a fair test.
 */
function identityOf(option: unknown): string | undefined {
	if (!isJsonObject(option)) return undefined;
	const entry = IDENTITIES.find(([member]) => isFilledText(option, member));
	return entry && `${entry[1]} ${String(option[entry[0]]).trim()}`;
}

const IDENTITIES = [
	['value', 'text'],
	['mediaUrl', 'media URL'],
	['binaryProperty', 'file'],
	['asin', 'ASIN'],
] as const;

function isFilledText(option: Json, member: string): boolean {
	return typeof option[member] === 'string' && !isBlank(option[member]);
}

function checkDifferent(identities: Array<string | undefined>, report: Report): void {
	const firsts = new Map<string, number>();
	identities.forEach((identity, index) => {
		if (identity === undefined) return;
		const first = firsts.get(identity);
		if (first === undefined) {
			firsts.set(identity, index);
			return;
		}
		const [, name] = IDENTITIES.find(([, prefix]) => identity.startsWith(`${prefix} `)) ?? [
			'',
			'text',
		];
		const sentence = ` has the same ${name} as option ${first + 1}; their answers could not be told apart`;
		report.forOption(index + 1).add('optionsDiffer', 'options', sentence);
	});
}
