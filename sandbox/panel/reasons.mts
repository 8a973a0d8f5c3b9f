import type { Random } from '../random.mts';
import { pick } from '../random.mts';

const openings = [
	'I chose {it} because',
	'I went with {it} since',
	'For me it was {it}:',
	'I prefer {it} because',
];
const looks = [
	'it looks cleaner and I can tell at once what it is',
	'the colours caught my eye first',
	'it feels more professional and trustworthy',
	'the picture shows the product better',
	'it stands out from the others without shouting',
	'it looks like something I would actually buy',
];
const words = [
	'it is short and easy to remember',
	'it sounds friendly and tells me what to expect',
	'it is the clearest of them',
	'it makes me curious to find out more',
	'the others sound like brands I already know',
	'I could imagine telling a friend about it',
];
const afterthoughts = [
	'',
	'',
	' The other choice was a bit confusing to me.',
	' I would still like to see the price.',
	' My kids would probably say the same.',
	' It was a close call, though.',
	' I have bought something similar before.',
];
const aspects = [
	'simple',
	'a bit busy',
	'modern',
	'friendly',
	'premium',
	'ordinary',
	'playful',
	'easy to understand',
];
const places = [
	'the picture in the middle',
	'the headline',
	'the button',
	'the logo',
	'the colours at the top',
];

/** Why a person chose an option; `isPicture` decides between looks and words. */
export function reasonForChoice(random: Random, label: string, isPicture: boolean): string {
	const it = isPicture ? `option ${label}` : `"${label}"`;
	const opening = pick(random, openings).replace('{it}', it);
	return `${opening} ${pick(random, isPicture ? looks : words)}.${pick(random, afterthoughts)}`;
}

/** Why a person gave a score of 1 to 5. */
export function reasonForScore(random: Random, score: number): string {
	const feeling = [
		'I do not like it at all, it does not speak to me',
		'I am not convinced, something is missing',
		'It is fine, neither good nor bad',
		'I like it, it would make me look closer',
		'I love it, I would buy this right away',
	][score - 1]!;
	return `${feeling}. To me it feels ${pick(random, aspects)}.${pick(random, afterthoughts)}`;
}

const opinions = [
	'Quality first for me, and then the price',
	'I do not think about it much, as long as it is easy',
	'Something that lasts. I have thrown away too many cheap ones',
	'It has to be safe around my kids, everything else comes after',
	'I usually go with what my friends recommend',
	'Less plastic and less noise, please',
	'That it does what it says, without reading a manual first',
	'I would pay a little more for one that also looks good',
	'It should not break when I drop it, because I will',
	'Nothing fancy. Simple is better most of the time',
];
const additions = [
	'',
	'',
	' That may just be me, though.',
	' My partner would say the opposite.',
	' I learned that the hard way.',
	' Price matters too, of course.',
];

/** What a person writes to an open question, whatever it is about. */
export function opinion(random: Random): string {
	return `${pick(random, opinions)}.${pick(random, additions)}`;
}

/** What a person writes about something that was shown. */
export function openAnswer(random: Random): string {
	const first = pick(random, aspects);
	const second = pick(random, aspects);
	const both = first === second ? first : `${first} and ${second}`;
	return `I think it is ${both}. ${sentence(pick(random, words))}.${pick(random, afterthoughts)}`;
}

/** What a person remembers or noticed first. */
export function impression(random: Random): string {
	return `What I noticed first was ${pick(random, places)}. It seemed ${pick(random, aspects)} to me.`;
}

/** What a person says aloud while trying something out. */
export function spokenWords(random: Random): string {
	return (
		`Okay, so I am looking at ${pick(random, places)} now. It is ${pick(random, aspects)}. ` +
		`I would click here next, and I expected ${pick(random, places)} to be bigger.`
	);
}

function sentence(text: string): string {
	return `I would say ${text}`;
}
