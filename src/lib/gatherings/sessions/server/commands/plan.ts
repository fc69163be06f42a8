import { and, eq, inArray } from 'drizzle-orm';
import { isSignedIn, personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { issueOrRefuse } from '../../../../issues/server/queries.ts';
import { command } from '../../../../server/command.ts';
import { tie } from '../../../../trace/server/commands.ts';
import { livingForumStates, type ForumState } from '../../../forums/rules.ts';
import { forumOrRefuse } from '../../../forums/server/visible.ts';
import { mayManage, type Scope } from '../../../rules.ts';
import { refuseUnknownAreas, scopeOfNew } from '../../../server/areas.ts';
import { sessionAreas, sessionDates, sessions } from '../../../server/tables.ts';
import { ChangeDate, ChangeSession, PlanSession, ProposeTalk } from '../../forms.ts';
import { isBefore } from '../../rules.ts';
import { dateColumns, insertSession, sessionWords } from '../insert.ts';
import { moveUpWaiting } from '../seats.ts';
import { sessionOrRefuse } from '../visible.ts';

type Planning = { scope: Scope; forum: { id: string; name: string; state: ForumState } | null };

/** A session of a forum that is under way, or one on its own. */
export const planSession = command('session.plan', {
	input: PlanSession,
	async subject(work, { forumId, areas }): Promise<Planning> {
		if (!forumId) return { scope: await scopeOfNew(work, areas), forum: null };
		return forumOrRefuse(work.tx, work.actor, forumId);
	},
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { forumId, issueId, ...input }, { forum }) {
		if (forum && !isLiving(forum.state))
			throw refuseField('forumId', 'gatherings_forum_not_running');
		await refuseUnknownAreas(work, input.areas);
		const id = await insertSession(work, { forum, ...input, withAgenda: true });
		if (issueId) {
			await issueOrRefuse(work.tx, work.actor, issueId);
			await tie(work, { kind: 'issue', id: issueId }, { kind: 'session', id });
		}
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { forum: forumId, kind: input.kind, issue: issueId },
			},
		};
	},
});

function isLiving(state: ForumState): boolean {
	return livingForumStates.some((living) => living === state);
}

/** Somebody from the neighbourhood asks for a small talk; the staff announce it. */
export const proposeTalk = command('session.propose', {
	input: ProposeTalk,
	subject: () => Promise.resolve(null),
	allow: isSignedIn,
	async run(work, { areaId, ...input }) {
		const areas = areaId ? [areaId] : [];
		await refuseUnknownAreas(work, areas);
		const id = await insertSession(work, {
			forum: null,
			kind: 'smallTalk',
			...input,
			areas,
			proposedBy: personOf(work.actor),
		});
		return { result: { id }, audit: { subject: { kind: 'session', id }, detail: { areas } } };
	},
});

export const changeSession = command('session.change', {
	input: ChangeSession,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, areas, ...plan }, { session, forum }) {
		const { tx, actor, now } = work;
		if (!isBefore(session.state)) throw new Refusal('not-now', 'gatherings_already_begun');
		await refuseUnknownAreas(work, areas);
		const [held] = await tx
			.select({ seatsTaken: sessions.seatsTaken })
			.from(sessions)
			.where(and(eq(sessions.operatorId, actor.operatorId), eq(sessions.id, id)))
			.for('update');
		if (held && plan.capacity !== null && plan.capacity < held.seatsTaken)
			throw refuseField('capacity', 'gatherings_capacity_below');
		const [changed] = await tx
			.update(sessions)
			.set({ ...plan, searchText: sessionWords(plan, forum?.name ?? null), changedAt: now() })
			.where(
				and(
					eq(sessions.operatorId, actor.operatorId),
					eq(sessions.id, id),
					eq(sessions.state, session.state),
				),
			)
			.returning({ id: sessions.id });
		if (!changed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		await tx
			.delete(sessionAreas)
			.where(and(eq(sessionAreas.operatorId, actor.operatorId), eq(sessionAreas.sessionId, id)));
		if (areas.length > 0) {
			await tx
				.insert(sessionAreas)
				.values(areas.map((areaId) => ({ operatorId: actor.operatorId, sessionId: id, areaId })));
		}
		const movedUp = await moveUpWaiting(work, session);
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { capacity: plan.capacity, movedUp, areas },
			},
		};
	},
});

/** A date becomes known, or another one, before anybody has signed up; after that it is a postponement. */
export const changeDate = command('session.changeDate', {
	input: ChangeDate,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, when, startsAt, reason }, { session }) {
		const { tx, actor, now } = work;
		if (startsAt && session.endsAt && startsAt >= session.endsAt)
			throw refuseField('startsAt', 'gatherings_ends_before');
		const [changed] = await tx
			.update(sessions)
			.set({ ...dateColumns(when), startsAt: startsAt ?? session.startsAt, changedAt: now() })
			.where(
				and(
					eq(sessions.operatorId, actor.operatorId),
					eq(sessions.id, id),
					inArray(sessions.state, ['planned', 'announced', 'postponed']),
				),
			)
			.returning({ id: sessions.id });
		if (!changed) throw new Refusal('not-now', 'gatherings_postpone_instead');
		const kind = session.heldWhen.kind !== 'day' && when.kind === 'day' ? 'fixed' : 'moved';
		await tx.insert(sessionDates).values({
			operatorId: actor.operatorId,
			id: work.newId(),
			sessionId: id,
			previous: session.heldWhen,
			previousStarts: session.startsAt,
			next: when,
			nextStarts: startsAt ?? session.startsAt,
			kind,
			reason,
			changedBy: personOf(actor),
			changedAt: now(),
		});
		return { result: { id }, audit: { subject: { kind: 'session', id }, detail: { kind } } };
	},
});
