/**
 * @typedef {object} Progress
 * @property {<T>(text: string, work: () => Promise<T>) => Promise<T>} step shows the text with the
 *   seconds that it takes, while the work runs
 * @property {(text: string) => void} note one line that stays
 */

/** How often a log without a terminal hears that a step still runs, milliseconds. */
const sign = 30_000;

/**
 * Tells how far a long job is: one line that counts seconds on a terminal, plain lines elsewhere.
 *
 * @param {number} total how many steps there will be; 0 leaves the count out
 * @param {NodeJS.WriteStream} [stream] stderr by default, so that output meant for programs stays clean
 * @returns {Progress}
 */
export function createProgress(total, stream = process.stderr) {
	let done = 0;
	return {
		note: (text) => void stream.write(`${text}\n`),
		async step(text, work) {
			done += 1;
			const label = total > 0 ? `[${done}/${total}] ${text}` : text;
			const began = Date.now();
			const seconds = () => Math.round((Date.now() - began) / 1000);
			const draw = () => stream.write(`\r\x1b[2K${label} … ${seconds()} s`);
			if (stream.isTTY) draw();
			else stream.write(`${label} …\n`);
			const timer = setInterval(
				() => (stream.isTTY ? draw() : stream.write(`${label} … ${seconds()} s so far\n`)),
				stream.isTTY ? 1_000 : sign,
			);
			try {
				const result = await work();
				stream.write(
					stream.isTTY ? `\r\x1b[2K${label}: ${seconds()} s\n` : `${label}: ${seconds()} s\n`,
				);
				return result;
			} catch (error) {
				if (stream.isTTY) stream.write('\n');
				throw error;
			} finally {
				clearInterval(timer);
			}
		},
	};
}
