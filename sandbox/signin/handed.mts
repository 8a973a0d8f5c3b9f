/** How many values are kept; older ones go. */
const KEPT = 20_000;

/**
 * Every token, code and verifier that went over the token endpoint. The log holds none of them; this
 * is for the test that searches everything n8n has stored for them.
 */
export class Handed {
	readonly #values = new Set<string>();

	/** Notes the texts among what a token request held and was answered. */
	add(...values: unknown[]): void {
		for (const value of values) {
			if (typeof value === 'string' && value !== '') this.#values.add(value);
		}
		for (const value of this.#values) {
			if (this.#values.size <= KEPT) break;
			this.#values.delete(value);
		}
	}

	/** All of them, oldest first. */
	list(): string[] {
		return [...this.#values];
	}
}
