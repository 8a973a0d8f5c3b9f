import { grouped } from '../numbers';
import type { ClickGrid } from '../types';
import { markup, type Html, type Part } from './html';
import { LIGHT } from './style';
import type { Tone } from './words';

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

/** A table for the layout. Outlook for Windows heeds widths of tables and padding of cells, and little else. */
export function table(rows: Part, style = ''): Html {
	return markup`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;${style}">${rows}</table>`;
}

/** A row of one cell. */
export function row(content: Part, style: string): Html {
	return markup`<tr><td style="${CELL};${style}">${content}</td></tr>`;
}

/** A table of figures, with cells of its head and of its rows' names. */
export function dataTable(heads: readonly string[], rows: ReadonlyArray<readonly string[]>): Html {
	const cell = `${CELL};padding:5px 6px;border-bottom:1px solid ${LIGHT.track};font-size:13px;line-height:18px`;
	const side = (index: number) => `text-align:${index === 0 ? 'left' : 'right'}`;
	const head = heads.map(
		(text, index) =>
			markup`<th scope="col" style="${cell};${side(index)};color:${LIGHT.soft}"><bdi>${text}</bdi></th>`,
	);
	const body = rows.map(
		(texts) =>
			markup`<tr>${texts.map((text, index) => (index === 0 ? markup`<th scope="row" style="${cell};text-align:left;font-weight:normal"><bdi>${text}</bdi></th>` : markup`<td style="${cell};text-align:right"><bdi>${text}</bdi></td>`))}</tr>`,
	);
	return markup`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;border-collapse:collapse"><tr>${head}</tr>${body}</table>`;
}

/** One option or rating: its picture, name and figures, and a bar of two cells: one as wide as the share, one for the rest. */
export function bar(entry: {
	picture?: string;
	name: string;
	small: string;
	figure: string;
	share: number | null;
	isFirst: boolean;
}): Html {
	const { picture, name, small, figure, isFirst } = entry;
	const width = Math.round(100 * (entry.share ?? 0));
	const fill = (percent: number, color: string) =>
		percent > 0 &&
		markup`<td width="${percent}%" bgcolor="${color}" style="background:${color};font-size:1px;line-height:10px;height:10px">&nbsp;</td>`;
	const image =
		picture !== undefined &&
		markup`<td width="76" valign="top" style="width:76px;padding:0 12px 0 0"><img src="${picture}" width="64" alt="${name}" style="display:block;width:64px;height:auto;border:0;font-size:11px"></td>`;
	return table(
		[
			markup`<tr>${image}<td style="${CELL};font-size:14px;line-height:20px"><b><bdi>${name}</bdi></b><br><span style="${SMALL}">${small}</span></td>
				<td width="60" align="right" valign="top" style="width:60px;font-size:16px;line-height:20px;font-weight:bold;color:${isFirst ? LIGHT.first : LIGHT.ink}">${figure}</td></tr>`,
			markup`<tr><td colspan="${image ? 3 : 2}" style="padding:4px 0 12px">${table(markup`<tr>${fill(width, isFirst ? LIGHT.first : LIGHT.bar)}${fill(100 - width, LIGHT.track)}</tr>`)}</td></tr>`,
		],
		'table-layout:fixed',
	);
}

/** Clicks counted in a grid, as a table with shaded cells. */
export function heatTable({ counts, columns }: ClickGrid): Html {
	const most = Math.max(1, ...counts.flat());
	const cell = (count: number) => {
		const color = mixed(count / most);
		return markup`<td width="${Math.floor(100 / columns)}%" align="center" bgcolor="${color}" style="background:${color};font-size:11px;line-height:22px;border:1px solid #ffffff">${count === 0 ? markup`&nbsp;` : grouped(count)}</td>`;
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
