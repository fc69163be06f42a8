import * as v from 'valibot';
import {
	countOrNone,
	dateOrNone,
	email,
	id,
	idOrNone,
	ids,
	line,
	lines,
	neededCount,
	neededLine,
	neededLines,
	neededTick,
	neededVagueDate,
	oneOf,
	oneOfOrNone,
	phone,
	someOf,
	ticked,
	timeOrNone,
	uploads,
} from '../../kernel/fields.ts';
import { isId } from '../../kernel/ids.ts';
import type { MessageKey } from '../../kernel/refusal.ts';
import { MakeForm } from '../../issues/forms.ts';
import { actorGroups } from '../../organisations/rules.ts';
import { column } from '../fields.ts';
import { consents } from './photos.ts';
import {
	audiences,
	enteredChannels,
	needs,
	placesIn,
	placesOnSheet,
	plannableKinds,
	resultKinds,
	saidKinds,
	sheetGroups,
	ways,
	type PlaceOnSheet,
} from './rules.ts';

const when = neededVagueDate('gatherings_when_missing');
const missingEnd = 'gatherings_ends_before' satisfies MessageKey;

const plan = {
	title: neededLine(200, 'gatherings_title_missing'),
	theme: line(200),
	lead: lines(2_000),
	ordinal: countOrNone(9_999, { least: 1 }),
	audience: oneOf(audiences, 'field_choice_unknown'),
	startsAt: timeOrNone,
	endsAt: timeOrNone,
	placeName: line(200),
	placeAddress: line(300),
	placeAccess: lines(500),
	ways: someOf(ways),
	waysNote: lines(500),
	capacity: countOrNone(100_000, { least: 1 }),
	signUpUntil: dateOrNone,
	contact: lines(300),
	lecturerName: line(100),
	lecturerHonorific: line(20),
	lecturerAffiliation: line(200),
	materials: lines(1_000),
	questions: lines(1_000),
	areas: ids(200),
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
		when,
		forumId: idOrNone,
		issueId: idOrNone,
	}),
	v.forward(v.partialCheck([['startsAt'], ['endsAt']], endsAfterStart, missingEnd), ['endsAt']),
);
export const ChangeSession = v.pipe(
	v.object({ id, ...plan }),
	v.forward(v.partialCheck([['startsAt'], ['endsAt']], endsAfterStart, missingEnd), ['endsAt']),
);

/** A small talk that somebody would like to have (千代田: 身近な生活課題を話し合う場). */
export const ProposeTalk = v.object({
	title: neededLine(200, 'gatherings_title_missing'),
	lead: lines(1_000),
	when,
	placeName: line(200),
	areaId: idOrNone,
});

export const ChangeDate = v.object({ id, when, startsAt: timeOrNone, reason: lines(300) });
export const Postpone = v.object({
	id,
	when,
	startsAt: timeOrNone,
	reason: neededLines(300, 'gatherings_reason_missing'),
});
export const Announce = v.object({ id, withRegistration: ticked });
export const MoveSession = v.object({ id });
export const Cancel = v.object({ id, reason: neededLines(500, 'gatherings_reason_missing') });

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
	name: neededLine(100, 'gatherings_name_missing'),
	organisationName: line(200),
	actorGroup: group,
	telephone: phone,
	email,
	people: v.pipe(
		countOrNone(20, { least: 1 }),
		v.transform((value) => value ?? 1),
	),
	way: oneOf(ways, 'field_choice_unknown', 'hall'),
	needs: someOf(needs),
	needsNote: lines(500),
};
export const SignUp = v.object(signUp);
export const EnterSignUp = v.object({
	...signUp,
	fax: phone,
	organisationId: idOrNone,
	channel: oneOf(enteredChannels, 'gatherings_channel_missing'),
});
export const WithdrawSignUp = v.object({ secret: id });
export const CancelSignUp = v.object({ id, signUpId: id });

export const AddAttendance = v.object({
	id,
	name: line(100),
	organisationId: idOrNone,
	organisationName: line(200),
	personId: idOrNone,
	actorGroup: group,
	people: v.pipe(
		countOrNone(500, { least: 1 }),
		v.transform((value) => value ?? 1),
	),
	way: oneOf(ways, 'field_choice_unknown', 'hall'),
});
/** The sign-ups that came, ticked on the list of those who said they would. */
export const TickAttendance = v.object({ id, signUpIds: ids(200) });
export const RemoveAttendance = v.object({ id, attendanceId: id });
export const CountHeads = v.object({
	id,
	headcount: countOrNone(100_000),
	observers: countOrNone(100_000),
});

const many = 20_000;

/** Quick and forgiving: one opinion per line, a name for the group if there is one, the line that sums up. */
export const WritePillar = v.object({
	id,
	pillarId: id,
	opinions: lines(many),
	actorGroup: oneOfOrNone(actorGroups),
	groupName: line(100),
	summary: lines(500),
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
	opinions: neededLines(2_000, 'gatherings_opinion_missing'),
	actorGroup: oneOfOrNone(actorGroups),
});
export const JudgeOpinions = v.object({ id, take: ids(200), leaveOut: ids(200) });

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/**
 * A whole 討議シート: `position-<column>`, `place-<number>`, and for each まとまり `group-<line>` with the numbers in it,
 * `members-<line>`.
 */
export const TypeSheet = v.pipe(
	v.objectWithRest(
		{
			id,
			pillarId: id,
			table: neededCount(1, 200, 'gatherings_sheet_table_wrong'),
			isReplaced: ticked,
			checked: ticked,
			summary: lines(500),
		},
		line(1_000),
	),
	v.transform(({ id, pillarId, table, isReplaced, checked, summary, ...fields }) => ({
		...{ id, pillarId, table, isReplaced, checked, summary },
		places: placesOf(fields),
		groups: numbers(sheetGroups).map((number) => ({
			name: fields[`group-${number}`] ?? '',
			members: placesIn(fields[`members-${number}`] ?? ''),
		})),
	})),
	v.check(({ places, summary }) => places.length > 0 || summary !== '', 'gatherings_sheet_empty'),
	v.check(
		({ groups }) => groups.every(({ name, members }) => (name === '') === (members.length === 0)),
		'gatherings_sheet_group_half',
	),
	v.check(
		({ groups }) => groups.every(({ name }) => name.length <= 100),
		'gatherings_sheet_group_long',
	),
);

function placesOf(fields: Readonly<Record<string, string>>): PlaceOnSheet[] {
	return placesOnSheet().flatMap(({ column, place }) => {
		const text = fields[`place-${place}`] ?? '';
		const position = fields[`position-${column + 1}`] ?? '';
		const actorGroup = actorGroups.find((group) => group === position) ?? null;
		return text ? [{ place, text, actorGroup }] : [];
	});
}

export const AddResults = v.object({
	id,
	kind: oneOf(resultKinds, 'gatherings_result_kind_missing'),
	results: neededLines(many, 'gatherings_results_missing'),
	pillarId: idOrNone,
	actorGroup: oneOfOrNone(actorGroups),
	organisationId: idOrNone,
	checked: ticked,
});
/** What was said, as its kind and its id: `opinion:…`. */
const said = v.pipe(
	v.string('refusal_not_valid' satisfies MessageKey),
	v.transform((text) => {
		const [kind, of = ''] = text.split(':');
		return { kind: saidKinds.find((known) => known === kind), id: of };
	}),
	v.check(({ kind, id: of }) => kind !== undefined && isId(of), 'refusal_not_valid'),
);
export const ChooseResults = v.object({
	id,
	kind: oneOf(resultKinds, 'gatherings_result_kind_missing'),
	said: v.pipe(v.optional(v.array(said), []), v.maxLength(300, 'refusal_not_valid')),
	/** Questions of which every opinion is taken. */
	whole: ids(100),
});
/** 地域課題 out of what came out of a session: the form of an issue, and the results that it stands on. */
export const RaiseIssue = v.object({
	...MakeForm.entries,
	sessionId: id,
	results: v.pipe(ids(50), v.minLength(1, 'refusal_not_valid' satisfies MessageKey)),
});
export const RemoveResult = v.object({ id, resultId: id });
export const SettlePoint = v.object({ id, resultId: id });
export const CarryPoint = v.object({ id, resultId: id });

export const AddDecision = v.object({
	id,
	text: neededLines(1_000, 'gatherings_decision_missing'),
	whoDoes: line(200),
	byWhen: line(100),
	isPublic: ticked,
	organisationIds: ids(200),
	actorGroups: someOf(actorGroups),
});
export const RemoveDecision = v.object({ id, decisionId: id });

export const WriteReport = v.object({
	id,
	report: neededLines(many, 'gatherings_report_missing'),
	nextTime: lines(500),
});
export const Annotate = v.object({
	id,
	text: neededLines(2_000, 'gatherings_annotation_missing'),
});
export const Invite = v.object({ id, personId: id });
export const Pledge = v.object({
	id,
	promise: neededTick('gatherings_pledge_missing'),
});

/** A photo for the report: with words for those who do not see it, and whether those in it have agreed. */
export const AddPhoto = v.object({
	id,
	photo: uploads(1),
	alt: neededLine(300, 'gatherings_photo_alt_missing'),
	consent: oneOf(consents, 'gatherings_photo_consent_missing'),
});
export const OnePhoto = v.object({ id, photoId: id });
export const SayConsent = v.object({
	id,
	photoId: id,
	consent: oneOf(consents, 'gatherings_photo_consent_missing'),
});
