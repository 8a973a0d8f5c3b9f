/** What went wrong, in one line for the person at the screen. Printed without a stack. */
export class Trouble extends Error {
	/**
	 * @param {string} message one line: what happened and what to do
	 * @param {number} [exitCode] of the process that ends with it
	 */
	constructor(message, exitCode = 1) {
		super(message);
		this.name = 'Trouble';
		this.exitCode = exitCode;
	}
}

/** The person ended it: Ctrl-C, a closed terminal, or a request to stop. */
export class Interrupted extends Trouble {
	/** @param {string} [message] */
	constructor(message = 'Interrupted.') {
		super(message, 130);
		this.name = 'Interrupted';
	}
}

/**
 * Runs a program's main part; an error with an `exitCode` becomes one line on stderr, anything
 * else keeps its stack, because it is a fault of ours.
 *
 * @param {(signal: AbortSignal) => Promise<void>} main gets a signal that is aborted by Ctrl-C,
 *   by a closed terminal and by SIGTERM
 * @returns {Promise<void>}
 */
export async function runMain(main) {
	const abort = new AbortController();
	for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(name, () => abort.abort(new Interrupted()));
	}
	try {
		await main(abort.signal);
		process.exitCode ??= 0;
	} catch (error) {
		const expected = /** @type {{ message?: string, exitCode?: unknown }} */ (error);
		if (typeof expected?.exitCode === 'number') {
			console.error(expected.message);
			process.exitCode = expected.exitCode;
		} else {
			console.error(error);
			process.exitCode = 1;
		}
	}
}
