import type { Settings } from '../state/model.mts';
import type { Result } from './call.mts';

/** The body of an answer in the envelope of the contract. */
export function enveloped(result: Result): Record<string, unknown> {
	if ('items' in result) {
		const { items, page, totalPages } = result;
		return { success: true, data: items, pagination: { page, totalPages } };
	}
	return { success: true, data: result.data };
}

const toSnake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toCamel = (name: string) =>
	name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function respell(value: unknown, spell: (name: string) => string): unknown {
	if (Array.isArray(value)) return value.map((entry) => respell(entry, spell));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [spell(name), respell(entry, spell)]),
	);
}

/** An answer in the form that the settings ask for: with or without envelope, in one spelling or as in the contract. */
export function inForm(body: Record<string, unknown>, { envelope, spelling }: Settings): unknown {
	const shown = envelope === 'bare' ? body['data'] : body;
	if (spelling === 'contract') return shown;
	return respell(shown, spelling === 'snake' ? toSnake : toCamel);
}
