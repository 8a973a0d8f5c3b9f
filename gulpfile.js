const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

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

module.exports = { clean, assets };
