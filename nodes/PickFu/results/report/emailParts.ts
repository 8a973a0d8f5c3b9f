import { grouped } from '../numbers';
import type { ClickGrid } from '../types';
import { html, type Html } from './html';
import type { Tone } from './verdict';

/** The colours of the e-mail, which has one look: clients that darken it do so themselves. */
export const COLOUR = {
	soft: '#57636b',
	line: '#dfe3e1',
	track: '#eceeed',
	bar: '#9aa8ad',
	first: '#0d7a6c',
} as const;

/** Text and ground of a verdict. */
export const TONES: Readonly<Record<Tone, { ink: string; soft: string }>> = {
	win: { ink: '#075e53', soft: '#dff2ee' },
	lean: { ink: '#9a5b06', soft: '#fbeed5' },
	level: { ink: '#4b4fa8', soft: '#e8e9fa' },
	plain: { ink: '#57636b', soft: '#eceeed' },
};

/** A bar of two table cells: one as wide as the share, one for the rest. */
export function bar(
	label: string,
	figure: string,
	small: string,
	share: number | null,
	isFirst: boolean,
): Html {
	const width = Math.round(100 * (share ?? 0));
	const fill = (columns: number, colour: string) =>
		html`<td
			width="${columns}%"
			bgcolor="${colour}"
			style="background:${colour};font-size:1px;line-height:12px;height:12px"
		>
			&nbsp;
		</td>`;
	return html`<table
		role="presentation"
		width="100%"
		cellpadding="0"
		cellspacing="0"
		border="0"
		style="margin-bottom:10px"
	>
		<tr>
			<td dir="auto" style="font-size:14px;line-height:20px">
				<b>${label}</b> <span style="color:${COLOUR.soft};font-size:12px">${small}</span>
			</td>
			<td
				width="56"
				align="right"
				style="font-size:15px;font-weight:bold;color:${isFirst ? COLOUR.first : '#1a2126'}"
			>
				${figure}
			</td>
		</tr>
		<tr>
			<td colspan="2" style="padding-top:3px">
				<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
					<tr>
						${width > 0 ? fill(width, isFirst ? COLOUR.first : COLOUR.bar) : null}${width < 100 ? fill(100 - width, COLOUR.track) : null}
					</tr>
				</table>
			</td>
		</tr>
	</table>`;
}

/** Clicks counted in a grid, as a table with shaded cells: images inside a mail are often not shown. */
export function heatTable({ counts, columns }: ClickGrid): Html {
	const most = Math.max(1, ...counts.flat());
	const cell = (count: number) => {
		const colour = mixed(count / most);
		return html`<td
			width="${Math.floor(100 / columns)}%"
			align="center"
			bgcolor="${colour}"
			style="background:${colour};font-size:11px;line-height:24px;height:24px;border:1px solid #ffffff"
		>
			${count === 0 ? html`&nbsp;` : grouped(count)}
		</td>`;
	};
	return html`<table
			width="100%"
			cellpadding="0"
			cellspacing="0"
			border="0"
			style="border-collapse:collapse"
		>
			${counts.map(
				(row) =>
					html`<tr>
						${row.map(cell)}
					</tr>`,
			)}
		</table>
		<div style="font-size:12px;line-height:18px;color:${COLOUR.soft};padding-top:6px">
			Clicks in each tenth of the image, from its top left.
		</div>`;
}

/** From pale grey to a warm orange. */
function mixed(strength: number): string {
	if (strength === 0) return '#eceeed';
	const part = (from: number, to: number) =>
		Math.round(from + (to - from) * strength)
			.toString(16)
			.padStart(2, '0');
	return `#${part(253, 240)}${part(232, 110)}${part(208, 40)}`;
}
