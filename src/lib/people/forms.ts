import * as v from 'valibot';
import { optionalPartition } from '../districts/forms.ts';
import { foundingFields } from '../operators/forms.ts';
import { roles } from '../kernel/actor.ts';
import {
	dateOrNone,
	email as mailAddress,
	id,
	line,
	lines,
	neededId,
	neededLine,
	neededTick,
	oneOf,
	phone,
	ticked,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { isEasyPassword, plainCode, ties } from './rules.ts';

/** Empty is null: no address, no number. */
const emptyToNull = v.transform((text: string) => text || null);

/** By its address a login finds its person: one spelling, and only what the sign-in takes. */
const loginAddress = v.pipe(
	mailAddress,
	v.transform((text) => text.toLowerCase()),
	v.check(
		(text) => text === '' || v.is(v.pipe(v.string(), v.email()), text),
		'field_email_wrong' satisfies MessageKey,
	),
);
const email = v.pipe(loginAddress, emptyToNull);
const neededEmail = v.pipe(
	loginAddress,
	v.minLength(1, 'people_email_missing' satisfies MessageKey),
);
const telephone = v.pipe(phone, emptyToNull);

/** What is kept about a person. */
const particulars = {
	name: neededLine(100, 'people_name_missing'),
	nameKana: line(100),
	calledName: line(50),
	email,
	telephone,
	fax: telephone,
	tie: oneOf(ties, 'people_tie_missing'),
	contactWish: lines(500),
};

export const registerForm = v.object(particulars);
export const editForm = v.object({ id, ...particulars });
export const ownForm = v.object(particulars);
export const personForm = v.object({ id });
/** 退会 ends roles at once: it is not done by a press alone. */
export const leaveForm = v.object({
	id,
	sure: neededTick('people_leave_tick_missing'),
});

export const joinForm = v.object({
	name: particulars.name,
	nameKana: particulars.nameKana,
	tie: particulars.tie,
});

export const grantForm = v.object({
	id,
	role: oneOf(roles, 'people_role_missing'),
	/** `operator`, or a kind with an id: `area:…`. */
	scope: v.pipe(
		v.optional(v.string(), ''),
		v.regex(
			/^(operator|(area|forum|session|platform):[0-9a-f-]{36})$/,
			'people_scope_missing' satisfies MessageKey,
		),
		v.transform((text) => {
			const [kind = 'operator', scopeId] = text.split(':');
			return { kind, id: scopeId ?? null };
		}),
	),
	validUntil: dateOrNone,
});

export const endGrantForm = v.object({ id, grantId: id });

export const representForm = v.object({
	id,
	organisationId: neededId('people_organisation_missing'),
	validUntil: dateOrNone,
});

export const endRepresentationForm = v.object({ id, representationId: id });

/** Compared as it is typed, apart from the width of letters. */
const typedPassword = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text.normalize('NFKC')),
	v.maxLength(128, 'people_password_too_long' satisfies MessageKey),
);

export const signInForm = v.object({
	login: neededLine(200, 'people_login_missing'),
	password: v.pipe(typedPassword, v.minLength(1, 'people_password_missing' satisfies MessageKey)),
});

export const emailForm = v.object({ email: neededEmail });

export const codeForm = v.object({
	code: v.pipe(
		v.optional(v.string(), ''),
		v.transform(plainCode),
		v.length(6, 'people_code_wrong_length' satisfies MessageKey),
	),
});

export const backupCodeForm = v.object({
	backup: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => text.normalize('NFKC').replace(/[^0-9A-Za-z-]/gu, '')),
		v.minLength(5, 'people_backup_missing' satisfies MessageKey),
		v.maxLength(40, 'people_backup_missing' satisfies MessageKey),
	),
});

/** At least eight characters; twelve for whoever sees other people's affairs. */
export function newPasswordForm(least: 8 | 12, own: readonly string[]) {
	const tooShort: MessageKey =
		least === 12 ? 'people_password_too_short_12' : 'people_password_too_short_8';
	return v.object({
		currentPassword: typedPassword,
		newPasswordAgain: typedPassword,
		newPassword: v.pipe(
			typedPassword,
			v.minLength(least, tooShort),
			v.check(
				(text) => text.length < least || !isEasyPassword(text, own),
				'people_password_easy' satisfies MessageKey,
			),
		),
	});
}

/** What the browser answers to a passkey's challenge (WebAuthn, AuthenticationResponseJSON). */
export const passkeyAnswerForm = v.object({
	response: v.pipe(
		v.optional(v.string(), ''),
		v.maxLength(20_000, 'people_passkey_failed' satisfies MessageKey),
		v.parseJson(undefined, 'people_passkey_failed' satisfies MessageKey),
		v.object({
			id: v.string(),
			rawId: v.string(),
			type: v.literal('public-key'),
			clientExtensionResults: v.pipe(
				v.unknown(),
				v.transform(() => ({})),
			),
			response: v.object({
				clientDataJSON: v.string(),
				authenticatorData: v.string(),
				signature: v.string(),
				userHandle: v.exactOptional(v.string()),
			}),
		}),
	),
});

export const passkeyNameForm = v.object({
	response: v.pipe(
		v.optional(v.string(), ''),
		v.maxLength(20_000, 'people_passkey_failed' satisfies MessageKey),
		v.parseJson(undefined, 'people_passkey_failed' satisfies MessageKey),
		v.looseObject({ id: v.string('people_passkey_failed' satisfies MessageKey) }),
	),
	name: line(50),
});

/** The first run: the council, up to three ways to divide its ground, and the first person of the staff. */
export const setupForm = v.object({
	...foundingFields,
	requiresSecondFactor: ticked,
	partition1: v.pipe(
		optionalPartition.name,
		v.minLength(1, 'districts_partition_missing' satisfies MessageKey),
	),
	areas1: v.pipe(
		optionalPartition.areas,
		v.minLength(1, 'districts_areas_missing' satisfies MessageKey),
	),
	partition2: optionalPartition.name,
	areas2: optionalPartition.areas,
	partition3: optionalPartition.name,
	areas3: optionalPartition.areas,
	staffName: neededLine(100, 'people_name_missing'),
	staffKana: line(100),
	staffEmail: neededEmail,
	password: v.pipe(
		typedPassword,
		v.minLength(12, 'people_password_too_short_12' satisfies MessageKey),
		v.check(
			(text) => text.length < 12 || !isEasyPassword(text, []),
			'people_password_easy' satisfies MessageKey,
		),
	),
	setupCode: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) =>
			text
				.normalize('NFKC')
				.replace(/[^0-9A-Za-z]/gu, '')
				.toLowerCase(),
		),
	),
});
