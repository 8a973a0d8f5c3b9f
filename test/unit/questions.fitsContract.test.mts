import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
	createBody,
	MAX_PROMPT_LENGTH,
	QUESTION_RULES,
	questionsFromFields,
	questionsFromJson,
	type QuestionRule,
} from '../../nodes/PickFu/questions/index';
import { plays } from '../support/plays.mts';

describe('a valid survey', () => {
	const contract = new Ajv2020({ strict: false, validateFormats: false });
	contract.addSchema(parse(readFileSync('contract/pickfu.openapi.yaml', 'utf8')), 'contract');
	const fitsContract = contract.getSchema('contract#/components/schemas/CreateSurveyBody');

	const words = fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
		.filter((text) => text.trim() === text && text !== '');
	const url = fc.webUrl({ validSchemes: ['https'] });
	const contents = fc.oneof(
		fc.record({ mediaUrl: url }),
		fc.constant({}),
		fc.record({ asin: fc.stringMatching(/^[A-Z0-9]{10}$/) }),
		fc.record({
			more: fc.record({
				imageSetUrls: fc.array(url, { minLength: 1, maxLength: 4 }).map((urls) => urls.join('\n')),
			}),
		}),
		fc.record({
			more: fc.record(
				{
					mockupTitle: words,
					mockupImage: url,
					price: fc.double({ min: 0, max: 1e6, noNaN: true }),
					reviewScore: fc.double({ min: 0, max: 5, noNaN: true }),
					numRatings: fc.nat(),
				},
				{ requiredKeys: ['mockupTitle', 'mockupImage'] },
			),
		}),
	);
	const optionsOf = ({ minOptions, maxOptions, needsImage }: QuestionRule) =>
		fc.uniqueArray(words, { minLength: minOptions, maxLength: maxOptions }).chain((labels) =>
			fc.tuple(
				...labels.map((value) =>
					(needsImage ? url.map((mediaUrl) => ({ mediaUrl })) : contents).map((content) => ({
						...content,
						value,
					})),
				),
			),
		);
	const question = fc.constantFrom(...QUESTION_RULES).chain((rule) =>
		fc.record({
			type: fc.constant(rule.type),
			prompt: words.filter((text) => [...text].length <= MAX_PROMPT_LENGTH),
			options: fc.record({ option: optionsOf(rule) }),
			context: fc.record({ text: words, mediaUrl: url }, { requiredKeys: [] }),
		}),
	);

	it('has no problems and reaches a body that fits the contract: each question, option and label in its place', () => {
		fc.assert(
			fc.property(fc.array(question, { minLength: 1, maxLength: 4 }), (questions) => {
				const result = questionsFromFields({ question: questions });
				if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('; '));
				const body = createBody(result.value, { sampleSize: '50' });
				expect({ fits: fitsContract?.(body), why: fitsContract?.errors }).toEqual({
					fits: true,
					why: null,
				});
				expect(
					body.questions.map(({ type, prompt, options }) => [
						type,
						prompt,
						(options ?? []).map(({ value }) => value),
					]),
				).toEqual(
					questions.map(({ type, prompt, options }) => [
						type,
						prompt,
						options.option.map(({ value }) => value),
					]),
				);
				expect(questionsFromJson(JSON.stringify(body.questions))).toEqual({
					ok: true,
					value: JSON.parse(JSON.stringify(body.questions)),
				});
			}),
			plays(100),
		);
	});
});
