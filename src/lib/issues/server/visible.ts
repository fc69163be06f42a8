import { eq, inArray, ne, or, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { issues } from './tables.ts';

export type Issue = typeof issues.$inferSelect;

/** Everybody sees what is shared; a candidate is seen by the staff and by whoever proposed it. */
export function visibleTo(actor: Actor): SQL {
	const here = eq(issues.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	const shared = ne(issues.state, 'candidate');
	if (actor.kind !== 'person') return sql`(${here} and ${shared})`;
	const proposed = [eq(issues.proposedBy, actor.personId)];
	if (actor.represents.length > 0)
		proposed.push(inArray(issues.proposedFor, [...actor.represents]));
	return sql`(${here} and ${or(shared, ...proposed)})`;
}

export async function issueOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Issue> {
	const [found] = await tx
		.select()
		.from(issues)
		.where(sql`${visibleTo(actor)} and ${eq(issues.id, id)}`);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** The same, held until the transaction ends: what a guard found stays true while the change is made. */
export async function issueForChange(tx: Tx, actor: Actor, id: string): Promise<Issue> {
	const [found] = await tx
		.select()
		.from(issues)
		.where(sql`${visibleTo(actor)} and ${eq(issues.id, id)}`)
		.for('update');
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}
