/**
 * `npm run --silent similar -- FILE.jsonl`: how well similarity agrees with people, on pairs in the form of JSTS
 * (a line of JSON each: sentence1, sentence2, label), as one line of JSON. How rare a letter is, is counted in the
 * sentences of the file; labels are looked at only to compare.
 */
import process from 'node:process';
import { rankCorrelation } from '../src/lib/methods/rank-correlation.ts';
import { similarIndex, similarity } from '../src/lib/methods/similar-texts.ts';
import { pairsOf } from './jsts-file.ts';
import { plainly } from './plainly.ts';

await plainly(() => {
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
});

function round(value: number): number {
	return Math.round(value * 10_000) / 10_000;
}
