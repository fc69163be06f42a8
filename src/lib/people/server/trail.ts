import { and, count, desc, asc, eq, like, sql } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { parseDate } from '../../kernel/dates.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { auditTrail, verifyAudit, type AuditDetail } from '../../server/audit.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import { maySeeAudit } from '../rules.ts';
import { people } from './tables.ts';

export type TrailRow = {
	sequence: number;
	at: Date;
	actorKind: Actor['kind'];
	/** Null for visitors and for the program itself. */
	personName: string | null;
	act: string;
	subjectKind: string;
	subjectId: string;
	detail: AuditDetail;
};

/**
 * The acts of an operator, newest first: who, what, to what, when; no content. `q` looks for the person;
 * filters: `noun` (what it was about), `from` and `to` (days, in any spelling).
 */
export async function listTrail(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<TrailRow>> {
	if (!maySeeAudit(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const { noun, from, to } = request.filters;
	const firstDay = parseDate(from ?? '');
	const lastDay = parseDate(to ?? '');
	const where = and(
		eq(auditTrail.operatorId, actor.operatorId),
		matches(people.searchText, request.q),
		noun && /^[a-zA-Z]+$/.test(noun) ? like(auditTrail.act, `${noun}.%`) : undefined,
		firstDay ? sql`${auditTrail.at} >= ${`${firstDay}T00:00:00+09:00`}::timestamptz` : undefined,
		lastDay
			? sql`${auditTrail.at} < ${`${lastDay}T00:00:00+09:00`}::timestamptz + interval '1 day'`
			: undefined,
	);
	const who = and(eq(people.operatorId, auditTrail.operatorId), eq(people.id, auditTrail.personId));
	const rows = await tx
		.select({
			sequence: auditTrail.sequence,
			at: auditTrail.at,
			actorKind: auditTrail.actorKind,
			personName: people.name,
			act: auditTrail.act,
			subjectKind: auditTrail.subjectKind,
			subjectId: auditTrail.subjectId,
			detail: auditTrail.detail,
		})
		.from(auditTrail)
		.leftJoin(people, who)
		.where(where)
		.orderBy(request.descending ? desc(auditTrail.sequence) : asc(auditTrail.sequence))
		.limit(request.size)
		.offset(offsetOf(request));
	const [total] = await tx
		.select({ count: count() })
		.from(auditTrail)
		.leftJoin(people, who)
		.where(where);
	return { rows, total: total?.count ?? 0, request };
}

/** Up to here a whole chain is checked while the page is made; beyond, when somebody asks for it. */
const checkedAtOnce = 20_000;

export type ChainState =
	| { state: 'whole'; rows: number }
	| { state: 'broken'; at: number }
	| { state: 'unchecked'; rows: number };

/** Whether the chain of the trail is whole. Every row names the one before it, so a change shows where it is. */
export async function chainState(tx: Tx, actor: Actor, isAsked: boolean): Promise<ChainState> {
	if (!maySeeAudit(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const [last] = await tx
		.select({ sequence: auditTrail.sequence })
		.from(auditTrail)
		.where(eq(auditTrail.operatorId, actor.operatorId))
		.orderBy(desc(auditTrail.sequence))
		.limit(1);
	const rows = last?.sequence ?? 0;
	if (rows > checkedAtOnce && !isAsked) return { state: 'unchecked', rows };
	const checked = await verifyAudit(tx, actor.operatorId);
	return checked.whole
		? { state: 'whole', rows: checked.rows }
		: { state: 'broken', at: checked.brokenAt };
}
