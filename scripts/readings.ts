/**
 * Makes messages/readings.json: the reading of every word with kanji in messages/, for the furigana of the pages.
 * Run it whenever texts were added: `node scripts/readings.ts`. With `--review` it prints what to look at by hand.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import kuromoji, { type Token, type Tokenizer } from 'kuromoji';
import * as v from 'valibot';
import { addReadings } from '../src/lib/kernel/ruby.ts';
import { corrections } from './readings-by-hand.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const kanji = /[\p{Script=Han}々]/u;

/** The words a page may contain: pieces between blanks to fill and punctuation. */
function piecesOf(text: string): string[] {
	return text
		.split(/\{[^}]*\}|[\s　、。「」（）()：？！・／/～]+/u)
		.filter((piece) => kanji.test(piece));
}

function texts(): string[] {
	return globSync('messages/{ja,ja-simple}/*.json', { cwd: root })
		.sort()
		.flatMap((file) =>
			Object.values(
				v.parse(
					v.record(v.string(), v.string()),
					JSON.parse(readFileSync(join(root, file), 'utf8')),
				),
			),
		);
}

function tokenizer(): Promise<Tokenizer> {
	return new Promise((resolve, reject) => {
		kuromoji
			.builder({ dicPath: join(root, 'node_modules/kuromoji/dict') })
			.build((failure, made) => (failure ? reject(failure) : resolve(made)));
	});
}

function hiragana(katakana: string): string {
	return katakana.replace(/[ァ-ヶ]/gu, (letter) =>
		String.fromCharCode(letter.charCodeAt(0) - 0x60),
	);
}

type Word = { text: string; reading: string };

/**
 * Words of one piece. Kanji that touch (担当 + 者) become one more word together, because the reading of a single
 * kanji depends on its neighbours.
 */
function wordsOf(tokens: readonly Token[]): Word[] {
	const words: Word[] = [];
	let run: Word[] = [];
	const endRun = () => {
		const joined = run.length > 1 && run.some((word) => [...word.text].length === 1);
		if (joined)
			words.push({
				text: run.map((word) => word.text).join(''),
				reading: run.map((word) => word.reading).join(''),
			});
		words.push(...run.filter((word) => !joined || [...word.text].length > 1));
		run = [];
	};
	for (const token of tokens) {
		if (!kanji.test(token.surface_form) || !token.reading) {
			endRun();
			continue;
		}
		const word = { text: token.surface_form, reading: hiragana(token.reading) };
		const isAllKanji = /^[\p{Script=Han}々]+$/u.test(word.text);
		if (!isAllKanji) endRun();
		run.push(word);
		if (!isAllKanji) endRun();
	}
	endRun();
	return words;
}

function mostCommon(counts: ReadonlyMap<string, number>): string {
	return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

const analyser = await tokenizer();
const pieces = [...new Set(texts().flatMap(piecesOf))];
const counts = new Map<string, Map<string, number>>();
for (const piece of pieces) {
	for (const { text, reading } of wordsOf(analyser.tokenize(piece))) {
		const known = counts.get(text) ?? new Map<string, number>();
		known.set(reading, (known.get(reading) ?? 0) + 1);
		counts.set(text, known);
	}
}
const found = new Map([...counts].map(([text, readings]) => [text, mostCommon(readings)]));
for (const [text, reading] of Object.entries(corrections)) found.set(text, reading);

const sorted = Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(join(root, 'messages/readings.json'), `${JSON.stringify(sorted, null, '\t')}\n`);
console.log(`messages/readings.json: ${found.size} words`);

if (process.argv.includes('--review')) review();

/** What a person should look at: words read in several ways, kanji without reading, and pieces read unlike the analyser. */
function review(): void {
	for (const [text, readings] of counts) {
		if (readings.size > 1 && !(text in corrections))
			console.log(`several: ${text} ${[...readings.keys()].join(' / ')}`);
	}
	for (const piece of pieces) {
		const segments = addReadings(piece, found);
		const bare = segments.filter((segment) => !segment.reading && kanji.test(segment.text));
		if (bare.length > 0)
			console.log(`no reading: ${piece} (${bare.map((segment) => segment.text).join(', ')})`);
		const ours = segments.map((segment) => segment.reading ?? segment.text).join('');
		const theirs = analyser
			.tokenize(piece)
			.map((token) =>
				kanji.test(token.surface_form) ? hiragana(token.reading ?? '?') : token.surface_form,
			)
			.join('');
		if (ours !== theirs) console.log(`unlike: ${piece} → ${ours} (${theirs})`);
	}
}
