import { createHash } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import { bigint, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Actor } from '../kernel/actor.ts';
import { instant, operatorId } from './columns.ts';
import type { Tx } from './db.ts';

/**
 * What was done, by whom, to what: one row per act, chained by hash inside each operator. The runtime
 * role may insert and read, never change or delete. `detail` holds states, ids and counts, no free text
 * that somebody wrote.
 */
export const auditTrail = pgTable(
	'audit_trail',
	{
		operatorId: operatorId(),
		sequence: bigint('sequence', { mode: 'number' }).notNull(),
		at: instant('at').notNull(),
		actorKind: text('actor_kind').$type<Actor['kind']>().notNull(),
		personId: uuid('person_id'),
		act: text('act').notNull(),
		subjectKind: text('subject_kind').notNull(),
		subjectId: text('subject_id').notNull(),
		detail: jsonb('detail').$type<AuditDetail>().notNull(),
		previousHash: text('previous_hash').notNull(),
		hash: text('hash').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.sequence] })],
);

export type AuditDetail = Record<string, string | number | boolean | null | readonly string[]>;
export type AuditRow = typeof auditTrail.$inferSelect;
export type AuditEntry = { subject: { kind: string; id: string }; detail?: AuditDetail };

const firstHash = '0'.repeat(64);

/** SHA-256 over the row's content and the hash before it, in one fixed order of fields. */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
	const content = [
		row.previousHash,
		row.operatorId,
		row.sequence,
		row.at.toISOString(),
		row.actorKind,
		row.personId,
		row.act,
		row.subjectKind,
		row.subjectId,
		sorted(row.detail),
	];
	return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function sorted(detail: AuditDetail): [string, unknown][] {
	return Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Adds a row to the chain. Must run inside the transaction of the act itself. */
export async function writeAudit(
	tx: Tx,
	actor: Actor,
	at: Date,
	act: string,
	entry: AuditEntry,
): Promise<void> {
	// the lock is a statement of its own: read and insert in one statement would still fork the chain
	await tx.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`audit:${actor.operatorId}`}, 0))`,
	);
	const [last] = await tx
		.select({ sequence: auditTrail.sequence, hash: auditTrail.hash })
		.from(auditTrail)
		.where(eq(auditTrail.operatorId, actor.operatorId))
		.orderBy(desc(auditTrail.sequence))
		.limit(1);
	const row = {
		operatorId: actor.operatorId,
		sequence: (last?.sequence ?? 0) + 1,
		at,
		actorKind: actor.kind,
		personId: actor.kind === 'person' ? actor.personId : null,
		act,
		subjectKind: entry.subject.kind,
		subjectId: entry.subject.id,
		detail: entry.detail ?? {},
		previousHash: last?.hash ?? firstHash,
	};
	await tx.insert(auditTrail).values({ ...row, hash: hashOf(row) });
}

/** Walks one operator's chain; says where it first breaks, or that it is whole. */
export async function verifyAudit(
	tx: Tx,
	operatorId: string,
): Promise<{ whole: true; rows: number } | { whole: false; brokenAt: number }> {
	let previousHash = firstHash;
	let sequence = 0;
	for (;;) {
		const rows = await tx
			.select()
			.from(auditTrail)
			.where(sql`${auditTrail.operatorId} = ${operatorId} and ${auditTrail.sequence} > ${sequence}`)
			.orderBy(auditTrail.sequence)
			.limit(1_000);
		if (rows.length === 0) return { whole: true, rows: sequence };
		for (const row of rows) {
			const intact =
				row.sequence === sequence + 1 &&
				row.previousHash === previousHash &&
				hashOf(row) === row.hash;
			if (!intact) return { whole: false, brokenAt: sequence + 1 };
			previousHash = row.hash;
			sequence = row.sequence;
		}
	}
}
