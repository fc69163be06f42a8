import type { DateLocale } from './date-texts.ts';

/** A time of day in Japan, 'HH:MM', 00:00–23:59. */
export type PlainTime = string;

const DIGITAL = /^(午前|午後|AM|PM)?(\d{1,2}):(\d{2})(AM|PM)?$/iu;
const WRITTEN = /^(午前|午後)?(\d{1,2})時(?:(\d{1,2})分?|(半))?$/u;
const COMPACT = /^(\d{2})(\d{2})$/u;

/**
 * Reads 13時30分, 13:30, 1330, 午後1時半, 正午, full-width or not. Undefined when it is no time of
 * day, also for 午前12時, which people use for noon and for midnight.
 */
export function parseTime(text: string): PlainTime | undefined {
	const plain = text
		.normalize('NFKC')
		.replace(/\s+/gu, '')
		.replace(/頃$|ごろ$|ちょうど$/u, '');
	if (plain === '正午') return '12:00';
	const written = WRITTEN.exec(plain);
	if (written) {
		const minutes = written[4] ? 30 : Number(written[3] ?? 0);
		return clockTime(Number(written[2]), minutes, written[1]);
	}
	const digital = DIGITAL.exec(plain);
	if (digital) {
		return clockTime(Number(digital[2]), Number(digital[3]), digital[1] ?? digital[4]);
	}
	const compact = COMPACT.exec(plain);
	return compact ? clockTime(Number(compact[1]), Number(compact[2]), undefined) : undefined;
}

function clockTime(hour: number, minute: number, half: string | undefined): PlainTime | undefined {
	const isAfternoon = half === '午後' || half?.toUpperCase() === 'PM';
	if (half !== undefined && hour > 12) return undefined;
	if (half === '午前' && hour === 12) return undefined;
	const american = half?.toUpperCase() === 'AM' && hour === 12;
	const hours = american ? 0 : isAfternoon && hour < 12 ? hour + 12 : hour;
	if (hours > 23 || minute > 59) return undefined;
	return `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** 13時30分, 15時; やさしい日本語 午後1時30分; English 13:30. */
export function formatTime(time: PlainTime, locale: DateLocale = 'ja'): string {
	if (locale === 'en') return time;
	const hour = Number(time.slice(0, 2));
	const minute = Number(time.slice(3, 5));
	const minutes = minute === 0 ? '' : `${minute}分`;
	if (locale === 'ja') return `${hour}時${minutes}`;
	return `${hour < 12 ? '午前' : '午後'}${hour <= 12 ? hour : hour - 12}時${minutes}`;
}

/** 13時30分～15時, with the FULLWIDTH TILDE Japanese typesetting uses; an open end is 13時30分～. */
export function formatTimeRange(
	from: PlainTime,
	to: PlainTime | undefined,
	locale: DateLocale = 'ja',
): string {
	const start = formatTime(from, locale);
	const end = to === undefined ? '' : formatTime(to, locale);
	if (locale === 'en') return `${start}–${end}`;
	if (locale === 'ja') return `${start}～${end}`;
	return end === '' ? `${start}から` : `${start}から ${end}まで`;
}
