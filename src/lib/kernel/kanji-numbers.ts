const DIGITS = '〇一二三四五六七八九';
const NUMBER = /[〇一二三四五六七八九十百]+/gu;

/** 八十二 → 82, 二〇二三 → 2023. Undefined when the numerals make no number below 10,000. */
export function kanjiNumber(text: string): number | undefined {
	if (/^[〇一二三四五六七八九]{1,4}$/u.test(text)) {
		return Number([...text].map((char) => DIGITS.indexOf(char)).join(''));
	}
	const match =
		/^(?:([二三四五六七八九])?百)?(?:([二三四五六七八九])?十)?([一二三四五六七八九])?$/u.exec(text);
	if (!match || text === '') return undefined;
	const place = (char: string | undefined) => (char ? DIGITS.indexOf(char) : 1);
	const hundreds = text.includes('百') ? place(match[1]) * 100 : 0;
	const tens = text.includes('十') ? place(match[2]) * 10 : 0;
	return hundreds + tens + (match[3] ? DIGITS.indexOf(match[3]) : 0);
}

/** Every number written in kanji becomes digits: 令和五年七月十四日 → 令和5年7月14日. */
export function kanjiNumbersToDigits(text: string): string {
	return text.replace(NUMBER, (number) => String(kanjiNumber(number) ?? number));
}
