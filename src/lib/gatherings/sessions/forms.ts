import * as v from 'valibot';
import type { MessageKey } from '../../kernel/refusal.ts';
import { actorGroups } from '../../organisations/rules.ts';
import {
	column,
	id,
	ids,
	line,
	maybeDay,
	maybeEmail,
	maybeId,
	maybeNumber,
	maybeOneOf,
	maybePhone,
	maybeTime,
	oneOf,
	requiredLine,
	requiredText,
	text,
	ticked,
	vague,
} from '../fields.ts';
import { audiences, enteredChannels, needs, plannableKinds, resultKinds, ways } from './rules.ts';

const missingEnd = 'gatherings_ends_before' satisfies MessageKey;

const plan = {
	title: requiredLine(200, 'gatherings_title_missing'),
	theme: line(200),
	lead: text(2_000),
	ordinal: maybeNumber(1, 9_999, 'gatherings_number_wrong'),
	audience: oneOf(audiences, 'refusal_not_valid'),
	startsAt: maybeTime,
	endsAt: maybeTime,
	placeName: line(200),
	placeAddress: line(300),
	placeAccess: text(500),
	ways: v.optional(v.array(oneOf(ways, 'refusal_not_valid')), []),
	waysNote: text(500),
	capacity: maybeNumber(1, 100_000, 'gatherings_number_wrong'),
	signUpUntil: maybeDay,
	contact: text(300),
	lecturerName: line(100),
	lecturerHonorific: line(20),
	lecturerAffiliation: line(200),
	materials: text(1_000),
	questions: text(1_000),
	areas: ids,
};

function endsAfterStart({
	startsAt,
	endsAt,
}: {
	startsAt: string | null;
	endsAt: string | null;
}): boolean {
	return !startsAt || !endsAt || startsAt < endsAt;
}

export const PlanSession = v.pipe(
	v.object({
		...plan,
		kind: oneOf(plannableKinds, 'gatherings_session_kind_missing'),
		when: vague,
		forumId: maybeId,
		issueId: maybeId,
	}),
	v.forward(v.partialCheck([['startsAt'], ['endsAt']], endsAfterStart, missingEnd), ['endsAt']),
);
export const ChangeSession = v.pipe(
	v.object({ id, ...plan }),
	v.forward(v.partialCheck([['startsAt'], ['endsAt']], endsAfterStart, missingEnd), ['endsAt']),
);

/** A small talk that somebody would like to have (千代田: 身近な生活課題を話し合う場). */
export const ProposeTalk = v.object({
	title: requiredLine(200, 'gatherings_title_missing'),
	lead: text(1_000),
	when: vague,
	placeName: line(200),
	areaId: maybeId,
});

export const ChangeDate = v.object({ id, when: vague, startsAt: maybeTime, reason: text(300) });
export const Postpone = v.object({
	id,
	when: vague,
	startsAt: maybeTime,
	reason: requiredText(300, 'gatherings_reason_missing'),
});
export const Announce = v.object({ id, withRegistration: ticked });
export const MoveSession = v.object({ id });
export const Cancel = v.object({ id, reason: requiredText(500, 'gatherings_reason_missing') });

/** Whole tables at once: `place` is the number by which a row is put in order. */
export const SetAgenda = v.object({
	id,
	place: column,
	kind: column,
	title: column,
	minutes: column,
	presenter: column,
});
export const SetPillars = v.object({ id, place: column, pillarId: column, question: column });

const group = oneOf(actorGroups, 'gatherings_position_missing');

const signUp = {
	id,
	name: requiredLine(100, 'gatherings_name_missing'),
	organisationName: line(200),
	actorGroup: group,
	telephone: maybePhone,
	email: maybeEmail,
	people: v.pipe(
		maybeNumber(1, 20, 'gatherings_people_wrong'),
		v.transform((value) => value ?? 1),
	),
	way: v.optional(v.picklist(ways), 'hall'),
	needs: v.optional(v.array(oneOf(needs, 'refusal_not_valid')), []),
	needsNote: text(500),
};
export const SignUp = v.object(signUp);
export const EnterSignUp = v.object({
	...signUp,
	fax: maybePhone,
	organisationId: maybeId,
	channel: oneOf(enteredChannels, 'gatherings_channel_missing'),
});
export const WithdrawSignUp = v.object({ secret: id });
export const CancelSignUp = v.object({ id, signUpId: id });

export const AddAttendance = v.object({
	id,
	name: line(100),
	organisationId: maybeId,
	organisationName: line(200),
	personId: maybeId,
	actorGroup: group,
	people: v.pipe(
		maybeNumber(1, 500, 'gatherings_people_wrong'),
		v.transform((value) => value ?? 1),
	),
	way: v.optional(v.picklist(ways), 'hall'),
});
/** The sign-ups that came, ticked on the list of those who said they would. */
export const TickAttendance = v.object({ id, signUpIds: ids });
export const RemoveAttendance = v.object({ id, attendanceId: id });
export const CountHeads = v.object({
	id,
	headcount: maybeNumber(0, 100_000, 'gatherings_number_wrong'),
	observers: maybeNumber(0, 100_000, 'gatherings_number_wrong'),
});

const many = 20_000;

/** Quick and forgiving: one opinion per line, a name for the group if there is one, the line that sums up. */
export const WritePillar = v.object({
	id,
	pillarId: id,
	opinions: text(many),
	actorGroup: maybeOneOf(actorGroups),
	groupName: line(100),
	summary: text(500),
	checked: ticked,
});
export const ChangeOpinions = v.object({
	id,
	pillarId: id,
	opinionId: column,
	text: column,
	group: column,
	actorGroup: column,
});
export const OfferOpinions = v.object({
	id,
	pillarId: id,
	opinions: requiredText(2_000, 'gatherings_opinion_missing'),
	actorGroup: maybeOneOf(actorGroups),
});
export const JudgeOpinions = v.object({ id, take: ids, leaveOut: ids });

export const AddResults = v.object({
	id,
	kind: oneOf(resultKinds, 'gatherings_result_kind_missing'),
	results: requiredText(many, 'gatherings_results_missing'),
	pillarId: maybeId,
	actorGroup: maybeOneOf(actorGroups),
	organisationId: maybeId,
	checked: ticked,
});
export const RemoveResult = v.object({ id, resultId: id });
export const SettlePoint = v.object({ id, resultId: id });
export const CarryPoint = v.object({ id, resultId: id });

export const AddDecision = v.object({
	id,
	text: requiredText(1_000, 'gatherings_decision_missing'),
	whoDoes: line(200),
	byWhen: line(100),
	isPublic: ticked,
	organisationIds: ids,
	actorGroups: v.optional(v.array(group), []),
});
export const RemoveDecision = v.object({ id, decisionId: id });

export const WriteReport = v.object({
	id,
	report: requiredText(many, 'gatherings_report_missing'),
	nextTime: text(500),
});
export const Annotate = v.object({
	id,
	text: requiredText(2_000, 'gatherings_annotation_missing'),
});
export const Invite = v.object({ id, personId: id });
export const Pledge = v.object({
	id,
	promise: v.literal('yes', 'gatherings_pledge_missing' satisfies MessageKey),
});
