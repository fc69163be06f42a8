import * as v from 'valibot';
import type { MessageKey } from '../../kernel/refusal.ts';
import {
	day,
	id,
	ids,
	line,
	maybeDay,
	maybeId,
	maybeNumber,
	maybeTime,
	oneOf,
	requiredLine,
	text,
	ticked,
} from '../fields.ts';
import { rhythms } from '../sessions/recurrence.ts';
import { checkItems, forumKinds } from './rules.ts';

const face = {
	name: requiredLine(100, 'gatherings_forum_name_missing'),
	nameKana: line(200),
	kind: oneOf(forumKinds, 'gatherings_forum_kind_missing'),
	purpose: text(2_000),
	basis: text(500),
	areas: ids,
};

const targets = {
	targets: text(500),
	inAreas: ticked,
	inWelfare: ticked,
	/** 子ども、食支援: words that are looked for in the directory. */
	interests: v.pipe(
		line(300),
		v.transform((value) => [...new Set(value.split(/[、，,\s　]+/u).filter(Boolean))].slice(0, 20)),
	),
};

export const PlanForum = v.object({ ...face, ...targets, themes: text(1_000), issueId: maybeId });
export const ChangeForum = v.object({ id, ...face });

export const WidenTargets = v.object({
	id,
	...targets,
	targets: requiredLine(500, 'gatherings_targets_missing'),
	why: text(500),
});

export const AddTheme = v.object({ id, name: requiredLine(100, 'gatherings_theme_missing') });
export const TakeTheme = v.object({ id, themeId: id, day: maybeDay });
export const RemoveTheme = v.object({ id, themeId: id });

export const TickCheck = v.object({
	id,
	item: oneOf(checkItems, 'refusal_not_valid'),
	done: ticked,
	note: line(300),
});

export const StartCourse = v.object({ id, withSessions: ticked, first: line(60) });
export const PrepareForum = v.object({ id, reason: text(1_000) });
export const LaunchForum = v.object({ id, launchedOn: day });
export const StopForum = v.object({ id, reason: text(1_000) });
export const ResumeForum = v.object({ id });

export const PlanMonthly = v.object({
	id,
	nth: v.pipe(
		maybeNumber(1, 5, 'gatherings_nth_missing'),
		v.number('gatherings_nth_missing' satisfies MessageKey),
	),
	weekday: v.pipe(
		maybeNumber(0, 6, 'gatherings_weekday_missing'),
		v.number('gatherings_weekday_missing' satisfies MessageKey),
	),
	from: line(60),
	months: v.pipe(
		maybeNumber(1, 24, 'gatherings_months_wrong'),
		v.number('gatherings_months_wrong' satisfies MessageKey),
	),
	rhythm: oneOf(rhythms, 'gatherings_rhythm_missing'),
	startsAt: maybeTime,
	endsAt: maybeTime,
	placeName: line(200),
	skipHolidays: ticked,
	exceptions: text(1_000),
});

export const Appoint = v.object({ id, personId: id, until: maybeDay });
export const EndAppointment = v.object({ id, grantId: id });
export const TieIssue = v.object({ id, issueId: id });
