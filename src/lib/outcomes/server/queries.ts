import {
	and,
	asc,
	count,
	desc,
	eq,
	getTableColumns,
	inArray,
	or,
	sql,
	type SQL,
} from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { offsetOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { say } from '../../kernel/say.ts';
import { isOfActor } from '../../platforms/server/visibility.ts';
import { platformMembers } from '../../platforms/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { listFiles, type StoredFile } from '../../server/files.ts';
import { matches } from '../../server/search.ts';
import type { TraceCard } from '../../trace/rules.ts';
import { links } from '../../trace/server/tables.ts';
import {
	mayPublish,
	mayRecord,
	outcomeKinds,
	type OutcomeKind,
	type OutcomeState,
} from '../rules.ts';
import { outcomes } from './tables.ts';

/** Outcomes of a プラットフォーム in which this actor took part. */
function isFromOwnPlatform(tx: Tx, actor: Actor): SQL {
	const own = tx
		.select({ id: links.toId })
		.from(links)
		.innerJoin(
			platformMembers,
			and(
				eq(platformMembers.operatorId, links.operatorId),
				eq(platformMembers.platformId, links.fromId),
			),
		)
		.where(
			and(
				eq(links.operatorId, actor.operatorId),
				eq(links.fromKind, 'platform'),
				eq(links.toKind, 'outcome'),
				inArray(platformMembers.state, ['active', 'left', 'ended']),
				isOfActor(actor),
			),
		);
	return inArray(outcomes.id, own);
}

/** Published ones for everybody; the others for the staff, their author, and those who took part. */
export function visibleTo(tx: Tx, actor: Actor): SQL | undefined {
	const here = eq(outcomes.operatorId, actor.operatorId);
	if (isStaff(actor)) return here;
	const published = eq(outcomes.state, 'published');
	if (actor.kind !== 'person') return and(here, published);
	return and(
		here,
		or(published, eq(outcomes.writtenBy, actor.personId), isFromOwnPlatform(tx, actor)),
	);
}

export type OutcomeRow = {
	id: string;
	title: string;
	kind: OutcomeKind;
	changed: string;
	happened: (typeof outcomes.$inferSelect)['happened'];
	numberValue: string | null;
	numberUnit: string;
	numberMeaning: string;
	evidence: string;
	evidenceLink: string;
	state: OutcomeState;
	changedAt: Date;
	publishedAt: Date | null;
};

const row = {
	id: outcomes.id,
	title: outcomes.title,
	kind: outcomes.kind,
	changed: outcomes.changed,
	happened: outcomes.happened,
	numberValue: outcomes.numberValue,
	numberUnit: outcomes.numberUnit,
	numberMeaning: outcomes.numberMeaning,
	evidence: outcomes.evidence,
	evidenceLink: outcomes.evidenceLink,
	state: outcomes.state,
	changedAt: outcomes.changedAt,
	publishedAt: outcomes.publishedAt,
};

/** What was achieved, for everybody. Filter: `kind`; sorts: `happened`, `published`. */
export async function listOutcomes(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<OutcomeRow>> {
	const kind = outcomeKinds.find((known) => known === request.filters.kind);
	const wanted = and(
		visibleTo(tx, actor),
		eq(outcomes.state, 'published'),
		kind && eq(outcomes.kind, kind),
		matches(outcomes.searchText, request.q),
	);
	const turn = request.descending ? desc : asc;
	const first =
		request.sort === 'published' ? turn(outcomes.publishedAt) : turn(outcomes.happenedSort);
	const [counted] = await tx.select({ total: count() }).from(outcomes).where(wanted);
	const rows = await tx
		.select(row)
		.from(outcomes)
		.where(wanted)
		.orderBy(first, desc(outcomes.id))
		.limit(request.size)
		.offset(offsetOf(request));
	return { rows, total: counted?.total ?? 0, request };
}

/** What waits for a second pair of eyes, the oldest first: all of it for the staff, the own part for others. */
export async function listWaiting(
	tx: Tx,
	actor: Actor,
): Promise<(OutcomeRow & { isMine: boolean })[]> {
	if (actor.kind === 'anyone') return [];
	const rows = await tx
		.select({ ...row, writtenBy: outcomes.writtenBy, changedBy: outcomes.changedBy })
		.from(outcomes)
		.where(and(visibleTo(tx, actor), eq(outcomes.state, 'draft')))
		.orderBy(asc(outcomes.changedAt), asc(outcomes.id))
		.limit(200);
	return rows.map(({ writtenBy, changedBy, ...outcome }) => ({
		...outcome,
		isMine: !mayPublish(actor, { writtenBy, changedBy }, true),
	}));
}

export type Outcome = Omit<typeof outcomes.$inferSelect, 'searchText'>;

export async function outcomeOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
	{ lock = false } = {},
): Promise<Outcome> {
	const query = tx
		.select()
		.from(outcomes)
		.where(and(visibleTo(tx, actor), eq(outcomes.id, id)));
	const [found] = await (lock ? query.for('update') : query);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { searchText: _searchText, ...outcome } = found;
	return outcome;
}

/** Whether this actor was a member where the outcome came about. */
export async function tookPartIn(tx: Tx, actor: Actor, id: string): Promise<boolean> {
	if (actor.kind !== 'person') return false;
	const [found] = await tx
		.select({ id: outcomes.id })
		.from(outcomes)
		.where(
			and(
				eq(outcomes.operatorId, actor.operatorId),
				eq(outcomes.id, id),
				isFromOwnPlatform(tx, actor),
			),
		);
	return found !== undefined;
}

type Paper = Pick<StoredFile, 'id' | 'name' | 'bytes' | 'mediaType'>;

const filesJson = sql<Paper[]>`(
	select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'bytes', f.bytes, 'mediaType', f.media_type)
		order by f.added_at, f.id), '[]')
	from files f where f.operator_id = outcomes.operator_id and f.subject_kind = 'outcome' and f.subject_id = outcomes.id)`;

/** One outcome with its papers and what this reader can do with it. */
export async function outcomePage(tx: Tx, actor: Actor, id: string) {
	const [found] = await tx
		.select({ ...getTableColumns(outcomes), files: filesJson })
		.from(outcomes)
		.where(and(visibleTo(tx, actor), eq(outcomes.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	const { searchText: _searchText, ...outcome } = found;
	const tookPart = await tookPartIn(tx, actor, id);
	const isAuthor = actor.kind === 'person' && outcome.writtenBy === actor.personId;
	return {
		...outcome,
		mayChange: outcome.state === 'draft' && (isAuthor || mayRecord(actor, tookPart)),
		mayPublish: outcome.state === 'draft' && mayPublish(actor, outcome, tookPart),
		mayWithdraw:
			outcome.state !== 'withdrawn' && (isStaff(actor) || (outcome.state === 'draft' && isAuthor)),
	};
}

export type OutcomePage = Awaited<ReturnType<typeof outcomePage>>;

/** A paper of an outcome that this actor may see. */
export async function outcomeFileOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
	fileId: string,
): Promise<StoredFile> {
	await outcomeOrRefuse(tx, actor, id);
	const found = (await listFiles(tx, actor.operatorId, 'outcome', [id])).find(
		(file) => file.id === fileId,
	);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** Stops on the thread; only those that this actor may see. */
export async function outcomeCards(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<TraceCard[]> {
	if (ids.length === 0) return [];
	const found = await tx
		.select({
			id: outcomes.id,
			title: outcomes.title,
			state: outcomes.state,
			at: outcomes.writtenAt,
		})
		.from(outcomes)
		.where(and(visibleTo(tx, actor), inArray(outcomes.id, [...new Set(ids)])))
		.orderBy(asc(outcomes.writtenAt), asc(outcomes.id));
	return found.map(({ state, ...card }) => ({
		...card,
		kind: 'outcome',
		state: say(`outcomes_state_${state}`),
		path: `/outcomes/${card.id}`,
	}));
}
