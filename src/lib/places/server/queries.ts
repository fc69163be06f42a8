import { and, asc, count, desc, eq, isNull, sql, type SQL } from 'drizzle-orm';
import { areas } from '../../districts/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { offsetOf, totalOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { organisations } from '../../organisations/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import { mayEditPlace, publicAddress, type PlaceKind } from '../rules.ts';
import { places } from './tables.ts';

/** Places are public; how much of an address is shown, {@link shownTo} decides. */
export function visibleTo(actor: Actor): SQL {
	return eq(places.operatorId, actor.operatorId);
}

export type PlaceRow = {
	id: string;
	name: string;
	nameKana: string;
	kind: PlaceKind;
	hours: string;
	telephone: string;
	area: string | null;
	address: string;
};

/** 居場所 and desks, 五十音順 unless asked otherwise. Statements: 2. */
export async function listPlaces(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<PlaceRow>> {
	const { kind, area } = request.filters;
	const where = and(
		visibleTo(actor),
		isNull(places.closedAt),
		matches(places.searchText, request.q),
		kind ? sql`${places.kind} = ${kind}` : undefined,
		area && isId(area) ? eq(places.areaId, area) : undefined,
	);
	const direction = request.descending ? desc : asc;
	const rows = await tx
		.select({
			id: places.id,
			name: places.name,
			nameKana: places.nameKana,
			kind: places.kind,
			hours: places.hours,
			telephone: places.telephone,
			area: areas.name,
			address: places.address,
			addressShown: places.addressShown,
		})
		.from(places)
		.leftJoin(areas, and(eq(areas.operatorId, places.operatorId), eq(areas.id, places.areaId)))
		.where(where)
		.orderBy(
			direction(request.sort === 'changed' ? places.changedAt : places.sortKey),
			asc(places.id),
		)
		.limit(request.size)
		.offset(offsetOf(request));
	return {
		rows: rows.map(({ addressShown, ...row }) => ({
			...row,
			address: publicAddress(row.address, addressShown),
		})),
		total: await totalOf(request, rows, () =>
			tx.select({ total: count() }).from(places).where(where),
		),
		request,
	};
}

/** Desks with a telephone, for the start page: whom can I ask. */
export function listDesks(tx: Tx, actor: Actor, most: number) {
	return tx
		.select({ id: places.id, name: places.name, telephone: places.telephone, hours: places.hours })
		.from(places)
		.where(
			and(
				visibleTo(actor),
				isNull(places.closedAt),
				eq(places.kind, 'desk'),
				sql`${places.telephone} <> ''`,
			),
		)
		.orderBy(asc(places.sortKey), asc(places.id))
		.limit(most);
}

export type Place = typeof places.$inferSelect;

export async function placeOrRefuse(tx: Tx, actor: Actor, id: string): Promise<Place> {
	const [found] = await tx
		.select()
		.from(places)
		.where(and(visibleTo(actor), eq(places.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** The place with its address as this actor may see it; a hidden address has no position either. */
export function shownTo(actor: Actor, place: Place): Place {
	if (place.addressShown === 'all' || mayEditPlace(actor, place))
		return { ...place, searchText: '' };
	return {
		...place,
		searchText: '',
		address: publicAddress(place.address, place.addressShown),
		building: '',
		postalCode: '',
		latitude: null,
		longitude: null,
	};
}

/** Names that belong to a place: who runs it and in which area it lies. */
export async function surroundingsOf(
	tx: Tx,
	actor: Actor,
	place: Place,
): Promise<{ organisation: { id: string; name: string } | null; area: string | null }> {
	const [found] = await tx
		.select({
			organisationId: organisations.id,
			organisationName: organisations.name,
			area: areas.name,
		})
		.from(places)
		.leftJoin(
			organisations,
			and(
				eq(organisations.operatorId, places.operatorId),
				eq(organisations.id, places.organisationId),
			),
		)
		.leftJoin(areas, and(eq(areas.operatorId, places.operatorId), eq(areas.id, places.areaId)))
		.where(and(visibleTo(actor), eq(places.id, place.id)));
	const { organisationId, organisationName } = found ?? {};
	return {
		organisation:
			organisationId && organisationName ? { id: organisationId, name: organisationName } : null,
		area: found?.area ?? null,
	};
}

/** Names of all open places, for comparing a list that is being imported. */
export function placeNames(tx: Tx, actor: Actor): Promise<{ id: string; name: string }[]> {
	return tx
		.select({ id: places.id, name: places.name })
		.from(places)
		.where(and(visibleTo(actor), isNull(places.closedAt)))
		.limit(20_000);
}
