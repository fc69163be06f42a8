import type { Readings, RubySegment } from './ruby.ts';

export type ReadingWord = {
	text: string;
	pieces: readonly RubySegment[];
	html: string;
	/** One kanji: read only where no other kanji touches it. */
	isSingle: boolean;
	/** 1人: read only where no other digit or letter precedes it. */
	startsInDigit: boolean;
	/** #件: read only where a digit precedes it. */
	isCounter: boolean;
};
/** Words by their first UTF-16 code unit, the longest first. */
export type ReadingIndex = ReadonlyMap<number, readonly ReadingWord[]>;

const INDEXES = new WeakMap<Readings, ReadingIndex>();

/** Built once per dictionary: a dictionary is made anew when it changes, never edited in place. */
export function readingIndex(dictionary: Readings): ReadingIndex {
	const known = INDEXES.get(dictionary);
	if (known) return known;
	const index = new Map<number, ReadingWord[]>();
	for (const [key, reading] of dictionary) {
		if (!isUsable(key, reading)) continue;
		const word = readingWord(key, reading);
		const words = index.get(word.text.charCodeAt(0)) ?? [];
		words.push(word);
		index.set(word.text.charCodeAt(0), words);
	}
	for (const words of index.values()) words.sort(byLengthThenCounter);
	INDEXES.set(dictionary, index);
	return index;
}

/** Only words with kanji need a reading; characters that mean something to HTML are refused. */
function isUsable(text: string, reading: string): boolean {
	return /\p{Script=Han}/u.test(text) && !/[&<>;]/u.test(text) && reading !== '';
}

/** After a digit 日間 is a counter before it is a word of its own. */
function byLengthThenCounter(a: ReadingWord, b: ReadingWord): number {
	return b.text.length - a.text.length || Number(b.isCounter) - Number(a.isCounter);
}

function readingWord(key: string, reading: string): ReadingWord {
	const isCounter = key.startsWith('#');
	const text = isCounter ? key.slice(1) : key;
	const pieces = alignReading(text, reading);
	return {
		text,
		pieces,
		html: pieces.map(rubySegmentHtml).join(''),
		isSingle: !isCounter && [...text].length === 1,
		startsInDigit: /^[\x21-\x7e０-９]/u.test(text),
		isCounter,
	};
}

const KANA_RUN = /([ぁ-ゖァ-ヺー]+)/u;

/** Splits off kana that stand in the word and in its reading: 話し合い/はなしあい. */
function alignReading(text: string, reading: string): RubySegment[] {
	const runs = text.split(KANA_RUN).filter((run) => run !== '');
	const pattern = runs.map((run) => (KANA_RUN.test(run) ? toHiragana(run) : '(.+?)')).join('');
	const match = new RegExp(`^${pattern}$`, 'u').exec(toHiragana(reading));
	if (!match) return [{ text, reading }];
	let next = 1;
	return runs.map((run) => {
		if (KANA_RUN.test(run)) return { text: run };
		return { text: run, reading: match[next++] ?? '' };
	});
}

function toHiragana(kana: string): string {
	return kana.replace(/[ァ-ヶ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
}

function rubySegmentHtml({ text, reading }: RubySegment): string {
	if (reading === undefined) return text;
	const escaped = reading.replace(/&/gu, '&amp;').replace(/</gu, '&lt;');
	return `<ruby>${text}<rt>${escaped}</rt></ruby>`;
}
