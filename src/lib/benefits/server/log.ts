import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { Refusal, type MessageKey } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { links } from '../../trace/server/tables.ts';
import {
	apply,
	emptySheet,
	organisationsOf,
	type Operation,
	type Sheet,
	type Wish,
} from '../sheet.ts';
import { whyNot, type Reach } from '../wishes.ts';
import { benefitOperations, benefitTables } from './tables.ts';

/** Which table, of which operator. */
export type Where = { operatorId: string; tableId: string };

/** By whose hand, for the log only, and whose rows that hand may write. */
export type Hand = { personId: string | null; participantId: string | null; reach: Reach };

/** What became of a wish: the number of its operation, else why not. */
export type Receipt = { id: string; seq: number } | { id: string; refused: MessageKey };

/** A sheet in memory, with every operation that made it. */
export type Loaded = { sheet: Sheet; operations: Operation[] };

export async function operationsAfter(tx: Tx, where: Where, seq: number): Promise<Operation[]> {
	const rows = await tx
		.select()
		.from(benefitOperations)
		.where(and(ofTable(where), gt(benefitOperations.seq, seq)))
		.orderBy(asc(benefitOperations.seq));
	return rows.map(({ seq: at, operationId: id, kind, item, base, body }) => ({
		...{ seq: at, id, kind, item, base, builtOn: '', builtOnSeq: 0 },
		...body,
	}));
}

export async function loadSheet(tx: Tx, where: Where): Promise<Loaded> {
	const operations = await operationsAfter(tx, where, 0);
	const sheet = emptySheet();
	for (const operation of operations) apply(sheet, operation);
	return { sheet, operations };
}

export type Waiting = { wish: Wish; hand: Hand };

/**
 * Admits wishes in their order, inside one transaction that holds the table: another process waits, and finds the
 * operations of this one. `loaded` is brought up to date; it must be thrown away when the transaction fails.
 */
export async function appendAll(
	tx: Tx,
	where: Where,
	loaded: Loaded,
	waiting: readonly Waiting[],
	now: Date,
): Promise<{ receipts: Receipt[]; fresh: Operation[] }> {
	const { sheet } = loaded;
	const { state } = await holdTable(tx, where);
	const fresh = await operationsAfter(tx, where, sheet.seq);
	for (const operation of fresh) apply(sheet, operation);
	const known = await seqsOf(tx, where, waiting);

	const rows: (typeof benefitOperations.$inferInsert)[] = [];
	const receipts = waiting.map(({ wish, hand }): Receipt => {
		const { id, kind, item, base, builtOn, ...body } = wish;
		const earlier = known.get(id);
		if (earlier !== undefined) return { id, seq: earlier };
		if (state === 'evaluated') return { id, refused: 'benefits_is_finished' };
		const { reach, ...whose } = hand;
		const refused = whyNot(sheet, wish, reach);
		if (refused) return { id, refused };
		const builtOnSeq = known.get(builtOn) ?? 0;
		const operation = { ...wish, builtOn: '', builtOnSeq, seq: sheet.seq + 1 };
		apply(sheet, operation);
		fresh.push(operation);
		known.set(id, operation.seq);
		rows.push({
			...{ operatorId: where.operatorId, tableId: where.tableId, seq: operation.seq },
			...{ operationId: id, kind, item, base, at: now, ...whose },
			body: { ...body, ...(builtOnSeq > 0 && { builtOnSeq }) },
		});
		return { id, seq: operation.seq };
	});
	if (rows.length > 0) {
		await tx.insert(benefitOperations).values(rows);
		await announceOperations(tx, where, sheet, now);
		await tieOrigins(tx, where, rows, now);
	}
	return { receipts, fresh };
}

/** The thread tells that a table drew on a 準備シート, or on a tree of causes. */
async function tieOrigins(
	tx: Tx,
	{ operatorId, tableId }: Where,
	rows: readonly (typeof benefitOperations.$inferInsert)[],
	now: Date,
): Promise<void> {
	for (const { body, personId } of rows) {
		const { origin } = body;
		if (origin?.kind !== 'preparation' && origin?.kind !== 'cause') continue;
		const from =
			origin.kind === 'cause'
				? sql`(select tree_id from causes where operator_id = ${operatorId} and id = ${origin.id})`
				: sql`${origin.id}::uuid`;
		await tx
			.insert(links)
			.values({
				...{ operatorId, id: sql`gen_random_uuid()`, madeBy: personId ?? null, madeAt: now },
				...{ fromKind: origin.kind, fromId: from, toKind: 'benefitTable', toId: tableId },
			})
			.onConflictDoNothing();
	}
}

/** Nobody else appends until this transaction ends. */
export async function holdTable(tx: Tx, where: Where): Promise<typeof benefitTables.$inferSelect> {
	const [held] = await tx.select().from(benefitTables).where(itself(where)).for('update');
	if (!held) throw new Refusal('not-found', 'refusal_not_found');
	return held;
}

async function seqsOf(
	tx: Tx,
	where: Where,
	waiting: readonly Waiting[],
): Promise<Map<string, number>> {
	const ids = waiting.flatMap(({ wish: { id, builtOn } }) => (builtOn ? [id, builtOn] : [id]));
	const rows = await tx
		.select({ id: benefitOperations.operationId, seq: benefitOperations.seq })
		.from(benefitOperations)
		.where(and(ofTable(where), inArray(benefitOperations.operationId, ids)));
	return new Map(rows.map(({ id, seq }) => [id, seq]));
}

/** On which every process hears, at the commit, that there is more of a table, or that somebody was shown out. */
export const benefitsChannel = 'otagaisama_benefits';

/** The table has come so far; organisations that have a row from now on read it. */
export async function announceOperations(
	tx: Tx,
	where: Where,
	sheet: Sheet,
	now: Date,
): Promise<void> {
	await tx
		.update(benefitTables)
		.set({
			...{ seq: sheet.seq, organisationIds: organisationsOf(sheet) },
			changedAt: sql`greatest(${benefitTables.changedAt}, ${now.toISOString()}::timestamptz)`,
		})
		.where(itself(where));
	await tx.execute(
		sql`select pg_notify(${benefitsChannel}, ${[where.operatorId, where.tableId].join(' ')})`,
	);
}

export function itself({ operatorId, tableId }: Where) {
	return and(eq(benefitTables.operatorId, operatorId), eq(benefitTables.id, tableId));
}

function ofTable({ operatorId, tableId }: Where) {
	return and(eq(benefitOperations.operatorId, operatorId), eq(benefitOperations.tableId, tableId));
}
