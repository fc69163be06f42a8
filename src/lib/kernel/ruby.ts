import { readingIndex } from './reading-index.ts';
import type { ReadingIndex } from './reading-index.ts';

/** A piece of text; `reading` is printed above it. */
export type RubySegment = { text: string; reading?: string };
/** Word → reading in hiragana: 相談 → そうだん, 話し合い → はなしあい; a counter after any number: #件 → けん. */
export type Readings = ReadonlyMap<string, string>;

const MARKUP =
	/[｜|]([^｜|《》\n]+)《([^《》\n]+)》|([\p{Script=Han}々〆ヶ]+)(?:《([^《》\n]+)》|[(（]([ぁ-ゖー・]+)[)）])/gu;

/** Reads 寛(ひろ)げ, 寛《ひろ》げ and ｜お互い様《おたがいさま》; other parentheses stay text. */
export function parseRuby(markup: string): RubySegment[] {
	const segments: RubySegment[] = [];
	let end = 0;
	for (const match of markup.matchAll(MARKUP)) {
		if (match.index > end) segments.push({ text: markup.slice(end, match.index) });
		const text = match[1] ?? match[3] ?? '';
		const reading = match[2] ?? match[4] ?? match[5] ?? '';
		segments.push({ text, reading });
		end = match.index + match[0].length;
	}
	if (end < markup.length) segments.push({ text: markup.slice(end) });
	return segments;
}

/**
 * Readings for the words of the dictionary, the longest word first. Okurigana stays without
 * reading (話し合い → 話(はな) し 合(あ) い). A one-kanji word is read only where it stands alone or
 * follows a known word: 大人 is not 大 + 人(ひと), and 3人 is not 3 + 人(ひと) but #人(にん).
 */
export function addReadings(text: string, dictionary: Readings): RubySegment[] {
	const segments: RubySegment[] = [];
	let plainFrom = 0;
	forEachWord(text, readingIndex(dictionary), (start, end, pieces) => {
		if (start > plainFrom) segments.push({ text: text.slice(plainFrom, start) });
		segments.push(...pieces);
		plainFrom = end;
	});
	if (plainFrom < text.length) segments.push({ text: text.slice(plainFrom) });
	return segments;
}

function forEachWord(
	text: string,
	index: ReadingIndex,
	onWord: (start: number, end: number, pieces: readonly RubySegment[], html: string) => void,
): void {
	let knownUntil = 0;
	for (let at = 0; at < text.length;) {
		const words = index.get(text.charCodeAt(at));
		const found = words?.find(
			(word) =>
				text.startsWith(word.text, at) &&
				(!word.isSingle || standsAlone(text, at, at + word.text.length, knownUntil)) &&
				!(word.startsInDigit && /[\w&#０-９]/u.test(text.charAt(at - 1))) &&
				!(word.isCounter && !isDigit(text.charCodeAt(at - 1))),
		);
		if (found) {
			onWord(at, at + found.text.length, found.pieces, found.html);
			at += found.text.length;
			knownUntil = at;
		} else {
			at += 1;
		}
	}
}

function standsAlone(text: string, start: number, end: number, knownUntil: number): boolean {
	if (isKanji(text.charCodeAt(end))) return false;
	const before = text.charCodeAt(start - 1);
	return !isDigit(before) && (knownUntil === start || !isKanji(before));
}

function isKanji(code: number): boolean {
	const isSurrogate = (code >= 0xd840 && code <= 0xd87f) || (code >= 0xdc00 && code <= 0xdfff);
	const isCommon = (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);
	return isCommon || isSurrogate || code === 0x3005;
}

function isDigit(code: number): boolean {
	return (code >= 0x30 && code <= 0x39) || (code >= 0xff10 && code <= 0xff19);
}

/** Elements whose text is no prose, cannot hold ruby, or belongs to the person who types in it. */
const SKIPPED = new Set(
	'head title script style textarea select option template noscript iframe svg math ruby code xmp noembed noframes plaintext'.split(
		' ',
	),
);
/** Their content is text to a browser, so nothing inside opens or closes an element. */
const RAW = new Set('title script style textarea iframe xmp noembed noframes'.split(' '));
const VOID = new Set(
	'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
const OPTS_OUT = /\s(?:data-no-ruby|contenteditable|lang\s*=\s*["']?(?!ja\b))/iu;

/**
 * A rendered page with <ruby>…<rt> around the words of the dictionary. Only text is touched: never
 * tags, attributes, comments, <head>, form fields' own text, existing ruby, elements with
 * data-no-ruby or another lang than ja. Taking the added tags away gives back the page. Pages that
 * a framework hydrates must be hydrated first, because their text nodes change.
 */
export function rubyHtml(html: string, dictionary: Readings): string {
	const index = readingIndex(dictionary);
	const out: string[] = [];
	let at = 0;
	while (at < html.length) {
		const tag = nextTag(html, at);
		out.push(rubyText(html.slice(at, tag), index));
		const tagEnd = endOfTag(html, tag);
		const end = isSkipped(html, tag, tagEnd) ? endOfElement(html, tag, tagEnd) : tagEnd;
		out.push(html.slice(tag, end));
		at = end;
	}
	return out.join('');
}

function rubyText(text: string, index: ReadingIndex): string {
	let out = '';
	let plainFrom = 0;
	forEachWord(text, index, (start, end, _pieces, html) => {
		out += text.slice(plainFrom, start) + html;
		plainFrom = end;
	});
	return plainFrom === 0 ? text : out + text.slice(plainFrom);
}

/** Where the next tag, comment or declaration starts; a < before anything else is text. */
function nextTag(html: string, from: number): number {
	for (let at = html.indexOf('<', from); at !== -1; at = html.indexOf('<', at + 1)) {
		if (/[a-z/!?]/iu.test(html.charAt(at + 1))) return at;
	}
	return html.length;
}

function endOfTag(html: string, tag: number): number {
	if (html.startsWith('<!--', tag)) {
		// <!--> and <!---> are whole comments.
		const close = /--!?>/gu;
		close.lastIndex = tag + 2;
		return close.exec(html) ? close.lastIndex : html.length;
	}
	if (!/[a-z]/iu.test(html.charAt(tag + 1))) {
		const close = html.indexOf('>', tag);
		return close === -1 ? html.length : close + 1;
	}
	let quote = '';
	let previous = '';
	for (let at = tag + 1; at < html.length; at += 1) {
		const char = html.charAt(at);
		if (quote !== '') {
			if (char === quote) quote = '';
		} else if ((char === '"' || char === "'") && previous === '=') quote = char;
		else if (char === '>') return at + 1;
		if (!/\s/u.test(char)) previous = char;
	}
	return html.length;
}

function isSkipped(html: string, tag: number, tagEnd: number): boolean {
	const name = tagName(html, tag);
	if (name === '' || VOID.has(name)) return false;
	if (SKIPPED.has(name)) return true;
	return name !== 'html' && name !== 'body' && OPTS_OUT.test(html.slice(tag, tagEnd));
}

/** Lower-case name of an opening tag, '' for anything else. */
function tagName(html: string, tag: number): string {
	const name = /[a-z][^\s/>]*/iuy;
	name.lastIndex = tag + 1;
	return name.exec(html)?.[0].toLowerCase() ?? '';
}

function endOfElement(html: string, tag: number, tagEnd: number): number {
	const name = tagName(html, tag);
	if (name === 'plaintext') return html.length;
	if (RAW.has(name)) return endOfRawElement(html, name, tagEnd);
	if ((name === 'svg' || name === 'math') && html.endsWith('/>', tagEnd)) return tagEnd;
	return endOfNestedElement(html, name, tagEnd);
}

function endOfRawElement(html: string, name: string, from: number): number {
	const close = new RegExp(`</${name}(?=[\\s/>])`, 'giu');
	close.lastIndex = from;
	const found = close.exec(html);
	return found ? endOfTag(html, found.index) : html.length;
}

function endOfNestedElement(html: string, name: string, from: number): number {
	let depth = 1;
	let at = from;
	while (at < html.length) {
		const tag = nextTag(html, at);
		at = endOfTag(html, tag);
		const inner = tagName(html, tag);
		if (inner === name) depth += 1;
		else if (RAW.has(inner)) at = endOfRawElement(html, inner, at);
		else if (isClosing(html, tag, name)) depth -= 1;
		if (depth === 0) return at;
	}
	return html.length;
}

function isClosing(html: string, tag: number, name: string): boolean {
	const close = html.slice(tag, tag + name.length + 3).toLowerCase();
	return close.startsWith(`</${name}`) && !/[\w-]/u.test(close.charAt(name.length + 2));
}
