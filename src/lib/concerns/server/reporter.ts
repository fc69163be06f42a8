import { and, asc, desc, eq, inArray, ne } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { secretPattern } from '../forms.ts';
import type { ConcernState } from '../rules.ts';
import { hashOfSecret } from './numbers.ts';
import { concernReplies, concerns } from './tables.ts';

/** What a reporter sees of the own concern: where it stands and what was answered, nothing else. */
export type OwnConcern = {
	id: string;
	number: string;
	receivedAt: Date;
	state: ConcernState;
	replies: { body: string; writtenAt: Date }[];
};

const columns = {
	id: concerns.id,
	number: concerns.number,
	receivedAt: concerns.receivedAt,
	state: concerns.state,
};

/** The concerns that a signed-in resident told, newest first; for the own page. */
export async function listOwnConcerns(tx: Tx, actor: Actor): Promise<OwnConcern[]> {
	if (actor.kind !== 'person') return [];
	const rows = await tx
		.select(columns)
		.from(concerns)
		.where(
			and(
				eq(concerns.operatorId, actor.operatorId),
				eq(concerns.reporterId, actor.personId),
				ne(concerns.state, 'draft'),
			),
		)
		.orderBy(desc(concerns.receivedAt), desc(concerns.id))
		.limit(100);
	return withReplies(tx, actor, rows);
}

/** The concern behind a secret link. A wrong secret and no secret are the same: not found. */
export async function concernOfSecret(tx: Tx, actor: Actor, secret: string): Promise<OwnConcern> {
	if (!secretPattern.test(secret)) throw new Refusal('not-found', 'refusal_not_found');
	const rows = await tx
		.select(columns)
		.from(concerns)
		.where(
			and(eq(concerns.operatorId, actor.operatorId), eq(concerns.secretHash, hashOfSecret(secret))),
		);
	const [found] = await withReplies(tx, actor, rows);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

async function withReplies(
	tx: Tx,
	actor: Actor,
	rows: { id: string; number: string | null; receivedAt: Date; state: ConcernState }[],
): Promise<OwnConcern[]> {
	if (rows.length === 0) return [];
	const replies = await tx
		.select({
			concernId: concernReplies.concernId,
			body: concernReplies.body,
			writtenAt: concernReplies.writtenAt,
		})
		.from(concernReplies)
		.where(
			and(
				eq(concernReplies.operatorId, actor.operatorId),
				inArray(
					concernReplies.concernId,
					rows.map((row) => row.id),
				),
			),
		)
		.orderBy(asc(concernReplies.writtenAt), asc(concernReplies.id))
		.limit(1_000);
	return rows.map((row) => ({
		...row,
		number: row.number ?? '',
		replies: replies
			.filter((reply) => reply.concernId === row.id)
			.map(({ body, writtenAt }) => ({ body, writtenAt })),
	}));
}
