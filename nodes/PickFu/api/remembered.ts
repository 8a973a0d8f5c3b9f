/** The function, asked once only for each key. */
export function remembered<Key, Value>(of: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		const found = known.get(key);
		if (found !== undefined || known.has(key)) return found as Value;
		const value = of(key);
		known.set(key, value);
		return value;
	};
}
