import { describe, expect, test } from 'vitest';
import { addressKeys, townKey, townsIn } from './towns.ts';

describe('a 町丁目 is found in an address, however both are written', () => {
	const isIn = (address: string, town: string) =>
		addressKeys(address).some((key) => key.includes(townKey(town)));
	test.each([
		['蒼浜区北浜東三丁目6番12号', '北浜東３丁目'],
		['蒼浜区北浜東3-6-12', '北浜東三丁目'],
		['蒼浜区北浜東３－６－１２', '北浜東三丁目'],
		['蒼浜区 北浜東 3の6', '北浜東三丁目'],
		['蒼浜区髙砂十二丁目1-1', '高砂12丁目'],
		['蒼浜区本町5-1', '本町'],
	])('%s: %s', (address, town) => expect(isIn(address, town)).toBe(true));
	test.each([
		['蒼浜区北浜東13-6-12', '北浜東三丁目'],
		['蒼浜区北浜東6-3-12', '北浜東三丁目'],
		['蒼浜区北浜西3-6', '北浜東三丁目'],
		['', '本町'],
	])('%s: not %s', (address, town) => expect(isIn(address, town)).toBe(false));
});

test.each([
	['北浜東三丁目', ['北浜東三丁目']],
	['北浜東一丁目、南浜', ['北浜東一丁目', '南浜']],
	['北浜東一丁目～三丁目', ['北浜東1丁目', '北浜東2丁目', '北浜東3丁目']],
	['北浜東1～2丁目\n南浜', ['北浜東1丁目', '北浜東2丁目', '南浜']],
	['北浜東一丁目、二丁目', ['北浜東一丁目', '北浜東2丁目']],
	['本町・本町', ['本町']],
	['三丁目', ['3丁目']],
	['北浜東九丁目～一丁目', ['北浜東九丁目～一丁目']],
	['　', []],
])('%s names %j', (cell, towns) => expect(townsIn(cell)).toEqual(towns));
