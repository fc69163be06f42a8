import { areaCodeLength } from './phone-areas.ts';

/** Japanese with hyphens ('088-621-2913'), short ('119', '#7119') or foreign ('+1-212-555-0100'). */
export type Phone = string;
export type PhoneResult = { ok: true; phone: Phone } | { ok: false };

const WORDS = /^(?:(?:TEL|FAX|PHONE|電話番号|電話|携帯|自宅)[:.]?)+|\((?:代表?|直通?)\)$|代表$/giu;
/** Police, coast guard, fire, disaster message, consumer, child-abuse lines; #7119 and the like. */
const SHORT = /^(?:110|118|119|171|188|189|#\d{4})$/u;
const FIXED_GROUPS = /^0(?:120|570|990)/u;
/** Mobile, IP and pager numbers. Not 030: 03 is Tokyo, and the demo region's exchanges begin with 0 because no real one does. */
const ELEVEN_DIGITS = /^0(?:[256789]0|800)/u;

/**
 * One spelling for every way a number is typed: full width, （088）621－2913, spaces, long-vowel
 * marks for hyphens (088ー621ー2913), +81. Hyphens as typed are kept; without them the number is
 * grouped by its area code. Not ok when digits are missing, as in a number without area code.
 */
export function normalisePhone(text: string): PhoneResult {
	const plain = plainPhone(text);
	if (SHORT.test(plain)) return { ok: true, phone: plain };
	if (plain.startsWith('+') && !plain.startsWith('+81')) return foreignPhone(plain);
	const national = plain.replace(/^\+81-?(?:\(0\)|0)?-?/u, '0').replace(/[()]/gu, '-');
	const groups = national.split('-').filter((group) => group !== '');
	const digits = groups.join('');
	if (!/^0[1-9]\d{7,9}$/u.test(digits)) return { ok: false };
	if (digits.length !== (ELEVEN_DIGITS.test(digits) ? 11 : 10)) return { ok: false };
	return { ok: true, phone: isGrouped(groups) ? groups.join('-') : groupPhone(digits, groups) };
}

function plainPhone(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, '')
		.trim()
		.replace(/[‐‑‒–—―−─ー~〜]/gu, '-')
		.replace(/(\d)[\s.・]+(?=[\d(])/gu, '$1-')
		.replace(/\s+/gu, '')
		.replace(WORDS, '');
}

function foreignPhone(plain: string): PhoneResult {
	const groups = plain
		.slice(1)
		.split(/[-()]+/u)
		.filter((group) => group !== '');
	const isNumber = /^[1-9]\d{7,14}$/u.test(groups.join(''));
	return isNumber ? { ok: true, phone: `+${groups.join('-')}` } : { ok: false };
}

/** Landlines keep three typed groups; mobile and free-call numbers have one grouping only. */
function isGrouped(groups: readonly string[]): boolean {
	const [area = '', local = '', line = ''] = groups;
	if (groups.length !== 3 || FIXED_GROUPS.test(area) || area.length + local.length > 6)
		return false;
	return area.length >= 2 && local.length >= 1 && line.length === 4;
}

function groupPhone(digits: string, typed: readonly string[]): Phone {
	const typedArea = typed.length === 2 ? (typed[0] ?? '').length : 0;
	const isArea = typedArea >= 2 && typedArea <= 5 && digits.length === 10;
	const area = isArea && !FIXED_GROUPS.test(digits) ? typedArea : areaCodeLength(digits);
	const line = FIXED_GROUPS.test(digits) ? 3 : 4;
	return [digits.slice(0, area), digits.slice(area, -line), digits.slice(-line)].join('-');
}

/** The digits alone: two spellings of one number compare equal (0886-21-2913 = 088-621-2913). */
export function phoneDigits(phone: Phone): string {
	return phone.replace(/[^\d+#]/gu, '');
}

/** A link that dials: national digits, because 0120 and 0570 cannot be reached through +81. */
export function phoneHref(phone: Phone): string {
	return `tel:${phoneDigits(phone).replace('#', '%23')}`;
}
