import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { PickFuTrigger } from '../../nodes/PickFu/PickFuTrigger.node';
import { allFields, within } from '../support/description.mts';

/**
 * The words of the product: what a person reads is active American English in n8n's and PickFu's
 * terms, and the code uses the field's names. Only texts are looked at, so that a word in a
 * comment or a test's title is nobody's business here.
 */

const ROOT = path.resolve(__dirname, '../..');

/** Texts that a product writer would send back, with what to write. */
const SENT_BACK: [RegExp, string][] = [
	[/\banew\b/i, 'again'],
	[/\b(is|are) not known\b/i, 'unknown, or say what to check'],
	[/\bthe node before\b|\ba node before\b/i, 'the previous node'],
	[/\bwas not made for\b/i, 'something unexpected happened'],
	[/\bso (it|they|nothing|none) (was|were) not\b/i, 'not … : why'],
	[/\bcould not be worked out\b/i, "couldn't be evaluated"],
	[
		/\bfavourite|\bcolour|\bbehaviour|\b(organ|recogn|summar|minim|maxim)is(e|ed|es|ing|ation)\b/i,
		'American spelling',
	],
	[/\b(are|is) level\b/i, 'tied'],
	[/\bor when off\b/i, 'a dropdown with two options'],
	[/\bweb address\b|\bhttps? address\b/i, 'URL'],
	[/\bbinary property\b|\bBinary Field\b/, 'Input Data Field Name'],
	[/\bPickFu says that it did not\b|\bPickFu does not know\b|\bPickFu has no such\b/i, 'not found'],
	[/\bnot told\b|\bwas told\b|\bis told\b|\bare told\b/i, 'reported, returned'],
	[/\bwhether (it|the \w+) (was|were) \w+ is\b/i, "It's unclear whether"],
];

/** Names that only this code ever had, with the field's name. */
const PRIVATE: Record<string, string> = {
	told: 'emitted',
	untold: 'notEmitted',
	said: 'reason',
	sayings: 'reasons',
	goOn: 'continueFrom',
	oldFrom: 'cutoff',
	isDeaf: 'filterIgnored',
	takes: 'accepts',
};

function filesBelow(folder: string, ending: RegExp): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => path.join(folder, file))
		.filter((file) => ending.test(file));
}

interface Found {
	/** What people may read: every text in the code. */
	texts: [string, string][];
	/** Every name in the code. */
	names: [string, string][];
}

function readCode(files: string[]): Found {
	const found: Found = { texts: [], names: [] };
	for (const file of files) {
		const source = ts.createSourceFile(
			file,
			readFileSync(path.join(ROOT, file), 'utf8'),
			ts.ScriptTarget.ES2022,
			true,
		);
		const place = (node: ts.Node) =>
			`${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
		const visit = (node: ts.Node): void => {
			if (
				ts.isStringLiteralLike(node) ||
				ts.isTemplateHead(node) ||
				ts.isTemplateMiddle(node) ||
				ts.isTemplateTail(node)
			) {
				found.texts.push([place(node), node.text]);
			}
			if (ts.isIdentifier(node)) found.names.push([place(node), node.text]);
			ts.forEachChild(node, visit);
		};
		visit(source);
	}
	return found;
}

const code = readCode([
	...filesBelow('nodes', /(?<!\.d)\.ts$/),
	...filesBelow('credentials', /\.ts$/),
]);

/** Pages line by line, without blocks of code. */
const pages = ['README.md', 'SECURITY.md', 'CHANGELOG.md', ...filesBelow('docs', /\.md$/)].flatMap(
	(file) =>
		readFileSync(path.join(ROOT, file), 'utf8')
			.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ''))
			.split('\n')
			.map((line, index): [string, string] => [`${file}:${index + 1}`, line]),
);

/** Every text of the example workflows: names of nodes, sticky notes, fields. */
const examples = filesBelow('examples', /\.json$/).flatMap((file) => {
	const texts: [string, string][] = [];
	JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'), (key: string, value: unknown) => {
		if (typeof value === 'string' && key !== 'jsCode') texts.push([`${file} ${key}`, value]);
		return value;
	});
	return texts;
});

it('finds the texts and the names to look at', () => {
	expect(code.texts.length).toBeGreaterThan(1_500);
	expect(code.names.length).toBeGreaterThan(10_000);
	expect(pages.length).toBeGreaterThan(300);
	expect(examples.length).toBeGreaterThan(300);
});

it.each(SENT_BACK)('has no text with %s', (pattern, better) => {
	const found = [...code.texts, ...pages, ...examples]
		.filter(([, text]) => pattern.test(text))
		.map(([place, text]) => `${place}: ${text.trim().slice(0, 120)} (better: ${better})`);
	expect(found).toEqual([]);
});

it('names things in the code by the words of the field', () => {
	const found = code.names
		.filter(([, name]) => Object.hasOwn(PRIVATE, name))
		.map(([place, name]) => `${place}: ${name} (better: ${PRIVATE[name]})`);
	expect(found).toEqual([]);
});

it('puts the names of fields in messages into single quotes', () => {
	const messages = code.texts.filter(
		([, text]) => !text.startsWith('=') && /(^|[\s(])"[A-Z][\w -]+"([\s,.)]|$)/.test(text),
	);
	expect(messages.map(([place, text]) => `${place}: ${text}`)).toEqual([]);
});

/** Labels of n8n's own editor that messages send people to. */
const OF_N8N = [
	...['Connect', 'Switch account', 'Connect to PickFu', 'PickFu API', 'Authentication'],
	...['Predefined Credential Type', 'By ID', 'By URL'],
];

/** Fields of an item or of JSON that messages name. */
const OF_DATA = [
	...['alreadyExisted', 'notCarriedOver', 'reportEmail', 'timedOut', 'industry', 'apiUrl'],
	...['type', 'prompt', 'options', 'value', 'mediaUrl', 'none', 'unsafe-inline', 'responseId'],
];

it('names in messages only fields and choices that there are, by their labels', () => {
	const { properties } = new PickFuTrigger().description;
	const fields = [...allFields, ...properties.flatMap(within)];
	const choices = fields.flatMap(({ options = [] }) =>
		options.map((option) => ('displayName' in option ? option.displayName : option.name)),
	);
	const labels = new Set([
		...fields.map(({ displayName }) => displayName),
		...choices,
		...OF_N8N,
		...OF_DATA,
	]);
	const quoted = code.texts
		.filter(([, text]) => /[a-z] /.test(text))
		.flatMap(([place, text]) =>
			[...text.matchAll(/(?<![\w}])'([\w][^']*)'(?!\w)/g)].map(([, name]) => [place, name!]),
		);
	expect(quoted.length).toBeGreaterThan(40);
	expect(quoted.filter(([, name]) => !labels.has(name!)).map((found) => found.join(': '))).toEqual(
		[],
	);
});
