import type { Survey } from '../api/shapes';
import type { UpdateBody } from './wireTypes';

/** What is looked at of a survey that came back; read by `api`, so in either spelling. */
export type Returned = Pick<
	Survey,
	'name' | 'country' | 'sampleSize' | 'targeting' | 'reporting' | 'questions' | 'raw'
>;

/**
 * What PickFu made of a survey otherwise than it was asked to, one sentence each. A misspelt field
 * is ignored by PickFu without an error, so a sample size could silently be another one: whoever
 * publishes next must know. What the answer does not tell is not compared.
 *
 * @param sent the body of create or update
 * @param returned the survey of the answer, or one that was read afterwards
 * @returns an empty list when nothing differs. No sentence holds a user's text.
 */
export function createdDiffers(sent: UpdateBody, returned: Returned): string[] {
	return [
		...plain('sample size', sent.sampleSize, returned.sampleSize),
		...plain('country', sent.country?.toUpperCase(), returned.country),
		...traits('targeting', sent.targeting, returned),
		...traits('reporting', sent.reporting, returned),
		...nameOf(sent.name, returned.name),
		...questionsOf(sent.questions, returned),
	];
}

function plain(what: string, sent: string | undefined, got: string | number | undefined): string[] {
	if (sent === undefined || got === undefined || sent === String(got)) return [];
	return [`The ${what} is ${got} instead of ${sent}`];
}

function nameOf(sent: string | undefined, got: string | undefined): string[] {
	if (sent === undefined || got === undefined || sent.trim() === got.trim()) return [];
	return ['The name is not the one that was sent'];
}

/** The order of traits does not matter. */
function traits(
	member: 'targeting' | 'reporting',
	sent: string[] | undefined,
	returned: Returned,
): string[] {
	if (sent === undefined || !Array.isArray(returned.raw[member])) return [];
	const got = new Set(returned[member]);
	const lost = sent.filter((permalink) => !got.has(permalink)).length;
	const added = [...got].filter((permalink) => !sent.includes(permalink)).length;
	if (lost === 0 && added === 0) return [];
	const parts = [
		...(lost > 0 ? [`${lost} of ${sent.length} traits missing`] : []),
		...(added > 0 ? [`${added} that ${added === 1 ? 'was' : 'were'} not sent`] : []),
	];
	return [`The ${member} is not the one that was sent: ${parts.join(', ')}`];
}

function questionsOf(sent: UpdateBody['questions'], { questions, raw }: Returned): string[] {
	if (sent === undefined || !Array.isArray(raw.questions)) return [];
	if (questions.length !== sent.length) {
		return [`The survey has ${count(questions.length, 'question')} instead of ${sent.length}`];
	}
	return sent.flatMap((question, index) => {
		const got = questions[index];
		if (got === undefined) return [];
		const subject = `Question ${index + 1}`;
		const hasOptions = Array.isArray(got.raw.options);
		const options = question.options?.length ?? 0;
		return [
			...(got.type !== undefined && got.type !== question.type
				? [`${subject} is of another type than ${question.type}`]
				: []),
			...(got.prompt !== undefined && got.prompt.trim() !== question.prompt.trim()
				? [`${subject} has another prompt than the one that was sent`]
				: []),
			...(hasOptions && got.options.length !== options
				? [`${subject} has ${count(got.options.length, 'option')} instead of ${options}`]
				: []),
		];
	});
}

function count(number: number, thing: string): string {
	return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
