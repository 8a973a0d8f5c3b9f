import { isObject } from '../api/read';
import { OBJECT_TEXT } from './problem';
import type { Report } from './report';
import type { QuestionRule } from './rules';
import { mediaUrlFault } from './urls';
import { isBlank, isObjectText, kindOf, type Json } from './values';

/** What shows something to a respondent; one of them is enough. */
const CONTENT = ['value', 'mediaUrl', 'binaryProperty', 'asin', 'imageSet', 'mockup'] as const;

/**
 * Checks one option of a question.
 *
 * @param option any JSON
 * @param rule the rule of the question's type, undefined when the type is unknown
 */
export function checkOption(option: unknown, rule: QuestionRule | undefined, report: Report): void {
	if (!isObject(option)) {
		const sentence = ` must be an object such as { "value": "…" }, not ${kindOf(option)}`;
		return report.add('wrongType', 'options', sentence, option);
	}
	checkText(option, 'id', 'the ID', 'idText', report);
	checkContent(option, rule, report);
	checkText(option, 'value', 'the text', 'optionText', report);
	if (option.mediaUrl !== undefined) {
		checkUrl(option.mediaUrl, 'mediaUrl', 'the media URL', report);
	}
	checkFile(option, report);
	checkAsin(option.asin, report);
	checkImageSet(option, report);
	checkMockup(option.mockup, report);
}

/** A media URL that is there: text, one https URL, complete, without a password. */
export function checkUrl(value: unknown, field: string, name: string, report: Report): void {
	if (typeof value !== 'string') {
		return report.add('wrongType', field, `: ${name} must be text, not ${kindOf(value)}`, value);
	}
	const fault = mediaUrlFault(value);
	if (fault !== undefined) report.add(fault.rule, field, `: ${name} ${fault.text}`, value);
}

function checkContent(option: Json, rule: QuestionRule | undefined, report: Report): void {
	if (
		rule?.needsImage === true &&
		option.mediaUrl === undefined &&
		option.binaryProperty === undefined
	) {
		const sentence = ` must be an image; ${rule.type} needs its https URL (mediaUrl)`;
		return report.add('imageNeeded', 'mediaUrl', sentence);
	}
	if (CONTENT.every((member) => option[member] === undefined)) {
		const sentence =
			' is empty; add a text, an image, an ASIN, an image set, or a search result card';
		report.add('optionEmpty', 'options', sentence);
	}
}

function checkText(
	holder: Json,
	field: 'id' | 'value',
	name: string,
	rule: 'idText' | 'optionText',
	report: Report,
): void {
	const value = holder[field];
	if (value === undefined) return;
	if (typeof value !== 'string') {
		report.add('wrongType', field, `: ${name} must be text, not ${kindOf(value)}`, value);
	} else if (isBlank(value)) {
		report.add(rule, field, `: ${name} is blank`);
	} else if (isObjectText(value)) {
		report.add('objectText', field, `: ${name} ${OBJECT_TEXT}`);
	}
}

/** The name of a file of the item, which is uploaded in place of a URL. */
function checkFile({ binaryProperty, mediaUrl }: Json, report: Report): void {
	if (binaryProperty === undefined) return;
	if (typeof binaryProperty !== 'string') {
		const sentence = `: the input data field name must be text, not ${kindOf(binaryProperty)}`;
		report.add('wrongType', 'binaryProperty', sentence, binaryProperty);
	} else if (isBlank(binaryProperty)) {
		report.add('fileField', 'binaryProperty', ': the input data field name is blank');
	} else if (mediaUrl !== undefined) {
		const sentence = ' has both an image URL and an input data field; use one of them';
		report.add('contradiction', 'binaryProperty', sentence);
	}
}

/** Ten letters or digits: the form of Amazon's product ids and of the ISBN-10 that books have. */
function checkAsin(value: unknown, report: Report): void {
	if (value === undefined) return;
	if (typeof value !== 'string') {
		report.add('wrongType', 'asin', `: the ASIN must be text, not ${kindOf(value)}`, value);
	} else if (!/^[A-Za-z0-9]{10}$/.test(value)) {
		report.add('asin', 'asin', ': the ASIN must be 10 letters and digits', value);
	}
}

function checkImageSet({ imageSet, imageSetDirection }: Json, report: Report): void {
	if (imageSetDirection !== undefined && typeof imageSetDirection !== 'string') {
		const sentence = `: the direction of the image set must be text, not ${kindOf(imageSetDirection)}`;
		report.add('wrongType', 'imageSetDirection', sentence, imageSetDirection);
	}
	if (imageSet === undefined) return;
	if (!Array.isArray(imageSet)) {
		const sentence = `: the image set must be a list of URLs, not ${kindOf(imageSet)}`;
		return report.add('wrongType', 'imageSet', sentence, imageSet);
	}
	if (imageSet.length === 0) report.add('imageSetEmpty', 'imageSet', ': the image set is empty');
	imageSet.forEach((url: unknown, index) => {
		checkUrl(url, 'imageSet', `image ${index + 1} of the image set`, report);
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
	if (!isObject(mockup)) {
		const sentence = `: the search result card must be an object, not ${kindOf(mockup)}`;
		return report.add('wrongType', 'mockup', sentence, mockup);
	}
	checkCardTexts(mockup, report);
	for (const [member, name, allowed, isRight] of MOCKUP_NUMBERS) {
		const value = mockup[member];
		if (value === undefined) continue;
		const field = `mockup.${member}`;
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			const sentence = `: ${name} of the search result card must be a number, not ${kindOf(value)}`;
			report.add('wrongType', field, sentence, value);
		} else if (!isRight(value)) {
			const sentence = `: ${name} of the search result card must be ${allowed}`;
			report.add('mockupNumber', field, sentence, value);
		}
	}
}

function checkCardTexts(mockup: Json, report: Report): void {
	for (const member of ['title', 'type', 'currency']) {
		const value = mockup[member];
		if (value !== undefined && typeof value !== 'string') {
			const sentence = `: the ${member} of the search result card must be text, not ${kindOf(value)}`;
			report.add('wrongType', `mockup.${member}`, sentence, value);
		} else if (isObjectText(value)) {
			report.add(
				'objectText',
				`mockup.${member}`,
				`: the ${member} of the search result card ${OBJECT_TEXT}`,
			);
		}
	}
	if (mockup.title === undefined || isBlank(mockup.title)) {
		report.add('mockupComplete', 'mockup.title', ': the search result card has no title');
	}
	if (isBlank(mockup.type)) {
		report.add('mockupComplete', 'mockup.type', ': the search result card has a blank type');
	}
	if (mockup.image === undefined) {
		report.add('mockupComplete', 'mockup.image', ': the search result card has no image');
	} else {
		checkUrl(mockup.image, 'mockup.image', 'the image of the search result card', report);
	}
}
