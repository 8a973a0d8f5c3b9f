import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';
import ts from 'typescript';
import { ENDPOINTS } from '../../nodes/PickFu/api/endpoints';
import { PickFuFailure, type FailureKind } from '../../nodes/PickFu/api/failure';
import { fromHost } from '../../nodes/PickFu/api/hostErrors';
import { HOST_WORDS, shown, toNodeError } from '../../nodes/PickFu/api/nodeErrors';
import { fromStatus } from '../../nodes/PickFu/api/statuses';

const NODE: INode = {
	id: '1',
	name: 'PickFu',
	type: 'n8n-nodes-pickfu.pickFu',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const ROOT = path.resolve(__dirname, '../../nodes');

const failure = (message: string, reason?: string, kind: FailureKind = 'invalid') =>
	new PickFuFailure({
		kind,
		message,
		reason,
		description: 'What to do.',
		outcome: 'notDone',
		status: 400,
	});

const hostWordIn = (text: string) => HOST_WORDS.find((word) => text.toUpperCase().includes(word));

/** Every text that stands in the sources of the node, with its place. */
function textsOfTheSources(): { place: string; text: string }[] {
	const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) =>
		/(?<!\.d)\.ts$/.test(file),
	);
	return files.flatMap((file) => {
		const source = ts.createSourceFile(
			file,
			readFileSync(path.join(ROOT, file), 'utf8'),
			ts.ScriptTarget.ES2022,
			true,
		);
		const found: { place: string; text: string }[] = [];
		const visit = (node: ts.Node): void => {
			if (
				ts.isStringLiteralLike(node) ||
				ts.isTemplateHead(node) ||
				ts.isTemplateMiddleOrTemplateTail(node)
			) {
				found.push({ place: `${file}: ${node.text}`, text: node.text });
			}
			ts.forEachChild(node, visit);
		};
		visit(source);
		return found;
	});
}

it('knows every word for which n8n throws a sentence away', () => {
	const replaced = HOST_WORDS.map(
		(word) =>
			new NodeApiError(NODE, { message: 'x' }, { message: `pre${word.toLowerCase()}ing` }).message,
	);
	expect(replaced).toHaveLength(16);
	expect(replaced.filter((message) => message.startsWith('pre'))).toEqual([]);
});

it('has no sentence that n8n would replace by its own', () => {
	const texts = textsOfTheSources();
	expect(texts.length).toBeGreaterThan(500);
	// The codes themselves stand alone, as the values that errors of the host are compared with, and so
	// do names of parameters, in whose place messages have the label.
	const sentences = texts.filter(
		({ text }) => /[\s\p{Ll}]/u.test(text) && !/^[a-z]+[A-Z]\w*$/.test(text),
	);
	expect(
		sentences.filter(({ text }) => hostWordIn(text) !== undefined).map(({ place }) => place),
	).toEqual([]);
});

it('shows its own sentence for every status of every endpoint and every failure of the host', () => {
	const statuses = [302, 400, 402, 403, 404, 405, 409, 422, 500, 502, 503, 504];
	const codes = [
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'ECONNRESET',
		'ECONNABORTED',
		'ETIMEDOUT',
		'EPIPE',
		'EAUTH',
		'ERR_CANCELED',
	];
	const failures = [
		...Object.values(ENDPOINTS).flatMap((endpoint) =>
			statuses.map((status) => fromStatus(endpoint, status, { message: 'It is so' })),
		),
		...codes.map((code) =>
			fromHost({ httpCode: code, message: `connect ${code}` }, 'pickFuApi', ''),
		),
	];
	expect(failures.length).toBeGreaterThan(120);
	for (const told of failures) {
		const error = toNodeError(NODE, told, 3);
		expect(error.message.startsWith(told.message)).toBe(true);
		expect(error.context.itemIndex).toBe(3);
	}
});

it.each(['Tag "Preexisting customers" was not found', 'Approve permissions: eperm', 'see ENOENT'])(
	'keeps PickFu\'s words "%s" out of the title, where n8n would replace it, and in the description',
	(reason) => {
		const error = toNodeError(NODE, failure('PickFu refused the request (400)', reason));
		const replaced = hostWordIn(reason) !== undefined;
		expect(error.message).toBe(
			replaced ? 'PickFu refused the request (400)' : `PickFu refused the request (400): ${reason}`,
		);
		expect(error.description).toContain(reason.replaceAll('"', '&quot;'));
		expect(error.description).toContain('What to do.');
	},
);

it("ends PickFu's own sentence with one full stop, and is no fault that n8n reports to its makers", () => {
	const { description, level } = toNodeError(NODE, failure('Refused', 'The prompt is empty.'));
	expect(description).toBe('PickFu says: The prompt is empty. What to do.');
	expect(level).toBe('warning');
	expect(toNodeError(NODE, PickFuFailure.input("'Survey' is empty")).level).toBe('warning');
});

it('falls back to a sentence when a title of ours holds such a word', () => {
	expect(toNodeError(NODE, failure('The tag Preexisting is gone')).message).toBe(
		"PickFu couldn't complete the request",
	);
});

it("puts PickFu's words into the title, as agents see nothing else", () => {
	expect(
		toNodeError(NODE, failure('PickFu refused the request (400)', 'question is required')).message,
	).toBe('PickFu refused the request (400): question is required');
});

it('lets nothing through that a browser would take for HTML', () => {
	const error = toNodeError(
		NODE,
		failure('PickFu refused', '<img src=x onerror=alert(1)> & "more"'),
	);
	expect(error.message).not.toMatch(/[<>]/);
	expect(error.description).not.toMatch(/[<>]/);
	expect(error.description).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;');
});

it("clips long words of PickFu's in the title only", () => {
	const reason = 'x'.repeat(900);
	const { message, description } = shown(failure('Refused', reason));
	expect(message.length).toBeLessThan(400);
	expect(description).toContain(reason);
});

it.each([
	[
		'an error of n8n',
		new NodeApiError(NODE, { message: 'old text' } as JsonObject, {
			message: 'old text',
			httpCode: '401',
		}),
	],
	['an operation error of n8n', new NodeOperationError(NODE, 'old text')],
	['a programming mistake', new TypeError('old text')],
	['a text', 'old text'],
	['nothing', undefined],
])('tells our sentence and not the one of %s', (_, thrown) => {
	const error = toNodeError(NODE, thrown, 1);
	expect(error.message).toBe('Something unexpected happened in the PickFu node');
	expect(error.context.itemIndex).toBe(1);
	expect(error).toMatchObject({ httpCode: null });
});

it('marks the field that has to be changed, where one has to', () => {
	const { context } = toNodeError(NODE, PickFuFailure.field('surveyId', 'is empty'));
	expect(context).toMatchObject({ parameter: 'surveyId' });
	expect(toNodeError(NODE, PickFuFailure.input('Nothing to do')).context).toEqual({});
});

it('asks to report a fault of the node, with the beginning of what was thrown', () => {
	const { description } = toNodeError(NODE, new TypeError(`x is no function${'!'.repeat(5_000)}`));
	expect(description).toMatch(/report this issue.* \(x is no function!+\)$/);
	expect(description!.length).toBeLessThan(400);
});

it.each<[FailureKind, string | undefined]>([
	['notConnected', 'credential-invalid'],
	['reconnect', 'credential-invalid'],
	['unauthorized', 'credential-invalid'],
	['rateLimited', 'rate-limited'],
	['balance', 'quota-exhausted'],
	['server', 'temporarily-unavailable'],
	['network', 'temporarily-unavailable'],
	['signIn', 'temporarily-unavailable'],
	['input', 'configuration-invalid'],
	['endpoint', 'node-defect'],
	...(
		[
			...['forbidden', 'notFound', 'invalid', 'conflict', 'timedOut', 'differs'],
			...['unreadable', 'cancelled', 'unexpected'],
		] as FailureKind[]
	).map((kind): [FailureKind, undefined] => [kind, undefined]),
])("tells n8n's own back-off what %s means", (kind, cause) => {
	const { failure: told } = toNodeError(NODE, failure('It is so', undefined, kind)) as {
		failure?: { cause: string };
	};
	expect(told?.cause).toBe(cause);
});

it('hands on when a repeat makes sense', () => {
	const limited = new PickFuFailure({
		kind: 'rateLimited',
		message: 'Limited',
		outcome: 'notDone',
		status: 429,
		retryAfterMs: 7_000,
	});
	expect(toNodeError(NODE, limited)).toMatchObject({
		httpCode: '429',
		message: 'Limited',
		failure: { cause: 'rate-limited', retryAfterMs: 7_000 },
	});
});
