import { fold } from '../kernel/text.ts';

/** A piece of a text as it is shown; `hit` when it is what somebody looked for. */
export type Piece = { text: string; hit: boolean };

const before = 25;
const shown = 110;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

/** The text with every found word marked. The words are folded; the text stays as it was written. */
export function highlighted(text: string, words: readonly string[]): Piece[] {
	return piecesOf(text, hitsIn(text, words));
}

/** The part of a text around the first word that was found. */
export function excerpt(text: string, words: readonly string[]): Piece[] {
	const line = text.replace(/\s+/gu, ' ').trim();
	const hits = hitsIn(line, words);
	const from = Math.max(0, (hits[0]?.start ?? 0) - before);
	const cut = cutAt(line, from, from + shown);
	const pieces = piecesOf(cut, hitsIn(cut, words));
	if (from > 0) pieces.unshift({ text: '…', hit: false });
	if (from + shown < line.length) pieces.push({ text: '…', hit: false });
	return pieces;
}

/** Never half a character. */
function cutAt(text: string, from: number, to: number): string {
	return Array.from(graphemes.segment(text))
		.filter(({ index }) => index >= from && index < to)
		.map(({ segment }) => segment)
		.join('');
}

type Hit = { start: number; end: number };

function hitsIn(text: string, words: readonly string[]): Hit[] {
	const { folded, origins } = foldedWithOrigins(text);
	const hits: Hit[] = [];
	for (const word of words) {
		if (word === '') continue;
		for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
			hits.push({ start: origins[at] ?? 0, end: origins[at + word.length] ?? text.length });
		}
	}
	return hits.sort((a, b) => a.start - b.start || b.end - a.end);
}

function piecesOf(text: string, hits: readonly Hit[]): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	for (const { start, end } of hits) {
		if (end <= at) continue;
		if (start > at) pieces.push({ text: text.slice(at, start), hit: false });
		pieces.push({ text: text.slice(Math.max(start, at), end), hit: true });
		at = end;
	}
	if (at < text.length) pieces.push({ text: text.slice(at), hit: false });
	return pieces;
}

/** Character by character, so that a place in the folded text leads back to the written one. */
function foldedWithOrigins(text: string): { folded: string; origins: number[] } {
	let folded = '';
	const origins: number[] = [];
	for (const { segment, index } of graphemes.segment(text)) {
		const shape = shapeOf(segment, folded);
		folded += shape;
		for (let at = 0; at < shape.length; at += 1) origins.push(index);
	}
	origins.push(text.length);
	return { folded, origins };
}

function shapeOf(written: string, soFar: string): string {
	if (/^\s+$/u.test(written)) return ' ';
	const shape = fold(written);
	// a long vowel is known by the kana before it
	return shape === '-' && /[ぁ-ゖー]$/u.test(soFar) ? 'ー' : shape;
}
