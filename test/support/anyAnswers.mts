import fc from 'fast-check';
import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import type { Answer, Survey } from '../../nodes/PickFu/api/shapes';

const TYPES = [
	'head_to_head',
	'ranked',
	'single_select',
	'multi_select',
	'open_ended',
	'emoji_rating',
	'star_rating',
	'click_test',
	'five_second_test',
	'screen_recording',
	'something_new',
	undefined,
];

/** Text that does harm where it is trusted: markup, quotes, names of members of objects, odd letters. */
const nasty = fc.constantFrom(
	'<script>alert(1)</script>',
	'"><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	'javascript:alert(1)',
	'</style><script>alert(2)</script>',
	'<!--',
	']]>',
	'&lt;b&gt;',
	'__proto__',
	'constructor',
	'toString',
	'\u202Eabc',
	'\u0000',
	'😀',
	'',
);
const text = fc.oneof(
	{ weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
	nasty,
);
const label = fc.oneof(fc.constantFrom('Fern', 'Moss', 'Reed', 'fern ', 'A', 'b'), text);

const option = fc.record(
	{ id: fc.oneof(fc.uuid(), label), value: label, mediaUrl: text, asin: text },
	{ requiredKeys: [] },
);

const step = fc.oneof(
	label,
	fc.record({ option: label, rank: fc.integer({ min: -2, max: 9 }) }),
	fc.record({ winner: label, loser: label }),
	fc.record({ eliminated: label }),
	fc.record({ round: fc.nat(9), chosen_option: label, option_id: label }),
	fc.anything({ maxDepth: 2 }),
);
const click = fc.oneof(
	fc.record({ x: fc.double(), y: fc.double() }),
	fc.record({
		x: fc.double({ min: 0, max: 1, noNaN: true }),
		y: fc.double({ min: 0, max: 1, noNaN: true }),
	}),
	fc.record({
		x: fc.nat(2_000),
		y: fc.nat(2_000),
		width: fc.integer({ min: -1, max: 2_000 }),
		height: fc.nat(2_000),
	}),
	fc.anything({ maxDepth: 2 }),
);
const respondent = fc.array(
	fc.record({
		name: fc.oneof(fc.constantFrom('Gender', 'Age range'), text),
		value: fc.oneof(fc.constantFrom('Female', 'Male', '18-24'), text),
	}),
	{ maxLength: 3 },
);

const rawAnswer = fc.record(
	{
		id: fc.uuid(),
		question_id: fc.constantFrom('q0', 'q1', 'q2', 'gone'),
		chosen_option: fc.oneof(label, fc.array(label, { maxLength: 4 })),
		explanation: text,
		translation: text,
		score: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.double({ noNaN: true })),
		matchup: fc.oneof(
			fc.record({ options: fc.array(label, { maxLength: 3 }), winner: label }),
			fc.anything({ maxDepth: 2 }),
		),
		rounds: fc.array(step, { maxLength: 5 }),
		clicks: fc.array(click, { maxLength: 4 }),
		media_transcription: text,
		respondent,
	},
	{ requiredKeys: [] },
);

/** Any survey that fits the types, with up to three questions. */
export const anySurvey: fc.Arbitrary<Survey> = fc
	.record({
		id: fc.constant('s'),
		name: text,
		status: fc.constantFrom('unpublished', 'in-progress', 'completed', 'archived', 'new-status'),
		sampleSize: fc.nat(300),
		questions: fc.array(
			fc.record({
				type: fc.constantFrom(...TYPES),
				value: text,
				options: fc.array(option, { maxLength: 6 }),
			}),
			{ maxLength: 3 },
		),
	})
	.map((raw) =>
		readSurvey({
			...raw,
			questions: raw.questions.map((question, index) => ({ ...question, id: `q${index}` })),
		} as never),
	);

/** Any answers that fit the types, to questions that exist and to others. */
export const anyAnswers: fc.Arbitrary<Answer[]> = fc.array(
	rawAnswer.map((raw) => readAnswer(raw as never)),
	{ maxLength: 40 },
);
