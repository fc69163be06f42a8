import { markIdentifying, type Mark, type MarkKind } from '../methods/identifying.ts';

/** What tells of a person; the names of bodies and plain dates belong in a text about an area. */
const personal = new Set<MarkKind>([
	'name',
	'phone',
	'email',
	'postal',
	'address',
	'building',
	'age',
]);

/** The pieces of some texts by which a person could be recognised. It marks too much rather than too little. */
export function personalMarks(...texts: string[]): Mark[] {
	return texts.flatMap((text) => markIdentifying(text)).filter(({ kind }) => personal.has(kind));
}
