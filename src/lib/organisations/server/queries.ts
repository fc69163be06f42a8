import { and, asc, eq, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import type { ActorGroup, OrganisationKind } from '../rules.ts';
import { organisations } from './tables.ts';

/** That an organisation exists, its name and kind are public; which of its fields are, publicity says. */
function visibleTo(actor: Actor): SQL {
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
