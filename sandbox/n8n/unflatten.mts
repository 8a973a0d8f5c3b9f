/**
 * Reads n8n's stored execution data: a JSON array in which each value stands once, and inside
 * objects and lists a text is the place of the value that belongs there (the format of the
 * library "flatted").
 *
 * @param text the `data` of `GET /rest/executions/:id`
 * @returns the value; parts that were shared or circular are so again
 * @throws SyntaxError when it is not JSON
 */
export function unflatten(text: string): unknown {
	const values = JSON.parse(text) as unknown[];
	const read = new Map<number, object>();
	const valueAt = (place: number): unknown => {
		const value = values[place];
		if (typeof value !== 'object' || value === null) return value;
		const known = read.get(place);
		if (known !== undefined) return known;
		const result: object = Array.isArray(value) ? [] : {};
		read.set(place, result);
		for (const [name, entry] of Object.entries(value)) {
			// Not an assignment: the data may have a member called __proto__.
			Object.defineProperty(result, name, {
				value: typeof entry === 'string' ? valueAt(Number(entry)) : entry,
				writable: true,
				enumerable: true,
				configurable: true,
			});
		}
		return result;
	};
	return valueAt(0);
}
