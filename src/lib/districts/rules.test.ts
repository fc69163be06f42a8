import { expect, test } from 'vitest';
import { byPartition, isValidOn, typedAreas, type Area } from './rules.ts';

test.each([
	['北浜東', [{ name: '北浜東', nameKana: '' }]],
	['北浜東（きたはまひがし）', [{ name: '北浜東', nameKana: 'きたはまひがし' }]],
	['北浜東(キタハマヒガシ)', [{ name: '北浜東', nameKana: 'キタハマヒガシ' }]],
	['北浜東　きたはまひがし', [{ name: '北浜東', nameKana: 'きたはまひがし' }]],
	['北浜東、きたはまひがし', [{ name: '北浜東', nameKana: 'きたはまひがし' }]],
	['サンハイツ 自治会', [{ name: 'サンハイツ 自治会', nameKana: '' }]],
	[
		'本町\n\n  橋詰 \n本町',
		[
			{ name: '本町', nameKana: '' },
			{ name: '橋詰', nameKana: '' },
		],
	],
	['', []],
])('%j is read as a list of areas', (text, expected) => {
	expect(typedAreas(text)).toEqual(expected);
});

test('the last day of an area is the day before its end', () => {
	const span = { validFrom: '2020-04-01', validUntil: '2024-04-01' };
	expect(isValidOn(span, '2024-03-31')).toBe(true);
	expect(isValidOn(span, '2024-04-01')).toBe(false);
	expect(isValidOn({ ...span, validUntil: null }, '2030-01-01')).toBe(true);
	expect(isValidOn(span, '2020-03-31')).toBe(false);
});

test('areas are grouped by partition in the given order', () => {
	const area = (name: string, partitionName: string): Area => ({
		...{
			id: name,
			name,
			nameKana: name,
			partitionId: partitionName,
			partitionName,
			kind: 'ground',
		},
	});
	const groups = byPartition([
		area('あ', '生活圏域'),
		area('い', '出張所管内'),
		area('う', '生活圏域'),
	]);
	expect(groups.map(({ partition, areas }) => [partition, areas.map(({ name }) => name)])).toEqual([
		['生活圏域', ['あ', 'う']],
		['出張所管内', ['い']],
	]);
});
