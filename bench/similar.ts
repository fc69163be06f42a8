/**
 * `node bench/similar.ts [FILE.jsonl]`: similar texts beside dice-coefficient and minisearch in the same run: how far they
 * agree with people on the pairs of FILE (form of JSTS), and how long 2,500 short texts take, the sentences of FILE or texts
 * put together from parts. Writes docs/benchmarks-algorithms.md.
 */
import { basename } from 'node:path';
import process from 'node:process';
import { diceCoefficient } from 'dice-coefficient';
import MiniSearch from 'minisearch';
import { pairsOf, type Pair } from '../scripts/jsts-file.ts';
import { rankCorrelation } from '../src/lib/methods/rank-correlation.ts';
import { seededRandom } from '../src/lib/methods/seeded-random.ts';
import { allPairs, similarIndex, similarity } from '../src/lib/methods/similar-texts.ts';
import { circumstances, inMs, measured, table, writeSection } from './report.ts';

const wanted = 2_500;
/** A peer would take minutes for all: it gets so many, and the rest is reckoned from them. */
const peerTexts = 400;
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

function sentencesOf(pairs: readonly Pair[]): string[] {
	return [...new Set(pairs.flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2]))];
}

/** Letters and pairs of letters, as Japanese has no spaces to cut at. */
const tokensOf = (text: string) => {
	const letters = [...text];
	return [...letters, ...letters.slice(1).map((letter, at) => (letters[at] ?? '') + letter)];
};

function searchOf(texts: readonly string[]): MiniSearch<{ id: number; text: string }> {
	const search = new MiniSearch<{ id: number; text: string }>({
		fields: ['text'],
		tokenize: tokensOf,
	});
	search.addAll(texts.map((text, id) => ({ id, text })));
	return search;
}

/** BM25+ of minisearch for the second sentence when the first is searched for, as a share of what the first scores itself. */
function searchScores(pairs: readonly Pair[]): number[] {
	const texts = sentencesOf(pairs);
	const places = new Map(texts.map((text, at) => [text, at]));
	const search = searchOf(texts);
	return pairs.map(({ sentence1, sentence2 }) => {
		const scores = new Map(search.search(sentence1).map(({ id, score }) => [id, score]));
		const own = scores.get(places.get(sentence1)) ?? 0;
		return own === 0 ? 0 : (scores.get(places.get(sentence2)) ?? 0) / own;
	});
}

function ourScores(pairs: readonly Pair[]): number[] {
	const { rarity } = similarIndex(sentencesOf(pairs).map((text) => ({ id: text, text })));
	return pairs.map(({ sentence1, sentence2 }) => similarity(sentence1, sentence2, rarity));
}

function agreementTable(pairs: readonly Pair[]): string[] {
	const labels = pairs.map(({ label }) => label);
	const row = (name: string, scoresOf: (pairs: readonly Pair[]) => number[], runs = 3) => {
		const { answer, ms } = measured(() => scoresOf(pairs), runs);
		return [name, rankCorrelation(answer, labels).toFixed(4), inMs(ms)];
	};
	return table(
		['', "Spearman's rank correlation", 'ms'],
		[
			row('ours', ourScores),
			row('dice-coefficient (pairs of letters)', (all) =>
				all.map(({ sentence1, sentence2 }) => diceCoefficient(sentence1, sentence2)),
			),
			row('minisearch (BM25+, letters and pairs of letters)', searchScores, 1),
		],
	);
}

function speedTable(texts: readonly string[]): string[] {
	const named = texts.map((text, at) => ({ id: `${at}`, text }));
	const whole = measured(() => allPairs(similarIndex(named)), 7);
	const index = similarIndex(named);
	const compare = measured(() => allPairs(index), 7);
	const few = texts.slice(0, peerTexts);
	const dice = measured(() => {
		let sum = 0;
		few.forEach((a, at) => {
			for (const b of few.slice(at + 1)) sum += diceCoefficient(a, b);
		});
		return sum;
	}, 1);
	const reckoned =
		dice.ms * ((texts.length * (texts.length - 1)) / (few.length * (few.length - 1)));
	const search = searchOf(texts);
	const searched = measured(() => few.map((text) => search.search(text).length), 1);
	const everySearch = (searched.ms * texts.length) / few.length;
	const indexed = measured(() => searchOf(texts), 3);
	return table(
		['', `all pairs of ${texts.length} texts, ms`, 'with making the index, ms'],
		[
			['ours', inMs(compare.ms), inMs(whole.ms)],
			[`dice-coefficient (reckoned from ${few.length} texts)`, inMs(reckoned), '–'],
			[
				`minisearch (reckoned from ${few.length} searches)`,
				inMs(everySearch),
				inMs(everySearch + indexed.ms),
			],
		],
	);
}

const [path] = process.argv.slice(2);
const pairs = path === undefined ? [] : pairsOf(path);
const texts = path === undefined ? madeTexts() : sentencesOf(pairs).slice(0, wanted);
writeSection('Similar texts', [
	`\`node bench/similar.ts${path === undefined ? '' : ' FILE.jsonl'}\`, ${circumstances(['dice-coefficient', 'minisearch'])}`,
	'Milliseconds of processor time, medians.',
	...(path === undefined
		? []
		: [
				'',
				`Agreement with people on the ${pairs.length} pairs of ${basename(path)} (aim ≥ 0.74):`,
				'',
				...agreementTable(pairs),
			]),
	'',
	`${path === undefined ? 'Made texts' : 'Sentences of the same file'}, compared each with each (aim < 300):`,
	'',
	...speedTable(texts),
]);
