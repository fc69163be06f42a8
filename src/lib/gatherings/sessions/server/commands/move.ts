import { and, count, eq, sum } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { formatVagueDate, type VagueDate } from '../../../../kernel/dates.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { after as afterIssue } from '../../../../issues/rules.ts';
import { moveIssueWithin } from '../../../../issues/server/commands/move.ts';
import { issues } from '../../../../issues/server/tables.ts';
import { m } from '../../../../paraglide/messages.js';
import { command, type Work } from '../../../../server/command.ts';
import { links } from '../../../../trace/server/tables.ts';
import { mayFacilitate, mayManage } from '../../../rules.ts';
import {
	attendances,
	pillars,
	sessionDates,
	sessionMoves,
	sessions,
} from '../../../server/tables.ts';
import { Announce, Cancel, MoveSession, Postpone } from '../../forms.ts';
import {
	afterSession,
	missingForSession,
	type SessionMove,
	type SessionState,
} from '../../rules.ts';
import { dateColumns } from '../insert.ts';
import { writeToSignedUp } from '../seats.ts';
import { sessionOrRefuse, type Session } from '../visible.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => sessionOrRefuse(tx, actor, id);

type Columns = Partial<typeof sessions.$inferInsert>;

/** Moves along the state table, naming the state that was read, and keeps the move as history. */
export async function moveTo(
	work: Work,
	session: Session,
	name: SessionMove,
	{ reason = '', ...columns }: Columns & { reason?: string } = {},
): Promise<SessionState> {
	const { tx, actor, now, newId } = work;
	const to = afterSession(session.state, name);
	if (!to) throw new Refusal('not-now', 'gatherings_move_impossible');
	await refuseIfMissing(work, session, name);
	const [moved] = await tx
		.update(sessions)
		.set({ ...columns, state: to, changedAt: now() })
		.where(
			and(
				eq(sessions.operatorId, actor.operatorId),
				eq(sessions.id, session.id),
				eq(sessions.state, session.state),
			),
		)
		.returning({ id: sessions.id });
	if (!moved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	await tx.insert(sessionMoves).values({
		operatorId: actor.operatorId,
		id: newId(),
		sessionId: session.id,
		fromState: session.state,
		toState: to,
		reason,
		movedBy: personOf(actor),
		movedAt: now(),
	});
	return to;
}

async function refuseIfMissing(
	{ tx, actor }: Work,
	session: Session,
	name: SessionMove,
): Promise<void> {
	const [questions] = await tx
		.select({ n: count() })
		.from(pillars)
		.where(and(eq(pillars.operatorId, actor.operatorId), eq(pillars.sessionId, session.id)));
	const [came] = await tx
		.select({ n: sum(attendances.people).mapWith(Number) })
		.from(attendances)
		.where(
			and(eq(attendances.operatorId, actor.operatorId), eq(attendances.sessionId, session.id)),
		);
	const missing = missingForSession(name, {
		kind: session.kind,
		when: session.heldWhen,
		pillars: questions?.n ?? 0,
		report: session.report,
		headcount: session.headcount ?? came?.n ?? 0,
	});
	if (!missing) return;
	if (missing.field) throw refuseField(missing.field, missing.message);
	throw new Refusal('not-now', missing.message);
}

/** From now on everybody may read it; where the day is known, the sign-up may begin at once. */
export const announceSession = command('session.announce', {
	input: Announce,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, withRegistration }, { session, forum }) {
		if (forum?.state === 'planned') throw new Refusal('not-now', 'gatherings_forum_not_running');
		const announcedAt = session.announcedAt ?? work.now();
		let to = await moveTo(work, session, 'announce', { announcedAt });
		if (withRegistration) to = await moveTo(work, { ...session, state: to }, 'openRegistration');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to } },
		};
	},
});

export const openRegistration = command('session.openRegistration', {
	input: MoveSession,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id }, { session }) {
		const to = await moveTo(work, session, 'openRegistration');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to } },
		};
	},
});

/** 開会. The issues that the session is about are being talked about from now on. */
export const openSession = command('session.open', {
	input: MoveSession,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id }, { session }) {
		const { to, issues } = await openWithin(work, session);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to, issues } },
		};
	},
});

/** 開会 as a part of another command. */
export async function openWithin(
	work: Work,
	session: Session,
): Promise<{ to: SessionState; issues: string[] }> {
	const to = await moveTo(work, session, 'open');
	return { to, issues: await deliberateIssues(work, session) };
}

/**
 * The issues that a session is about – its own, or those of its forum when it names none – become 話し合い中 by the
 * issues' own rules, where they are shared or taken up again.
 */
export async function deliberateIssues(
	work: Work,
	session: Pick<Session, 'id' | 'forumId'>,
): Promise<string[]> {
	const own = await issuesTiedTo(work, 'session', session.id);
	const tied =
		own.length > 0 || !session.forumId ? own : await issuesTiedTo(work, 'forum', session.forumId);
	const ready = tied.filter(({ state }) => afterIssue(state, 'deliberate')).map(({ id }) => id);
	for (const issueId of ready) await moveIssueWithin(work, issueId, 'deliberate');
	return ready;
}

async function issuesTiedTo({ tx, actor }: Work, toKind: 'forum' | 'session', toId: string) {
	return tx
		.select({ id: issues.id, state: issues.state })
		.from(links)
		.innerJoin(issues, and(eq(issues.operatorId, links.operatorId), eq(issues.id, links.fromId)))
		.where(
			and(
				eq(links.operatorId, actor.operatorId),
				eq(links.fromKind, 'issue'),
				eq(links.toKind, toKind),
				eq(links.toId, toId),
			),
		);
}

/** 閉会: the minutes are written now. */
export const closeSession = command('session.close', {
	input: MoveSession,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id }, { session }) {
		const to = await moveTo(work, session, 'close');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to } },
		};
	},
});

/** The date slips (徳島: 10月頃 → 1月12日). What it was stays visible; those who signed up are told. */
export const postponeSession = command('session.postpone', {
	input: Postpone,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, when, startsAt, reason }, { session }) {
		const { tx, actor, now, newId } = work;
		const nextStarts = startsAt ?? session.startsAt;
		if (nextStarts && session.endsAt && nextStarts >= session.endsAt)
			throw refuseField('startsAt', 'gatherings_ends_before');
		const to = await moveTo(work, session, 'postpone', {
			reason,
			...dateColumns(when),
			startsAt: nextStarts,
			signUpUntil: null,
		});
		await tx.insert(sessionDates).values({
			operatorId: actor.operatorId,
			id: newId(),
			sessionId: id,
			previous: session.heldWhen,
			previousStarts: session.startsAt,
			next: when,
			nextStarts,
			kind: 'postponed',
			reason,
			changedBy: personOf(actor),
			changedAt: now(),
		});
		const written = await writeToSignedUp(work, session, {
			subject: m.gatherings_mail_postponed_subject({}, { locale: 'ja' }),
			body: m.gatherings_mail_postponed_body(
				{ title: session.title, before: inWords(session.heldWhen), after: inWords(when) },
				{ locale: 'ja' },
			),
		});
		return {
			result: { id, written },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to, written } },
		};
	},
});

function inWords(when: VagueDate): string {
	return formatVagueDate(when, { weekday: true, locale: 'ja' });
}

export const cancelSession = command('session.cancel', {
	input: Cancel,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, reason }, { session }) {
		const to = await moveTo(work, session, 'cancel', { reason, cancelledReason: reason });
		const written = await writeToSignedUp(work, session, {
			subject: m.gatherings_mail_cancelled_subject({}, { locale: 'ja' }),
			body: m.gatherings_mail_cancelled_body(
				{ title: session.title, when: inWords(session.heldWhen) },
				{ locale: 'ja' },
			),
		});
		return {
			result: { id, written },
			audit: { subject: { kind: 'session', id }, detail: { from: session.state, to, written } },
		};
	},
});
