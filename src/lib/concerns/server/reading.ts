import { and, eq, gt, sql } from 'drizzle-orm';
import { personOf, type Actor } from '../../kernel/actor.ts';
import type { ListRequest } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { auditTrail, writeAudit } from '../../server/audit.ts';
import type { Context } from '../../server/command.ts';
import { files, type StoredFile } from '../../server/files.ts';
import { sightOf } from '../rules.ts';
import { concernOrRefuse, exportConcerns, type Concern, type ConcernRow } from './queries.ts';

const quietMinutes = 10;

/**
 * Writes that somebody reads a raw concern (DOMAIN I-2: who, what, on which ground), before anything is
 * shown: what cannot be recorded is not read. One row per person and concern in ten minutes. In a
 * transaction of its own, because the pages that follow only read.
 */
export async function recordReading(context: Context, id: string): Promise<void> {
	const { actor, database, now } = context;
	const person = personOf(actor);
	await database.as(actor, async (tx) => {
		const concern = await concernOrRefuse(tx, actor, id);
		if (!person) return;
		// two pages opened at once by one person wait for each other here
		await tx.execute(
			sql`select pg_advisory_xact_lock(hashtextextended(${`concern.read:${person}:${id}`}, 0))`,
		);
		const since = new Date(now().getTime() - quietMinutes * 60_000);
		const [recent] = await tx
			.select({ sequence: auditTrail.sequence })
			.from(auditTrail)
			.where(
				and(
					eq(auditTrail.operatorId, actor.operatorId),
					eq(auditTrail.subjectKind, 'concern'),
					eq(auditTrail.subjectId, id),
					eq(auditTrail.act, 'concern.read'),
					eq(auditTrail.personId, person),
					gt(auditTrail.at, since),
				),
			)
			.limit(1);
		if (recent) return;
		await writeAudit(tx, actor, now(), 'concern.read', {
			subject: { kind: 'concern', id },
			detail: { level: concern.privacy, ground: groundFor(concern, actor) },
		});
	});
}

/** The scan of an original, for those who see the concern; every download is on the trail. */
export async function openScan(context: Context, id: string, fileId: string): Promise<StoredFile> {
	const { actor, database, now } = context;
	return database.as(actor, async (tx) => {
		const concern = await concernOrRefuse(tx, actor, id);
		const [file] = await tx
			.select()
			.from(files)
			.where(
				and(
					eq(files.operatorId, actor.operatorId),
					eq(files.subjectKind, 'concern'),
					eq(files.subjectId, id),
					eq(files.id, fileId),
				),
			);
		if (!file) throw new Refusal('not-found', 'refusal_not_found');
		await writeAudit(tx, actor, now(), 'concern.readScan', {
			subject: { kind: 'concern', id },
			detail: { level: concern.privacy, ground: groundFor(concern, actor), file: fileId },
		});
		return file;
	});
}

/** The list as a file; that it was taken out, and how many rows, is on the trail. */
export async function exportForFile(context: Context, request: ListRequest): Promise<ConcernRow[]> {
	const { actor, database, now } = context;
	return database.as(actor, async (tx) => {
		const rows = await exportConcerns(tx, actor, request);
		await writeAudit(tx, actor, now(), 'concern.export', {
			subject: { kind: 'operator', id: actor.operatorId },
			detail: { rows: rows.length },
		});
		return rows;
	});
}

const grounds = { all: 'office', areas: 'area', referred: 'referred', none: 'none' } as const;

/** 根拠: as the holder, by the area, by the office, or because it was referred. */
function groundFor(concern: Concern, actor: Actor): string {
	if (concern.holderId !== null && concern.holderId === personOf(actor)) return 'holder';
	return grounds[sightOf(actor).kind];
}
