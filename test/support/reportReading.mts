/** Reads the markup of a report as a browser does: elements with their attributes, and the words in them. */
export interface Element {
	name: string;
	attributes: ReadonlyMap<string, string>;
	classes: readonly string[];
	children: Array<Element | string>;
}

const VOID = new Set(['meta', 'img', 'br']);
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00A0' };

const decoded = (text: string) =>
	text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name = '') =>
		code === undefined ? (ENTITIES[name as string] ?? whole) : String.fromCodePoint(Number(code)),
	);

/** The document as a tree; throws where an element is not closed in its turn. */
export function treeOf(markup: string): Element {
	const body = markup
		.replace(/<style>[^<]*<\/style>/, '')
		.replace(/<!--.*?-->|<!doctype html>/gs, '');
	const top: Element = { name: '', attributes: new Map(), classes: [], children: [] };
	const open = [top];
	for (const [part] of body.matchAll(/<[^>]*>|[^<]+/g)) {
		const within = open[open.length - 1]!;
		const name = /^<\/?([a-z0-9]+)/i.exec(part)?.[1]?.toLowerCase();
		if (name === undefined) within.children.push(decoded(part));
		else if (part.startsWith('</')) {
			if (open.pop()!.name !== name) throw new Error(`${part} closes ${within.name}`);
		} else {
			const given = [...part.matchAll(/([\w-]+)="([^"]*)"/g)];
			const attributes = new Map(given.map(([, key, value]) => [key!, decoded(value!)]));
			const classes = (attributes.get('class') ?? '').split(' ').filter(Boolean);
			const element: Element = { name, attributes, classes, children: [] };
			within.children.push(element);
			if (!VOID.has(name) && !part.endsWith('/>')) open.push(element);
		}
	}
	return top;
}

/** All elements below one, in their order; by tag or `.class`, joined as in `td.figure`. */
export function all(element: Element, wanted = ''): Element[] {
	const [name, ...classes] = wanted.split('.');
	const fits = (one: Element) =>
		(name === '' || one.name === name) && classes.every((each) => one.classes.includes(each));
	return element.children.flatMap((child) =>
		typeof child === 'string' ? [] : [...(fits(child) ? [child] : []), ...all(child, wanted)],
	);
}

/** The words in an element, without those of some parts of it. */
export function wordsIn(element: Element | undefined, without = /^$/): string {
	const raw = (one: Element): string =>
		one.children
			.map((child) =>
				typeof child === 'string'
					? child
					: [child.name, ...child.classes].some((name) => without.test(name))
						? ''
						: `${child.name === 'br' ? ' ' : ''}${raw(child)}`,
			)
			.join('');
	return element === undefined ? '' : raw(element).replace(/\s+/g, ' ').trim();
}

/** The words of each of the elements. */
export const wordsOf = (elements: readonly Element[]) => elements.map((one) => wordsIn(one));

/** What a style has under a name. */
export const styleOf = (element: Element | undefined, name: string) =>
	new RegExp(`(?:^|;)${name}:([^;]*)`).exec(element?.attributes.get('style') ?? '')?.[1];

/** The rows of a table as words. */
export const rowsOf = (table: Element | undefined) =>
	all(table!, 'tr').map((row) => wordsOf(row.children.filter((cell) => typeof cell !== 'string')));

/** One option or rating as a row of the page or the e-mail shows it. */
export function barOf(table: Element) {
	const [image] = all(table, 'img');
	const cells = all(table, 'td').filter((cell) => all(cell, 'table').length === 0);
	const [what, share] = cells.filter(
		(cell) => all(cell, 'img').length === 0 || cell.classes[0] === 'what',
	);
	const track = all(all(table, 'table')[0]!, 'td');
	const [interval] = all(table, 'div').filter(
		(one) => one.attributes.has('style') && styleOf(one, 'left'),
	);
	return {
		label: wordsIn(what!.children.filter((one) => typeof one !== 'string')[0], /^details$/),
		counts: wordsIn(all(what!, 'small')[0]),
		share: wordsIn(share),
		isFirst: share!.classes.includes('first'),
		bar: track.map((cell) => `${cell.classes.join(' ')} ${cell.attributes.get('width')}`.trim()),
		...(interval && { interval: [styleOf(interval, 'left'), styleOf(interval, 'width')] }),
		...(image && { image: image.attributes.get('src'), alt: image.attributes.get('alt') }),
	};
}

/** The table under a heading. */
export const tableUnder = (section: Element, title: string) =>
	all(section, 'table').find((_, at, tables) => {
		const block = all(section, 'div').find(
			(one) => wordsIn(all(one, 'h3')[0]) === title && all(one, 'table').length === 1,
		);
		return block !== undefined && all(block, 'table')[0] === tables[at];
	});
