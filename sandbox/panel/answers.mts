import { normal, pickIndex, randomFrom } from '../random.mts';
import type { Random } from '../random.mts';
import type { QuestionType, StoredOption, StoredQuestion } from '../state/model.mts';
import {
	impression,
	openAnswer,
	opinion,
	reasonForChoice,
	reasonForScore,
	spokenWords,
} from './reasons.mts';

/** What one person answers to one question, in the names of the wire format. */
export interface Answer {
	chosen_option: string | string[] | null;
	explanation: string;
	score: number | null;
	matchup: Record<string, unknown> | null;
	rounds: Array<Record<string, unknown>> | null;
	clicks: Array<Record<string, unknown>> | null;
	media: string | null;
	media_transcription: string | null;
}

/** How options are named in answers. */
export type LabelStyle = 'value' | 'letter';

/** The letter that a person sees beside an option: A for the first. */
export function letterOf(index: number): string {
	return String.fromCharCode(65 + index);
}

/**
 * The label by which an answer names an option: its text, or else its mockup's title, its product id, or its letter.
 * PickFu says "label" and no more.
 */
export function labelOf(option: StoredOption, index: number, style: LabelStyle): string {
	if (style === 'letter') return letterOf(index);
	return option.value ?? option.mockup?.title ?? option.asin ?? letterOf(index);
}

interface Situation {
	question: StoredQuestion;
	labels: string[];
	/** How liked each option is; there usually is a clear favourite. */
	appeal: number[];
	/** The mean of the scores that a rating gets, 1 to 5. */
	liking: number;
	random: Random;
	mediaBase: string;
}

const none: Answer = {
	chosen_option: null,
	explanation: '',
	score: null,
	matchup: null,
	rounds: null,
	clicks: null,
	media: null,
	media_transcription: null,
};

/** Indices of all options in this person's order of preference (Plackett and Luce's model). */
function order({ appeal, random }: Situation): number[] {
	const left = appeal.map((_, index) => index);
	const sorted: number[] = [];
	while (left.length > 0) {
		const [next] = left.splice(
			pickIndex(
				random,
				left.map((index) => appeal[index]!),
			),
			1,
		);
		sorted.push(next!);
	}
	return sorted;
}

function reason(situation: Situation, index: number): string {
	const option = situation.question.options[index]!;
	const isPicture =
		option.value === undefined && (option.mediaUrl ?? option.imageSet) !== undefined;
	const label = isPicture ? letterOf(index) : situation.labels[index]!;
	return reasonForChoice(situation.random, label, isPicture);
}

function choice(situation: Situation): Answer {
	const first = order(situation)[0]!;
	return {
		...none,
		chosen_option: situation.labels[first]!,
		explanation: reason(situation, first),
	};
}

function headToHead(situation: Situation): Answer {
	const answer = choice(situation);
	const { options } = situation.question;
	const matchup = {
		options: situation.labels,
		option_ids: options.map((option) => option.id),
		winner: answer.chosen_option,
	};
	return { ...answer, matchup };
}

function ranked(situation: Situation): Answer {
	const sorted = order(situation);
	const rounds = sorted.map((index, place) => ({
		round: place + 1,
		chosen_option: situation.labels[index],
		option_id: situation.question.options[index]!.id,
	}));
	const first = sorted[0]!;
	return {
		...none,
		chosen_option: situation.labels[first]!,
		rounds,
		explanation: reason(situation, first),
	};
}

function severalPicks(situation: Situation): Answer {
	const sorted = order(situation);
	const count = 1 + Math.floor(situation.random() * Math.min(3, sorted.length));
	const picks = sorted.slice(0, count);
	return {
		...none,
		chosen_option: picks.map((index) => situation.labels[index]!),
		explanation: reason(situation, picks[0]!),
	};
}

function rating({ liking, random }: Situation): Answer {
	const score = Math.min(5, Math.max(1, Math.round(liking + 0.9 * normal(random))));
	return { ...none, score, explanation: reasonForScore(random, score) };
}

/** Clicks gather around one or two spots. x and y are fractions of the image, from its top left: a guess. */
function clickTest({ question, random }: Situation): Answer {
	const spots = randomFrom(question.id, 'spots');
	const targets = [0, 1].map(() => [0.2 + 0.6 * spots(), 0.2 + 0.6 * spots()] as const);
	const near = (centre: number) =>
		Math.round(Math.min(1, Math.max(0, centre + 0.06 * normal(random))) * 1e4) / 1e4;
	const [x, y] = targets[random() < 0.75 ? 0 : 1]!;
	return { ...none, clicks: [{ x: near(x), y: near(y) }], explanation: impression(random) };
}

function recording({ random, question, mediaBase }: Situation): Answer {
	const media = `${mediaBase}/recordings/${question.id}-${Math.floor(random() * 1e9)}.mp4`;
	const spoken = spokenWords(random);
	return { ...none, media, media_transcription: spoken, explanation: openAnswer(random) };
}

const answerers: Readonly<Record<QuestionType, (situation: Situation) => Answer>> = {
	head_to_head: headToHead,
	ranked,
	single_select: choice,
	multi_select: severalPicks,
	open_ended: ({ random }) => ({ ...none, explanation: opinion(random) }),
	emoji_rating: rating,
	star_rating: rating,
	click_test: clickTest,
	five_second_test: ({ random }) => ({ ...none, explanation: impression(random) }),
	screen_recording: recording,
};

/**
 * What one person answers to one question. Pure: the same seed, question and person give the same answer.
 *
 * @param seed of the world and the survey; preferences for the options hang on it
 * @param person number of the person in the survey, from 0
 * @param mediaBase address under which recordings are said to be
 */
export function answer(
	seed: string,
	question: StoredQuestion,
	person: number,
	style: LabelStyle,
	mediaBase: string,
): Answer {
	const taste = randomFrom(seed, question.id, 'taste');
	return answerers[question.type]({
		question,
		labels: question.options.map((option, index) => labelOf(option, index, style)),
		appeal: question.options.map(() => Math.exp(1.1 * normal(taste))),
		liking: 2.6 + 1.9 * taste(),
		random: randomFrom(seed, question.id, person),
		mediaBase,
	});
}
