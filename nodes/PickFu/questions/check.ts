import { isObject } from '../api/read';
import { checkUrl, checkOption } from './checkOption';
import { OBJECT_TEXT, type Problem } from './problem';
import { reportOn, type Report } from './report';
import {
	allowedOptions,
	MAX_PROMPT_LENGTH,
	QUESTION_RULES,
	ruleOf,
	type QuestionRule,
} from './rules';
import { isBlank, isObjectText, kindOf, shown } from './values';

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
	if (!isObject(question)) {
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
	report.add('typeKnown', 'type', ` has an unknown type; choose one of ${known}`, type);
}

function checkPrompt(prompt: unknown, report: Report): void {
	if (prompt === undefined || prompt === null || isBlank(prompt)) {
		const sentence = ' has no prompt; enter what to ask the respondents';
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
	if (isObjectText(prompt))
		return report.add('objectText', 'prompt', `: the prompt ${OBJECT_TEXT}`);
	const { length } = [...prompt];
	if (length > MAX_PROMPT_LENGTH) {
		const sentence = ` has a prompt of ${length} characters; PickFu accepts up to ${MAX_PROMPT_LENGTH}`;
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
	if (!isObject(context)) {
		const sentence = `: the context must be an object, not ${kindOf(context)}`;
		return report.add('wrongType', 'context', sentence, context);
	}
	for (const member of ['text', 'type', 'value']) {
		const value = context[member];
		if (value !== undefined && typeof value !== 'string') {
			const sentence = `: the ${member} of the context must be text, not ${kindOf(value)}`;
			report.add('wrongType', `context.${member}`, sentence, value);
		} else if (isObjectText(value)) {
			report.add(
				'objectText',
				`context.${member}`,
				`: the ${member} of the context ${OBJECT_TEXT}`,
			);
		}
	}
	if (context.mediaUrl !== undefined) {
		checkUrl(context.mediaUrl, 'context.mediaUrl', 'the media URL of the context', report);
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
	checkDifferent(list, report);
}

/**
 * What respondents and results tell an option by: its text, as responses name the chosen option by
 * its label, or without one its image. Letter case counts: `SALE` against `Sale` is a fair test.
 * One product is one product, whatever text stands beside it.
 */
function identitiesOf(option: unknown): Array<[name: string, value: string]> {
	if (!isObject(option)) return [];
	const filled = IDENTITIES.flatMap(([member, name]): Array<[string, string]> => {
		const value = option[member];
		return typeof value === 'string' && !isBlank(value) ? [[name, value.trim()]] : [];
	});
	const asin = filled.filter(([name]) => name === 'ASIN');
	return [...filled.slice(0, asin.length > 0 && filled[0] === asin[0] ? 0 : 1), ...asin].map(
		([name, value]) => [name, name === 'ASIN' ? value.toUpperCase() : value],
	);
}

const IDENTITIES = [
	['value', 'text'],
	['mediaUrl', 'media URL'],
	['binaryProperty', 'file'],
	['asin', 'ASIN'],
] as const;

function checkDifferent(options: unknown[], report: Report): void {
	const firsts = new Map<string, number>();
	options.forEach((option, index) => {
		for (const [name, value] of identitiesOf(option)) {
			const first = firsts.get(`${name} ${value}`);
			if (first === undefined) {
				firsts.set(`${name} ${value}`, index);
				continue;
			}
			const sentence = ` has the same ${name} as option ${first + 1}; responses couldn't be told apart`;
			report.forOption(index + 1).add('optionsDiffer', 'options', sentence);
			break;
		}
	});
}
