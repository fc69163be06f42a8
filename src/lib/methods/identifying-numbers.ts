import { rangesOf } from './mark.ts';
import type { Range } from './mark.ts';

const KANJI_DIGIT = '[〇零一二三四五六七八九]';
const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九十〇]{1,4})';
const NO_DIGIT_BEFORE = '(?<![\\d.,-])';

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*|(?<![\w.])@[A-Za-z]\w{2,}/gu;
const LINE_ID =
	/(?:LINE|ライン|Instagram|インスタ|X|Twitter)\s?(?:ID|アカウント)\s?(?:は|:)?\s?(?<mark>[\w.@-]{3,})/giu;

export function emails(plain: string): Range[] {
	return [...rangesOf(plain, EMAIL), ...rangesOf(plain, LINE_ID)];
}

const PHONE =
	/(?:\+81[-\s]?(?:\(0\))?|(?<![\d.,-])(?:\((?=0\d{1,4}\)))?0)\d{1,4}\)?[-\s.(・/]{0,2}\d{1,4}[-\s.)・/]{0,2}\d{3,4}(?!\d)/gu;
const LABELLED_PHONE =
	/(?:電話|携帯|TEL|FAX|ファックス|ファクス|℡|☎)(?:番号)?\s?(?:は|:|が)?\s?(?<mark>\d{2,4}-\d{4}|\d{6,8})(?!\d)/giu;
const KANJI_PHONE = new RegExp(
	`[〇零]${KANJI_DIGIT}{1,3}[-・\\s の]?${KANJI_DIGIT}{1,4}[-・\\s の]?${KANJI_DIGIT}{3,4}`,
	'gu',
);

/** Numbers of ten or eleven digits in any spelling; shorter ones when a word says 電話. */
export function phones(plain: string): Range[] {
	const found = rangesOf(plain, PHONE).filter(({ start, end }) => {
		const digits = plain
			.slice(start, end)
			.replace(/^\+81|\D/gu, '')
			.replace(/\D/gu, '');
		return digits.length >= 9 && digits.length <= 11;
	});
	return [...found, ...rangesOf(plain, LABELLED_PHONE), ...rangesOf(plain, KANJI_PHONE)];
}

const POSTAL =
	/〒\s?\d{3}-?\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])|郵便番号\s?(?:は|:)?\s?(?<mark>\d{7})(?!\d)/gu;

export function postalCodes(plain: string): Range[] {
	return rangesOf(plain, POSTAL);
}

const ERA_YEAR = `(?:(?:明治|大正|昭和|平成|令和)\\s?(?:元|${NUMBER})|(?<![A-Za-z])[MTSHR]\\.?(?:元|\\d{1,2}))`;
const YEAR = `(?:${ERA_YEAR}|\\d{4}|今|昨|去|来|本|一昨|翌)`;
const WEEKDAY = '(?:\\s?\\(?[日月火水木金土](?:・祝)?(?:曜日?\\)?|\\)))?';
const TIME =
	'(?:\\s?の?(?:午前|午後|朝|夜|夕方)?\\s?\\d{1,2}(?::\\d{2}|時(?:\\d{1,2}分|半)?)(?:頃|ごろ)?)?';
const WRITTEN_DAY = `${NUMBER}月${NUMBER}日(?!間)`;
const DATES = [
	`(?:${YEAR}年(?:\\s?度)?[のに]?\\s?)?${WRITTEN_DAY}${WEEKDAY}${TIME}`,
	`${NO_DIGIT_BEFORE}${ERA_YEAR}[./-]\\d{1,2}[./-]\\d{1,2}(?!\\d)${WEEKDAY}${TIME}`,
	`${NO_DIGIT_BEFORE}\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}(?![\\d-])${WEEKDAY}${TIME}`,
	`${NO_DIGIT_BEFORE}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?!\\d)`,
	`(?<![\\d.,/-])(?:1[0-2]|0?[1-9])/(?:3[01]|[12]\\d|0?[1-9])(?![\\d/]|の[人方世家参回住者]|程度|以上|ほど)${WEEKDAY}${TIME}`,
	`(?:今月|先月|来月|同月|翌月)の?${NUMBER}日(?!間)${WEEKDAY}${TIME}`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** Exact days. Months, 上旬, 年度 and 10日間 are coarse enough. */
export function dates(plain: string): Range[] {
	return DATES.flatMap((pattern) => rangesOf(plain, pattern));
}

const AGES = [
	'(?:満|数え(?:年)?で?)?(?:(?<![\\d.,-])\\d{1,3}|[一二三四五六七八九十百]{1,4})\\s?(?:歳|才|さい)(?:\\d{1,2}か月)?(?!代|以上|以下|未満|超|を超|前後|くらい|ぐらい|児健|児検|児クラス|月)',
	'(?<=さん|様|氏|くん|ちゃん|君|男性|女性|[母父夫妻姉妹兄弟娘子])\\(\\d{1,3}\\)',
	'生後\\d{1,2}(?:か|ヶ|カ|ケ|箇)月',
	'(?:(?:小学校?|中学校?|高校|高等学校|大学)の?)?[1-6一二三四五六]年生',
	'(?:小学校?|中学校?|高校|高等学校|大学)の?[1-6一二三四五六]年(?![度間前後])',
	'(?<!\\p{Script=Han})(?:小[1-6]|中[1-3]|高[1-3])(?!\\d|時|月|日|年度|校|学)',
	`(?:${YEAR}年|${NUMBER}年)(?:\\d{1,2}月(?:\\d{1,2}日)?)?(?:生まれ|生れ|うまれ)`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** Exact ages, school years and years of birth. 80代 and 65歳以上 are coarse enough. */
export function ages(plain: string): Range[] {
	return AGES.flatMap((pattern) => rangesOf(plain, pattern));
}
