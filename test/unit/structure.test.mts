import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENDPOINTS } from '../../nodes/PickFu/api/endpoints';
import { PACKAGE_VERSION } from '../../nodes/PickFu/api/version';
import { OPERATIONS } from '../support/contract.mts';
import { NODE, ROOT } from '../support/description.mts';

function sources(): { file: string; text: string }[] {
	return readdirSync(NODE, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
		.map((file) => ({ file, text: readFileSync(path.join(NODE, file), 'utf8') }));
}

/** Our code below a folder of the repository. */
function codeBelow(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const place = path.join(folder, entry.name);
		if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : codeBelow(place);
		return /\.[cm]?[jt]s$/.test(entry.name) ? [place] : [];
	});
}

const withoutComments = (text: string) =>
	text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');

describe('the contract', () => {
	it.each(Object.entries(ENDPOINTS))(
		'has %s with the method, the path and the evidence of the table',
		(id, endpoint) => {
			const operation = OPERATIONS.find((known) => known.id === id);
			const { method, path: place, evidence } = endpoint;
			expect(operation ?? { id: 'missing in contract/pickfu.openapi.yaml' }).toMatchObject({
				id,
				method,
				path: place.replace(/\{\w+\}/g, '{}'),
				evidence,
			});
		},
	);

	it('was read whole', () => {
		expect(OPERATIONS.length).toBeGreaterThanOrEqual(23);
		expect(Object.keys(ENDPOINTS).length).toBeGreaterThanOrEqual(11);
	});
});

describe('the house', () => {
	const files = sources();

	it('was walked whole', () => {
		expect(files.length).toBeGreaterThan(45);
		expect(existsSync(path.join(NODE, 'api/request.ts'))).toBe(true);
	});

	it('names a credential in one function and in the nodes only', () => {
		const naming = files
			.filter(({ text }) => /pickFu(OAuth2)?Api\b/.test(withoutComments(text)))
			.map(({ file }) => file);
		expect(naming.filter((file) => !file.endsWith('.node.ts'))).toEqual(['api/credential.ts']);
	});

	it('talks to PickFu in one room only', () => {
		const talking = files
			.filter(({ text }) => /httpRequest|\bfetch\(/.test(withoutComments(text)))
			.map(({ file }) => file);
		expect(talking.length).toBeGreaterThan(0);
		expect(talking.filter((file) => !file.startsWith('api/'))).toEqual([]);
	});

	it('writes paths of the API in one table only', () => {
		const paths = /['"`]\/(surveys|responses|tags|projects|traits|media|playbooks|help)\b/;
		const writing = files
			.filter(({ text }) => paths.test(withoutComments(text)))
			.map(({ file }) => file);
		expect(writing).toEqual(['api/endpoints.ts']);
	});

	it('keeps the pure rooms free of n8n, and the api room free of resources', () => {
		const imports = files.flatMap(({ file, text }) =>
			[...text.matchAll(/^(import|export)(\s+type)?\s[^;]*?from '([^']+)'/gm)].map(
				([, , type, from]) => ({ file, type: type !== undefined, from: from! }),
			),
		);
		expect(imports.length).toBeGreaterThan(100);
		const faults = imports.filter(({ file, type, from }) => {
			const room = file.split(path.sep)[0];
			if (['questions', 'results', 'events'].includes(room!) && from === 'n8n-workflow')
				return !type;
			if (['questions', 'results', 'events', 'api'].includes(room!))
				return from.includes('/resources') || from.includes('/methods');
			return from !== 'n8n-workflow' && !from.startsWith('.');
		});
		expect(faults).toEqual([]);
	});

	it('holds files of less than 300 lines, also where it is tested', () => {
		const places = ['nodes', 'credentials', 'test', 'sandbox', 'tools'].flatMap(codeBelow);
		expect(places.length).toBeGreaterThan(500);
		const long = places.filter((place) => {
			const text = readFileSync(path.join(ROOT, place), 'utf8');
			return !text.startsWith('// Generated') && text.split('\n').length > 300;
		});
		expect(long).toEqual([]);
	});

	it('tells people the version that the package has', () => {
		const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
			version: string;
		};
		expect(PACKAGE_VERSION).toBe(version);
	});
});
