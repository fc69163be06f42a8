import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { auditTrail, type AuditDetail } from '../../server/audit.ts';
import type { Tx } from '../../server/db.ts';
import { listFiles, type StoredFile } from '../../server/files.ts';
import { areas } from '../../districts/server/tables.ts';
import { organisations } from '../../organisations/server/tables.ts';
import { people } from '../../people/server/tables.ts';
import { mayHandle } from '../rules.ts';
import type { NoteKind } from '../vocabulary.ts';
import { visibleTo } from './sight.ts';
import { concernNotes, concernReferrals, concernReplies, concerns } from './tables.ts';

type Written = { id: string; body: string; writtenBy: string | null; writtenAt: Date };
export type HistoryRow = { act: string; at: Date; personId: string | null; detail: AuditDetail };

/** Everything the page of a raw concern shows. Notes and history are for staff, not for whom it was referred to. */
export type ConcernDetail = {
	concern: Omit<
		typeof concerns.$inferSelect,
		'secretHash' | 'searchText' | 'deidentifiedSearchText'
	>;
	hasSlip: boolean;
	areaName: string | null;
	organisationName: string | null;
	replies: Written[];
	notes: (Written & { kind: NoteKind })[];
	referrals: { id: string; to: string; note: string; madeBy: string | null; madeAt: Date }[];
	files: StoredFile[];
	/** What was done, newest first, without the readings. */
	history: HistoryRow[];
	readings: HistoryRow[];
	/** The concern of which this one is a repetition, and those that repeat this one. */
	related: { id: string; number: string | null; isOriginal: boolean }[];
	/** Names of everybody who appears above. */
	names: Record<string, string>;
};

export async function concernDetail(tx: Tx, actor: Actor, id: string): Promise<ConcernDetail> {
	const [found] = await tx
		.select({ concern: concerns, areaName: areas.name, organisationName: organisations.name })
		.from(concerns)
		.leftJoin(areas, and(eq(areas.operatorId, concerns.operatorId), eq(areas.id, concerns.areaId)))
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, concerns.operatorId),
				eq(organisations.id, concerns.reporterOrganisationId),
			),
		)
		.where(and(visibleTo(actor), eq(concerns.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { secretHash, searchText: _, deidentifiedSearchText: __, ...concern } = found.concern;
	const replies = await repliesOf(tx, actor, id);
	const referrals = await referralsOf(tx, actor, id);
	const files = await listFiles(tx, actor.operatorId, 'concern', [id]);
	const isForStaff = mayHandle(actor);
	const notes = isForStaff ? await notesOf(tx, actor, id) : [];
	const acts = isForStaff ? await actsOn(tx, actor, id) : [];
	const related = await relatedTo(tx, actor, concern);
	return {
		concern,
		hasSlip: secretHash !== null,
		areaName: found.areaName,
		organisationName: found.organisationName,
		replies,
		notes,
		referrals,
		files,
		history: acts.filter(({ act }) => !readingActs.includes(act)),
		readings: acts.filter(({ act }) => readingActs.includes(act)),
		related,
		names: await namesOf(tx, actor, [
			concern.holderId,
			concern.enteredBy,
			concern.transcribedBy,
			concern.verifiedBy,
			concern.reporterId,
			concern.consentRecordedBy,
			concern.deidentifiedBy,
			concern.publishedBy,
			...replies.map((row) => row.writtenBy),
			...notes.map((row) => row.writtenBy),
			...referrals.map((row) => row.madeBy),
			...files.map((row) => row.addedBy),
			...acts.map((row) => row.personId),
		]),
	};
}

const readingActs = ['concern.read', 'concern.readScan'];

function repliesOf(tx: Tx, actor: Actor, id: string): Promise<Written[]> {
	return tx
		.select({
			id: concernReplies.id,
			body: concernReplies.body,
			writtenBy: concernReplies.writtenBy,
			writtenAt: concernReplies.writtenAt,
		})
		.from(concernReplies)
		.where(and(eq(concernReplies.operatorId, actor.operatorId), eq(concernReplies.concernId, id)))
		.orderBy(asc(concernReplies.writtenAt), asc(concernReplies.id))
		.limit(200);
}

function notesOf(tx: Tx, actor: Actor, id: string): Promise<(Written & { kind: NoteKind })[]> {
	return tx
		.select({
			id: concernNotes.id,
			kind: concernNotes.kind,
			body: concernNotes.body,
			writtenBy: concernNotes.writtenBy,
			writtenAt: concernNotes.writtenAt,
		})
		.from(concernNotes)
		.where(and(eq(concernNotes.operatorId, actor.operatorId), eq(concernNotes.concernId, id)))
		.orderBy(desc(concernNotes.writtenAt), desc(concernNotes.id))
		.limit(200);
}

async function referralsOf(tx: Tx, actor: Actor, id: string): Promise<ConcernDetail['referrals']> {
	const rows = await tx
		.select({
			id: concernReferrals.id,
			toName: concernReferrals.toName,
			personName: people.name,
			organisationName: organisations.name,
			note: concernReferrals.note,
			madeBy: concernReferrals.madeBy,
			madeAt: concernReferrals.madeAt,
		})
		.from(concernReferrals)
		.leftJoin(
			people,
			and(
				eq(people.operatorId, concernReferrals.operatorId),
				eq(people.id, concernReferrals.toPersonId),
			),
		)
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, concernReferrals.operatorId),
				eq(organisations.id, concernReferrals.toOrganisationId),
			),
		)
		.where(
			and(eq(concernReferrals.operatorId, actor.operatorId), eq(concernReferrals.concernId, id)),
		)
		.orderBy(asc(concernReferrals.madeAt), asc(concernReferrals.id))
		.limit(200);
	return rows.map(({ toName, personName, organisationName, ...row }) => ({
		...row,
		to: personName ?? organisationName ?? toName,
	}));
}

function actsOn(tx: Tx, actor: Actor, id: string): Promise<HistoryRow[]> {
	return tx
		.select({
			act: auditTrail.act,
			at: auditTrail.at,
			personId: auditTrail.personId,
			detail: auditTrail.detail,
		})
		.from(auditTrail)
		.where(
			and(
				eq(auditTrail.operatorId, actor.operatorId),
				eq(auditTrail.subjectKind, 'concern'),
				eq(auditTrail.subjectId, id),
			),
		)
		.orderBy(desc(auditTrail.sequence))
		.limit(300);
}

/** Only related concerns that this actor may see as well. */
async function relatedTo(
	tx: Tx,
	actor: Actor,
	concern: { id: string; duplicateOf: string | null },
): Promise<ConcernDetail['related']> {
	const repeats = eq(concerns.duplicateOf, concern.id);
	const rows = await tx
		.select({ id: concerns.id, number: concerns.number })
		.from(concerns)
		.where(
			and(
				visibleTo(actor),
				concern.duplicateOf ? or(repeats, eq(concerns.id, concern.duplicateOf)) : repeats,
			),
		)
		.orderBy(asc(concerns.receivedAt), asc(concerns.id))
		.limit(100);
	return rows.map((row) => ({ ...row, isOriginal: row.id === concern.duplicateOf }));
}

async function namesOf(
	tx: Tx,
	actor: Actor,
	ids: readonly (string | null)[],
): Promise<Record<string, string>> {
	const known = [...new Set(ids.filter((id) => id !== null))];
	if (known.length === 0) return {};
	const rows = await tx
		.select({ id: people.id, name: people.name })
		.from(people)
		.where(and(eq(people.operatorId, actor.operatorId), inArray(people.id, known)));
	return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
