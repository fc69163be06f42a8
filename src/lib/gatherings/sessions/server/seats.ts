import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { m } from '../../../paraglide/messages.js';
import type { Work } from '../../../server/command.ts';
import { queueMail } from '../../../server/mail.ts';
import { signups, sessions } from '../../server/tables.ts';
import type { SessionState, SignUpState, Way } from '../rules.ts';
import type { Session } from './visible.ts';

/** Only people who come to the hall need a seat. */
export function seatsFor({ way, people }: { way: Way; people: number }): number {
	return way === 'hall' ? people : 0;
}

/**
 * Takes seats in one conditional statement, so that no two people get the last one. Undefined when the
 * session no longer takes anybody.
 */
export async function takeSeats(
	{ tx, actor }: Work,
	sessionId: string,
	seats: number,
	states: readonly SessionState[],
): Promise<Exclude<SignUpState, 'cancelled'> | undefined> {
	const here = and(
		eq(sessions.operatorId, actor.operatorId),
		eq(sessions.id, sessionId),
		inArray(sessions.state, [...states]),
	);
	const [seated] = await tx
		.update(sessions)
		.set({ seatsTaken: sql`${sessions.seatsTaken} + ${seats}` })
		.where(
			and(
				here,
				sql`(${sessions.capacity} is null or ${sessions.seatsTaken} + ${seats} <= ${sessions.capacity})`,
			),
		)
		.returning({ id: sessions.id });
	if (seated) return 'confirmed';
	const [still] = await tx.select({ id: sessions.id }).from(sessions).where(here).for('update');
	return still ? 'waiting' : undefined;
}

export async function giveSeatsBack(
	{ tx, actor }: Work,
	sessionId: string,
	seats: number,
): Promise<void> {
	if (seats === 0) return;
	await tx
		.update(sessions)
		.set({ seatsTaken: sql`${sessions.seatsTaken} - ${seats}` })
		.where(and(eq(sessions.operatorId, actor.operatorId), eq(sessions.id, sessionId)));
}

const takesPeople: readonly SessionState[] = ['registration', 'open', 'postponed', 'announced'];

/** Free seats go to those who wait, first come first served; a party that is too large is passed over, not forgotten. */
export async function moveUpWaiting(
	work: Work,
	session: Pick<Session, 'id' | 'title' | 'kind'>,
): Promise<number> {
	const { tx, actor, now } = work;
	const waiting = await tx
		.select({ id: signups.id, people: signups.people, way: signups.way, email: signups.email })
		.from(signups)
		.where(
			and(
				eq(signups.operatorId, actor.operatorId),
				eq(signups.sessionId, session.id),
				eq(signups.state, 'waiting'),
			),
		)
		.orderBy(asc(signups.madeAt), asc(signups.id))
		.limit(300);
	let moved = 0;
	for (const next of waiting) {
		if ((await takeSeats(work, session.id, seatsFor(next), takesPeople)) !== 'confirmed') continue;
		await tx
			.update(signups)
			.set({ state: 'confirmed', movedUpAt: now() })
			.where(and(eq(signups.operatorId, actor.operatorId), eq(signups.id, next.id)));
		moved += 1;
		if (next.email && session.kind !== 'caseStudy') {
			await queueMail(work, {
				to: next.email,
				subject: m.gatherings_mail_moved_up_subject({}, { locale: 'ja' }),
				body: m.gatherings_mail_moved_up_body({ title: session.title }, { locale: 'ja' }),
			});
		}
	}
	return moved;
}

/** Those who signed up and left an address are written to; the others are on the list for telephone and FAX. */
export async function writeToSignedUp(
	work: Work,
	session: Pick<Session, 'id' | 'kind'>,
	letter: { subject: string; body: string },
): Promise<number> {
	if (session.kind === 'caseStudy') return 0;
	const { tx, actor } = work;
	const rows = await tx
		.select({ email: signups.email })
		.from(signups)
		.where(
			and(
				eq(signups.operatorId, actor.operatorId),
				eq(signups.sessionId, session.id),
				inArray(signups.state, ['confirmed', 'waiting']),
				sql`${signups.email} <> ''`,
			),
		)
		.limit(2_000);
	const addresses = [...new Set(rows.map(({ email }) => email))];
	for (const to of addresses) await queueMail(work, { to, ...letter });
	return addresses.length;
}
