import { and, desc, eq, sql } from 'drizzle-orm';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import { hashOfSecret } from '../../gatherings/sessions/server/commands/sign-up.ts';
import { sessions } from '../../gatherings/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { hasDigest, maySend } from '../rules.ts';
import { digestOf, type Digest } from './content.ts';
import { readersOf, readersOnPaper, type WithoutMail } from './readers.ts';
import { digestLetters, digests, digestStops } from './tables.ts';

export type SendingPage = {
	digest: Digest;
	/** How many addresses a letter would go to now. */
	readers: number;
	onPaper: WithoutMail[];
	sent: { at: Date; letters: number } | null;
};

/** For those who send it; for nobody else it exists. */
export async function sendingPage(
	tx: Tx,
	actor: Actor,
	sessionId: string,
	today: PlainDate,
): Promise<SendingPage> {
	const { session, scope } = await sessionOrRefuse(tx, actor, sessionId);
	if (!maySend(actor, scope)) throw new Refusal('not-found', 'refusal_not_found');
	const digest = await digestOf(tx, actor.operatorId, sessionId);
	return {
		digest,
		readers: (await readersOf(tx, session, today)).length,
		onPaper: await readersOnPaper(tx, session),
		sent: await sentOf(tx, actor, sessionId),
	};
}

async function sentOf(tx: Tx, { operatorId }: Actor, sessionId: string) {
	const [sent] = await tx
		.select({ at: digests.sentAt, letters: digests.letters })
		.from(digests)
		.where(and(eq(digests.operatorId, operatorId), eq(digests.sessionId, sessionId)));
	return sent ?? null;
}

/** Whether an お便り of this session is offered to those who work on it: its report is published, and it was not sent yet. */
export async function isOffered(
	tx: Tx,
	actor: Actor,
	{ session, scope }: SessionInScope,
): Promise<boolean> {
	if (!hasDigest(session) || !maySend(actor, scope)) return false;
	return (await sentOf(tx, actor, session.id)) === null;
}

export type LetterPage = { digestId: string; addressHash: string; isStopped: boolean };

/** The letter behind a link; nothing in it tells whose it is. */
export async function letterOrRefuse(tx: Tx, actor: Actor, secret: string): Promise<LetterPage> {
	const [found] = await tx
		.select({
			digestId: digestLetters.digestId,
			addressHash: digestLetters.addressHash,
			isStopped: sql<boolean>`${sql`exists (select 1 from ${digestStops}
				where ${digestStops.operatorId} = ${digestLetters.operatorId}
				and ${digestStops.addressHash} = ${digestLetters.addressHash})`}`,
		})
		.from(digestLetters)
		.where(
			and(
				eq(digestLetters.operatorId, actor.operatorId),
				eq(digestLetters.secretHash, hashOfSecret(secret)),
			),
		);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

export type OwnDigest = { sessionId: string; title: string; sentAt: Date };

/** お便り about sessions for which this person signed up or to which they came, the newest first: for the own page. */
export async function ownDigests(tx: Tx, actor: Actor): Promise<OwnDigest[]> {
	if (actor.kind !== 'person') return [];
	const { personId, operatorId } = actor;
	const tookPart = (table: 'signups' | 'attendances') =>
		sql`exists (select 1 from ${sql.identifier(table)} t where t.operator_id = ${operatorId}
			and t.session_id = ${sessions.id} and t.person_id = ${personId})`;
	return tx
		.select({ sessionId: sessions.id, title: sessions.title, sentAt: digests.sentAt })
		.from(digests)
		.innerJoin(
			sessions,
			and(eq(sessions.operatorId, digests.operatorId), eq(sessions.id, digests.sessionId)),
		)
		.where(
			and(
				eq(digests.operatorId, operatorId),
				eq(sessions.state, 'published'),
				sql`(${tookPart('signups')} or ${tookPart('attendances')})`,
			),
		)
		.orderBy(desc(digests.sentAt))
		.limit(3);
}
