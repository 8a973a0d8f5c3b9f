import { SECRETS } from './host.mts';

/** What stands for a secret in the fault run: tokens of the node and the key of the sandbox. */
const WORDS = [...Object.values(SECRETS), 'refresh-after-refresh', 'sandbox-key'];

/** A secret as it is, in base64, and as it stands in an address. */
const FORMS = WORDS.flatMap((word) => [
	word,
	Buffer.from(word).toString('base64').replace(/=+$/, ''),
]);

/**
 * Which secrets stand anywhere in a value: in texts, names and hidden properties, stacks and causes
 * of errors, contexts and bytes.
 */
export function secretsIn(value: unknown): string[] {
	const seen = new Set<object>();
	const found = new Set<string>();
	const visit = (thing: unknown): void => {
		if (typeof thing === 'string') {
			for (const form of FORMS) if (thing.includes(form)) found.add(form);
			return;
		}
		if (typeof thing !== 'object' || thing === null || seen.has(thing)) return;
		seen.add(thing);
		if (thing instanceof Uint8Array) return visit(Buffer.from(thing).toString('latin1'));
		if (thing instanceof Map) for (const entry of thing) visit(entry);
		if (thing instanceof Set) for (const entry of thing) visit(entry);
		for (const key of Reflect.ownKeys(thing)) {
			visit(key);
			visit((thing as Record<PropertyKey, unknown>)[key]);
		}
	};
	visit(value);
	return [...found];
}

/** Everything that is printed from now on, by the console or straight to the process's outputs. */
export function listenToOutput(): { printed: () => string; stop(): void } {
	let text = '';
	const spies = (['stdout', 'stderr'] as const).map((stream) =>
		jest.spyOn(process[stream], 'write').mockImplementation((chunk: unknown) => {
			text += String(chunk);
			return true;
		}),
	);
	const words = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
		jest.spyOn(console, method).mockImplementation((...said: unknown[]) => {
			text += said.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' ');
		}),
	);
	return {
		printed: () => text,
		stop: () => [...spies, ...words].forEach((spy) => spy.mockRestore()),
	};
}
