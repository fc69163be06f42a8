import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allPairs, similarIndex, similarTo, similarity, suggestGroups } from './similar-texts.ts';
import type { SimilarPair } from './similar-texts.ts';

const SYNONYMS = [
	['孤立', '孤独', 'ひとりぼっち'],
	['居場所', 'サロン', 'たまり場'],
	['買い物', '買物', '買いもの'],
];
const CONCERNS = [
	{ id: 'shop1', text: '近くのスーパーが閉店して、高齢者が買い物に困っている' },
	{ id: 'shop2', text: 'スーパーがなくなり買物に行けない高齢者が多い' },
	{ id: 'shop3', text: '坂が多く、お年寄りは買い物の荷物を運べない' },
	{ id: 'lonely1', text: '定年後の男性が孤立している' },
	{ id: 'lonely2', text: '退職した男性がひとりぼっちで、話し相手がいない' },
	{ id: 'place1', text: '子どもが放課後に行ける居場所がない' },
	{ id: 'place2', text: '放課後に子どもが集まれるたまり場がほしい' },
	{ id: 'bus', text: 'バスの本数が減って病院に通えない' },
	{ id: 'rubbish', text: 'ゴミ出しが難しい人がいる' },
];
const index = similarIndex(CONCERNS, { synonyms: SYNONYMS });

describe('texts like a new one', () => {
	test('the nearest text comes first, with the words they share', () => {
		const [first, ...others] = similarTo(index, '高齢者が買い物に行けず困っている', { limit: 3 });
		expect(first?.id).toBe('shop1');
		expect(first?.words).toContain('買い物');
		expect(first?.similarity).toBeGreaterThan(others[0]?.similarity ?? 0);
		expect(others.map(({ id }) => id)).toContain('shop2');
	});

	test('a synonym finds a text without a common letter and shows both words', () => {
		const [first] = similarTo(index, '孤独', { threshold: 0.1 });
		expect(first?.id).toBe('lonely1');
		expect(first?.words).toEqual(['孤独／孤立']);
		const plain = similarIndex(CONCERNS);
		expect(similarTo(plain, 'ひとりぼっち', { threshold: 0.1 }).map(({ id }) => id)).toEqual([
			'lonely2',
		]);
	});

	test('width, katakana and old kanji make no difference', () => {
		expect(similarity('バスが来ない', 'ﾊﾞｽが來ない。', index.rarity)).toBeCloseTo(1);
		expect(similarity('3人の学生', '三人の學生', index.rarity)).toBeCloseTo(1);
	});

	test('nothing is like an empty text', () => {
		expect(similarTo(index, '', { threshold: 0 }).every((found) => found.similarity === 0)).toBe(
			true,
		);
		expect(similarTo(index, '。。', { threshold: 0.01 })).toEqual([]);
		expect(allPairs(similarIndex([]))).toEqual([]);
	});
});

describe('pairs', () => {
	test('texts on one subject are nearer than texts on two', () => {
		const of = (a: string, b: string) =>
			similarity(
				CONCERNS.find(({ id }) => id === a)?.text ?? '',
				CONCERNS.find(({ id }) => id === b)?.text ?? '',
				index.rarity,
			);
		expect(of('shop1', 'shop2')).toBeGreaterThan(of('shop1', 'bus'));
		expect(of('place1', 'place2')).toBeGreaterThan(of('place1', 'lonely1'));
		expect(of('lonely1', 'lonely2')).toBeGreaterThan(of('lonely1', 'rubbish'));
	});

	test('all pairs agree with comparing them one by one', () => {
		const texts = CONCERNS.map(({ id, text }) => ({ id, text }));
		const pairs = allPairs(index, 0.1);
		const expected = texts.flatMap((a, at) =>
			texts.slice(at + 1).map((b) => similarity(a.text, b.text, index.rarity)),
		);
		const wanted = expected.filter((value) => value >= 0.1).sort((a, b) => b - a);
		expect(pairs).toHaveLength(wanted.length);
		pairs.forEach((pair, at) => expect(pair.similarity).toBeCloseTo(wanted[at] ?? 0));
	});

	test('similarity is between 0 and 1, the same both ways, and 1 with itself', () => {
		const text = fc.string({ unit: fc.constantFrom(...'高齢者が買い物に困るバス3人孤立、 ｶﾞ𠮷') });
		fc.assert(
			fc.property(text, text, (a, b) => {
				const value = similarity(a, b, index.rarity);
				expect(value).toBeGreaterThanOrEqual(0);
				expect(value).toBeLessThanOrEqual(1);
				expect(similarity(b, a, index.rarity)).toBeCloseTo(value);
				if (/[\p{Script=Han}3]/u.test(a)) expect(similarity(a, a, index.rarity)).toBeCloseTo(1);
			}),
		);
	});

	test('the order of the texts does not change the answer', () => {
		const backwards = similarIndex([...CONCERNS].reverse(), { synonyms: SYNONYMS });
		const names = (pairs: readonly SimilarPair[]) => pairs.map(({ a, b }) => [a, b].sort().join());
		expect(names(allPairs(backwards, 0.25))).toEqual(names(allPairs(index, 0.25)));
	});

	test('2,500 texts are compared in well under a second', () => {
		const parts = CONCERNS.flatMap(({ text }) => [text.slice(0, 10), text.slice(8, 22)]);
		const texts = Array.from({ length: 2_500 }, (_, at) => ({
			id: String(at),
			text: [0, 1, 2]
				.map((turn) => `${parts[(at * (turn + 3) + turn) % parts.length]}${at % (97 + turn)}`)
				.join('、'),
		}));
		const before = process.cpuUsage();
		const pairs = allPairs(similarIndex(texts), 0.95);
		expect(process.cpuUsage(before).user / 1_000).toBeLessThan(3_000);
		expect(pairs.length).toBeGreaterThan(0);
	});
});

describe('suggested groups', () => {
	const pair = (a: string, b: string, value: number, words: string[] = []): SimilarPair => ({
		a,
		b,
		similarity: value,
		words,
	});
	const ids = (...args: Parameters<typeof suggestGroups>) =>
		suggestGroups(...args).map((group) => group.ids.join(''));

	test('groups the concerns by subject and leaves the rest alone', () => {
		const groups = suggestGroups(allPairs(index, 0.25));
		expect(groups.map((group) => group.ids)).toContainEqual(['place1', 'place2']);
		expect(groups.map((group) => group.ids)).toContainEqual(['shop1', 'shop2', 'shop3']);
		expect(groups.flatMap((group) => group.ids)).not.toContain('rubbish');
	});

	test('one text between two subjects does not chain them', () => {
		const pairs = [pair('a', 'b', 0.9), pair('c', 'd', 0.9), pair('b', 'c', 0.5)];
		expect(ids(pairs)).toEqual(['ab', 'cd']);
	});

	test('what staff put together or apart stays so', () => {
		const pairs = [pair('a', 'b', 0.9), pair('b', 'c', 0.8), pair('a', 'c', 0.7)];
		expect(ids(pairs)).toEqual(['abc']);
		expect(ids(pairs, { cannotLink: [['c', 'a']] })).toEqual(['ab']);
		expect(ids([], { mustLink: [['x', 'y']] })).toEqual(['xy']);
		expect(ids([], { mustLink: [['x', 'y']], cannotLink: [['y', 'x']] })).toEqual([]);
		expect(
			ids([pair('y', 'z', 0.9)], { mustLink: [['x', 'y']], cannotLink: [['x', 'z']] }),
		).toEqual(['xy']);
	});

	test('shows the words most pairs of a group share', () => {
		const pairs = [
			pair('a', 'b', 0.9, ['買い物', '高齢者']),
			pair('b', 'c', 0.8, ['買い物']),
			pair('a', 'c', 0.7, ['坂']),
			pair('c', 'z', 0.1, ['バス']),
		];
		expect(suggestGroups(pairs)[0]?.words).toEqual(['買い物', '高齢者', '坂']);
	});
});
