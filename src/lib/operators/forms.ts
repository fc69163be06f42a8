import * as v from 'valibot';
import {
	email,
	line,
	lines,
	neededCount,
	neededLine,
	oneOf,
	phone,
	postalCode,
	ticked,
} from '../kernel/fields.ts';
import { normaliseMunicipalityCode } from '../kernel/municipality-code.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { installationPaths, legalKinds } from './rules.ts';

/** What everybody may know of an operator. */
const publicFields = {
	name: neededLine(100, 'operators_name_missing'),
	nameKana: neededLine(100, 'operators_kana_missing'),
	shortName: line(40),
	legalKind: oneOf(legalKinds, 'operators_legal_kind_missing'),
	telephone: v.pipe(phone, v.minLength(1, 'operators_telephone_missing' satisfies MessageKey)),
	fax: phone,
	email,
	consultationHours: line(200),
	postalCode,
	address: line(200),
	welcome: lines(600),
};

export const operatorForm = v.object({
	...publicFields,
	requiresSecondFactor: ticked,
	maskedBelow: neededCount(3, 20, 'operators_masked_below_wrong'),
	concernsNeeded: neededCount(1, 20, 'operators_concerns_needed_wrong'),
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
