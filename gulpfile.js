const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, src } = require('gulp');

/** Empties `dist`, so that a file that was renamed or removed does not live on in the package. */
async function clean() {
	await rm('dist', { recursive: true, force: true });
}

/** Copies the icons; codex files and output schemas come through the compiler. */
function assets() {
	return src('{nodes,credentials}/**/*.{svg,png}', { base: '.', encoding: false }).pipe(
		dest('dist'),
	);
}

/** Indents what was compiled with tabs, as the sources are: four spaces a level are a fiftieth of the package. */
async function tabs() {
	const names = await readdir('dist', { recursive: true });
	for (const name of names.filter((name) => /\.js(on)?$/.test(name))) {
		const file = join('dist', name);
		const code = await readFile(file, 'utf8');
		await writeFile(
			file,
			code.replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4)),
		);
	}
}

module.exports = { clean, assets: parallel(assets, tabs) };
