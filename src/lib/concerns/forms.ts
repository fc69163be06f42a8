import * as v from 'valibot';
import {
	email,
	id,
	idOrNone,
	line,
	lines,
	neededId,
	neededLine,
	neededLines,
	oneOf,
	phone,
	someOf,
	ticked,
	uploads,
	version,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
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

/** As long as anybody tells something. */
const most = 4000;

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
	ageBand: oneOf(ageBands, 'field_choice_unknown', 'unknown'),
	body: neededLines(most, 'concerns_body_missing'),
	wish: lines(most),
	noticedWhen: line(100),
	urgency: oneOf(urgencies, 'field_choice_unknown', 'normal'),
	contactWished: oneOf(['yes', 'no'], 'concerns_contact_missing', 'no'),
	contactName: line(100),
	contactTelephone: phone,
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
		scan: uploads(20),
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
		emergencyAction: lines(most),
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
	holderId: neededId('concerns_holder_missing'),
});

export const DuplicateForm = v.object({
	id,
	number: neededLine(40, 'concerns_number_missing'),
});

export const AnswerForm = v.object({ id, reply: neededLines(most, 'concerns_reply_missing') });

export const ReferForm = v.pipe(
	v.object({
		id,
		toPersonId: idOrNone,
		toOrganisationId: idOrNone,
		toName: line(200),
		note: lines(most),
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
	kind: oneOf(noteKinds, 'field_choice_unknown', 'note'),
	body: neededLines(most, 'concerns_note_missing'),
});

export const CloseForm = v.object({
	id,
	result: neededLines(most, 'concerns_result_missing'),
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
	body: neededLines(most, 'concerns_body_missing'),
	wish: lines(most),
});
export const AttachForm = v.object({ id, originalLocation: line(100), scan: uploads(20) });

export const DeidentifyForm = v.object({
	id,
	version,
	text: neededLines(most, 'concerns_deidentified_missing'),
	/** The words that look like somebody, each confirmed by its own tick. */
	confirmed: v.optional(v.array(v.string()), []),
});

export const PublishForm = v.object({ id, version });

export const ReturnForm = v.object({
	id,
	version,
	reason: neededLines(most, 'concerns_reason_missing'),
});
