/**
 * `node bench/similar.ts [FILE.jsonl]`: how long it takes to compare 2,500 short texts with each other, as one line
 * of JSON; the sentences of a file in the form of JSTS, or texts put together from parts. Medians of seven runs.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { seededRandom } from '../src/lib/methods/seeded-random.ts';
import { allPairs, similarIndex } from '../src/lib/methods/similar-texts.ts';

const wanted = 2_500;
const runs = 7;
const particles = ['が', 'を', 'に', 'で', 'の', 'は', 'から', 'も'];
const endings = ['困っています。', 'できません。', 'ほしいです。', '心配です。', 'ありません。'];

/** Eight words and their particles; a few words are in many texts, most in few, as in real ones. */
function madeTexts(): string[] {
	const random = seededRandom(1);
	const kanji = () => String.fromCharCode(0x4e00 + random.below(2_000));
	const words = Array.from({ length: 3_000 }, () => kanji() + kanji());
	const from = (list: readonly string[]) => list[random.below(list.length)] ?? '';
	const word = () => words[Math.floor(words.length * random.next() ** 3)] ?? '';
	const text = () => Array.from({ length: 8 }, () => word() + from(particles)).join('');
	return Array.from({ length: wanted }, () => text() + from(endings));
}

function textsOf(path: string): string[] {
	const sentences = readFileSync(path, 'utf8')
		.split('\n')
		.filter(Boolean)
		.flatMap((line) => {
			const pair: unknown = JSON.parse(line);
			return pair && typeof pair === 'object' && 'sentence1' in pair && 'sentence2' in pair
				? [String(pair.sentence1), String(pair.sentence2)]
				: [];
		});
	return [...new Set(sentences)].slice(0, wanted);
}

const [path] = process.argv.slice(2);
const texts = (path ? textsOf(path) : madeTexts()).map((text, at) => ({ id: `${at}`, text }));
const times = Array.from({ length: runs }, () => {
	const start = performance.now();
	const index = similarIndex(texts);
	const indexed = performance.now();
	const pairs = allPairs(index).length;
	return { index: indexed - start, compare: performance.now() - indexed, pairs };
});
const middle = (values: number[]) =>
	Math.round(values.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0);
console.log(
	JSON.stringify({
		texts: texts.length,
		pairs: times[0]?.pairs ?? 0,
		indexMs: middle(times.map(({ index }) => index)),
		allPairsMs: middle(times.map(({ compare }) => compare)),
		togetherMs: middle(times.map(({ index, compare }) => index + compare)),
	}),
);
