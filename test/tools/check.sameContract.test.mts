import { OUR_FILES } from '../../tools/check-contract/ourFiles.mts';
import { check, copyOfContract, lineOf, news } from './checkCopy.mts';
import type { Loose } from './checkCopy.mts';

// bounds a hang on a busy machine
jest.setTimeout(30_000);

describe('a copy of the contract', () => {
	test('is confirmed in every operation, and each guess in it could be raised', () => {
		const report = check(copyOfContract());
		expect(news(report)).toEqual([]);
		expect(report.exitCode).toBe(0);
		expect(report.operations).toEqual({ ours: 24, theirs: 24 });
		expect(report.confirmedOperations).toHaveLength(24);
		const publish = report.findings.find(
			({ subject, operations }) => subject === 'address' && operations[0] === 'publishSurvey',
		);
		expect(publish?.evidence).toEqual({
			level: 'inferred',
			place: { file: OUR_FILES.contract, line: expect.any(Number) },
			code: { file: OUR_FILES.endpoints, line: expect.any(Number) },
		});
		const { place, code } = publish!.evidence!;
		expect([`${place.file}:${place.line}`, `${code!.file}:${code!.line}`]).toEqual([
			lineOf('contract', 'x-evidence: inferred', 'operationId: publishSurvey'),
			lineOf('endpoints', 'publishSurvey:'),
		]);
	});

	test('is confirmed when it is written in the manner of OpenAPI 3.0', () => {
		const copy = copyOfContract();
		copy.openapi = '3.0.3';
		inOldManner(copy);
		expect(news(check(copy))).toEqual([]);
	});

	test('is confirmed when references and allOf are written out', () => {
		const report = check(writtenOut(copyOfContract(), copyOfContract()));
		expect(news(report)).toEqual([]);
		expect(report.counts.confirmed).toBeGreaterThan(400);
	});

	test('is confirmed with other names for the ids in paths and the version in each path', () => {
		const copy = copyOfContract();
		copy.servers[0].url = 'https://api.pickfu.com';
		delete copy.paths['/oauth2/userinfo'];
		copy.paths = Object.fromEntries(
			Object.entries(copy.paths).map(([path, item]) => [
				`/v1${path.replace('{id}', '{thing_id}')}`,
				item,
			]),
		);
		for (const key of ['surveyId', 'responseId', 'projectId']) {
			copy.components.parameters[key].name = 'thing_id';
		}
		const report = check(copy);
		expect(news(report).map(({ kind, operations }) => [kind, operations])).toEqual([
			['unsaid', ['getUserInfo']],
		]);
	});
});

test('a schema that holds itself is compared to where it comes again', () => {
	const copy = copyOfContract();
	copy.components.schemas.Survey.properties.parent = { $ref: '#/components/schemas/Survey' };
	copy.components.schemas.Tag.allOf = [{ $ref: '#/components/schemas/Tag' }];
	const found = news(check(copy)).map(({ kind, subject }) => [kind, subject]);
	expect(found).toEqual([['new', 'answer field `data.parent`']]);
});

test('a reference that leads out of the file is named, and what it hides is not said', () => {
	const copy = copyOfContract();
	copy.components.schemas.RateBody.properties.rating = { $ref: 'other.json#/Rating' };
	const report = check(copy);
	expect(report.unresolved).toEqual(['other.json#/Rating']);
	expect(news(report)).toMatchObject([{ kind: 'unsaid', subject: 'body field `rating`' }]);
});

/** `nullable` for the type null, one-value lists for `const`. */
function inOldManner(node: Loose): void {
	if (typeof node !== 'object' || node === null) return;
	if (Array.isArray(node.type)) {
		const rest = node.type.filter((type: string) => type !== 'null');
		if (rest.length < node.type.length) node.nullable = true;
		if (rest.length === 1) [node.type] = rest;
		else {
			delete node.type;
			node.anyOf = rest.map((type: string) => ({ type, nullable: node.nullable }));
		}
	}
	if ('const' in node && typeof node.const !== 'object') {
		node.enum = [node.const];
		delete node.const;
	}
	Object.values(node).forEach(inOldManner);
}

/** Every reference replaced by what it refers to, and every allOf of objects by one object. */
function writtenOut(node: Loose, document: Loose): Loose {
	if (Array.isArray(node)) return node.map((entry) => writtenOut(entry, document));
	if (typeof node !== 'object' || node === null) return node;
	if (typeof node.$ref === 'string') {
		const { $ref: reference, ...rest } = node;
		const target = reference
			.slice(2)
			.split('/')
			.reduce((at: Loose, key: string) => at[key], document);
		return { ...writtenOut(target, document), ...writtenOut(rest, document) };
	}
	const out = Object.fromEntries(
		Object.entries(node).map(([key, value]) => [key, writtenOut(value, document)]),
	) as Loose;
	if (!Array.isArray(out.allOf) || out.allOf.some((part: Loose) => 'if' in part)) return out;
	const parts = out.allOf;
	delete out.allOf;
	for (const part of parts) {
		const { properties, required = [], ...rest } = part;
		Object.assign(out, rest);
		out.required = [...(out.required ?? []), ...required];
		out.properties = { ...out.properties, ...properties };
	}
	return out;
}
