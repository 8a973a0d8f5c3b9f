import { readAnswer, readSurvey } from '../../nodes/PickFu/api/shapes';
import type { Answer, Survey } from '../../nodes/PickFu/api/shapes';

/** A survey with its answers, as a report gets them. */
export interface Reported {
	survey: Survey;
	answers: Answer[];
}

/** URLs of the surveys' images begin with it; the last part names the drawing. */
export const IMAGES = 'https://images.example.com/';

type Member = Record<string, unknown>;

/** Numbers from 0 to 1 that are the same in every run (Lehmer's generator, MINSTD). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const REASONS = [
	'It looks clean and would match my kitchen.',
	'I like the color. It is calm, and it does not shout at me in the morning the way the red one does.',
	'Easy to read from a distance, and I can tell at once what it is for.',
	'Honestly it was close, but this one seems sturdier and I think the lid would not leak in my bag.',
	'Reminds me of the one my grandmother had.',
	'Nice.',
	'The shape fits my hand, and the price feels right for what you get. I would give it to a friend as a present, too.',
	'It stands out on the shelf.',
	'I would actually use this one every day, on the train and at my desk.',
	'The others look cheap to me.',
];
const AGES = ['18-24', '25-34', '35-44', '45-54', '55+'];

interface Asked extends Member {
	type: string;
	options: Member[];
	/** How liked each option is. */
	appeal: number[];
}

/** A question's answers by 100 people, with traits and reasons. */
function answersTo(
	question: Asked,
	id: string,
	people: number,
	reasons: readonly string[],
): Answer[] {
	const random = randomFrom(id.length * 7_919 + question.type.length * 104_729 + people);
	return Array.from({ length: people }, (_, person) => {
		const order = question.appeal
			.map((appeal, index) => ({ index, score: Math.log(random()) / appeal }))
			.sort((a, b) => b.score - a.score)
			.map(({ index }) => String(question.options[index]?.id ?? index));
		const near = (place: number) =>
			Math.min(1, Math.max(0, place + (random() + random() - 1) * 0.16));
		const reason = reasons[Math.floor(random() * reasons.length)]!;
		const values: Record<string, Member> = {
			ranked: { chosen_option: order[0], rounds: order },
			multi_select: { chosen_option: order.slice(0, 1 + (person % 3)) },
			star_rating: { score: Math.min(5, 3 + Math.floor(random() * 2.6)) },
			click_test: {
				clicks: [
					random() < 0.7 ? { x: near(0.72), y: near(0.62) } : { x: near(0.3), y: near(0.35) },
				],
			},
			open_ended: {},
		};
		return readAnswer({
			id: `${id}-${person}`,
			question_id: id,
			explanation:
				person % 9 === 0 ? reason : `${reason} ${person % 4 === 0 ? 'I would buy it.' : ''}`.trim(),
			respondent: [
				{
					name: 'Gender',
					value: ['Female', 'Male', 'Female', 'Male', 'Non-binary'][
						person % 9 === 4 ? 4 : person % 4
					]!,
				},
				{ name: 'Age range', value: AGES[Math.floor(random() * random() * 5)]! },
			],
			...(values[question.type] ?? { chosen_option: order[0] }),
		} as never);
	});
}

function reported(
	name: string,
	questions: Asked[],
	people = 100,
	raw: Member = {},
	reasons = REASONS,
): Reported {
	const survey = readSurvey({
		id: 's',
		name,
		status: 'completed',
		country: 'US',
		sampleSize: people,
		numResponses: people,
		targeting: ['amazon-prime', 'coffee-drinkers'],
		surveyUrl: 'https://www.pickfu.com/results/s',
		completedAt: '2026-11-21T15:04:00Z',
		questions: questions.map((question, index) => ({ ...question, id: `q${index + 1}` })),
		...raw,
	} as never);
	const answers = questions.flatMap((question, index) =>
		answersTo(question, `q${index + 1}`, people, reasons),
	);
	return { survey, answers };
}

const texts = (...values: string[]) => values.map((value, index) => ({ id: `o${index}`, value }));
const images = (...names: string[]) =>
	names.map((name, index) => ({ id: `o${index}`, mediaUrl: `${IMAGES}${name}` }));

const PARAGRAPH =
	'A double-walled mug of brushed steel that keeps coffee hot for six hours and cold brew cold for twelve. The lid closes with one turn. ';
const LONG_WORD =
	'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);

/** One survey for each thing that a report has to show well, with the answers of 100 people or so many. */
export const SURVEYS: Readonly<Record<string, (people?: number) => Reported>> = {
	six: (people) =>
		reported(
			'Travel mug: launch',
			[
				{
					type: 'ranked',
					value: 'Which of these mugs would you buy?',
					options: images('mug-sage', 'mug-brick', 'mug-navy', 'mug-sand'),
					appeal: [3.2, 1.2, 2, 0.8],
				},
				{
					type: 'head_to_head',
					value: 'Which name fits it better?',
					options: texts('Trail Pot', 'Camp Kettle'),
					appeal: [2, 1],
					context: { text: 'A mug for people who walk to work.', mediaUrl: `${IMAGES}mug-sage` },
				},
				{
					type: 'star_rating',
					value: 'How well made does it look?',
					options: images('mug-sage'),
					appeal: [],
				},
				{
					type: 'multi_select',
					value: 'Which of these would make you buy it?',
					options: texts(
						'Keeps coffee hot for six hours',
						'Leak-proof lid',
						'Fits a cup holder',
						'Dishwasher safe',
						'Made from recycled steel',
						'Lifetime warranty',
					),
					appeal: [3, 2.4, 1.4, 1.2, 0.8, 0.6],
				},
				{
					type: 'click_test',
					value: 'Where would you click first?',
					options: images('shop'),
					appeal: [],
				},
				{ type: 'open_ended', value: 'What is missing?', options: [], appeal: [] },
			],
			people,
		),
	languages: (people) =>
		reported(
			'כוס לדרך',
			[
				{
					type: 'single_select',
					value: 'איזה שם מתאים יותר?',
					options: texts('אור ראשון', 'First Light', 'الضوء الأول', '最初の光'),
					appeal: [2, 1, 1.6, 1],
				},
				{
					type: 'ranked',
					value: 'ما هو الاسم الأفضل؟',
					options: texts('אור ראשון', 'First Light', 'الضوء الأول', 'Première lumière'),
					appeal: [1, 2.2, 1.8, 0.7],
				},
			],
			people,
			{},
			[
				'זה נשמע טוב ומתאים לבוקר, 100%.',
				'يبدو الاسم جميلاً وسهلاً.',
				'朝の光を思い出させるので好きです。',
				'Das klingt nach einem guten Morgen.',
				'I can remember it.',
			],
		),
	longTexts: (people) =>
		reported(
			'Travel mug: product description for the shop page and for every marketplace on which it will be sold',
			[
				{
					type: 'single_select',
					value: `Which description would make you buy? ${PARAGRAPH.repeat(3)}`,
					options: texts(
						`Warm. ${PARAGRAPH.repeat(11)}`,
						`Sturdy. ${PARAGRAPH.repeat(9)}`,
						LONG_WORD,
						'Short one',
					),
					appeal: [2, 1.8, 0.6, 1],
				},
				{
					type: 'ranked',
					value: 'Which order would you put these in?',
					options: texts(
						'Keeps coffee hot for six hours',
						'Leak-proof lid',
						'Fits every cup holder',
						'Dishwasher safe',
						'Made from recycled steel',
						LONG_WORD,
						'Lifetime warranty',
						'Free engraving',
					),
					appeal: [3, 2.5, 1.8, 1.2, 1, 0.5, 1.1, 0.9],
				},
			],
			people,
		),
	running: () =>
		reported(
			'Travel mug: running',
			[
				{
					type: 'head_to_head',
					value: 'Which name fits it better?',
					options: texts('Trail Pot', 'Camp Kettle'),
					appeal: [3, 1],
				},
			],
			12,
			{ status: 'in-progress', sampleSize: 200, completedAt: null },
		),
	nobody: () =>
		reported(
			'Travel mug: nobody yet',
			[
				{
					type: 'five_second_test',
					value: 'What do you remember?',
					options: images('shop'),
					appeal: [],
				},
			],
			0,
			{ status: 'in-progress', sampleSize: 50, completedAt: null },
		),
};

/** The drawings behind the addresses of the images: mugs in colors, and a shop page. */
export function drawing(name: string): string {
	const colors: Record<string, string> = {
		sage: '#8aa893',
		brick: '#b5533c',
		navy: '#2c3e63',
		sand: '#d9c3a0',
	};
	const color = colors[name.replace('mug-', '')];
	if (color === undefined) {
		return `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><rect width="640" height="400" fill="#fbfaf7"/><rect width="640" height="44" fill="#233142"/><text x="20" y="29" font-family="sans-serif" font-size="18" fill="#fff">mug shop</text>${mug('#8aa893', 60, 80, 1)}<text x="350" y="120" font-family="sans-serif" font-size="28" font-weight="700" fill="#233142">Trail Pot</text><text x="350" y="156" font-family="sans-serif" font-size="18" fill="#52606b">Keeps coffee hot for six hours</text><rect x="350" y="220" width="220" height="56" rx="28" fill="#e07a3f"/><text x="404" y="255" font-family="sans-serif" font-size="20" fill="#fff">Add to cart</text></svg>`;
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="320"><rect width="320" height="320" fill="#f4f1ec"/>${mug(color, 60, 40, 1)}</svg>`;
}

function mug(color: string, x: number, y: number, scale: number): string {
	return `<g transform="translate(${x} ${y}) scale(${scale})"><path d="M150 90c60-14 74 96 0 92" fill="none" stroke="${color}" stroke-width="18"/><path d="M24 44h132l-10 176q-2 16-18 16H52q-16 0-18-16z" fill="${color}"/><rect x="14" y="18" width="152" height="30" rx="10" fill="#2a2f33"/><rect x="72" y="4" width="36" height="18" rx="6" fill="#2a2f33"/><path d="M44 64l6 150" stroke="#fff" stroke-opacity=".35" stroke-width="12" stroke-linecap="round"/></g>`;
}
