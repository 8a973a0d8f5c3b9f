/** What a list lacks of the names it should have, and has beyond them; a sentence for each. */
export function unlike(list: string[], names: string[], place: string): string[] {
	return [
		...names.filter((name) => !list.includes(name)).map((name) => `${place} lacks ${name}`),
		...list.filter((name) => !names.includes(name)).map((name) => `${place} has ${name} in excess`),
	];
}
