import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { RESOURCES } from '../../nodes/PickFu/resources/index';
import { unlike } from '../support/lists.mts';

const readme = readFileSync('README.md', 'utf8');
const EVIDENCE = ['documented', 'third-party', 'inferred'];

/** The rows of the README's table of operations. */
const rows = (() => {
	const table = /<!-- operations -->([\s\S]*)<!-- \/operations -->/.exec(readme)![1]!;
	let resource = '';
	return table
		.split('\n')
		.filter(
			(line) => line.startsWith('| ') && !line.includes('---') && !line.includes('| Resource'),
		)
		.map((line) => {
			const [first, operation, what, evidence] = line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim());
			resource = first || resource;
			const paid = operation!.includes('**$**');
			return { resource, operation: operation!.replace(' **$**', ''), what, evidence, paid };
		});
})();

it('lists every operation of the node and no other, by the names of the editor', () => {
	const listed = rows.map(({ resource, operation }) => `${resource}: ${operation}`);
	const known = [...RESOURCES.values()].flatMap(({ name, operations }) =>
		Object.values(operations).map((operation) => `${name}: ${operation.name}`),
	);
	expect(known.length).toBeGreaterThanOrEqual(25);
	expect(unlike(listed, known, 'the table of operations in README.md')).toEqual([]);
});

it('marks what charges the account, and says of each how sure its API is', () => {
	for (const { resource, operation, what, evidence, paid } of rows) {
		const found = [...RESOURCES.values()].find(({ name }) => name === resource)!;
		const { nature } = Object.values(found.operations).find(({ name }) => name === operation)!;
		expect([resource, operation, paid]).toEqual([resource, operation, nature === 'spend']);
		expect(EVIDENCE).toContain(evidence);
		expect(what).not.toBe('');
	}
});

const PAGES = [
	'README.md',
	'SECURITY.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	...readdirSync('docs')
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

it.each(PAGES)('has no link in %s to a file that is not there', (file) => {
	const text = readFileSync(file, 'utf8');
	const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target]) => target!);
	const named = [...text.matchAll(/`(test\/[\w./-]+\.mts)`/g)].map(([, target]) => `/${target}`);
	for (const target of [...links, ...named]) {
		const place = target.startsWith('/') ? target.slice(1) : path.join(path.dirname(file), target);
		expect([target, existsSync(place)]).toEqual([target, true]);
	}
});

it('has a heading for every link into itself', () => {
	const headings = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, text]) =>
		text!
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.trim()
			.replace(/\s+/g, '-'),
	);
	const links = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor!);
	expect(links.length).toBeGreaterThan(5);
	for (const anchor of links) expect(headings).toContain(anchor);
});
