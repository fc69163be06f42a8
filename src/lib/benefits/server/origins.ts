import { and, eq, inArray } from 'drizzle-orm';
import { causes } from '../../causes/server/tables.ts';
import { opinions, pillars, sessionResults } from '../../gatherings/server/tables.ts';
import type { Work } from '../../server/command.ts';
import { tie } from '../../trace/server/commands.ts';
import type { TraceEnd } from '../../trace/rules.ts';
import { originsOf, type OriginKind } from '../sheet.ts';
import { loadSheet } from './log.ts';

/** What the words of a table were taken from stands before it on the thread: the tree of a cause, the session of what was said. */
export async function tieOrigins(work: Work, tableId: string): Promise<void> {
	const { tx, actor } = work;
	const { sheet } = await loadSheet(tx, { operatorId: actor.operatorId, tableId });
	const origins = originsOf(sheet);
	const of = (kind: OriginKind) => origins.flatMap((one) => (one.kind === kind ? [one.id] : []));
	const ends = of('preparation').map((id): TraceEnd => ({ kind: 'preparation', id }));
	const trees = await tx
		.selectDistinct({ id: causes.treeId })
		.from(causes)
		.where(and(eq(causes.operatorId, actor.operatorId), inArray(causes.id, of('cause'))));
	ends.push(...trees.map(({ id }): TraceEnd => ({ kind: 'cause', id })));
	const said = [
		[opinions, of('opinion')],
		[pillars, of('pillar')],
		[sessionResults, of('result')],
	] as const;
	for (const [table, ids] of said) {
		const found = await tx
			.selectDistinct({ id: table.sessionId })
			.from(table)
			.where(and(eq(table.operatorId, actor.operatorId), inArray(table.id, ids)));
		ends.push(...found.map(({ id }): TraceEnd => ({ kind: 'session', id })));
	}
	for (const end of ends) await tie(work, end, { kind: 'benefitTable', id: tableId });
}
