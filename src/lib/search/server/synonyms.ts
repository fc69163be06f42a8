import { and, asc, eq, type SQL } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { mostGroups, type SynonymGroup } from '../rules.ts';
import { synonymGroups } from './tables.ts';

/** Which words mean the same is no secret: every search of the operator uses it. */
function visibleTo(actor: Actor): SQL {
	return eq(synonymGroups.operatorId, actor.operatorId);
}

/** The groups that the staff keep, the oldest first. */
export function ownSynonyms(tx: Tx, actor: Actor): Promise<SynonymGroup[]> {
	return tx
		.select({ id: synonymGroups.id, words: synonymGroups.words })
		.from(synonymGroups)
		.where(visibleTo(actor))
		.orderBy(asc(synonymGroups.id))
		.limit(mostGroups);
}

export async function synonymGroupOrRefuse(tx: Tx, actor: Actor, id: string) {
	const [found] = await tx
		.select({ id: synonymGroups.id, words: synonymGroups.words })
		.from(synonymGroups)
		.where(and(visibleTo(actor), eq(synonymGroups.id, id)))
		.for('update');
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}
