import * as v from 'valibot';
import { parseDate, type PlainDate } from './dates.ts';
import { isId } from './ids.ts';
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

/** A record's id. */
export const id = v.pipe(v.string(wrong), v.check(isId, wrong));

/** A record's id from a select field with a blank choice; null when blank. */
export const idOrNone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.check((text) => text === '' || isId(text), wrong),
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

/** A mail address; may be empty. */
export const email = v.pipe(
	v.optional(v.string(wrong), ''),
	v.transform(cleanLine),
	v.check(
		(text) =>
			text === '' || (text.length <= 254 && /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text)),
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

/** A whole number of things or people, full-width digits too; null when empty. */
export const countOrNone = (most: number) =>
	v.pipe(
		v.optional(v.string(wrong), ''),
		v.rawTransform(({ dataset, addIssue, NEVER }): number | null => {
			const text = dataset.value.normalize('NFKC').replace(/[,\s]/g, '');
			if (text === '') return null;
			const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
			if (number <= most) return number;
			addIssue({ message: 'field_number_wrong' satisfies MessageKey });
			return NEVER;
		}),
	);
