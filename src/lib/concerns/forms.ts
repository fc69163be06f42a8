import * as v from 'valibot';
import { isId } from '../kernel/ids.ts';
import { normalisePhone } from '../kernel/phone.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, cleanText } from '../kernel/text.ts';
import {
	abouts,
	ageBands,
	circumstances,
	enteredChannels,
	feedbacks,
	households,
	isolations,
	kinds,
	noteKinds,
	privacies,
	tags,
	urgencies,
} from './vocabulary.ts';

const longText = 4000;

/** One line that may stay empty. */
const line = (longest = 200) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform(cleanLine),
		v.maxLength(longest, 'concerns_line_too_long' satisfies MessageKey),
	);
/** Several lines that may stay empty. */
const lines = v.pipe(
	v.optional(v.string(), ''),
	v.transform(cleanText),
	v.maxLength(longText, 'concerns_text_too_long' satisfies MessageKey),
);
const neededLines = (missing: MessageKey) => v.pipe(lines, v.minLength(1, missing));

/** One of several; a missing choice is either refused or the standard one. */
function oneOf<const T extends readonly [string, ...string[]]>(
	options: T,
	missing: MessageKey,
	standard?: T[number],
) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => (value === '' && standard !== undefined ? standard : value)),
		v.picklist(options, missing),
	);
}

/** Any number of known choices, each once. */
function someOf<const T extends readonly [string, ...string[]]>(options: T) {
	return v.pipe(
		v.optional(v.array(v.picklist(options)), []),
		v.transform((values) => [...new Set(values)]),
	);
}

const id = v.pipe(v.string(), v.check(isId, 'refusal_not_valid' satisfies MessageKey));
const idOrNone = v.pipe(
	v.optional(v.string(), ''),
	v.check((text) => text === '' || isId(text), 'concerns_choice_unknown' satisfies MessageKey),
	v.transform((text) => text || null),
);
const ticked = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value === 'yes'),
);

const telephone = v.pipe(
	line(60),
	v.check(
		(text) => text === '' || normalisePhone(text).ok,
		'concerns_telephone_wrong' satisfies MessageKey,
	),
	v.transform((text) => {
		const read = normalisePhone(text);
		return read.ok ? read.phone : '';
	}),
);
const email = v.pipe(
	line(254),
	v.transform((text) => text.normalize('NFKC').replace(/\s/gu, '')),
	v.check(
		(text) => text === '' || /^[^@\s<>,;"]+@[^@\s<>,;"]+\.[^@\s<>,;".]+$/u.test(text),
		'concerns_email_wrong' satisfies MessageKey,
	),
);

/** 256 bits in base64url, as `newSecret` makes them. */
export const secretPattern = /^[A-Za-z0-9_-]{43}$/;
const secret = v.pipe(v.string(), v.regex(secretPattern, 'refusal_not_valid' satisfies MessageKey));

/** What anybody tells, whichever way it reaches the council. */
const told = {
	kind: oneOf(kinds, 'concerns_kind_missing', 'notice'),
	about: oneOf(abouts, 'concerns_about_missing'),
	areaId: idOrNone,
	tags: someOf(tags),
	isolation: someOf(isolations),
	household: someOf(households),
	circumstances: someOf(circumstances),
	ageBand: oneOf(ageBands, 'concerns_choice_unknown', 'unknown'),
	body: neededLines('concerns_body_missing'),
	wish: lines,
	noticedWhen: line(100),
	urgency: oneOf(urgencies, 'concerns_choice_unknown', 'normal'),
	contactWished: oneOf(['yes', 'no'], 'concerns_contact_missing', 'no'),
	contactName: line(100),
	contactTelephone: telephone,
	contactEmail: email,
	contactWhen: line(100),
	mayBeNamed: ticked,
};

type Contact = {
	contactWished: 'yes' | 'no';
	contactTelephone: string;
	contactEmail: string;
};
const canBeReached = (input: Contact) =>
	input.contactWished === 'no' || input.contactTelephone !== '' || input.contactEmail !== '';

/** 最小限: who does not wish to be contacted leaves no name and no number. */
function withoutUnwishedContact<
	T extends Contact & { contactName: string; contactWhen: string; mayBeNamed: boolean },
>(input: T): T {
	if (input.contactWished === 'yes') return input;
	return {
		...input,
		contactName: '',
		contactTelephone: '',
		contactEmail: '',
		contactWhen: '',
		mayBeNamed: false,
	};
}

export const ReportForm = v.pipe(
	v.object({
		...told,
		anonymousUse: oneOf(['yes', 'no'], 'concerns_anonymous_use_missing'),
		organisationId: idOrNone,
		secret,
	}),
	v.forward(
		v.partialCheck(
			[['contactWished'], ['contactTelephone'], ['contactEmail']],
			canBeReached,
			'concerns_contact_empty' satisfies MessageKey,
		),
		['contactTelephone'],
	),
	v.transform(withoutUnwishedContact),
);
export type Report = v.InferOutput<typeof ReportForm>;

export type Upload = { name: string; content: Uint8Array };
const uploads = v.optional(
	v.array(
		v.custom<Upload>(
			(value) =>
				typeof value === 'object' &&
				value !== null &&
				'content' in value &&
				value.content instanceof Uint8Array &&
				'name' in value &&
				typeof value.name === 'string',
		),
	),
	[],
);

export const EnterForm = v.pipe(
	v.object({
		...told,
		draftId: idOrNone,
		/** まだ途中: kept as a draft, without a number. */
		unfinished: ticked,
		channel: oneOf(enteredChannels, 'concerns_channel_missing'),
		receivedDate: line(60),
		receivedTime: line(60),
		onBehalfOf: line(100),
		anonymousUse: oneOf(['yes', 'no', 'unasked'], 'concerns_anonymous_use_missing', 'unasked'),
		originalLocation: line(100),
		scan: uploads,
	}),
	v.forward(
		v.partialCheck(
			[['contactWished'], ['contactTelephone'], ['contactEmail']],
			canBeReached,
			'concerns_contact_empty' satisfies MessageKey,
		),
		['contactTelephone'],
	),
	v.transform(withoutUnwishedContact),
);

export const TriageForm = v.pipe(
	v.object({
		id,
		urgency: oneOf(urgencies, 'concerns_urgency_missing'),
		emergencyAction: lines,
		privacy: oneOf(privacies, 'concerns_privacy_missing'),
		areaId: idOrNone,
		tags: someOf(tags),
		isolation: someOf(isolations),
		circumstances: someOf(circumstances),
		institutionalGap: ticked,
	}),
	v.forward(
		v.partialCheck(
			[['urgency'], ['emergencyAction']],
			(input) => input.urgency !== 'urgent' || input.emergencyAction !== '',
			'concerns_emergency_action_missing' satisfies MessageKey,
		),
		['emergencyAction'],
	),
);

export const AssignForm = v.object({
	id,
	holderId: v.pipe(v.string(), v.check(isId, 'concerns_holder_missing' satisfies MessageKey)),
});

export const DuplicateForm = v.object({
	id,
	number: v.pipe(line(40), v.minLength(1, 'concerns_number_missing')),
});

export const AnswerForm = v.object({ id, reply: neededLines('concerns_reply_missing') });

export const ReferForm = v.pipe(
	v.object({
		id,
		toPersonId: idOrNone,
		toOrganisationId: idOrNone,
		toName: line(200),
		note: lines,
	}),
	v.forward(
		v.partialCheck(
			[['toPersonId'], ['toOrganisationId'], ['toName']],
			(input) =>
				[input.toPersonId, input.toOrganisationId, input.toName || null].filter((to) => to !== null)
					.length === 1,
			'concerns_refer_to_one' satisfies MessageKey,
		),
		['toName'],
	),
);

export const CaseForm = v.object({ id, caseReference: line(100) });

export const NoteForm = v.object({
	id,
	kind: oneOf(noteKinds, 'concerns_choice_unknown', 'note'),
	body: neededLines('concerns_note_missing'),
});

export const CloseForm = v.object({
	id,
	result: neededLines('concerns_result_missing'),
	feedback: oneOf(feedbacks, 'concerns_feedback_missing'),
});

export const OnlyId = v.object({ id });
export const BySecret = v.object({ secret });
export const SlipForm = v.object({ id, secret });

export const ConsentForm = v.object({
	id,
	answer: oneOf(['yes', 'no'], 'concerns_anonymous_use_missing'),
});

/** `seen` names the version that was on the page, so that nobody confirms what they did not read. */
export const VerifyForm = v.object({ id, seen: v.string() });
export const CorrectForm = v.object({
	id,
	body: neededLines('concerns_body_missing'),
	wish: lines,
});
export const AttachForm = v.object({ id, originalLocation: line(100), scan: uploads });

const version = v.pipe(
	v.string(),
	v.regex(/^\d{1,9}$/, 'refusal_not_valid' satisfies MessageKey),
	v.transform(Number),
);

export const DeidentifyForm = v.object({
	id,
	version,
	text: neededLines('concerns_deidentified_missing'),
	/** The words that look like somebody, each confirmed by its own tick. */
	confirmed: v.optional(v.array(v.string()), []),
});

export const PublishForm = v.object({ id, version });

export const ReturnForm = v.object({ id, version, reason: neededLines('concerns_reason_missing') });
