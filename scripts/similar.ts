/**
 * `npm run --silent similar -- FILE.jsonl`: how well similarity agrees with people, on pairs in the form of JSTS
 * (a line of JSON each: sentence1, sentence2, label), as one line of JSON. How rare a letter is, is counted in the
 * sentences of the file; labels are looked at only to compare.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { rankCorrelation } from '../src/lib/methods/rank-correlation.ts';
import { similarIndex, similarity } from '../src/lib/methods/similar-texts.ts';

type Pair = { sentence1: string; sentence2: string; label: number };

function pairsOf(path: string): Pair[] {
	return readFileSync(path, 'utf8')
		.split('\n')
		.flatMap((line, at) => (line.trim() === '' ? [] : [pairOf(line, at + 1)]));
}

function pairOf(line: string, number: number): Pair {
	const read: unknown = JSON.parse(line);
	if (typeof read === 'object' && read !== null && 'sentence1' in read && 'sentence2' in read) {
		const { sentence1, sentence2 } = read;
		const label = 'label' in read ? Number(read.label) : NaN;
		if (typeof sentence1 === 'string' && typeof sentence2 === 'string' && Number.isFinite(label)) {
			return { sentence1, sentence2, label };
		}
	}
	throw new Error(`line ${number} has no sentence1, sentence2 and label`);
}

try {
	const [path] = process.argv.slice(2);
	if (!path) throw new Error('Say which file: npm run --silent similar -- FILE.jsonl');
	const pairs = pairsOf(path);
	const start = performance.now();
	const texts = pairs.flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2]);
	const { rarity } = similarIndex([...new Set(texts)].map((text) => ({ id: text, text })));
	const found = pairs.map(({ sentence1, sentence2 }) => similarity(sentence1, sentence2, rarity));
	const ms = Math.round(performance.now() - start);
	const spearman = rankCorrelation(
		found,
		pairs.map(({ label }) => label),
	);
	console.log(JSON.stringify({ pairs: pairs.length, spearman: round(spearman), ms }));
} catch (failure) {
	if (!(failure instanceof Error)) throw failure;
	console.error(failure.message);
	process.exitCode = 1;
}

function round(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}
