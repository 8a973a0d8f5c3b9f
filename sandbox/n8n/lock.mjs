import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** The owner touches its lock this often, milliseconds. */
const heartbeat = 5_000;

/** A lock untouched for so long has no owner, even if its process id is in use again. */
const abandoned = 60_000;

/** How often somebody who waits looks, milliseconds. */
const look = 500;

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isAlive(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it exists and belongs to somebody else.
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
	}
}

/**
 * @param {string} file
 * @returns {Promise<{ text: string, pid: number, stale: boolean } | undefined>} undefined: no lock
 */
async function inspect(file) {
	try {
		const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
		const age = Date.now() - mtimeMs;
		const pid = Number.parseInt(text, 10);
		// An empty lock is one that is being written at this moment.
		const known = Number.isInteger(pid);
		return { text, pid, stale: age > abandoned || (known && !isAlive(pid)) };
	} catch {
		return undefined;
	}
}

/**
 * Takes away a lock whose owner is gone. Of several that do so at once one wins; whoever finds
 * that it has moved a fresh lock puts it back.
 *
 * @param {string} file
 * @param {string} text what the stale lock said
 */
async function discard(file, text) {
	const aside = `${file}.${randomUUID()}`;
	try {
		await rename(file, aside);
		if ((await readFile(aside, 'utf8')) !== text) await link(aside, file);
	} catch {
		// Somebody else was faster.
	}
	await rm(aside, { force: true });
}

/**
 * Runs the work while no other process that asks for the same lock runs its own.
 *
 * @template T
 * @param {string} file the lock; its folder exists
 * @param {object} options
 * @param {(pid: number) => void} options.onWait called once when another process is at work
 * @param {AbortSignal} [options.signal] ends the waiting
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, { onWait, signal }, work) {
	const mine = `${process.pid} ${randomUUID()}`;
	for (let told = false; ;) {
		signal?.throwIfAborted();
		try {
			await writeFile(file, mine, { flag: 'wx' });
			break;
		} catch (error) {
			if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
		}
		const other = await inspect(file);
		if (other === undefined) continue;
		if (other.stale) {
			await discard(file, other.text);
			continue;
		}
		if (!told) onWait(other.pid);
		told = true;
		await sleep(look, undefined, { signal }).catch(() => signal?.throwIfAborted());
	}
	const beat = setInterval(() => {
		const now = new Date();
		utimes(file, now, now).catch(() => {});
	}, heartbeat);
	try {
		return await work();
	} finally {
		clearInterval(beat);
		const still = await readFile(file, 'utf8').catch(() => '');
		if (still === mine) await rm(file, { force: true });
	}
}
