import { inThread } from '../../server/thread.ts';
import type { Picture } from './kinds.ts';
import type { Answer } from './render-thread.ts';
import type { Printed } from './printable.ts';
import { NoTypst } from './typst.ts';

/** What a template prints: `template` is its path below src/lib, beginning with a slash. */
export type PdfPart = { template: string; data: Printed };

export type PdfOrder = {
	/** Name of the document, for the reader's window and for screen readers. */
	title: string;
	author: string;
	/** Which hyphenation and which shapes: BCP 47. */
	language: 'ja' | 'en';
	/** For the whole document: texts that every part needs. */
	common: Printed;
	parts: readonly PdfPart[];
	pictures?: readonly Picture[];
};

export type Pdf = {
	content: Uint8Array;
	pages: number;
	/** How many letters had no shape in the fonts and were printed as 〓. */
	missing: number;
};

/**
 * Sets one document as PDF/UA-1 in a thread of its own, because typst does its work in one piece; one after the other, as
 * each may need some hundred megabytes for a moment. Throws {@link NoTypst}
 * where it is not installed, and an Error (without words of people) where a template or its data is at fault.
 */
export async function renderPdf(order: PdfOrder, at: Date): Promise<Pdf> {
	const seconds = Math.floor(at.getTime() / 1_000);
	const answer = await inThread<Answer>('papers/server/render-thread.ts', { order, seconds });
	if ('pdf' in answer) return answer.pdf;
	throw answer.isMissing ? new NoTypst(answer.why) : new Error(answer.why);
}
