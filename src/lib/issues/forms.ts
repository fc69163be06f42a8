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
	oneOf,
	ticked,
	version,
	webAddress,
} from '../kernel/fields.ts';
import { isId } from '../kernel/ids.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { reportKinds, type CommentVoice } from './comment-rules.ts';
import { groupingActs } from './grouping-rules.ts';
import { issueActs, issueThemes } from './rules.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;

const kana = v.pipe(
	line(200),
	// a title may hold 、 and figures; what cannot be sorted is kanji
	v.check((text) => !/\p{Script=Han}/u.test(text), 'issues_kana_wrong' satisfies MessageKey),
);
const title = neededLine(100, 'issues_title_missing');
const description = neededLines(4_000, 'issues_description_missing');
const theme = oneOf(issueThemes, 'issues_theme_missing');

const text = {
	title,
	titleKana: kana,
	description,
	wall: lines(2_000),
};
const sorting = { theme, areas: ids(50), betweenSystems: ticked };

export const IssueId = v.object({ id });

export const MakeForm = v.object({ ...text, ...sorting, concerns: ids(200) });

export const ProposeForm = v.object({
	title,
	description,
	wall: lines(2_000),
	...sorting,
	organisationId: idOrNone,
	/** Hear by mail that there is an answer. */
	answerByMail: ticked,
});

export const AnswerForm = v.object({
	id,
	answer: neededLines(2_000, 'issues_answer_missing'),
});

export const RewriteForm = v.object({ id, ...text, why: line(200) });

export const AcceptForm = v.object({ id, number: version, checked: ticked });

export const ReturnForm = v.object({
	id,
	number: version,
	why: neededLine(200, 'issues_reason_missing'),
});

export const ClassifyForm = v.object({ id, ...sorting });

export const MoveForm = v.object({
	id,
	act: oneOf(issueActs, 'issues_act_missing'),
	reason: lines(1_000),
	decision: lines(500),
	/** Whoever moves it has read every marked piece and finds that nobody can be recognised. */
	checked: ticked,
});

export const ConcernsForm = v.object({
	id,
	concerns: v.pipe(ids(200), v.minLength(1, 'issues_concerns_missing' satisfies MessageKey)),
});

export const AttemptForm = v.object({
	id,
	organisationId: idOrNone,
	who: line(100),
	what: neededLines(1_000, 'issues_attempt_what_missing'),
	triedWhen: line(100),
	result: lines(1_000),
});

export const WorkerForm = v.object({
	id,
	organisationId: neededId('issues_organisation_missing'),
	what: neededLines(500, 'issues_worker_what_missing'),
	/** The staff asked the organisation and it agreed. */
	agreed: ticked,
});

export const PartForm = v.object({ id, partId: id });

export const CitationForm = v.object({
	id,
	name: neededLine(200, 'issues_citation_name_missing'),
	dated: line(100),
	url: webAddress,
	clause: line(300),
});

/** `resident`, `office`, or the id of the organisation that speaks. */
const speaker = v.pipe(
	v.optional(v.string(wrong), 'resident'),
	v.check((as) => as === 'resident' || as === 'office' || isId(as), wrong),
	v.transform((as): { voice: CommentVoice; organisationId: string | null } =>
		as === 'resident' || as === 'office'
			? { voice: as, organisationId: null }
			: { voice: 'organisation', organisationId: as },
	),
);

export const CommentForm = v.object({
	id,
	as: speaker,
	alias: line(20),
	body: neededLines(1_000, 'issues_comment_missing'),
});

export const CommentId = v.object({ commentId: id });

export const EditCommentForm = v.object({
	commentId: id,
	body: neededLines(1_000, 'issues_comment_missing'),
});

export const ReportForm = v.object({
	commentId: id,
	kind: oneOf(reportKinds, 'issues_report_kind_missing'),
	words: lines(500),
});

/** Where a request came from; set by the server, never by the form. */
export const FromSomewhere = v.object({ origin: v.string(wrong) });

export const HideForm = v.object({
	commentId: id,
	reason: neededLine(200, 'issues_hide_reason_missing'),
});

export const KeepForm = v.object({ commentId: id, reason: line(200) });

export const GroupingForm = v.object({
	do: oneOf(groupingActs, 'issues_grouping_act_missing'),
	/** The concerns that were ticked. */
	chosen: v.pipe(ids(60), v.minLength(1, 'issues_grouping_chosen_missing' satisfies MessageKey)),
	/** All concerns of the group in which they were ticked. */
	group: ids(100),
	/** The concerns of another group that they shall join, as one choice of a select field. */
	to: v.pipe(
		v.optional(v.string(wrong), ''),
		v.transform((text) => text.split(' ').filter(Boolean)),
		v.check((list) => list.length <= 100 && list.every(isId), wrong),
	),
});
