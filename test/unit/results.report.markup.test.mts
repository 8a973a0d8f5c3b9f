import { example } from '../support/reportExamples.mts';
import { asked, page } from '../support/reportMarkup.mts';
import { all, styleOf, treeOf, wordsIn, type Element } from '../support/reportReading.mts';
import { SURVEYS } from '../support/reportSurveys.mts';

/*
 * What holds for the markup as a whole: what refers to something refers to what is there, what has a name
 * in the style sheet is used, and the colors can be told apart.
 */

const names = Object.keys(SURVEYS);
/** Reports of what the examples don't have: a long e-mail's rest, missing images, votes that came without a choice. */
const others = () => {
	const options = ['a', 'b'].map((id) => ({
		id,
		value: id,
		mediaUrl: 'https://example.com/a.mp4',
	}));
	const { survey, answers } = asked({ type: 'head_to_head', options }, [
		...Array.from({ length: 30 }, (_, at) => ({ chosen_option: at % 2 === 0 ? 'a' : 'b' })),
		{ chosen_option: 'a', explanation: 'weich', translation: 'soft' },
		{ chosen_option: 'b' },
	]);
	const map = asked({ type: 'click_test', options: [] }, [{ clicks: [{ x: 0.5, y: 0.5 }] }]);
	return [page(survey, answers), page(map.survey, map.answers)];
};
const pages = [...names.map((name) => example(name).page), ...others()];
const sheet = /<style>([^<]*)<\/style>/.exec(pages[0]!)![1]!;
const trees = pages.map(treeOf);

/** The colors of each palette: light, dark, and what print takes. */
const [light, dark, print] = [...sheet.matchAll(/:root\{([^}]*--ink:[^}]*)\}/g)].map(
	([, text = '']) =>
		new Map([...text.matchAll(/--([\w-]+):([^;]*)/g)].map(([, name, value]) => [name!, value!])),
);

describe('what refers to something', () => {
	it.each(names)('finds it, and no two things have one name: %s', (name) => {
		const markups = [example(name).page, example(name).email];
		for (const markup of markups) {
			const tree = all(treeOf(markup));
			const ids = tree.flatMap(({ attributes }) => attributes.get('id') ?? []);
			expect(ids).toHaveLength(new Set(ids).size);
			const wanted = [...markup.matchAll(/(?:url\(|href=")#([^")]+)/g)].map(([, id]) => id!);
			expect([...new Set(wanted)].filter((id) => !ids.includes(id))).toEqual([]);
		}
	});

	it('are maps of clicks with a gradient each', () => {
		const image = { id: 'o', mediaUrl: 'https://example.com/a.png' };
		const { survey, answers } = asked({ type: 'click_test', options: [image] }, [
			{ clicks: [{ x: 0.5, y: 0.5 }] },
		]);
		const twice = {
			...survey,
			questions: [0, 1].map((at) => ({ ...survey.questions[0]!, id: `q${at}` })),
		};
		const given = [0, 1].flatMap((at) =>
			answers.map((answer) => ({ ...answer, questionId: `q${at}` })),
		);
		const maps = all(treeOf(page(twice, given)), 'figure.heat').map((map) => [
			all(map, 'radialgradient')[0]!.attributes.get('id'),
			all(map, 'circle')[0]!.attributes.get('fill'),
		]);
		expect(new Set(maps.map(([id]) => id)).size).toBe(2);
		expect(maps.map(([, fill]) => fill)).toEqual(maps.map(([id]) => `url(#${id})`));
	});
});

describe('the style sheet', () => {
	const rules = [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
		selector: selector!.trim(),
		body: body!,
	}));
	const ruled = new Set(
		rules.flatMap(({ selector }) => selector.match(/(?<=\.)[a-z][\w-]*/g) ?? []),
	);
	const used = new Set(trees.flatMap((tree) => all(tree).flatMap(({ classes }) => classes)));

	it('has a rule for every class of the page, but for those that the e-mail needs', () => {
		expect([...used].filter((name) => !ruled.has(name)).sort()).toEqual(['rest', 'seen', 'what']);
	});

	it('has no rule for a class or a tag that is in no page', () => {
		expect([...ruled].filter((name) => !used.has(name))).toEqual([]);
		const tags = new Set(trees.flatMap((tree) => all(tree).map(({ name }) => name)));
		const selected = rules.flatMap(({ selector }) =>
			selector.startsWith('@')
				? []
				: (selector
						.replace(/:[\w-]+(?:\([^)]*\))?|\[[^\]]*\]/g, '')
						.match(/(?<![\w.-])[a-z]\w*/g) ?? []),
		);
		// Reset in case there is one.
		const reset = ['figure', 'ul', 'ol', 'dl', 'dd', 'h4'];
		expect(selected.filter((name) => !tags.has(name) && !reset.includes(name))).toEqual([]);
	});

	it('is closed as it was opened, and every declaration has a name and a value', () => {
		expect(sheet.split('{')).toHaveLength(sheet.split('}').length);
		const declared = rules.flatMap(({ body }) =>
			body
				.split(';')
				.map((one) => one.trim())
				.filter(Boolean),
		);
		expect(declared.filter((one) => !/^-{0,2}[a-z][\w-]*:\s*[^\s:][^:]*$/.test(one))).toEqual([]);
	});

	it('takes colors from the palette, and every one of it', () => {
		const taken = new Set([...sheet.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name!));
		expect([...taken].filter((name) => name !== 'share').sort()).toEqual([...light!.keys()].sort());
		for (const tree of trees) {
			for (const { attributes } of all(tree)) {
				const style = attributes.get('style') ?? '';
				if (style.includes('--')) expect(style).toMatch(/^--share:[01]\.\d\d$/);
			}
		}
	});

	it('is the same light on paper, with white for the ground', () => {
		expect(print).toEqual(new Map([...light!, ['paper', '#fff']]));
		expect([...dark!.keys()]).toEqual([...light!.keys()]);
	});
});

// WCAG 2.2, "relative luminance" and "contrast ratio".
function luminance(color: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = parseInt(color.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
	const both = [one, other].map(luminance);
	return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
}

describe.each([
	['light', light!],
	['dark', dark!],
])('the %s colors', (kind, colors) => {
	const ratio = (text: string, ground: string) => contrast(colors.get(text)!, colors.get(ground)!);

	it.each([
		['ink', 'paper'],
		['ink', 'card'],
		['ink', 'lean-soft'],
		['soft', 'paper'],
		['soft', 'card'],
		['soft', 'track'],
		['first', 'card'],
		['first-ink', 'card'],
		['first-ink', 'first-soft'],
		['lean', 'lean-soft'],
		['level', 'level-soft'],
	])('of text: %s on %s has 4.5 to 1', (text, ground) => {
		expect(ratio(text, ground)).toBeGreaterThanOrEqual(4.5);
	});

	// The lengths of bars stand beside them in figures, so only the leader's has to stand out by itself.
	it.each([
		['first', 'track'],
		['ink', 'bar'],
		['ink', 'track'],
	])('of figures: %s on %s has 3 to 1', (figure, ground) => {
		expect(ratio(figure, ground)).toBeGreaterThanOrEqual(3);
	});

	it('are on the right side: grounds, lines and tracks near the card, ink far from it', () => {
		const isLight = (name: string) => luminance(colors.get(name)!) > 0.5;
		const near = ['paper', 'card', 'line', 'track', 'first-soft', 'lean-soft', 'level-soft'];
		expect(near.map(isLight)).toEqual(near.map(() => kind === 'light'));
		for (const name of near) expect(ratio(name, 'card')).toBeLessThan(1.6);
		expect(ratio('bar', 'card')).toBeGreaterThan(ratio('track', 'card'));
		expect(ratio('bar', 'track')).toBeGreaterThan(2);
		const parts = [1, 3, 5].map((at) => parseInt(colors.get('first')!.slice(at, at + 2), 16));
		expect(colors.get('shade')).toBe(parts.join());
	});
});

describe('the e-mail', () => {
	const trees_ = names.map((name) => treeOf(example(name).email));
	const everything = trees_.flatMap((tree) => all(tree));
	const color = (name: string) => light!.get(name)!;

	it('has only light colors', () => {
		const taken = everything.flatMap(
			({ attributes }) => attributes.get('style')?.match(/#\w+/g) ?? [],
		);
		expect([...new Set(taken)].filter((one) => ![...light!.values()].includes(one))).toEqual([]);
	});

	it('shows each verdict in the colors that it has in the page', () => {
		const tones: Record<string, [string, string]> = {
			'': ['track', 'soft'],
			win: ['first-soft', 'first-ink'],
			lean: ['lean-soft', 'lean'],
			level: ['level-soft', 'level'],
		};
		for (const name of names) {
			const pills = all(treeOf(example(name).page), 'span.pill');
			const tone = new Map(pills.map((pill) => [wordsIn(pill), pill.classes[1] ?? '']));
			const sent = all(treeOf(example(name).email), 'span').filter((one) =>
				one.attributes.has('style'),
			);
			expect(sent.length).toBeGreaterThan(0);
			for (const pill of sent) {
				const [ground, text] = tones[tone.get(wordsIn(pill))!]!;
				const own = pill.attributes.get('style')!.split(';');
				// The last of several counts.
				expect(own.filter((one) => one.startsWith('background:')).at(-1)).toBe(
					`background:${color(ground)}`,
				);
				expect(own.filter((one) => one.startsWith('color:')).at(-1)).toBe(`color:${color(text)}`);
				expect(styleOf(pill, 'font-weight')).toBe('bold');
			}
		}
	});

	it('fills bars, the leader’s in its color', () => {
		const inPage = (of: Element) =>
			all(of, 'table.track').map((track) => all(track, 'td').map(({ classes }) => classes.join()));
		const fills: Record<string, string> = {
			'fill,ahead': 'first',
			fill: 'bar',
			rest: 'track',
		};
		for (const name of names) {
			const wanted = inPage(treeOf(example(name).page));
			const tracks = all(treeOf(example(name).email), 'table').filter(
				(table) =>
					all(table, 'table').length === 0 &&
					styleOf(all(table, 'td')[0], 'line-height') === '10px',
			);
			expect(
				tracks.map((track) =>
					all(track, 'td').map((cell) =>
						(cell.attributes.get('style')!.match(/background:#\w+/g) ?? []).at(-1),
					),
				),
			).toEqual(wanted.map((cells) => cells.map((kind) => `background:${color(fills[kind]!)}`)));
		}
	});

	it('has a font and a padding wherever text stands, and breaks long words', () => {
		const hasText = ({ children }: Element) =>
			children.some((child) => typeof child === 'string' && /[^\s\u00A0]/.test(child));
		for (const tree of trees_) {
			const [, card] = all(tree, 'table');
			for (const row of card!.children.filter((child) => typeof child !== 'string')) {
				const [section] = all(row, 'td');
				expect(section!.attributes.get('style')).toMatch(
					/padding:22px 16px;border-bottom:1px solid #\w+;font:14px\/20px Arial,sans-serif;.*overflow-wrap:anywhere/,
				);
			}
			const bare = all(card!)
				.filter((one) => ['h1', 'h2', 'h3', 'h4', 'p', 'ul', 'a', 'small', 'th'].includes(one.name))
				.filter((one) => !one.attributes.has('style'));
			expect(bare.map(({ name }) => name)).toEqual([]);
			const loose = all(card!, 'td').filter(
				(cell) => hasText(cell) && !/font-size/.test(cell.attributes.get('style') ?? ''),
			);
			expect(loose.map((cell) => wordsIn(cell))).toEqual([]);
		}
	});

	it('has lines that are higher than their letters', () => {
		for (const one of everything) {
			const [size, line] = ['font-size', 'line-height'].map((name) => styleOf(one, name));
			if (line !== undefined) expect(parseInt(line)).toBeGreaterThan(parseInt(size!));
		}
	});

	it('marks the cells of its tables as the page does', () => {
		const tone = (cell: Element) => {
			const style = cell.attributes.get('style')!;
			expect(style).toMatch(/text-align:right/);
			if (style.includes(`color:${color('first-ink')}`)) return 'best';
			return style.includes(`color:${color('soft')}`) ? 'few' : 'figure';
		};
		const cellsOf = (tree: Element) =>
			all(tree, 'tbody').map((body) => all(body, 'tr').map((row) => all(row, 'td')));
		const [table] = cellsOf(treeOf(example('longTexts').email));
		const [whole] = all(treeOf(example('longTexts').page), 'div.block')
			.filter((block) => wordsIn(all(block, 'h3')[0]) === 'How the run-off went')
			.flatMap(cellsOf);
		// The page has all rounds and options, the e-mail the last three with those that are in.
		expect(table!.map((row) => row.map(tone))).toEqual(
			whole!
				.slice(0, table!.length)
				.map((row) => row.slice(-3).map(({ classes }) => classes.join())),
		);
	});
});
