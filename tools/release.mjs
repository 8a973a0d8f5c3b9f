/**
 * Says whether this commit may be published under a tag, and what has changed in it.
 *
 *   node tools/release.mjs 0.2.0            prints the changelog of that version, or what is not ready
 *   node tools/release.mjs 0.2.0 <tarball>  looks into the packed package as well
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { runMain, Trouble } from '../sandbox/n8n/trouble.mjs';

/** Who publishes this; package.json holds the place to fill in (see CONTRIBUTING.md). */
const placeholder = /\bOWNER\b|@example\.com\b/;

/** Files that name the repository beside package.json, which decides. */
const naming = [
	'credentials/PickFuApi.credentials.ts',
	'credentials/PickFuOAuth2Api.credentials.ts',
	'nodes/PickFu/PickFu.node.json',
	'nodes/PickFu/PickFuTrigger.node.json',
];

const read = (/** @type {string} */ file) => readFileSync(file, 'utf8');

/** What stands under a version's heading in CHANGELOG.md, if it has one. */
function changesOf(/** @type {string} */ text, /** @type {string} */ version) {
	const part = text.split(/^## /m).find((each) => each.split(/\s/)[0] === version);
	if (part === undefined) return undefined;
	const [heading = '', ...lines] = part.split('\n');
	return { heading, notes: lines.join('\n').trim() };
}

/**
 * What keeps a version from being published, a sentence each.
 *
 * @param {string} version of the tag
 * @param {ReturnType<typeof changesOf>} changes
 * @param {string | undefined} tarball
 */
function faultsOf(version, changes, tarball) {
	const own = JSON.parse(read('package.json'));
	const faults = [];
	if (own.version !== version) {
		faults.push(`package.json has version ${own.version}, the tag is ${version}.`);
	}
	if (!changes) faults.push(`CHANGELOG.md has no heading "## ${version} (date)".`);
	else if (!/\(\d{4}-\d{2}-\d{2}\)$/.test(changes.heading)) {
		faults.push(`CHANGELOG.md says "${changes.heading}": put the date there, as in (2026-01-31).`);
	} else if (changes.notes === '') faults.push(`CHANGELOG.md says nothing about ${version}.`);
	const { homepage, repository, bugs, author } = own;
	const filled = JSON.stringify([homepage, repository, bugs, author]);
	if (placeholder.test(filled)) {
		faults.push('package.json still has placeholders (OWNER, example.com): see CONTRIBUTING.md.');
	}
	const home = String(homepage).split('#')[0];
	for (const file of naming) {
		const urls = read(file).match(/https:\/\/github\.com\/[\w.-]+\/[\w.-]+/g) ?? [];
		const other = urls.find((url) => url !== home);
		if (other) faults.push(`${file} names ${other}, package.json ${home}.`);
	}
	if (tarball !== undefined) {
		const packed = execFileSync('tar', ['-xzOf', tarball, 'package/package.json']);
		const inside = JSON.parse(packed.toString());
		if (inside.name !== own.name || inside.version !== version) {
			faults.push(
				`The tarball holds ${inside.name} ${inside.version}, not ${own.name} ${version}.`,
			);
		}
	}
	return faults;
}

await runMain(async () => {
	const [version, tarball] = process.argv.slice(2);
	if (version === undefined) throw new Trouble('Usage: node tools/release.mjs <version> [tarball]');
	const changes = changesOf(read('CHANGELOG.md'), version);
	const faults = faultsOf(version, changes, tarball);
	if (faults.length > 0) throw new Trouble(`Not ready to publish.\n${faults.join('\n')}`);
	console.log(changes?.notes);
});
