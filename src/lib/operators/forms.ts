import * as v from 'valibot';
import { normaliseMunicipalityCode } from '../kernel/municipality-code.ts';
import { normalisePhone } from '../kernel/phone.ts';
import { normalisePostalCode } from '../kernel/postal.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, cleanText } from '../kernel/text.ts';
import { installationPaths, legalKinds } from './rules.ts';

function line(most: number) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform(cleanLine),
		v.maxLength(most, 'operators_text_too_long' satisfies MessageKey),
	);
}

function requiredLine(most: number, missing: MessageKey) {
	return v.pipe(line(most), v.minLength(1, missing));
}

function text(most: number) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform(cleanText),
		v.maxLength(most, 'operators_text_too_long' satisfies MessageKey),
	);
}

function phoneOf(typed: string): string {
	const read = normalisePhone(typed);
	return read.ok ? read.phone : '';
}

function isPhoneOrEmpty(typed: string): boolean {
	return typed === '' || normalisePhone(typed).ok;
}

const telephone = v.pipe(
	requiredLine(40, 'operators_telephone_missing'),
	v.check(isPhoneOrEmpty, 'operators_telephone_wrong' satisfies MessageKey),
	v.transform(phoneOf),
);
const fax = v.pipe(
	line(40),
	v.check(isPhoneOrEmpty, 'operators_telephone_wrong' satisfies MessageKey),
	v.transform(phoneOf),
);

const postalCode = v.pipe(
	line(20),
	v.check(
		(typed) => typed === '' || normalisePostalCode(typed).ok,
		'operators_postal_wrong' satisfies MessageKey,
	),
	v.transform((typed) => {
		const read = normalisePostalCode(typed);
		return read.ok ? read.postalCode : '';
	}),
);

const email = v.pipe(
	line(200),
	v.transform((typed) => typed.normalize('NFKC')),
	v.check(
		(typed) => typed === '' || v.is(v.pipe(v.string(), v.email()), typed),
		'operators_email_wrong' satisfies MessageKey,
	),
);

function whole(least: number, most: number, wrong: MessageKey) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform((typed) => typed.normalize('NFKC').trim()),
		v.regex(/^\d{1,3}$/, wrong),
		v.transform(Number),
		v.minValue(least, wrong),
		v.maxValue(most, wrong),
	);
}

/** What everybody may know of an operator. */
const publicFields = {
	name: requiredLine(100, 'operators_name_missing'),
	nameKana: requiredLine(100, 'operators_kana_missing'),
	shortName: line(40),
	legalKind: v.pipe(
		v.optional(v.string(), ''),
		v.picklist(legalKinds, 'operators_legal_kind_missing' satisfies MessageKey),
	),
	telephone,
	fax,
	email,
	consultationHours: line(200),
	postalCode,
	address: line(200),
	welcome: text(600),
};

export const operatorForm = v.object({
	...publicFields,
	requiresSecondFactor: v.optional(v.literal('yes')),
	maskedBelow: whole(3, 20, 'operators_masked_below_wrong'),
	concernsNeeded: whole(1, 20, 'operators_concerns_needed_wrong'),
});

/** The short name in the address; five or six digits of the 全国地方公共団体コード, the sixth is checked or added. */
export const foundingFields = {
	...publicFields,
	slug: v.pipe(
		line(40),
		v.transform((typed) => typed.normalize('NFKC').toLowerCase()),
		v.regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/, 'operators_slug_wrong' satisfies MessageKey),
		v.check((typed) => !installationPaths.has(typed), 'operators_slug_taken' satisfies MessageKey),
	),
	municipalityCode: v.pipe(
		line(20),
		v.check(
			(typed) => normaliseMunicipalityCode(typed) !== undefined,
			'operators_code_wrong' satisfies MessageKey,
		),
		v.transform((typed) => normaliseMunicipalityCode(typed) ?? ''),
	),
};
