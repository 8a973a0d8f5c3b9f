import type { Survey } from '../api/shapes';
import { countOf } from './values';
import type { UpdateBody } from './wireTypes';

/** What is looked at of a survey that came back; read by `api`, so in either spelling. */
export type Returned = Pick<
	Survey,
	'name' | 'country' | 'sampleSize' | 'targeting' | 'reporting' | 'questions' | 'raw'
>;

/** How a survey that came back differs from what was sent, one sentence each. */
export interface Differences {
	/** What changes who is asked or what publishing costs: whoever would publish next must stop. */
	costly: string[];
	/** Everything else, for the output: a name, a text or an option that was stored another way. */
	others: string[];
}

/**
 * Compares a survey with what was sent. PickFu ignores a misspelt field without an error, so a
 * sample size could silently be another one; but it may also trim, escape or add to what it stores,
 * which costs nobody anything. What the answer does not hold is not compared.
 *
 * @param sent the body of create or update
 * @param returned the survey of the answer, or one that was read afterwards
 * @returns empty lists when nothing differs. No sentence holds a user's text.
 */
export function differences(sent: UpdateBody, returned: Returned): Differences {
	const targeting = traits('Targeting', 'targeting', sent.targeting, returned);
	const country = plain('country', sent.country, returned.country);
	const isCode = /^[A-Z]{2}$/.test(returned.country ?? '');
	return {
		costly: [
			...plain('sample size', sent.sampleSize, returned.sampleSize),
			...(isCode ? country : []),
			...targeting.differing,
		],
		others: [
			...(isCode ? [] : country),
			...targeting.unreadable,
			...Object.values(traits('Reporting', 'reporting', sent.reporting, returned)).flat(),
			...text('The name', sent.name, returned.name),
			...questionsOf(sent.questions, returned),
		],
	};
}

function plain(what: string, sent: string | undefined, got: string | number | undefined): string[] {
	if (sent === undefined || got === undefined || sent === String(got)) return [];
	return [`The ${what} is ${got} instead of ${sent}`];
}

function text(what: string, sent: string | undefined, got: string | undefined): string[] {
	if (sent === undefined || got === undefined || sent.trim() === got.trim()) return [];
	return [`${what} was stored differently`];
}

/** The order of traits does not matter. */
function traits(
	label: string,
	member: 'targeting' | 'reporting',
	sent: string[] | undefined,
	{ raw, [member]: returned }: Returned,
): { differing: string[]; unreadable: string[] } {
	const none = { differing: [], unreadable: [] };
	const value: unknown = raw[member];
	if (sent === undefined || value === undefined || value === null) return none;
	if (returned.length < countOf(value)) {
		return { ...none, unreadable: [`${label} came back in an unknown format`] };
	}
	const got = new Set(returned);
	const lost = sent.filter((permalink) => !got.has(permalink)).length;
	const added = [...got].filter((permalink) => !sent.includes(permalink)).length;
	const parts = [
		...(lost > 0 ? [`${lost} of ${count(sent.length, 'trait')} missing`] : []),
		...(added > 0 ? [`${count(added, 'trait')} added`] : []),
	];
	return { ...none, differing: parts.length === 0 ? [] : [`${label}: ${parts.join(', ')}`] };
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
		const options = question.options?.length ?? 0;
		return [
			...text(`The type of question ${index + 1}`, question.type, got.type),
			...text(`The prompt of question ${index + 1}`, question.prompt, got.prompt),
			...(Array.isArray(got.raw.options) && got.options.length !== options
				? [`${subject} has ${count(got.options.length, 'option')} instead of ${options}`]
				: []),
		];
	});
}

function count(number: number, thing: string): string {
	return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
