import { expect, test } from 'vitest';
import type { Picture } from '../picture.ts';
import { leaningWords, sentences, tallyWords } from './words.ts';

const asked = [
	{ id: 'a', number: 1, text: '夕方に過ごせる場所が足りない' },
	{ id: 'b', number: 2, text: '送迎の担い手がいない' },
];
const statement = {
	...{ id: 'a', layer: 'agreed', isAgree: true, leaning: 'most', groups: [] },
	seen: { masked: false, n: 24 },
	tally: { agree: { masked: false, n: 17 }, disagree: { masked: true }, pass: { masked: true } },
} satisfies Picture['statements'][number];
const picture: Picture = {
	...{
		display: 'axis',
		people: 24,
		hands: 0,
		waiting: 0,
		right: [],
		up: [],
		stands: [],
		cells: [],
	},
	...{ groups: [], whyNoGroups: '', axes: null, counted: {}, bridging: [], commonGround: ['a'] },
	statements: [statement, { ...statement, id: 'b' }],
	dividing: [{ statement: 'b', most: 'residents', least: 'others' }],
};

test('what was found is written in sentences, with how many answered', () => {
	expect(sentences(picture, asked)).toEqual([
		'「送迎の担い手がいない」は、地域住民では賛成が多く、その他の立場（まとめて）では少なくなっています（24人）。',
		'「夕方に過ごせる場所が足りない」には、半分より多くの方が賛成しています（24人）。',
	]);
});

test('counts that are not shown are said to be so', () => {
	expect(tallyWords(statement)).toBe('賛成 17人、反対 非公表、わからない 非公表（24人）');
	expect(leaningWords(statement)).toBe('賛成が多い（24人）');
	expect(leaningWords({ seen: { masked: true }, leaning: 'few' })).toBe('少数');
});
