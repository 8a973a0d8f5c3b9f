import type { IDataObject } from 'n8n-workflow';
import type {
	Answer,
	Project,
	RespondentTrait,
	Survey,
	SurveyOption,
	SurveyQuestion,
} from '../api/shapes';

/**
 * A survey as one flat, readable record: texts instead of ids where people read, one level deep.
 * Members that PickFu did not send are left out, not guessed.
 */
export function surveyRow(survey: Survey): IDataObject {
	return compact({
		id: survey.id,
		name: survey.name,
		status: survey.status,
		country: survey.country,
		sampleSize: survey.sampleSize,
		numResponses: survey.numResponses,
		surveyUrl: survey.surveyUrl,
		surveyIntent: survey.surveyIntent,
		project: survey.project?.name,
		projectId: survey.project?.id,
		tags: joined(survey.tags.map(({ name, id }) => name ?? (id === undefined ? '' : String(id)))),
		targeting: joined(survey.targeting),
		reporting: joined(survey.reporting),
		questionCount: survey.questions.length > 0 ? survey.questions.length : undefined,
		questions: joined(survey.questions.map(questionText), '\n'),
		createdAt: survey.createdAt,
		publishedAt: survey.publishedAt,
		completedAt: survey.completedAt,
	});
}

/** A project as one flat record; its surveys by id and by name, as far as PickFu lists them. */
export function projectRow(project: Project): IDataObject {
	const { surveys } = project;
	return compact({
		id: project.id,
		name: project.name,
		description: project.description,
		goal: project.goal,
		url: project.url,
		archived: project.archived,
		bookmarked: project.bookmarked,
		surveyCount: surveys?.length,
		surveys: surveys && joined(surveys.map(({ name }) => name ?? '')),
		surveyIds: surveys && joined(surveys.map(({ id }) => id ?? '')),
		createdBy: project.user,
		createdAt: project.createdAt,
		updatedAt: project.updatedAt,
	});
}

/**
 * One flat record for each answer: the question's and the option's text, the written reason, and one
 * column for each reported trait of the respondent. Ids stand beside the texts, so two questions
 * or options with the same text stay two.
 *
 * @param survey with its questions; answers to questions it does not have keep their ids
 */
export function answerRows(survey: Survey, answers: Answer[]): IDataObject[] {
	const questions = new Map(
		survey.questions.map((question, index) => [question.id, { question, number: index + 1 }]),
	);
	const only =
		survey.questions.length === 1 ? { question: survey.questions[0]!, number: 1 } : undefined;
	return answers.map((answer) => {
		const asked = answer.questionId === undefined ? only : questions.get(answer.questionId);
		const chosen = answer.chosenOption.map((pick) => findOption(asked?.question, pick));
		return compact({
			// What people read comes first: the editor's table shows the first columns only.
			questionNumber: asked?.number,
			question: asked?.question.prompt,
			answer:
				joined(chosen.map(({ label }) => label)) ?? answerWithoutChoice(asked?.question, answer),
			score: answer.score,
			ranking: joined(rankingLabels(asked?.question, answer.rounds), ' > '),
			explanation: answer.explanation,
			translation: answer.translation,
			clicks: answer.clicks.length > 0 ? answer.clicks.length : undefined,
			media: answer.media,
			mediaTranscription: answer.mediaTranscription,
			pinned: answer.pinned,
			rating: answer.rating,
			...traitColumns(answer.respondent),
			optionNumber: chosen.length === 1 ? chosen[0]!.number : undefined,
			questionType: asked?.question.type,
			surveyName: survey.name,
			responseId: answer.id,
			surveyId: survey.id,
			questionId: answer.questionId ?? asked?.question.id,
			optionId: joined(chosen.map(({ option }) => option?.id ?? '')),
		});
	});
}

/**
 * The words for an option: its text, else its letter, as PickFu names an option that is an image
 * (`Option A`), and its number behind Z.
 *
 * @param number its place in the question, from 1
 */
export function optionLabel({ value }: SurveyOption, number: number): string {
	return value ?? `Option ${number > 26 ? number : String.fromCharCode(64 + number)}`;
}

/** The answer where nothing is chosen: the score of a rating, the words to an open question. */
function answerWithoutChoice(
	question: SurveyQuestion | undefined,
	{ score, explanation }: Answer,
): string | undefined {
	if (score !== undefined) return String(score);
	return question?.type === 'open_ended' ? explanation : undefined;
}

interface Chosen {
	label: string;
	number?: number;
	option?: SurveyOption;
}

/** PickFu gives the pick as a label; an id is taken too. Of several options with that text none is named by id. */
function findOption(question: SurveyQuestion | undefined, pick: string): Chosen {
	const options = question?.options ?? [];
	const byId = options.findIndex(({ id }) => id === pick);
	const byText = options.flatMap(({ value }, index) => (value === pick ? [index] : []));
	const index = byId >= 0 ? byId : byText.length === 1 ? byText[0]! : -1;
	const option = options[index];
	return option === undefined
		? { label: pick }
		: { label: optionLabel(option, index + 1), number: index + 1, option };
}

/** The order of a ranked answer where the rounds are a plain list of picks; their real form is not known. */
function rankingLabels(question: SurveyQuestion | undefined, rounds: unknown[]): string[] {
	const picks = rounds.map((round) => {
		if (typeof round === 'string') return round;
		if (typeof round !== 'object' || round === null) return undefined;
		const { option, value, label, chosen_option: chosen } = round as Record<string, unknown>;
		return [option, value, label, chosen].find((entry) => typeof entry === 'string');
	});
	if (!picks.every((pick) => typeof pick === 'string')) return [];
	return picks.map((pick) => findOption(question, pick).label);
}

/** `Age range` becomes `respondent_age_range`: one prefix keeps traits away from our own columns. */
function traitColumns(traits: RespondentTrait[]): IDataObject {
	const columns = new Map<string, Set<string>>();
	for (const { name, value } of traits) {
		const words = name
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
			.replace(/^_+|_+$/g, '');
		const column = `respondent_${words || 'trait'}`;
		columns.set(column, (columns.get(column) ?? new Set()).add(value));
	}
	return Object.fromEntries(
		[...columns].map(([column, values]) => [column, [...values].join(', ')]),
	);
}

function questionText({ prompt, type, options }: SurveyQuestion, index: number): string {
	const labels = options.map((option, place) => optionLabel(option, place + 1));
	const choices = labels.length > 0 ? ` [${labels.join(' | ')}]` : '';
	return `${index + 1}. ${prompt ?? '(no text)'}${type === undefined ? '' : ` (${type})`}${choices}`;
}

function joined(texts: string[], separator = ', '): string | undefined {
	const known = texts.filter((text) => text !== '');
	return known.length > 0 ? known.join(separator) : undefined;
}

function compact(record: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
