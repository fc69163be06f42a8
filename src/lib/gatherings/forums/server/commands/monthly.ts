import { and, eq, inArray, ne } from 'drizzle-orm';
import {
	dateInTokyo,
	parseDate,
	parseVagueDate,
	type PlainDate,
	type PlainMonth,
	type Weekday,
} from '../../../../kernel/dates.ts';
import { isOfficeHoliday } from '../../../../kernel/office-days.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { m } from '../../../../paraglide/messages.js';
import { command, type Work } from '../../../../server/command.ts';
import { mayManage } from '../../../rules.ts';
import { forums, sessions } from '../../../server/tables.ts';
import { monthlyDates } from '../../../sessions/recurrence.ts';
import type { SessionKind } from '../../../sessions/rules.ts';
import { insertSession } from '../../../sessions/server/insert.ts';
import { PlanMonthly } from '../../forms.ts';
import { forumOrRefuse } from '../visible.ts';

const written = { locale: 'ja' } as const;

/** 月1回開催 (大田): 毎月第2火曜 for some months, without holidays and the days that were named. */
export const planMonthly = command('forum.planMonthly', {
	input: PlanMonthly,
	subject: ({ tx, actor }, { id }) => forumOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, input, { forum }) {
		const { tx, actor, now } = work;
		if (forum.state !== 'prepared' && forum.state !== 'launched') {
			throw new Refusal('not-now', 'gatherings_monthly_not_yet');
		}
		if (input.startsAt && input.endsAt && input.startsAt >= input.endsAt)
			throw refuseField('endsAt', 'gatherings_ends_before');
		const today = dateInTokyo(now());
		const exceptions = new Set(readDays(input.exceptions, today));
		const weekday = weekdayOf(input.weekday);
		const { planned, leftOut } = monthlyDates(
			{ nth: input.nth, weekday },
			{ from: monthOf(input.from, today), months: input.months },
			input.rhythm,
			(date) => exceptions.has(date) || (input.skipHolidays && isOfficeHoliday(date)),
		);
		const taken = await daysTaken(
			work,
			forum.id,
			planned.map(({ date }) => date),
		);
		const fresh = planned.filter(({ date }) => date >= today && !taken.has(date));
		for (const { date, kind } of fresh) {
			await insertSession(work, {
				forum,
				kind,
				title: titleOf(kind),
				when: { kind: 'day', date },
				startsAt: input.startsAt,
				endsAt: input.endsAt,
				placeName: input.placeName,
				withAgenda: true,
			});
		}
		await tx
			.update(forums)
			.set({
				monthlyNth: input.nth,
				monthlyWeekday: weekday,
				monthlyStarts: input.startsAt,
				monthlyEnds: input.endsAt,
				changedAt: now(),
			})
			.where(and(eq(forums.operatorId, actor.operatorId), eq(forums.id, forum.id)));
		const detail = { made: fresh.length, leftOut, alreadyThere: taken.size };
		return {
			result: { id: forum.id, ...detail },
			audit: { subject: { kind: 'forum', id: forum.id }, detail },
		};
	},
});

function titleOf(kind: SessionKind): string {
	return kind === 'study'
		? m.gatherings_session_kind_study({}, written)
		: m.gatherings_session_kind_talk({}, written);
}

function weekdayOf(number: number): Weekday {
	const found = ([0, 1, 2, 3, 4, 5, 6] as const).find((weekday) => weekday === number);
	if (found === undefined) throw refuseField('weekday', 'gatherings_weekday_missing');
	return found;
}

/** 令和8年12月, 12月, 2026-12 or a day in it; nothing is this month. */
function monthOf(text: string, today: PlainDate): PlainMonth {
	if (!text) return today.slice(0, 7);
	const read = parseVagueDate(text, { today });
	if (read.kind === 'day') return read.date.slice(0, 7);
	if (read.kind === 'month' || read.kind === 'part') return read.month;
	throw refuseField('from', 'gatherings_month_wrong');
}

function readDays(text: string, today: PlainDate): PlainDate[] {
	return text
		.split(/[\n、，,]/u)
		.map((part) => part.trim())
		.filter(Boolean)
		.map((part) => {
			const date = parseDate(part, { today });
			if (!date) throw refuseField('exceptions', 'field_date_wrong');
			return date;
		});
}

/** Planning twice makes nothing twice. */
async function daysTaken(
	{ tx, actor }: Work,
	forumId: string,
	dates: PlainDate[],
): Promise<Set<PlainDate>> {
	if (dates.length === 0) return new Set();
	const rows = await tx
		.select({ heldOn: sessions.heldOn })
		.from(sessions)
		.where(
			and(
				eq(sessions.operatorId, actor.operatorId),
				eq(sessions.forumId, forumId),
				ne(sessions.state, 'cancelled'),
				inArray(sessions.heldOn, dates),
			),
		);
	return new Set(rows.flatMap(({ heldOn }) => (heldOn ? [heldOn] : [])));
}
