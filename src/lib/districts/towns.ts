import { kanjiNumbersToDigits } from '../kernel/kanji-numbers.ts';
import { fold } from '../kernel/text.ts';

const kanjiBlock = /[〇一二三四五六七八九十百]+(?=丁目)/gu;
/** 北浜東3-6-12, 北浜東3の6 or 北浜東3番: the first number after a name is its 丁目, if the name has any. */
const shortBlock = /(?<=[^\d\s-])(\d{1,3})(?=-|の\d)/u;

/** A 町丁目 or an address as they are compared: folded, its 丁目 in digits, without spaces (北浜東三丁目 and 北浜東３丁目). */
export function townKey(text: string): string {
	return fold(text.normalize('NFKC').replace(kanjiBlock, kanjiNumbersToDigits)).replaceAll(' ', '');
}

/** An address as 町丁目 are looked for in it: as it is, and with 丁目 where it was left out (北浜東3-6-12). */
export function addressKeys(address: string): string[] {
	const key = townKey(address);
	if (key === '') return [];
	const spelt = key.replace(shortBlock, '$1丁目');
	return spelt === key ? [key] : [key, spelt];
}

const range = /^(.*?)(\d{1,3})(?:丁目)?\s*[~-]\s*(\d{1,3})丁目(.*)$/u;
const mostBlocks = 50;

/**
 * The 町丁目 that one cell of a list names: several are divided by 、 or a line; 北浜東一丁目～三丁目 are three of them, and
 * 「北浜東一丁目、二丁目」 are two. Their names as they are written, with 丁目 in digits where they were counted.
 */
export function townsIn(cell: string): string[] {
	const towns: string[] = [];
	let stem = '';
	const parts = cell
		.split(/[、，,・;\n]+/u)
		.map((part) => part.trim())
		.filter(Boolean);
	for (const part of parts) {
		const counted = part.normalize('NFKC').replace(kanjiBlock, kanjiNumbersToDigits);
		const bare = /^\d{1,3}丁目|^\d{1,3}\s*[~-]/u.test(counted);
		const own = bare ? `${stem}${counted}` : counted;
		stem =
			/^(.*?)\d{1,3}(?:丁目)?\s*(?:[~-].*)?$/u.exec(own.replace(/丁目.*$/u, '丁目'))?.[1] ?? '';
		const [, name = '', first = '', last = '', rest = ''] = range.exec(own) ?? [];
		const blocks = Number(last) - Number(first);
		if (name === '' || blocks < 0 || blocks >= mostBlocks) {
			towns.push(bare ? own : part);
			continue;
		}
		for (let block = Number(first); block <= Number(last); block++)
			towns.push(`${name}${block}丁目${rest}`);
	}
	return [...new Map(towns.map((town) => [townKey(town), town])).values()];
}
