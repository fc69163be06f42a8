import * as v from 'valibot';
import { isId } from '../kernel/ids.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, cleanText, graphemeLength } from '../kernel/text.ts';
import { reportKinds, type CommentVoice } from './comment-rules.ts';
import { groupingActs } from './grouping-rules.ts';
import { issueActs, issueThemes } from './rules.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;
const tooLong = 'issues_too_long' satisfies MessageKey;

const within = (most: number) => v.check((text: string) => graphemeLength(text) <= most, tooLong);
const line = (most: number) => v.pipe(v.string(wrong), v.transform(cleanLine), within(most));
const lines = (most: number) => v.pipe(v.string(wrong), v.transform(cleanText), within(most));
const mayBeEmpty = <S extends v.GenericSchema<string, string>>(schema: S) => v.optional(schema, '');

const id = v.pipe(v.string(wrong), v.check(isId, wrong));
const idOrNone = v.pipe(
	v.optional(v.string(wrong), ''),
	v.check((text) => text === '' || isId(text), wrong),
	v.transform((text) => text || null),
);
const ids = (most: number) =>
	v.pipe(
		v.optional(v.array(id, wrong), []),
		v.maxLength(most, wrong),
		v.transform((list) => [...new Set(list)]),
	);
const ticked = v.pipe(
	v.optional(v.string(wrong), ''),
	v.transform((text) => text === 'yes'),
);

const kana = v.pipe(
	line(200),
	// a title may hold 、 and figures; what cannot be sorted is kanji
	v.check((text) => !/\p{Script=Han}/u.test(text), 'issues_kana_wrong' satisfies MessageKey),
);
const title = v.pipe(line(100), v.minLength(1, 'issues_title_missing' satisfies MessageKey));
const description = v.pipe(
	lines(4_000),
	v.minLength(1, 'issues_description_missing' satisfies MessageKey),
);
const theme = v.picklist(issueThemes, 'issues_theme_missing' satisfies MessageKey);

const text = {
	title,
	titleKana: mayBeEmpty(kana),
	description,
	wall: mayBeEmpty(lines(2_000)),
};
const sorting = { theme, areas: ids(50), betweenSystems: ticked };

export const IssueId = v.object({ id });

export const MakeForm = v.object({ ...text, ...sorting, concerns: ids(200) });

export const ProposeForm = v.object({
	title,
	description,
	wall: mayBeEmpty(lines(2_000)),
	...sorting,
	organisationId: idOrNone,
});

export const AnswerForm = v.object({
	id,
	answer: v.pipe(lines(2_000), v.minLength(1, 'issues_answer_missing' satisfies MessageKey)),
});

export const RewriteForm = v.object({ id, ...text, why: mayBeEmpty(line(200)) });

const number = v.pipe(v.unknown(), v.transform(Number), v.integer(wrong));

export const AcceptForm = v.object({ id, number, checked: ticked });

export const ReturnForm = v.object({
	id,
	number,
	why: v.pipe(line(200), v.minLength(1, 'issues_reason_missing' satisfies MessageKey)),
});

export const ClassifyForm = v.object({ id, ...sorting });

export const MoveForm = v.object({
	id,
	act: v.picklist(issueActs, 'issues_act_missing' satisfies MessageKey),
	reason: mayBeEmpty(lines(1_000)),
	decision: mayBeEmpty(lines(500)),
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
	who: mayBeEmpty(line(100)),
	what: v.pipe(lines(1_000), v.minLength(1, 'issues_attempt_what_missing' satisfies MessageKey)),
	triedWhen: mayBeEmpty(line(100)),
	result: mayBeEmpty(lines(1_000)),
});

export const WorkerForm = v.object({
	id,
	organisationId: v.pipe(
		v.string('issues_organisation_missing' satisfies MessageKey),
		v.check(isId, 'issues_organisation_missing' satisfies MessageKey),
	),
	what: v.pipe(lines(500), v.minLength(1, 'issues_worker_what_missing' satisfies MessageKey)),
	/** The staff asked the organisation and it agreed. */
	agreed: ticked,
});

export const PartForm = v.object({ id, partId: id });

export const CitationForm = v.object({
	id,
	name: v.pipe(line(200), v.minLength(1, 'issues_citation_name_missing' satisfies MessageKey)),
	dated: mayBeEmpty(line(100)),
	url: mayBeEmpty(
		v.pipe(
			line(500),
			v.check(
				(address) => address === '' || isWebAddress(address),
				'issues_url_wrong' satisfies MessageKey,
			),
		),
	),
	clause: mayBeEmpty(line(300)),
});

function isWebAddress(address: string): boolean {
	return /^https?:\/\//.test(address) && URL.canParse(address);
}

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
	alias: mayBeEmpty(line(20)),
	body: v.pipe(lines(1_000), v.minLength(1, 'issues_comment_missing' satisfies MessageKey)),
});

export const CommentId = v.object({ commentId: id });

export const EditCommentForm = v.object({
	commentId: id,
	body: v.pipe(lines(1_000), v.minLength(1, 'issues_comment_missing' satisfies MessageKey)),
});

export const ReportForm = v.object({
	commentId: id,
	kind: v.picklist(reportKinds, 'issues_report_kind_missing' satisfies MessageKey),
	words: mayBeEmpty(lines(500)),
});

/** Where a request came from; set by the server, never by the form. */
export const FromSomewhere = v.object({ origin: v.string(wrong) });

export const HideForm = v.object({
	commentId: id,
	reason: v.pipe(line(200), v.minLength(1, 'issues_hide_reason_missing' satisfies MessageKey)),
});

export const KeepForm = v.object({ commentId: id, reason: mayBeEmpty(line(200)) });

export const GroupingForm = v.object({
	do: v.picklist(groupingActs, 'issues_grouping_act_missing' satisfies MessageKey),
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
