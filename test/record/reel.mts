import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Locator, Page } from '../support/browser.mts';

const run = promisify(execFile);

/** Where a second window is drawn over the page, in pixels of the page. */
const WINDOW = { left: 270, top: 50, width: 560, height: 540 };

/** Milliseconds that a frame of a moving pointer is shown. */
const MOVING = 60;

/** Drawn over the page: the pointer, a line of words, and a second window. */
const OVERLAY = `
	<div id="reel" style="position:fixed;inset:0;z-index:2147483647;pointer-events:none;font:600 19px system-ui">
		<div id="reel-window" style="display:none;position:absolute;left:${WINDOW.left}px;top:${WINDOW.top - 30}px;
			border-radius:10px;overflow:hidden;box-shadow:0 12px 60px 10px #0009;background:#e6e6e6">
			<div style="height:30px;font-size:13px;line-height:30px;padding-left:14px;color:#555">Sign in</div>
			<img style="display:block;width:${WINDOW.width}px;height:${WINDOW.height}px">
		</div>
		<div id="reel-words" style="position:absolute;left:50%;bottom:100px;transform:translateX(-50%);white-space:nowrap;
			padding:10px 22px;border-radius:99px;background:#101330;color:#fff;box-shadow:0 4px 24px #0006"></div>
		<svg id="reel-pointer" width="26" height="26" viewBox="0 0 24 24" style="position:absolute;left:550px;top:600px">
			<path d="M4 2 L4 19 L8.5 15 L11.5 22 L14.5 20.7 L11.5 14 L17.5 14 Z" fill="#000" stroke="#fff" stroke-width="1.6"/>
		</svg>
	</div>`;

/** What img2webp needs to be installed: checked before minutes of work. */
export async function findEncoder(): Promise<void> {
	await run('img2webp', ['-version']).catch(() => {
		throw new Error('This needs img2webp. Debian: apt-get install webp');
	});
}

/** Frames of a page with a pointer and a line of words, made into an animated picture. */
export class Reel {
	readonly #frames: Array<{ file: string; ms: number }> = [];
	#pointer = { x: 550, y: 600 };
	#inside: Page | undefined;

	private constructor(
		readonly page: Page,
		readonly folder: string,
	) {}

	/** Opens a page of 1000 pixels' width in the end. */
	static async open(context: BrowserContext, url: string): Promise<Reel> {
		const page = await context.newPage();
		await page.goto(url);
		return new Reel(page, await mkdtemp(path.join(tmpdir(), 'pickfu-reel-')));
	}

	/** Draws the overlay; the page must not be left after that. */
	async begin(words: string): Promise<void> {
		await this.page.evaluate(
			(html) => document.body.insertAdjacentHTML('beforeend', html),
			OVERLAY,
		);
		await this.say(words);
	}

	/** Changes the line of words. */
	async say(words: string): Promise<void> {
		await this.page.evaluate((text) => {
			document.querySelector('#reel-words')!.textContent = text;
		}, words);
	}

	/** Keeps what is seen now, for so many milliseconds. */
	async frame(ms: number): Promise<void> {
		const { x, y } = this.#pointer;
		const picture = (await this.#inside?.screenshot())?.toString('base64');
		await this.page.evaluate(
			async ([left, top, source]) => {
				const style = (id: string) => document.querySelector<HTMLElement>(id)!.style;
				style('#reel-pointer').left = `${left}px`;
				style('#reel-pointer').top = `${top}px`;
				style('#reel-window').display = source === undefined ? 'none' : 'block';
				const image = document.querySelector<HTMLImageElement>('#reel-window img')!;
				if (source !== undefined) image.src = `data:image/png;base64,${source}`;
				await image.decode().catch(() => undefined);
			},
			[x, y, picture] as const,
		);
		const file = path.join(this.folder, `${String(this.#frames.length).padStart(4, '0')}.png`);
		await this.page.screenshot({ path: file });
		this.#frames.push({ file, ms });
	}

	/** Moves the pointer to something, in the second window while there is one. */
	async point(at: Locator, hold = 500): Promise<void> {
		await at.scrollIntoViewIfNeeded();
		const box = await at.boundingBox();
		if (!box) throw new Error(`Nothing to point at: ${at}`);
		const offset = this.#inside ? WINDOW : { left: 0, top: 0 };
		const from = this.#pointer;
		const to = {
			x: offset.left + box.x + Math.min(box.width / 2, 120),
			y: offset.top + box.y + box.height / 2,
		};
		for (const share of [0.2, 0.5, 0.8, 0.95, 1]) {
			this.#pointer = {
				x: from.x + (to.x - from.x) * share,
				y: from.y + (to.y - from.y) * share,
			};
			await this.frame(share === 1 ? hold : MOVING);
		}
	}

	/** Draws a second window over the page, and the words below it, until {@link back}. */
	async into(window: Page): Promise<void> {
		await window.setViewportSize({ width: WINDOW.width, height: WINDOW.height });
		await this.#lift(40);
		this.#inside = window;
	}

	/** Only the page is seen again. */
	async back(): Promise<void> {
		await this.#lift(100);
		this.#inside = undefined;
	}

	async #lift(bottom: number): Promise<void> {
		await this.page.evaluate((pixels) => {
			document.querySelector<HTMLElement>('#reel-words')!.style.bottom = `${pixels}px`;
		}, bottom);
	}

	/** How long the recording is so far, milliseconds. */
	get length(): number {
		return this.#frames.reduce((sum, { ms }) => sum + ms, 0);
	}

	/** Writes an animated WebP that repeats for ever. */
	async write(target: string): Promise<void> {
		const frames = this.#frames.flatMap(({ file, ms }) => ['-d', String(ms), file]);
		await run('img2webp', ['-loop', '0', '-lossy', '-q', '85', '-m', '6', ...frames, '-o', target]);
		if (process.env.PICKFU_FRAMES === undefined) await rm(this.folder, { recursive: true });
		else console.log(this.folder);
	}
}
