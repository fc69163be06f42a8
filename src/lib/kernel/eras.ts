import type { PlainDate } from './calendar.ts';

export type Era = {
	name: string;
	letter: string;
	/** Gregorian year of its year 1. */
	firstYear: number;
	from: PlainDate;
	/** Last day a date of this era is written; the day of a change belongs to both until Shōwa. */
	to: PlainDate;
};

/**
 * The eras a living person's papers can name, newest first. 明治 starts where Japan took up the
 * Gregorian calendar in its sixth year: earlier dates are lunar and cannot be converted by rule.
 */
export const ERAS: readonly [Era, ...Era[]] = [
	{ name: '令和', letter: 'R', firstYear: 2019, from: '2019-05-01', to: '9999-12-31' },
	{ name: '平成', letter: 'H', firstYear: 1989, from: '1989-01-08', to: '2019-04-30' },
	{ name: '昭和', letter: 'S', firstYear: 1926, from: '1926-12-25', to: '1989-01-07' },
	{ name: '大正', letter: 'T', firstYear: 1912, from: '1912-07-30', to: '1926-12-25' },
	{ name: '明治', letter: 'M', firstYear: 1868, from: '1873-01-01', to: '1912-07-30' },
];

/** By name (令和, also ㋿) or letter (R); undefined for anything else. */
export function eraNamed(text: string): Era | undefined {
	const upper = text.toUpperCase();
	return ERAS.find((era) => era.name === text || era.letter === upper);
}

/** The era of a day, undefined before 1873. */
export function eraOf(date: PlainDate): { era: Era; year: number } | undefined {
	const era = ERAS.find(({ from }) => date >= from);
	return era && { era, year: Number(date.slice(0, 4)) - era.firstYear + 1 };
}

/** 令和元年, 令和5年; 西暦 when the year is before the eras known here. */
export function eraYear(date: PlainDate): string {
	const found = eraOf(date);
	if (!found) return `${Number(date.slice(0, 4))}年`;
	return `${found.era.name}${found.year === 1 ? '元' : found.year}年`;
}
