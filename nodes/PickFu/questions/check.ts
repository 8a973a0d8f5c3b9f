import { isObject } from '../api/read';
import { problem, Report, type Problem } from './problem';
import {
	allowedOptions,
	MAX_PROMPT_LENGTH,
	QUESTION_RULES,
	ruleOf,
	type QuestionRule,
} from './rules';
import { mediaUrlFault } from './urls';
import { isBlank, isNothing, isObjectText, OBJECT_TEXT, type Json } from './values';

/**
 * Every rule that the questions break, in the order of the questions; an empty list when they can
 * be sent. Sources: `rules.ts` and reference/pickfu-api.md, sections 3.2 and 5.1.
 *
 * @param questions any JSON in a list, as `fromFields` or `fromJson` gave it
 * @returns all problems, not just the first; never throws
 */
export function checkQuestions(questions: readonly unknown[]): Problem[] {
	if (questions.length === 0) {
		return [problem('questions', 'The survey has no questions; it needs at least one')];
	}
	const problems: Problem[] = [];
	questions.forEach((question, index) => checkQuestion(question, index + 1, problems));
	return problems;
}

function checkQuestion(question: unknown, number: number, problems: Problem[]): void {
	const rule = isObject(question) ? ruleOf(question.type) : undefined;
	const subject = rule === undefined ? `Question ${number}` : `Question ${number} (${rule.type})`;
	const report = new Report(problems, number, subject);
	if (!isObject(question)) {
		return report.wrongKind('questions', ' must be an object with type and prompt', question);
	}
	if (rule === undefined) checkType(question.type, report);
	checkPrompt(question.prompt, report);
	checkText(question.id, 'id', 'the ID', report);
	checkContext(question.context, report);
	checkOptions(question.options, rule, report);
}

function checkType(type: unknown, report: Report): void {
	const known = QUESTION_RULES.map((rule) => rule.type).join(', ');
	if (isNothing(type)) return report.add('type', ` has no type; choose one of ${known}`);
	if (typeof type !== 'string') return report.wrongKind('type', ': the type must be text', type);
	report.add('type', ` has an unknown type; choose one of ${known}`, type);
}

function checkPrompt(prompt: unknown, report: Report): void {
	if (isNothing(prompt)) {
		return report.add('prompt', ' has no prompt; enter what to ask the respondents');
	}
	if (!checkText(prompt, 'prompt', 'the prompt', report)) return;
	const { length } = [...prompt];
	if (length > MAX_PROMPT_LENGTH) {
		const sentence = ` has a prompt of ${length} characters; PickFu accepts up to ${MAX_PROMPT_LENGTH}`;
		report.add('prompt', sentence, prompt);
	}
}

function checkContext(context: unknown, report: Report): void {
	if (context === undefined) return;
	if (!isObject(context)) {
		return report.wrongKind('context', ': the context must be an object', context);
	}
	for (const member of ['text', 'type', 'value']) {
		checkText(context[member], `context.${member}`, `the ${member} of the context`, report, true);
	}
	checkUrl(context.mediaUrl, 'context.mediaUrl', 'the media URL of the context', report);
}

function checkOptions(options: unknown, rule: QuestionRule | undefined, report: Report): void {
	if (options !== undefined && !Array.isArray(options)) {
		return report.wrongKind('options', ': the options must be a list', options);
	}
	const list: unknown[] = options ?? [];
	if (rule !== undefined && (list.length < rule.minOptions || list.length > rule.maxOptions)) {
		const count = ['no options', '1 option'][list.length] ?? `${list.length} options`;
		report.add('options', ` has ${count}; ${rule.type} takes ${allowedOptions(rule)}`);
	}
	list.forEach((option, index) => checkOption(option, rule, report.forOption(index + 1)));
	checkDifferent(list, report);
}

/**
 * What respondents and results tell an option by: its text, as responses name the chosen option by
 * its label, or without one its image. Letter case counts: `SALE` against `Sale` is a fair test.
 * One product is one product, whatever text stands beside it.
 */
function identitiesOf(option: unknown): Array<{ name: string; value: string }> {
	if (!isObject(option)) return [];
	const filled = IDENTITIES.flatMap(({ member, name }) => {
		const value = option[member];
		if (typeof value !== 'string' || isBlank(value)) return [];
		return [{ name, value: member === 'asin' ? value.trim().toUpperCase() : value.trim() }];
	});
	return filled.filter(({ name }, index) => index === 0 || name === 'ASIN');
}

const IDENTITIES = [
	{ member: 'value', name: 'text' },
	{ member: 'mediaUrl', name: 'media URL' },
	{ member: 'binaryProperty', name: 'file' },
	{ member: 'asin', name: 'ASIN' },
] as const;

function checkDifferent(options: unknown[], report: Report): void {
	const firsts = new Map<string, number>();
	options.forEach((option, index) => {
		for (const { name, value } of identitiesOf(option)) {
			const key = `${name} ${value}`;
			const first = firsts.get(key);
			if (first !== undefined) {
				const sentence = ` has the same ${name} as option ${first}; responses couldn't be told apart`;
				report.forOption(index + 1).add('options', sentence);
				break;
			}
			firsts.set(key, index + 1);
		}
	});
}

/** What shows something to a respondent; one of them is enough. */
const CONTENT = ['value', 'mediaUrl', 'binaryProperty', 'asin', 'imageSet', 'mockup'];

function checkOption(option: unknown, rule: QuestionRule | undefined, report: Report): void {
	if (!isObject(option)) {
		const sentence = ' must be an object such as { "value": "…" }';
		return report.wrongKind('options', sentence, option);
	}
	const { mediaUrl, binaryProperty } = option;
	checkText(option.id, 'id', 'the ID', report);
	if (rule?.needsImage && mediaUrl === undefined && binaryProperty === undefined) {
		report.add('mediaUrl', ` must be an image; ${rule.type} needs its https URL (mediaUrl)`);
	} else if (CONTENT.every((member) => option[member] === undefined)) {
		const content = 'a text, an image, an ASIN, an image set, or a search result card';
		report.add('options', ` is empty; add ${content}`);
	}
	checkText(option.value, 'value', 'the text', report);
	checkUrl(mediaUrl, 'mediaUrl', 'the media URL', report);
	// The name of a file of the item, which is uploaded in place of a URL.
	const isFile = checkText(binaryProperty, 'binaryProperty', 'the input data field name', report);
	if (isFile && mediaUrl !== undefined) {
		const sentence = ' has both an image URL and an input data field; use one of them';
		report.add('binaryProperty', sentence);
	}
	checkAsin(option.asin, report);
	checkImageSet(option, report);
	checkMockup(option.mockup, report);
}

/** Ten letters or digits: the form of Amazon's product ids and of the ISBN-10 that books have. */
function checkAsin(asin: unknown, report: Report): void {
	if (isText(asin, 'asin', 'the ASIN', report) && !/^[A-Za-z0-9]{10}$/.test(asin)) {
		report.add('asin', ': the ASIN must be 10 letters and digits', asin);
	}
}

function checkImageSet({ imageSet, imageSetDirection }: Json, report: Report): void {
	isText(imageSetDirection, 'imageSetDirection', 'the direction of the image set', report);
	if (imageSet === undefined) return;
	if (!Array.isArray(imageSet)) {
		return report.wrongKind('imageSet', ': the image set must be a list of URLs', imageSet);
	}
	if (imageSet.length === 0) report.add('imageSet', ': the image set is empty');
	imageSet.forEach((url: unknown, index) => {
		checkUrl(url ?? null, 'imageSet', `image ${index + 1} of the image set`, report);
	});
}

/** The numbers of a search result card, their names for people, and what is right for each. */
const MOCKUP_NUMBERS: ReadonlyArray<[string, string, string, (value: number) => boolean]> = [
	['price', 'the price', '0 or more', (value) => value >= 0],
	['reviewScore', 'the review score', 'from 0 to 5', (value) => value >= 0 && value <= 5],
	[
		'numRatings',
		'the number of ratings',
		'a whole number, 0 or more',
		(value) => Number.isInteger(value) && value >= 0,
	],
];

function checkMockup(mockup: unknown, report: Report): void {
	if (mockup === undefined) return;
	const card = 'the search result card';
	if (!isObject(mockup)) return report.wrongKind('mockup', `: ${card} must be an object`, mockup);
	for (const member of ['title', 'type', 'currency']) {
		checkText(mockup[member], `mockup.${member}`, `the ${member} of ${card}`, report, true);
	}
	const { title, type, image } = mockup;
	if (title === undefined || isBlank(title)) report.add('mockup.title', `: ${card} has no title`);
	if (isBlank(type)) report.add('mockup.type', `: ${card} has a blank type`);
	if (image === undefined) report.add('mockup.image', `: ${card} has no image`);
	checkUrl(image, 'mockup.image', `the image of ${card}`, report);
	for (const [member, name, allowed, isRight] of MOCKUP_NUMBERS) {
		const value = mockup[member];
		if (value === undefined) continue;
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			report.wrongKind(`mockup.${member}`, `: ${name} of ${card} must be a number`, value);
		} else if (!isRight(value)) {
			report.add(`mockup.${member}`, `: ${name} of ${card} must be ${allowed}`, value);
		}
	}
}

/** True for text; everything else is refused, but a member that isn't there. */
function isText(value: unknown, field: string, name: string, report: Report): value is string {
	if (value !== undefined && typeof value !== 'string') {
		report.wrongKind(field, `: ${name} must be text`, value);
	}
	return typeof value === 'string';
}

/** {@link isText}, which also refuses text that came of an object and, unless it may be blank, blank text. */
function checkText(
	value: unknown,
	field: string,
	name: string,
	report: Report,
	mayBeBlank = false,
): value is string {
	if (!isText(value, field, name, report)) return false;
	const isWrong = isObjectText(value) || (!mayBeBlank && isBlank(value));
	if (isWrong) report.add(field, `: ${name} ${isBlank(value) ? 'is blank' : OBJECT_TEXT}`);
	return !isWrong;
}

/** A media URL that is there: text, one https URL, complete, without a password. */
function checkUrl(value: unknown, field: string, name: string, report: Report): void {
	if (!isText(value, field, name, report)) return;
	const fault = mediaUrlFault(value);
	if (fault !== undefined) report.add(field, `: ${name} ${fault}`, value);
}
