import { grouped } from '../numbers';
import type { ClickGrid, QuestionResult } from '../types';
import { clipped, markup, type Html, type Part } from './html';
import { LIGHT } from './style';
import { verdictWords, type Tone } from './words';

/** Text and ground of a verdict. */
export const TONES: Readonly<Record<Tone, { ink: string; soft: string }>> = {
	win: { ink: LIGHT['first-ink'], soft: LIGHT['first-soft'] },
	lean: { ink: LIGHT.lean, soft: LIGHT['lean-soft'] },
	level: { ink: LIGHT.level, soft: LIGHT['level-soft'] },
	plain: { ink: LIGHT.soft, soft: LIGHT.track },
};

/** Small grey text. */
export const SMALL = `font-size:12px;line-height:18px;color:${LIGHT.soft}`;

/** Long words break: a message that is wider than the screen is shown small, or cut off. */
const CELL = 'word-break:break-word;overflow-wrap:anywhere';

const WIDE = markup`width="100%" cellpadding="0" cellspacing="0" border="0"`;

/** An image by its https URL, which some clients show only when asked to: `alt` stands in for it. */
export function image(url: string, width: number, alt: string): Html {
	const style = `display:block;width:${width}px;max-width:100%;height:auto;border:0;font-size:11px`;
	return markup`<img src="${url}" width="${width}" alt="${alt}" style="${style}">`;
}

/** A table for the layout. Outlook for Windows heeds widths of tables and padding of cells, and little else. */
export function table(rows: Part, style = ''): Html {
	return markup`<table role="presentation" ${WIDE} style="width:100%;${style}">${rows}</table>`;
}

/** A row of one cell. */
export function row(content: Part, style: string): Html {
	return markup`<tr><td style="${CELL};${style}">${content}</td></tr>`;
}

/** A table of figures, with cells of its head and of its rows' names. */
export function dataTable(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): Html {
	const style = (text: string, index: number) =>
		`padding:5px 6px;border-bottom:1px solid ${LIGHT.track};font-size:13px;line-height:18px;font-weight:normal;` +
		`text-align:${index === 0 ? 'left' : 'right'};${text.length > 8 ? CELL : 'white-space:nowrap'}`;
	const head = heads.map(
		(text, index) =>
			markup`<th scope="col" style="${style(text, index)};color:${LIGHT.soft}"><b><bdi>${text}</bdi></b></th>`,
	);
	const cell = (text: string, index: number) =>
		index === 0
			? markup`<th scope="row" style="${style(text, index)}"><bdi>${text}</bdi></th>`
			: markup`<td style="${style(text, index)}"><bdi>${text}</bdi></td>`;
	const body = rows.map((texts) => markup`<tr>${texts.map(cell)}</tr>`);
	return markup`<table ${WIDE} style="width:100%;border-collapse:collapse"><tr>${head}</tr>${body}</table>`;
}

/** One option or rating: its picture, name and figures, and a bar of two cells: one as wide as the share, one for the rest. */
export function bar(entry: {
	picture?: string;
	name: string;
	small: string;
	figure: string;
	share: number | null;
	isFirst?: boolean;
}): Html {
	const { picture, name, small, figure, isFirst } = entry;
	const width = Math.round(100 * (entry.share ?? 0));
	const fill = (percent: number, color: string) =>
		percent > 0 &&
		markup`<td width="${percent}%" bgcolor="${color}" style="background:${color};font-size:1px;line-height:10px;height:10px">&nbsp;</td>`;
	const color = isFirst ? LIGHT.first : LIGHT.bar;
	const track = table(markup`<tr>${fill(width, color)}${fill(100 - width, LIGHT.track)}</tr>`);
	const share = 'width:60px;font-size:16px;line-height:20px;font-weight:bold';
	const thumb =
		picture !== undefined &&
		markup`<td width="64" valign="top" style="width:64px;padding:0 12px 0 0">${image(picture, 64, name)}</td>`;
	return table(
		[
			markup`<tr>${thumb}<td valign="top" style="${CELL};font-size:14px;line-height:20px"><b><bdi>${name}</bdi></b><br>
				<span style="${SMALL}">${small}</span></td>
				<td width="60" align="right" valign="top" style="${share};color:${isFirst ? LIGHT.first : LIGHT.ink}">${figure}</td></tr>`,
			markup`<tr><td colspan="${thumb ? 3 : 2}" style="padding:4px 0 12px">${track}</td></tr>`,
		],
		'table-layout:fixed',
	);
}

/** Clicks counted in a grid, as a table with shaded cells. */
export function heatTable({ counts, columns }: ClickGrid): Html {
	const most = Math.max(1, ...counts.flat());
	const cell = (count: number) => {
		const color = mixed(count / most);
		const style = `background:${color};font-size:11px;line-height:22px;border:1px solid #ffffff`;
		return markup`<td width="${Math.floor(100 / columns)}%" align="center" bgcolor="${color}" style="${style}">
			${count === 0 ? markup`&nbsp;` : grouped(count)}</td>`;
	};
	return markup`${table(
		counts.map((line) => markup`<tr>${line.map(cell)}</tr>`),
		'table-layout:fixed;border-collapse:collapse',
	)}<p style="margin:6px 0 0;${SMALL}">Clicks in each tenth of the image, from its top left.</p>`;
}

/** From pale grey to a warm orange. */
function mixed(strength: number): string {
	if (strength === 0) return LIGHT.track;
	const part = (from: number, to: number) =>
		Math.round(from + (to - from) * strength)
			.toString(16)
			.padStart(2, '0');
	return `#${part(253, 240)}${part(232, 130)}${part(208, 60)}`;
}

/** The verdict of a question, as a pill. */
export function pill(result: QuestionResult): Html {
	const { tone, words } = verdictWords(result);
	const { ink, soft } = TONES[tone];
	const style = `background:${soft};color:${ink};font-size:12px;line-height:20px;font-weight:bold`;
	return markup`<span style="${style}">&nbsp; ${words} &nbsp;</span>`;
}

/** Notes as lines of one paragraph. */
export function lines(notes: readonly string[]): Html | null {
	if (notes.length === 0) return null;
	const list = notes
		.slice(0, 8)
		.map((note, index) => markup`${index > 0 && markup`<br>`}&bull; ${clipped(note, 300)}`);
	return markup`<p style="margin:12px 0 0;font-size:13px;line-height:19px;color:${LIGHT.soft}">${list}</p>`;
}
