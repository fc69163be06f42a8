import { and, asc, eq, isNull } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Work } from '../../server/command.ts';
import { flat, treeOf, type Cause, type CauseAct } from '../rules.ts';
import { causeChanges, causes, causeTrees } from './tables.ts';
import type { Tree } from './visible.ts';

export type CauseRow = typeof causes.$inferSelect;
type Origin = { originKind: 'opinion' | 'result'; originId: string; originSessionId: string };

/** What stands in the tree now, also what hangs below something that was taken away. */
export function standing(work: Work, treeId: string): Promise<CauseRow[]> {
	return work.tx
		.select()
		.from(causes)
		.where(
			and(
				eq(causes.operatorId, work.actor.operatorId),
				eq(causes.treeId, treeId),
				isNull(causes.removedAt),
			),
		)
		.orderBy(asc(causes.place), asc(causes.id));
}

/** The cause as it stood on the page; whoever was slower is told so, and keeps what was typed. */
export function causeAsRead(rows: readonly CauseRow[], id: string, revision: number): CauseRow {
	const found = flat(treeOf(rows)).find(({ cause }) => cause.id === id)?.cause;
	if (!found || found.revision !== revision)
		throw new Refusal('not-now', 'causes_changed_meanwhile');
	return found;
}

/**
 * Keeps one change: the cause as it is now, and the same in the history. The tree is held by the command, so
 * the revisions have no gap. Gives the tree as it is afterwards.
 */
export async function record(
	{ tx, actor, now }: Work,
	tree: Tree,
	act: CauseAct,
	cause: Omit<Cause, 'revision'> & Partial<Origin>,
): Promise<Tree> {
	const { operatorId } = actor;
	const revision = tree.revision + 1;
	const { id, parentId, place, text, reason, standing: judged, ...origin } = cause;
	const written = { parentId, place, text, reason, standing: judged, revision };
	const state = { ...written, removedAt: act === 'remove' ? now() : null };
	await tx
		.insert(causes)
		.values({ operatorId, id, treeId: tree.id, ...state, ...origin })
		.onConflictDoUpdate({ target: [causes.operatorId, causes.id], set: state });
	await tx.insert(causeChanges).values({
		...{ operatorId, treeId: tree.id, causeId: id, act, ...written },
		...{ madeBy: personOf(actor), madeAt: now() },
	});
	const after = { revision, changedBy: personOf(actor), changedAt: now() };
	await tx
		.update(causeTrees)
		.set(after)
		.where(and(eq(causeTrees.operatorId, operatorId), eq(causeTrees.id, tree.id)));
	return { ...tree, ...after };
}
