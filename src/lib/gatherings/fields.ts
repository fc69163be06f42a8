/** The fields that several forms of this room share. Every message is the key of a text. */
import * as v from 'valibot';
import {
	formatTime,
	parseDate,
	parseTime,
	parseVagueDate,
	type PlainDate,
	type PlainTime,
	type VagueDate,
} from '../kernel/dates.ts';
import { isId } from '../kernel/ids.ts';
import { normalisePhone } from '../kernel/phone.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, cleanText } from '../kernel/text.ts';

const tooLong = 'gatherings_too_long' satisfies MessageKey;

export const id = v.pipe(v.string(), v.check(isId, 'refusal_not_valid' satisfies MessageKey));

/** One line that may be empty. */
export function line(longest: number) {
	return v.optional(v.pipe(v.string(), v.transform(cleanLine), v.maxLength(longest, tooLong)), '');
}

/** Several lines that may be empty. */
export function text(longest: number) {
	return v.optional(v.pipe(v.string(), v.transform(cleanText), v.maxLength(longest, tooLong)), '');
}

export function requiredLine(longest: number, missing: MessageKey) {
	return v.pipe(
		v.string(missing),
		v.transform(cleanLine),
		v.minLength(1, missing),
		v.maxLength(longest, tooLong),
	);
}

export function requiredText(longest: number, missing: MessageKey) {
	return v.pipe(
		v.string(missing),
		v.transform(cleanText),
		v.minLength(1, missing),
		v.maxLength(longest, tooLong),
	);
}

export function oneOf<const Options extends readonly [string, ...string[]] | readonly string[]>(
	options: Options,
	missing: MessageKey,
) {
	return v.picklist(options, missing);
}

/** A choice that may stay empty. */
export function maybeOneOf<const Options extends readonly string[]>(options: Options) {
	return v.optional(
		v.pipe(
			v.union([v.literal(''), v.picklist(options)], 'refusal_not_valid' satisfies MessageKey),
			v.transform((value): Options[number] | null => (value === '' ? null : value)),
		),
		'',
	);
}

export const maybeId = v.optional(
	v.pipe(
		v.string(),
		v.check((value) => value === '' || isId(value), 'refusal_not_valid' satisfies MessageKey),
		v.transform((value) => value || null),
	),
	'',
);

export const ids = v.optional(
	v.pipe(
		v.array(id),
		v.maxLength(200, tooLong),
		v.transform((list) => [...new Set(list)]),
	),
	[],
);

export const ticked = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => value === 'yes'),
	),
	'',
);

/** A whole number as people type it, full-width too; empty is null. */
export function maybeNumber(least: number, most: number, wrong: MessageKey) {
	return v.optional(
		v.pipe(
			v.string(),
			v.transform((value) => value.normalize('NFKC').replace(/[\s,、人名分回第]/gu, '')),
			v.check(
				(value) =>
					value === '' ||
					(/^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most),
				wrong,
			),
			v.transform((value) => (value === '' ? null : Number(value))),
		),
		'',
	);
}

const missingDate = 'gatherings_date_wrong' satisfies MessageKey;

/** A day in any spelling. */
export const day = v.pipe(
	v.string(missingDate),
	v.transform((value) => parseDate(value)),
	v.check((value): value is PlainDate => value !== undefined, missingDate),
	v.transform((value) => value ?? ''),
);

export const maybeDay = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => (value.trim() === '' ? null : (parseDate(value) ?? undefined))),
		v.check((value) => value !== undefined, missingDate),
		v.transform((value): PlainDate | null => value ?? null),
	),
	'',
);

/** 令和8年12月頃, 12月8日, 未定: kept as precisely as it is known. */
export const vague = v.pipe(
	v.string('gatherings_when_missing' satisfies MessageKey),
	v.transform(cleanLine),
	v.minLength(1, 'gatherings_when_missing' satisfies MessageKey),
	v.maxLength(60, tooLong),
	v.transform((value): VagueDate => parseVagueDate(value)),
);

export const maybeTime = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => (value.trim() === '' ? null : (parseTime(value) ?? undefined))),
		v.check((value) => value !== undefined, 'gatherings_time_wrong' satisfies MessageKey),
		v.transform((value): PlainTime | null => value ?? null),
	),
	'',
);

/** A telephone or FAX number in any spelling, or nothing. */
export const maybePhone = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => {
			if (value.trim() === '') return '';
			const read = normalisePhone(value);
			return read.ok ? read.phone : undefined;
		}),
		v.check((value) => value !== undefined, 'gatherings_telephone_wrong' satisfies MessageKey),
		v.transform((value) => value ?? ''),
	),
	'',
);

export const maybeEmail = v.optional(
	v.pipe(
		v.string(),
		v.transform((value) => value.normalize('NFKC').trim()),
		v.maxLength(200, tooLong),
		v.check(
			(value) => value === '' || v.is(v.pipe(v.string(), v.email()), value),
			'gatherings_email_wrong' satisfies MessageKey,
		),
	),
	'',
);

/** A stored time as a field shows it. */
export function timeText(time: PlainTime | null): string {
	return time ? formatTime(time) : '';
}

/** Rows of a table in a form: every column comes as a list, and the lists belong together by place. */
export const column = v.optional(v.pipe(v.array(v.string()), v.maxLength(300, tooLong)), []);
