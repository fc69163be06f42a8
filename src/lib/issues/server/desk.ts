import { asc, inArray, and } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { deidentifiedByIds, type SharedText } from '../../concerns/server/queries.ts';
import { areaNames } from '../../districts/server/queries.ts';
import { operatorById } from '../../operators/server/queries.ts';
import type { Tx } from '../../server/db.ts';
import { neighbours } from '../../trace/server/queries.ts';
import { openStates, type IssueState } from '../rules.ts';
import { independentConcerns, narrowAreas, weightByArea } from './concerns.ts';
import { issues } from './tables.ts';
import { visibleTo } from './visible.ts';

/** What staff look at before they share an issue. */
export type SharingFacts = { independent: number; needed: number; narrow: string[] };

export async function sharingFacts(tx: Tx, actor: Actor, id: string): Promise<SharingFacts> {
	if (!isStaff(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const issue = { operatorId: actor.operatorId, id };
	const operator = await operatorById(tx, actor.operatorId);
	const needed = operator?.concernsNeeded ?? 1;
	return {
		independent: await independentConcerns(tx, issue),
		needed,
		narrow: await narrowAreas(tx, issue, needed),
	};
}

/** The de-identified texts behind an issue, for those who may read them. */
export async function concernsBehind(tx: Tx, actor: Actor, id: string): Promise<SharedText[]> {
	const links = await neighbours(tx, actor.operatorId, { kind: 'issue', id });
	const ids = links.flatMap(({ from }) => (from.kind === 'concern' ? [from.id] : []));
	return deidentifiedByIds(tx, actor, ids);
}

export type AreaWeight = {
	areaId: string;
	name: string;
	issues: { id: string; title: string; state: IssueState; n: number }[];
};

/** what weighs where: open issues of each area by the number of concerns from it, for staff only. */
export async function weightsByArea(tx: Tx, actor: Actor): Promise<AreaWeight[]> {
	if (!isStaff(actor)) throw new Refusal('not-found', 'refusal_not_found');
	const open = await tx
		.select({ id: issues.id, title: issues.title, state: issues.state })
		.from(issues)
		.where(and(visibleTo(actor), inArray(issues.state, ['candidate', ...openStates])))
		.orderBy(asc(issues.sortKey), asc(issues.id))
		.limit(2_000);
	const weights = await weightByArea(
		tx,
		actor.operatorId,
		open.map(({ id }) => id),
	);
	const names = await areaNames(
		tx,
		actor,
		weights.map(({ areaId }) => areaId),
	);
	return [...names].map(([areaId, name]) => {
		const counts = new Map(
			weights.filter((row) => row.areaId === areaId).map((row) => [row.issueId, row.n]),
		);
		const here = open
			.flatMap((issue) => ({ ...issue, n: counts.get(issue.id) ?? 0 }))
			.filter(({ n }) => n > 0);
		return { areaId, name, issues: here.sort((a, b) => b.n - a.n) };
	});
}
