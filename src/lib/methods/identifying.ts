import { ages, dates, emails, phones, postalCodes } from './identifying-numbers.ts';
import { names } from './identifying-names.ts';
import { addresses, buildings, organisations } from './identifying-places.ts';
import type { Mark, MarkKind, Range } from './mark.ts';
import { plainShape } from './plain-shape.ts';

export { coarsen } from './coarsening.ts';
export type { Mark, MarkKind } from './mark.ts';

type Finder = (plain: string) => Range[];

/** The order settles overlaps: what an earlier finder took is not marked again by a later one. */
const FINDERS: readonly (readonly [MarkKind, Finder])[] = [
	['email', emails],
	['phone', phones],
	['postal', postalCodes],
	['date', dates],
	['organisation', organisations],
	['age', ages],
	['address', addresses],
	['building', buildings],
	['name', names],
];

/**
 * What in a text may tell who somebody is, in order and without overlap. It marks by shape and so
 * rather too much than too little; it never proves that a text is safe, a person decides that.
 */
export function markIdentifying(text: string): Mark[] {
	const { plain, origins } = plainShape(text);
	const taken = new Array<boolean>(plain.length).fill(false);
	const found: (Range & { kind: MarkKind })[] = [];
	for (const [kind, find] of FINDERS) {
		for (const range of longestFirst(find(plain))) {
			for (const { start, end } of freeParts(range, taken)) {
				if (!tells(kind, plain.slice(start, end))) continue;
				taken.fill(true, start, end);
				found.push({ start, end, kind });
			}
		}
	}
	return joined(found).map(({ start, end, kind }) => {
		const from = origins[start] ?? 0;
		const to = origins[end] ?? text.length;
		return { start: from, end: to, kind, text: text.slice(from, to) };
	});
}

const WITH_NUMBER: ReadonlySet<MarkKind> = new Set(['phone', 'postal', 'date', 'age', 'address']);

/** Whether a range, perhaps cut short by an earlier mark, still tells anything. */
function tells(kind: MarkKind, part: string): boolean {
	if (WITH_NUMBER.has(kind)) return /[\d〇一二三四五六七八九十元]/u.test(part);
	return /[\p{L}\p{N}]/u.test(part);
}

/** In order, with touching marks of one kind made one. */
function joined(found: readonly (Range & { kind: MarkKind })[]): (Range & { kind: MarkKind })[] {
	const marks: (Range & { kind: MarkKind })[] = [];
	for (const mark of [...found].sort((a, b) => a.start - b.start)) {
		const last = marks.at(-1);
		if (last?.end === mark.start && last.kind === mark.kind) last.end = mark.end;
		else marks.push({ ...mark });
	}
	return marks;
}

function longestFirst(ranges: readonly Range[]): Range[] {
	return [...ranges].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
}

/** The parts of a range that no mark has yet. */
function freeParts({ start, end }: Range, taken: readonly boolean[]): Range[] {
	const parts: Range[] = [];
	for (let at = start; at < end; at += 1) {
		const last = parts.at(-1);
		if (taken[at]) continue;
		if (last?.end === at) last.end = at + 1;
		else parts.push({ start: at, end: at + 1 });
	}
	return parts;
}
