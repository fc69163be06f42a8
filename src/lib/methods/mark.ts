export type MarkKind =
	'name' | 'phone' | 'address' | 'age' | 'date' | 'building' | 'email' | 'organisation' | 'postal';

/** A piece of a text that may tell who somebody is; `end` is exclusive, both in UTF-16 units. */
export type Mark = { start: number; end: number; kind: MarkKind; text: string };

/** A range of the plain shape of a text. */
export type Range = { start: number; end: number };

/** Every match of a global pattern; a group called `mark` narrows the range to that group. */
export function rangesOf(plain: string, pattern: RegExp): Range[] {
	return Array.from(plain.matchAll(pattern), (match) => {
		const start = match.index;
		const found = match.groups?.['mark'];
		if (found === undefined) return { start, end: start + match[0].length };
		const offset = start + match[0].lastIndexOf(found);
		return { start: offset, end: offset + found.length };
	});
}
