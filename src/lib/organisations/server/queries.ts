import { and, asc, count, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import { areas } from '../../districts/server/tables.ts';
import type { Actor } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { offsetOf, totalOf, type ListRequest, type ListResult } from '../../kernel/listing.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { matches } from '../../server/search.ts';
import {
	guardedFields,
	isShown,
	levelOf,
	type ActorGroup,
	type Continuity,
	type OrganisationKind,
} from '../rules.ts';
import { organisationAreas, organisations } from './tables.ts';

/** That an organisation exists, its name and kind are public; which of its fields are, publicity says. */
export function visibleTo(actor: Actor): SQL {
	return eq(organisations.operatorId, actor.operatorId);
}

export type OrganisationChoice = {
	id: string;
	name: string;
	nameKana: string;
	kind: OrganisationKind;
	actorGroup: ActorGroup;
};

const choice = {
	id: organisations.id,
	name: organisations.name,
	nameKana: organisations.nameKana,
	kind: organisations.kind,
	actorGroup: organisations.actorGroup,
};

/** All organisations that are in the directory now, 五十音順, for select fields. */
export function organisationChoices(tx: Tx, actor: Actor): Promise<OrganisationChoice[]> {
	return tx
		.select(choice)
		.from(organisations)
		.where(and(visibleTo(actor), isNull(organisations.closedAt)))
		.orderBy(asc(organisations.sortKey), asc(organisations.id))
		.limit(2_000);
}

/** Names and kinds for a list of ids (closed organisations too), in one statement, 五十音順. */
export async function organisationsByIds(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
): Promise<OrganisationChoice[]> {
	if (ids.length === 0) return [];
	return tx
		.select(choice)
		.from(organisations)
		.where(and(visibleTo(actor), inArray(organisations.id, [...new Set(ids)])))
		.orderBy(asc(organisations.sortKey), asc(organisations.id));
}

export type OrganisationRow = OrganisationChoice & {
	activity: string;
	fields: string[];
	areas: string[];
	continuity: Continuity;
};

/** The directory, 五十音順 unless asked otherwise. Statements: 2, whatever the number of rows. */
export async function listOrganisations(
	tx: Tx,
	actor: Actor,
	request: ListRequest,
): Promise<ListResult<OrganisationRow>> {
	const { kind, area } = request.filters;
	const where = and(
		visibleTo(actor),
		isNull(organisations.closedAt),
		matches(organisations.searchText, request.q),
		kind ? sql`${organisations.kind} = ${kind}` : undefined,
		area && isId(area)
			? sql`exists (select from organisation_areas inside where inside.operator_id = organisations.operator_id and inside.organisation_id = organisations.id and inside.area_id = ${area})`
			: undefined,
	);
	const direction = request.descending ? desc : asc;
	const first = request.sort === 'changed' ? organisations.changedAt : organisations.sortKey;
	const rows = await tx
		.select({
			...choice,
			activity: organisations.activity,
			fields: organisations.fields,
			continuity: organisations.continuity,
			areas: areaNamesOf,
		})
		.from(organisations)
		.where(where)
		.orderBy(direction(first), asc(organisations.id))
		.limit(request.size)
		.offset(offsetOf(request));
	const total = await totalOf(request, rows, () =>
		tx.select({ total: count() }).from(organisations).where(where),
	);
	return { rows, total, request };
}

// table names are spelt out: in a select from one table drizzle leaves them away, inside a subquery they are needed
const areaNamesOf = sql<string[]>`coalesce((
	select array_agg(area.name order by area.sort_key)
	from organisation_areas inside
	join areas area on area.operator_id = inside.operator_id and area.id = inside.area_id
	where inside.operator_id = organisations.operator_id and inside.organisation_id = organisations.id
), '{}')`;

export type Organisation = typeof organisations.$inferSelect;

/** The whole record, for commands; pages show it through {@link shownTo}. */
export async function organisationOrRefuse(
	tx: Tx,
	actor: Actor,
	id: string,
): Promise<Organisation> {
	const [found] = await tx
		.select()
		.from(organisations)
		.where(and(visibleTo(actor), eq(organisations.id, id)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** The record with every field emptied that this actor may not see. */
export function shownTo(actor: Actor, organisation: Organisation): Organisation {
	const level = levelOf(actor, organisation.id);
	const shown = { ...organisation, searchText: '' };
	for (const field of guardedFields) {
		if (isShown(organisation.publicity[field] ?? 'office', level)) continue;
		if (field === 'memberCount') shown.memberCount = null;
		else shown[field] = '';
	}
	if (!shown.address) shown.postalCode = '';
	if (!shown.representativeName) shown.representativeTitle = '';
	if (!shown.contactName) shown.contactSection = '';
	return shown;
}

/** Areas of one organisation, 五十音順. */
export function areasOfOrganisation(
	tx: Tx,
	actor: Actor,
	id: string,
): Promise<{ id: string; name: string }[]> {
	return tx
		.select({ id: areas.id, name: areas.name })
		.from(organisationAreas)
		.innerJoin(
			areas,
			and(
				eq(areas.operatorId, organisationAreas.operatorId),
				eq(areas.id, organisationAreas.areaId),
			),
		)
		.where(
			and(
				eq(organisationAreas.operatorId, actor.operatorId),
				eq(organisationAreas.organisationId, id),
			),
		)
		.orderBy(asc(areas.sortKey));
}
