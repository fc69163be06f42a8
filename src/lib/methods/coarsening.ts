import { eraNamed } from '../kernel/eras.ts';
import { kanjiNumbersToDigits } from '../kernel/kanji-numbers.ts';
import type { Mark } from './mark.ts';
import { plainShape } from './plain-shape.ts';

/**
 * A wording that says as much as a group needs and no more: 82歳 → 80代, 6月3日 → 6月上旬. Empty
 * when nothing is needed (phones, e-mails, postal codes). A suggestion: a person accepts it.
 */
export function coarsen({ kind, text }: Pick<Mark, 'kind' | 'text'>): string {
	const plain = kanjiNumbersToDigits(plainShape(text).plain);
	switch (kind) {
		case 'phone':
		case 'email':
		case 'postal':
			return '';
		case 'age':
			return coarseAge(plain);
		case 'date':
			return coarseDate(plain);
		case 'address':
			return coarseAddress(plain);
		case 'building':
			return /ビル/u.test(plain) ? 'ビル' : '集合住宅';
		case 'organisation':
			return coarseOrganisation(plain);
		case 'name':
			return coarseName(plain);
	}
}

function coarseAge(plain: string): string {
	const school = /^(?:小|中|高|大)/u.exec(plain)?.[0];
	if (school) return { 小: '小学生', 中: '中学生', 高: '高校生', 大: '大学生' }[school] ?? '';
	if (/^[1-6]年生$/u.test(plain.replace(/^の/u, ''))) return '児童・生徒';
	if (plain.startsWith('生後')) return '乳児';
	if (/生まれ|生れ|うまれ/u.test(plain)) return '';
	const age = Number(/\d+/u.exec(plain)?.[0]);
	if (age >= 90) return '90代以上';
	if (age >= 10) return `${Math.floor(age / 10) * 10}代`;
	return age < 6 ? '幼児' : '小学生くらい';
}

function coarseDate(plain: string): string {
	const written = /^(?<year>.*?年)?.*?(?<month>\d{1,2})月(?<day>\d{1,2})日/u.exec(plain)?.groups;
	if (written) {
		return `${written['year'] ?? ''}${Number(written['month'])}月${partOf(Number(written['day']))}`;
	}
	const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(plain);
	const [, year, month, day] =
		compact ?? /^(?:(.+?)[./-])?(\d{1,2})[./-](\d{1,2})/u.exec(plain) ?? [];
	if (month === undefined) return /^.月/u.exec(plain)?.[0] ?? '';
	return `${coarseYear(year)}${Number(month)}月${partOf(Number(day))}`;
}

/** R5 → 令和5年, 2023 → 2023年. */
function coarseYear(year: string | undefined): string {
	if (year === undefined) return '';
	const letter = /^[MTSHR]/iu.exec(year)?.[0] ?? '';
	return `${eraNamed(letter)?.name ?? letter}${year.slice(letter.length).replace(/^\./u, '')}年`;
}

function partOf(day: number): string {
	return day <= 10 ? '上旬' : day <= 20 ? '中旬' : '下旬';
}

function coarseAddress(plain: string): string {
	const municipality = /^(?:.{2,3}[都道府県])?.{1,6}?[市区町村](?=\p{Script=Han})/u.exec(
		plain,
	)?.[0];
	return municipality ? `${municipality}内` : '地域内';
}

function coarseOrganisation(plain: string): string {
	const type =
		/小学校|中学校|高等学校|高校|支援学校|大学|幼稚園|保育園|保育所|こども園|学童|児童館|病院|医院|クリニック|診療所|薬局|作業所|町会|自治会|公園|商店|工場|郵便局|銀行|会社/u.exec(
			plain,
		)?.[0];
	if (type === '医院' || type === 'クリニック') return '診療所';
	return type ?? 'ある団体';
}

function coarseName(plain: string): string {
	if (/(?:ちゃん|くん|君)$/u.test(plain)) return 'ある子ども';
	if (plain.endsWith('先生')) return 'ある先生';
	if (/(?:夫妻|ご夫婦)$/u.test(plain)) return 'ある夫婦';
	return /[家宅]$/u.test(plain) ? 'ある世帯' : 'ある方';
}
