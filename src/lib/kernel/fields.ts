import * as v from 'valibot';
import {
	parseDate,
	parseTime,
	parseVagueDate,
	type PlainDate,
	type PlainTime,
	type VagueDate,
} from './dates.ts';
import { isId } from './ids.ts';
import { isFullWidthKatakana, toKatakana } from './kana.ts';
import { normalisePhone } from './phone.ts';
import { normalisePostalCode } from './postal.ts';
import type { MessageKey } from './refusal.ts';
import { cleanLine, cleanText, graphemeLength } from './text.ts';

/** The building blocks of every form: each takes what a browser sends and says in a text what is wrong. */

const wrong = 'refusal_not_valid' satisfies MessageKey;
const tooLong = 'field_too_long' satisfies MessageKey;

const within = (most: number) => v.check((text: string) => graphemeLength(text) <= most, tooLong);

/** One line of text, at most `most` characters as people count them; may be empty. */
export const line = (most: number) =>
	v.pipe(v.optional(v.string(wrong), ''), v.transform(cleanLine), within(most));

/** One line that must not be empty. */
export const neededLine = (most: number, missing: MessageKey) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.transform(cleanLine),
		v.minLength(1, missing),
		within(most),
	);

/** Several lines of text; may be empty. */
export const lines = (most: number) =>
	v.pipe(v.optional(v.string(wrong), ''), v.transform(cleanText), within(most));

/** Several lines that must not be empty. */
export const neededLines = (most: number, missing: MessageKey) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.transform(cleanText),
		v.minLength(1, missing),
		within(most),
	);

/** フリガナ: the reading in full-width katakana, also typed as hiragana or half-width kana. */
export const neededKana = (most: number, missing: MessageKey) =>
	v.pipe(
		neededLine(most, missing),
		v.transform(toKatakana),
		v.check(isFullWidthKatakana, 'field_kana_wrong' satisfies MessageKey),
	);

/** A record's id. */
export const id = v.pipe(v.string(wrong), v.check(isId, wrong));

/** A record's id from a select field in which something must be chosen. */
export const neededId = (missing: MessageKey) =>
	v.pipe(v.optional(v.string(wrong), ''), v.check(isId, missing));

/** A record's id from a select field with a blank choice; null when blank. */
export const idOrNone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.check((text) => text === '' || isId(text), 'field_choice_unknown' satisfies MessageKey),
	v.transform((text) => text || null),
);

/** Ids from check boxes, each once. */
export const ids = (most: number) =>
	v.pipe(
		v.optional(v.array(id, wrong), []),
		v.maxLength(most, wrong),
		v.transform((list) => [...new Set(list)]),
	);

/** A single check box. */
export const ticked = v.pipe(
	v.optional(v.string(wrong), ''),
	v.transform((text) => text === 'yes'),
);

/** A check box without which nothing is done. */
export const neededTick = (missing: MessageKey) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.check((text) => text === 'yes', missing),
	);

/** One of several choices; `standard` stands for no choice, else `missing` says that there must be one. */
export const oneOf = <const T extends readonly string[]>(
	options: T,
	missing: MessageKey,
	standard?: T[number],
) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.transform((text) => (text === '' && standard !== undefined ? standard : text)),
		v.picklist(options, missing),
	);

/** One of several choices, or none: null. */
export const oneOfOrNone = <const T extends readonly string[]>(options: T) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.transform((text) => text || null),
		v.nullable(v.picklist(options, 'field_choice_unknown' satisfies MessageKey)),
	);

/** Any number of known choices, each once. */
export const someOf = <const T extends readonly string[]>(options: T) =>
	v.pipe(
		v.optional(v.array(v.picklist(options, wrong), wrong), []),
		v.transform((chosen) => [...new Set(chosen)]),
	);

/** A Japanese telephone or FAX number in any spelling, kept in one; may be empty. */
export const phone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		if (cleanLine(dataset.value) === '') return '';
		const result = normalisePhone(dataset.value);
		if (result.ok) return result.phone;
		addIssue({ message: 'field_phone_wrong' satisfies MessageKey });
		return NEVER;
	}),
);

/** A postal code in any spelling, kept as 000-0000; may be empty. */
export const postalCode = v.pipe(
	v.optional(v.string(wrong), ''),
	v.rawTransform(({ dataset, addIssue, NEVER }) => {
		if (cleanLine(dataset.value) === '') return '';
		const result = normalisePostalCode(dataset.value);
		if (result.ok) return result.postalCode;
		addIssue({ message: 'field_postal_code_wrong' satisfies MessageKey });
		return NEVER;
	}),
);

/** One address, never a list; two dots in a row are allowed, as old addresses of mobile phones have them. */
const mailAddress = /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z\d][a-z\d-]*\.)+[a-z][a-z\d-]*[a-z\d]$/i;

/** A mail address, full-width letters too; may be empty. */
export const email = v.pipe(
	v.optional(v.string(wrong), ''),
	v.transform((text) => cleanLine(text).normalize('NFKC').replace(/\s/gu, '')),
	v.check(
		(text) => text === '' || (text.length <= 254 && mailAddress.test(text)),
		'field_email_wrong' satisfies MessageKey,
	),
);

/** A web address that begins with https:// or http://; may be empty. */
export const webAddress = v.pipe(
	v.optional(v.string(wrong), ''),
	v.transform(cleanLine),
	v.check(
		(text) =>
			text === '' ||
			(text.length <= 500 && /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text)),
		'field_url_wrong' satisfies MessageKey,
	),
);

/** A date in either calendar; null when empty. */
export const dateOrNone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.rawTransform(({ dataset, addIssue, NEVER }): PlainDate | null => {
		if (cleanLine(dataset.value) === '') return null;
		const date = parseDate(dataset.value);
		if (date) return date;
		addIssue({ message: 'field_date_wrong' satisfies MessageKey });
		return NEVER;
	}),
);

/** A date in either calendar that must be given. */
export const neededDate = (missing: MessageKey) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.rawTransform(({ dataset, addIssue, NEVER }): PlainDate => {
			const date = parseDate(dataset.value);
			if (date) return date;
			const empty = cleanLine(dataset.value) === '';
			addIssue({ message: empty ? missing : ('field_date_wrong' satisfies MessageKey) });
			return NEVER;
		}),
	);

/** A time of day in any spelling; null when empty. */
export const timeOrNone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.rawTransform(({ dataset, addIssue, NEVER }): PlainTime | null => {
		if (cleanLine(dataset.value) === '') return null;
		const time = parseTime(dataset.value);
		if (time) return time;
		addIssue({ message: 'field_time_wrong' satisfies MessageKey });
		return NEVER;
	}),
);

/** 令和8年12月頃, 12月8日, 未定: a date as precisely as it is known; must be given. */
export const neededVagueDate = (missing: MessageKey) =>
	v.pipe(
		neededLine(60, missing),
		v.transform((text): VagueDate => parseVagueDate(text)),
	);

/** A whole number as people type it (12人, 1,200, full-width digits), within bounds; null when empty. */
export const countOrNone = (
	most: number,
	{ least = 0, message = 'field_number_wrong' }: { least?: number; message?: MessageKey } = {},
) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.rawTransform(({ dataset, addIssue, NEVER }): number | null => {
			const text = dataset.value.normalize('NFKC').replace(/[,、\s人名分回第]/gu, '');
			if (text === '') return null;
			const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
			if (number >= least && number <= most) return number;
			addIssue({ message });
			return NEVER;
		}),
	);

/** A whole number that must be given. */
export const neededCount = (least: number, most: number, message: MessageKey) =>
	v.pipe(countOrNone(most, { least, message }), v.number(message));

/** The number of a version that was on the page, so that nobody confirms what they did not read. */
export const version = v.pipe(v.string(wrong), v.regex(/^\d{1,9}$/, wrong), v.transform(Number));

/** Uploaded files, as the request brings them. */
export const uploads = (
	most: number,
	tooMany: MessageKey = 'field_too_many_files' satisfies MessageKey,
) =>
	v.pipe(
		v.optional(v.array(v.object({ name: v.string(), content: v.instance(Uint8Array) }), wrong), []),
		v.maxLength(most, tooMany),
	);
