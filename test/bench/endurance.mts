/**
 * Days of a busy n8n by a clock of their own: runs of the node, polls of the trigger, other users of
 * the same connection, failures, stopped executions. Says what memory, limit and timers did.
 * Run: node --import tsx test/bench/endurance.mts [days] [seed]
 * With --json only the report, as one line; see `test/faults/endurance.test.mts`.
 */
import { endure } from '../support/endurance/days.mts';

const plain = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const json = process.argv.includes('--json');
const [days = 2, seed = 7] = plain.map(Number);

const report = await endure({
	days,
	seed,
	...(!json && { progress: (line: string) => console.log(line) }),
});
console.log(json ? JSON.stringify(report) : report);
// A handle that was left behind stands in the report; it must not keep this process alive.
process.exit();
