import { coarsen, markIdentifying, type Mark } from '../methods/identifying.ts';
import { fold } from '../kernel/text.ts';

/** One thing in a text that may tell who somebody is, with a wording that tells less. */
export type Finding = { text: string; kind: Mark['kind']; instead: string };

/** A text in pieces, so that a page can show what was found inside it. */
export type MarkedPiece = { text: string; finding: Finding | null };

export function markedPieces(text: string): MarkedPiece[] {
	const pieces: MarkedPiece[] = [];
	let at = 0;
	for (const mark of markIdentifying(text)) {
		if (mark.start > at) pieces.push({ text: text.slice(at, mark.start), finding: null });
		pieces.push({ text: mark.text, finding: findingOf(mark) });
		at = mark.end;
	}
	if (at < text.length) pieces.push({ text: text.slice(at), finding: null });
	return pieces;
}

/** What was found, each wording once, in the order of the text. */
export function findingsIn(text: string): Finding[] {
	const found = new Map<string, Finding>();
	for (const mark of markIdentifying(text)) {
		if (!found.has(mark.text)) found.set(mark.text, findingOf(mark));
	}
	return [...found.values()];
}

/** The findings that nobody has confirmed to be harmless. */
export function unconfirmed(text: string, confirmed: readonly string[]): Finding[] {
	const known = new Set(confirmed.map(fold));
	return findingsIn(text).filter((finding) => !known.has(fold(finding.text)));
}

function findingOf(mark: Mark): Finding {
	return { text: mark.text, kind: mark.kind, instead: coarsen(mark) };
}
