import type { Answer, Survey } from '../api/shapes';

/** The answers to each question of a survey, in its order, and how many belong to none. */
export function assignAnswers(
	{ questions }: Survey,
	answers: readonly Answer[],
): { byQuestion: Answer[][]; unassigned: number } {
	const places = new Map<string, number>();
	questions.forEach(({ id }, index) => {
		if (id !== undefined && !places.has(id)) places.set(id, index);
	});
	const byQuestion: Answer[][] = questions.map(() => []);
	let unassigned = 0;
	for (const answer of answers) {
		const named = answer.questionId === undefined ? undefined : places.get(answer.questionId);
		const only =
			questions.length === 1 && (answer.questionId === undefined || questions[0]!.id === undefined)
				? 0
				: undefined;
		const place = named ?? only;
		if (place === undefined) unassigned += 1;
		else byQuestion[place]!.push(answer);
	}
	return { byQuestion, unassigned };
}
