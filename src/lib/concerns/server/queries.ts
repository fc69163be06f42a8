import { and, asc, count, desc, eq, isNotNull, ne, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import { areas } from '../../districts/server/tables.ts';
import { people } from '../../people/server/tables.ts';
import { concernStates, type ConcernState } from '../rules.ts';
import {
	paperChannels,
	tags,
	urgencies,
	type Channel,
	type Isolation,
	type Kind,
	type Privacy,
	type Tag,
	type Urgency,
} from '../vocabulary.ts';
import { all, any, inAreas, visibleTo } from './sight.ts';
import { concerns } from './tables.ts';

export { concernDetail, type ConcernDetail } from './detail.ts';
export { concernOfSecret, listOwnConcerns, type OwnConcern } from './reporter.ts';
export {
	concernCards,
	deidentifiedByIds,
	listForGrouping,
	sharedFilters,
	sharedSorts,
	type SharedText,
} from './shared.ts';
export { listHolders, listOfficers, type StaffMember } from './staff.ts';

export type Concern = typeof concerns.$inferSelect;

export async function concernOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Concern> {
	const [found] = await tx
		.select()
		.from(concerns)
		.where(and(visibleTo(actor), eq(concerns.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** One line of a list at the desk. The words of the reporter are on the page of the concern only. */
export type ConcernRow = {
	id: string;
	number: string | null;
	state: ConcernState;
	kind: Kind;
	channel: Channel;
	urgency: Urgency;
	privacy: Privacy;
	tags: Tag[];
	isolation: Isolation[];
	institutionalGap: boolean;
	areaName: string | null;
	holderId: string | null;
	holderName: string | null;
	receivedAt: Date;
	triagedAt: Date | null;
	firstResponseAt: Date | null;
	closedAt: Date | null;
	changedAt: Date;
};

const holders = alias(people, 'holder');

const rowColumns = {
	id: concerns.id,
	number: concerns.number,
	state: concerns.state,
	kind: concerns.kind,
	channel: concerns.channel,
	urgency: concerns.urgency,
	privacy: concerns.privacy,
	tags: concerns.tags,
	isolation: concerns.isolation,
	institutionalGap: concerns.institutionalGap,
	areaName: areas.name,
	holderId: concerns.holderId,
	holderName: holders.name,
	receivedAt: concerns.receivedAt,
	triagedAt: concerns.triagedAt,
	firstResponseAt: concerns.firstResponseAt,
	closedAt: concerns.closedAt,
	changedAt: concerns.changedAt,
};

function selectRows(tx: Tx) {
	return tx
		.select(rowColumns)
		.from(concerns)
		.leftJoin(areas, and(eq(areas.operatorId, concerns.operatorId), eq(areas.id, concerns.areaId)))
		.leftJoin(
			holders,
			and(eq(holders.operatorId, concerns.operatorId), eq(holders.id, concerns.holderId)),
		);
}

export const concernSorts = ['received', 'changed', 'number'] as const;
export const concernFilters = ['state', 'urgency', 'tag', 'area', 'holder', 'gap'];

const sortColumns: Record<string, SQL> = {
	received: sql`${concerns.receivedAt}`,
	changed: sql`${concerns.changedAt}`,
	// by the year first, then by the running number, which may have more than four digits
	number: sql`(length(${concerns.number}), ${concerns.number})`,
};

/** Every concern that this actor can see. */
export async function listConcerns(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<ConcernRow>> {
	const where = all(visibleTo(actor), ...wanted(actor, request));
	const order = request.descending ? desc : asc;
	const rows = await selectRows(tx)
		.where(where)
		.orderBy(order(sortColumns[request.sort] ?? concerns.receivedAt), order(concerns.id))
		.limit(request.size)
		.offset(offsetOf(request));
	return { rows, total: await countOf(tx, where), request };
}

function wanted(actor: Actor, { q, filters }: ListRequest): SQL[] {
	const conditions: SQL[] = [];
	const words = matches(concerns.searchText, q);
	if (words) conditions.push(words);
	const state = concernStates.find((one) => one === filters.state);
	if (state) conditions.push(eq(concerns.state, state));
	const urgency = urgencies.find((one) => one === filters.urgency);
	if (urgency) conditions.push(eq(concerns.urgency, urgency));
	const tag = tags.find((one) => one === filters.tag);
	if (tag) conditions.push(sql`${tag} = any(${concerns.tags})`);
	if (filters.area) conditions.push(inAreas([filters.area]));
	if (filters.holder === 'me') conditions.push(heldBy(actor));
	if (filters.holder === 'nobody') conditions.push(sql`${concerns.holderId} is null`);
	if (filters.gap === 'yes') conditions.push(eq(concerns.institutionalGap, true));
	return conditions;
}

function heldBy(actor: Actor): SQL {
	const person = personOf(actor);
	return person ? eq(concerns.holderId, person) : sql`false`;
}

async function countOf(tx: Tx, where: SQL): Promise<number> {
	const [row] = await tx.select({ count: count() }).from(concerns).where(where);
	return row?.count ?? 0;
}

/** 未対応: received and not yet looked at. Urgent ones first, then the one that has waited longest. */
export async function listUntriaged(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<ConcernRow>> {
	const where = untriaged(actor);
	const rows = await selectRows(tx)
		.where(where)
		.orderBy(desc(sql`${concerns.urgency} = 'urgent'`), asc(concerns.receivedAt), asc(concerns.id))
		.limit(request.size)
		.offset(offsetOf(request));
	return { rows, total: await countOf(tx, where), request };
}

export function countUntriaged(tx: Tx, actor: Actor): Promise<number> {
	return countOf(tx, untriaged(actor));
}

function untriaged(actor: Actor): SQL {
	return all(visibleTo(actor), eq(concerns.state, 'received'));
}

export type SecondEyeRow = {
	id: string;
	number: string | null;
	/** 書き写しの確認, 公開前の確認 */
	waitsFor: ('transcription' | 'deidentified')[];
	areaName: string | null;
	since: Date;
	/** Written by the one who asks: somebody else has to look. */
	isOwn: boolean;
};

/** What waits for a second pair of eyes: typed paper, and de-identified texts before they are published. */
export async function listWaitingForSecondEye(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<SecondEyeRow>> {
	const where = waiting(actor);
	const person = personOf(actor);
	const found = await tx
		.select({
			id: concerns.id,
			number: concerns.number,
			areaName: areas.name,
			needsTyping: sql<boolean>`(${transcriptionWaits})`,
			needsPublishing: sql<boolean>`(${textWaits})`,
			transcribedBy: concerns.transcribedBy,
			deidentifiedBy: concerns.deidentifiedBy,
			deidentifiedAt: concerns.deidentifiedAt,
			enteredAt: concerns.enteredAt,
		})
		.from(concerns)
		.leftJoin(areas, and(eq(areas.operatorId, concerns.operatorId), eq(areas.id, concerns.areaId)))
		.where(where)
		.orderBy(asc(waitingFrom), asc(concerns.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const rows = found.map((row): SecondEyeRow => ({
		id: row.id,
		number: row.number,
		areaName: row.areaName,
		waitsFor: [
			...(row.needsTyping ? (['transcription'] as const) : []),
			...(row.needsPublishing ? (['deidentified'] as const) : []),
		],
		since: (row.needsTyping ? row.enteredAt : row.deidentifiedAt) ?? row.enteredAt,
		isOwn:
			(!row.needsTyping || row.transcribedBy === person) &&
			(!row.needsPublishing || row.deidentifiedBy === person),
	}));
	return { rows, total: await countOf(tx, where), request };
}

/** How many wait for this person: what the person wrote does not count. */
export function countWaitingForSecondEye(tx: Tx, actor: Actor): Promise<number> {
	const person = personOf(actor);
	if (!person) return Promise.resolve(0);
	const typing = all(transcriptionWaits, ne(concerns.transcribedBy, person));
	const publishing = all(textWaits, ne(concerns.deidentifiedBy, person));
	return countOf(tx, all(visibleTo(actor), any(typing, publishing)));
}

const transcriptionWaits = all(
	sql`${concerns.channel} in (${sql.join(
		paperChannels.map((channel) => sql`${channel}`),
		sql`, `,
	)})`,
	sql`${concerns.verifiedBy} is null`,
	isNotNull(concerns.transcribedBy),
	sql`${concerns.state} not in ('draft', 'duplicateOf', 'withdrawn')`,
);
const textWaits = all(
	eq(concerns.deidentifiedState, 'drafted'),
	sql`${concerns.state} not in ('draft', 'duplicateOf', 'withdrawn')`,
);
const waitingFrom = sql`case when ${transcriptionWaits} then ${concerns.enteredAt} else ${concerns.deidentifiedAt} end`;

function waiting(actor: Actor): SQL {
	return all(visibleTo(actor), any(transcriptionWaits, textWaits));
}

/** Rows for the CSV file: no words of anybody, and nothing above P4 (DOMAIN §4.1). */
export function exportConcerns(tx: Tx, actor: Actor, request: ListRequest): Promise<ConcernRow[]> {
	return selectRows(tx)
		.where(
			all(
				visibleTo(actor),
				eq(concerns.privacy, 'P4'),
				ne(concerns.state, 'draft'),
				...wanted(actor, request),
			),
		)
		.orderBy(asc(concerns.receivedAt), asc(concerns.id))
		.limit(10_000);
}
