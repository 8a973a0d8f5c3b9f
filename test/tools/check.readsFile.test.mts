import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Report } from '../../tools/check-contract/report.mts';
import { runNode } from '../support/installer.mts';
import { copyOfContract } from './checkCopy.mts';

// bounds a hang on a busy machine
jest.setTimeout(60_000);

let folder: string;
let server: Server;
let address: string;

const pages: Record<string, [number, string]> = {
	'/openapi.json': [200, JSON.stringify(copyOfContract())],
	'/gone.json': [404, 'gone'],
	'/docs': [200, '<!doctype html><title>Docs</title>'],
};

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'pickfu-check-'));
	server = createServer((request, response) => {
		const [status, body] = pages[request.url ?? ''] ?? [500, ''];
		response.writeHead(status).end(body);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
	await rm(folder, { recursive: true, force: true });
	await new Promise((resolve) => server.close(resolve));
});

async function file(name: string, text: string): Promise<string> {
	const place = join(folder, name);
	await writeFile(place, text);
	return place;
}

function check(...args: string[]) {
	return runNode(['tools/check.mjs', 'contract', ...args]).ended;
}

test('check:contract reads an address, prints JSON and ends with 0 when all is confirmed', async () => {
	const { code, stdout, stderr } = await check('--json', `${address}/openapi.json`);
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	const report = JSON.parse(stdout) as Report;
	expect(report).toMatchObject({
		source: `${address}/openapi.json`,
		openapi: '3.1.0',
		exitCode: 0,
	});
	expect(report.counts).toMatchObject({ differs: 0, missing: 0, new: 0, unsaid: 0, toChange: 0 });
});

test('check:contract reads YAML, ends with 1 on a difference and says where to mend it', async () => {
	const copy = copyOfContract();
	copy.components.schemas.RateBody.properties.rating.type = 'string';
	const { code, stdout } = await check(await file('copy.yaml', stringify(copy)));
	expect(code).toBe(1);
	expect(stdout).toMatch(
		/rateResponse: body field `rating` is string there, integer here\n +contract\/pickfu\.openapi\.yaml:\d+ {2}nodes\/PickFu\/api\/names\.ts:\d+/,
	);
	expect(stdout.trimEnd().split('\n').at(-1)).toBe(
		'1 to change. After a change of the contract: npm run generate',
	);
});

test.each<[string, () => string | Promise<string>, RegExp]>([
	[
		'an address that nothing listens at',
		() => 'http://127.0.0.1:9/openapi.json',
		/cannot be reached \(.+\)\. Offline\?/,
	],
	['an address that answers 404', () => `${address}/gone.json`, /answers 404\.$/],
	[
		'a page for people',
		() => `${address}/docs`,
		/is a page for people \(HTML or XML\), not an OpenAPI file\.$/,
	],
	[
		'a file that is not there',
		() => join(folder, 'none.json'),
		/^There is no file .*none\.json\.$/,
	],
	[
		'a file that is cut off',
		() => file('cut.json', '{"openapi": "3.1.0", "pa'),
		/cut\.json is not JSON: /,
	],
	[
		'a file that is no description',
		() => file('other.json', '{"name": "x"}'),
		/is not an OpenAPI 3 description: it has no "openapi" version\.$/,
	],
	[
		'a description of Swagger 2',
		() => file('old.json', '{"swagger": "2.0", "paths": {}}'),
		/is Swagger 2\.0; this reads OpenAPI 3/,
	],
	[
		'a description without operations',
		() => file('bare.json', '{"openapi": "3.0.0", "paths": {}}'),
		/describes no operation/,
	],
])('check:contract ends with 2 and one line for %s', async (_, source, line) => {
	const { code, stdout, stderr } = await check(await source());
	expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
	expect(stderr.trimEnd()).toMatch(line);
	expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('check:contract tells a clone without packages what to run', async () => {
	const lab = await mkdtemp(join(tmpdir(), 'pickfu-clone-'));
	try {
		for (const part of ['tools/check.mjs', 'sandbox/n8n']) {
			await cp(part, join(lab, part), { recursive: true });
		}
		const { code, stderr } = await runNode([join(lab, 'tools/check.mjs'), 'contract']).ended;
		expect({ code, stderr }).toEqual({
			code: 2,
			stderr: "The repository's packages are not installed. Run: npm ci\n",
		});
	} finally {
		await rm(lab, { recursive: true, force: true });
	}
});
