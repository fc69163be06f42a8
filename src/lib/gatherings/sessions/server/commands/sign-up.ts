import { createHash } from 'node:crypto';
import { and, eq, inArray, ne } from 'drizzle-orm';
import { isStaff, personOf } from '../../../../kernel/actor.ts';
import { dateInTokyo } from '../../../../kernel/dates.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { limitAttempts } from '../../../../server/attempts.ts';
import { command, type Context, type Work } from '../../../../server/command.ts';
import { mayFacilitate } from '../../../rules.ts';
import { sessions, signups } from '../../../server/tables.ts';
import { CancelSignUp, EnterSignUp, SignUp, WithdrawSignUp } from '../../forms.ts';
import { maySignUp, type SessionState, type Way } from '../../rules.ts';
import { giveSeatsBack, moveUpWaiting, seatsFor, takeSeats } from '../seats.ts';
import { sessionOrRefuse, type Session } from '../visible.ts';

/** Only a hash is kept: whoever has the link of the receipt may look and cancel, nobody who reads the table. */
export function hashOfSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

type Wanted = { people: number; way: Way };

function refuseImpossible(session: Session, { way, people }: Wanted): void {
	if (!session.ways.includes(way)) throw refuseField('way', 'gatherings_way_missing');
	if (session.capacity !== null && seatsFor({ way, people }) > session.capacity)
		throw refuseField('people', 'gatherings_people_too_many');
}

const signUpFromWebOnce = command('session.signUp', {
	input: SignUp,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { session, isInvited }) =>
		maySignUp(actor, { audience: session.audience, isInvited }),
	async run(work, { id, ...wish }, { session }) {
		const { now, actor } = work;
		if (session.state !== 'registration') throw new Refusal('not-now', 'gatherings_sign_up_closed');
		if (session.signUpUntil && dateInTokyo(now()) > session.signUpUntil)
			throw new Refusal('not-now', 'gatherings_sign_up_over');
		refuseImpossible(session, wish);
		// staff who sign up neighbours from this page must not be put on the list themselves
		const personId = isStaff(actor) ? null : personOf(actor);
		return add(work, session, ['registration'], {
			...wish,
			channel: 'web',
			personId,
			enteredBy: null,
		});
	},
});

/** Anybody may come, without an account; one household does not fill the list. */
export async function signUp(
	context: Context,
	raw: unknown,
): Promise<{ secret: string; state: string; id: string }> {
	const origin = originOf(raw);
	if (origin) await limitAttempts(context, 'session.signUp', origin, { most: 20, minutes: 60 });
	return signUpFromWebOnce(context, raw);
}

/** Where a request came from, as the route put it beside the form. */
export function originOf(raw: unknown): string | undefined {
	if (typeof raw !== 'object' || raw === null || !('origin' in raw)) return undefined;
	return typeof raw.origin === 'string' ? raw.origin : undefined;
}

/** Somebody phoned, wrote, sent a FAX or came by: staff enter it on their behalf. */
export const enterSignUp = command('session.enterSignUp', {
	input: EnterSignUp,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, ...wish }, { session }) {
		if (session.state !== 'registration' && session.state !== 'open')
			throw new Refusal('not-now', 'gatherings_sign_up_closed');
		refuseImpossible(session, wish);
		return add(work, session, ['registration', 'open'], {
			...wish,
			personId: null,
			enteredBy: personOf(work.actor),
		});
	},
});

type NewSignUp = Omit<
	typeof signups.$inferInsert,
	'operatorId' | 'id' | 'sessionId' | 'state' | 'secretHash' | 'madeAt'
> &
	Wanted;

async function add(work: Work, session: Session, states: readonly SessionState[], made: NewSignUp) {
	const { tx, actor, now, newId } = work;
	const state = await takeSeats(work, session.id, seatsFor(made), states);
	if (!state) throw new Refusal('not-now', 'gatherings_sign_up_closed');
	const id = newId();
	const secret = newId();
	const [added] = await tx
		.insert(signups)
		.values({
			...made,
			operatorId: actor.operatorId,
			id,
			sessionId: session.id,
			state,
			secretHash: hashOfSecret(secret),
			madeAt: now(),
		})
		.onConflictDoNothing()
		.returning({ id: signups.id });
	if (!added) throw new Refusal('not-now', 'gatherings_already_signed_up');
	return {
		result: { id: session.id, secret, state },
		audit: {
			subject: { kind: 'session', id: session.id },
			detail: { signUp: id, state, channel: made.channel, people: made.people },
		},
	};
}

/** With the link of the receipt, by the person who signed up. */
export const withdrawSignUp = command('session.withdrawSignUp', {
	input: WithdrawSignUp,
	async subject({ tx, actor }, { secret }) {
		const [found] = await tx
			.select({ signUp: signups, session: sessions })
			.from(signups)
			.innerJoin(
				sessions,
				and(eq(sessions.operatorId, signups.operatorId), eq(sessions.id, signups.sessionId)),
			)
			.where(
				and(eq(signups.operatorId, actor.operatorId), eq(signups.secretHash, hashOfSecret(secret))),
			);
		if (!found) throw new Refusal('not-found', 'refusal_not_found');
		return found;
	},
	// whoever holds the link may: it was given to nobody else
	allow: (actor, { signUp }) => actor.operatorId === signUp.operatorId,
	async run(work, { secret }, { signUp, session }) {
		const movedUp = await cancel(work, session, signUp.id);
		return {
			result: { secret },
			audit: {
				subject: { kind: 'session', id: session.id },
				detail: { signUp: signUp.id, movedUp },
			},
		};
	},
});

export const cancelSignUp = command('session.cancelSignUp', {
	input: CancelSignUp,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, signUpId }, { session }) {
		const movedUp = await cancel(work, session, signUpId);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { signUp: signUpId, movedUp } },
		};
	},
});

async function cancel(work: Work, session: Session, signUpId: string): Promise<number> {
	const { tx, actor, now } = work;
	const here = and(
		eq(signups.operatorId, actor.operatorId),
		eq(signups.sessionId, session.id),
		eq(signups.id, signUpId),
	);
	// the session's row first, as everybody who takes a seat does
	await tx
		.select({ id: sessions.id })
		.from(sessions)
		.where(and(eq(sessions.operatorId, actor.operatorId), eq(sessions.id, session.id)))
		.for('update');
	const [before] = await tx
		.select({ state: signups.state, people: signups.people, way: signups.way })
		.from(signups)
		.where(and(here, ne(signups.state, 'cancelled')));
	if (!before) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	if (
		!(['announced', 'registration', 'open', 'postponed'] as const).some(
			(state) => state === session.state,
		)
	) {
		throw new Refusal('not-now', 'gatherings_sign_up_closed');
	}
	await tx
		.update(signups)
		.set({ state: 'cancelled', cancelledAt: now() })
		.where(and(here, inArray(signups.state, [before.state])));
	if (before.state === 'confirmed') await giveSeatsBack(work, session.id, seatsFor(before));
	return moveUpWaiting(work, session);
}
