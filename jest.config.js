/**
 * One configuration for every layer; `test/run.mjs` picks the folder.
 * The tests are `.mts` because n8n's linter judges every `.ts` file of the repository by the
 * rules of a published node, where Node's own globals are forbidden.
 *
 * @type {import('jest').Config}
 */
module.exports = {
	rootDir: __dirname,
	testEnvironment: 'node',
	testMatch: ['<rootDir>/test/**/*.test.mts'],
	moduleFileExtensions: ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/tools/lint/', '<rootDir>/.cache/'],
	// These are ES modules only, which Jest cannot load as they are.
	transformIgnorePatterns: ['/node_modules/(?!(openid-client|oauth4webapi|jose)/)'],
	transform: {
		'\\.m?ts$|/node_modules/(openid-client|oauth4webapi|jose)/.+\\.js$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
				module: { type: 'commonjs' },
				sourceMaps: 'inline',
			},
		],
	},
	// Not in the temporary folder: `test/run.mjs` gives each run one of its own.
	cacheDirectory: '<rootDir>/.cache/jest',
	restoreMocks: true,
	// Loading n8n's engine takes seconds on a busy machine; a test that hangs is still ended.
	testTimeout: 30_000,
};
