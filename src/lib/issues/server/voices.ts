import { inArray, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { maskedCount, type MaskedCount } from '../../kernel/masked-count.ts';
import { concerns } from '../../concerns/server/tables.ts';
import { operators } from '../../operators/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { links } from '../../trace/server/tables.ts';
import { inside } from './inside.ts';
import { issues } from './tables.ts';
import { visibleTo } from './visible.ts';

/** A concern that its reporter withdrew, or whose text was taken back, stands behind nothing any more. */
export const stillShared = sql`${concerns.deidentifiedState} = 'published' and ${concerns.state} not in ('duplicateOf', 'withdrawn')`;

/** How many concerns stand behind the issue of the row; for use inside a statement on `issues`. */
export const concernCount = inside<number>(sql`(select count(*)::int from ${links}
	join ${concerns} on ${concerns.operatorId} = ${links.operatorId} and ${concerns.id} = ${links.fromId} and ${stillShared}
	where ${links.operatorId} = ${issues.operatorId} and ${links.toKind} = 'issue' and ${links.toId} = ${issues.id}
	and ${links.fromKind} = 'concern')`);

/** The operator's smallest count that is shown; for use inside a statement on `issues`. */
export const maskedBelow = inside<number>(sql`(select ${operators.maskedBelow} from ${operators}
	where ${operators.id} = ${issues.operatorId})`);

/** What the list is sorted by: to the public every masked count is the same, so the order tells nothing more. */
export function countForOrder(actor: Actor): SQL {
	if (isStaff(actor)) return concernCount;
	return sql`(case when ${concernCount} >= ${maskedBelow} then ${concernCount} else 0 end)`;
}

/** A count as this actor may see it: staff exactly, everybody else 少数 below the operator's limit. */
export function countFor(actor: Actor, n: number, below: number): MaskedCount {
	return isStaff(actor) ? { masked: false, n } : maskedCount(n, below);
}

/** The number of concerns behind some issues, as this actor may see it, in one statement. */
export async function concernCountFor(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<Map<string, MaskedCount>> {
	if (ids.length === 0) return new Map();
	const rows = await tx
		.select({ id: issues.id, n: concernCount, below: maskedBelow })
		.from(issues)
		.where(sql`${visibleTo(actor)} and ${inArray(issues.id, [...new Set(ids)])}`);
	return new Map(rows.map(({ id, n, below }) => [id, countFor(actor, n, below)]));
}
