import * as v from 'valibot';
import {
	id,
	idOrNone,
	ids,
	line,
	lines,
	neededId,
	neededLine,
	neededLines,
	neededTick,
	oneOf,
	ticked,
} from '../kernel/fields.ts';
import { isId } from '../kernel/ids.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, cleanText, graphemeLength } from '../kernel/text.ts';
import { actionMoveNames, destinations, stages } from './rules.ts';
import { questionKinds } from './question-rules.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;
const text = v.optional(v.string(wrong), '');

/** One thing per line. */
const items = v.pipe(
	text,
	v.transform((typed) => [...new Set(cleanText(typed).split('\n').map(cleanLine).filter(Boolean))]),
	v.maxLength(20, 'platforms_too_many_lines' satisfies MessageKey),
	v.everyItem((item) => graphemeLength(item) <= 60, 'platforms_line_too_long' satisfies MessageKey),
);

/** The part that a member takes, and how the other members reach it. */
const part = { roles: items, sharesOnly: ticked, contact: line(200) };

/** As whom somebody takes part: as a person under a chosen name, or for an organisation. */
const asWhom = {
	as: v.pipe(
		text,
		v.check(
			(value) => value === 'person' || isId(value),
			'platforms_as_missing' satisfies MessageKey,
		),
	),
	displayName: line(40),
	...part,
};

/** What F-17 asks for, and what stays open to correction until people begin. */
const call = {
	name: neededLine(100, 'platforms_name_missing'),
	nameKana: line(100),
	purpose: neededLines(2000, 'platforms_purpose_missing'),
	successCondition: neededLines(2000, 'platforms_condition_missing'),
	period: line(100),
	neededRoles: items,
	howToJoin: lines(1000),
};

export const callForm = v.object({
	...call,
	...asWhom,
	issues: v.pipe(ids(10), v.minLength(1, 'platforms_issue_missing' satisfies MessageKey)),
	session: idOrNone,
	/** What came out of a session, in whose words it begins. */
	result: idOrNone,
	gap: idOrNone,
	successorOf: idOrNone,
	invite: ids(50),
	seenExisting: neededTick('platforms_existing_not_seen'),
});

export const correctForm = v.object({ id, ...call });
export const platformForm = v.object({ id });
export const callOffForm = v.object({ id, reason: neededLines(1000, 'platforms_reason_missing') });

export const inviteForm = v.object({
	id,
	organisation: neededId('platforms_organisation_missing'),
});
export const joinForm = v.object({ id, ...asWhom });
export const acceptForm = v.object({ id, member: id, ...part });
export const memberForm = v.object({ id, member: id });
export const admitForm = v.object({ id, member: id, welcome: oneOf(['yes', 'no'], wrong) });
export const rolesForm = v.object({ id, member: idOrNone, ...part });
export const convenorForm = v.object({ id, member: idOrNone });

const action = {
	what: neededLine(200, 'platforms_action_missing'),
	holder: idOrNone,
	due: line(60),
	remark: lines(1000),
};
export const addActionForm = v.object({ id, ...action });
export const changeActionForm = v.object({ id, action: id, ...action });
export const moveActionForm = v.object({
	id,
	action: id,
	move: oneOf(actionMoveNames, wrong),
	member: idOrNone,
});

export const progressForm = v.object({
	id,
	member: idOrNone,
	progress: neededLines(2000, 'platforms_progress_missing'),
	tried: lines(2000),
	learned: lines(2000),
	nextStep: lines(2000),
	stage: oneOf(stages, 'platforms_stage_missing'),
});
export const hideEntryForm = v.object({
	id,
	entry: id,
	reason: neededLine(200, 'platforms_reason_missing'),
});

export const askForm = v.object({
	id,
	member: idOrNone,
	kind: oneOf(questionKinds, 'platforms_question_missing'),
	words: neededLines(2000, 'platforms_question_words_missing'),
	mergeInto: idOrNone,
});
export const answerForm = v.object({
	id,
	question: id,
	member: idOrNone,
	agrees: oneOf(['yes', 'no'], 'platforms_answer_missing'),
	words: lines(1000),
	benefit: lines(1000),
});
export const questionForm = v.object({ id, question: id });
export const benefitForm = v.object({
	id,
	member: idOrNone,
	benefit: neededLines(1000, 'platforms_benefit_missing'),
});

/** `to-<action>` for every open task of the member: another member's id, or `release`. */
export const leaveForm = v.objectWithRest({ id, member: idOrNone }, v.unknown());

const destination = oneOf(destinations, 'platforms_destination_missing', 'open');

/** The part of the report at the end (F-19) that this room keeps; what changed goes to the outcomes. */
export const dissolveFields = {
	id,
	reached: neededLines(2000, 'platforms_reached_missing'),
	thanks: lines(1000),
	remains1: lines(500),
	destination1: destination,
	remains2: lines(500),
	destination2: destination,
	remains3: lines(500),
	destination3: destination,
	/** Linked issues that the members hold to be resolved: asked, never automatic. */
	resolved: ids(10),
};
