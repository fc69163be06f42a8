import * as v from 'valibot';
import {
	dateOrNone,
	id,
	idOrNone,
	ids,
	line,
	lines,
	neededCount,
	neededDate,
	neededLine,
	neededTick,
	oneOf,
	ticked,
	timeOrNone,
} from '../../kernel/fields.ts';
import { rhythms } from '../sessions/recurrence.ts';
import { checkItems, forumKinds } from './rules.ts';

const face = {
	name: neededLine(100, 'gatherings_forum_name_missing'),
	nameKana: line(200),
	kind: oneOf(forumKinds, 'gatherings_forum_kind_missing'),
	purpose: lines(2_000),
	basis: lines(500),
	areas: ids(200),
};

const targets = {
	targets: lines(500),
	inAreas: ticked,
	inWelfare: ticked,
	/** 子ども、食支援: words that are looked for in the directory. */
	interests: v.pipe(
		line(300),
		v.transform((value) => [...new Set(value.split(/[、，,\s　]+/u).filter(Boolean))].slice(0, 20)),
	),
};

export const PlanForum = v.object({ ...face, ...targets, themes: lines(1_000), issueId: idOrNone });
export const ChangeForum = v.object({ id, ...face });

export const WidenTargets = v.object({
	id,
	...targets,
	targets: neededLine(500, 'gatherings_targets_missing'),
	why: lines(500),
});

export const AddTheme = v.object({ id, name: neededLine(100, 'gatherings_theme_missing') });
export const TakeTheme = v.object({ id, themeId: id, day: dateOrNone });
export const RemoveTheme = v.object({ id, themeId: id });

export const TickCheck = v.object({
	id,
	item: oneOf(checkItems, 'refusal_not_valid'),
	done: ticked,
	note: line(300),
});

export const StartCourse = v.object({
	id,
	withSessions: ticked,
	first: line(60),
	// what exists comes first (大田: 新たな事業を生み出すことより、連携強化)
	seenExisting: neededTick('gatherings_existing_not_seen'),
});
export const PrepareForum = v.object({ id, reason: lines(1_000) });
export const LaunchForum = v.object({ id, launchedOn: neededDate('field_date_missing') });
export const StopForum = v.object({ id, reason: lines(1_000) });
export const ResumeForum = v.object({ id });

export const PlanMonthly = v.object({
	id,
	nth: neededCount(1, 5, 'gatherings_nth_missing'),
	weekday: neededCount(0, 6, 'gatherings_weekday_missing'),
	from: line(60),
	months: neededCount(1, 24, 'gatherings_months_wrong'),
	rhythm: oneOf(rhythms, 'gatherings_rhythm_missing'),
	startsAt: timeOrNone,
	endsAt: timeOrNone,
	placeName: line(200),
	skipHolidays: ticked,
	exceptions: lines(1_000),
});

export const Appoint = v.object({ id, personId: id, until: dateOrNone });
export const EndAppointment = v.object({ id, grantId: id });
export const TieIssue = v.object({ id, issueId: id });
