import { and, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import { isStaff, type Actor } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { mayReadDeidentified, sightOf } from '../rules.ts';
import { areaMemberships } from '../../districts/server/tables.ts';
import { concernReferrals, concerns } from './tables.ts';

const nothing = sql`false`;
const todayInTokyo = sql`(now() at time zone 'Asia/Tokyo')::date`;

/** An area of the list, or an area that lies in one of them today. */
export function inAreas(ids: readonly string[]): SQL {
	const known = ids.filter(isId);
	if (known.length === 0) return nothing;
	const parts = sql`(select ${areaMemberships.partId} from ${areaMemberships}
		where ${areaMemberships.operatorId} = ${concerns.operatorId}
			and ${inArray(areaMemberships.wholeId, known)}
			and ${areaMemberships.validFrom} <= ${todayInTokyo}
			and (${areaMemberships.validUntil} is null or ${areaMemberships.validUntil} > ${todayInTokyo}))`;
	return any(inArray(concerns.areaId, known), sql`${concerns.areaId} in ${parts}`);
}

/**
 * The raw concerns that exist for an actor: every query of them starts here. P5 and P6 exist for the
 * holder and the secretariat only; a concern handed to a person exists for that person.
 */
export function visibleTo(actor: Actor): SQL {
	const here = eq(concerns.operatorId, actor.operatorId);
	const sight = sightOf(actor);
	switch (sight.kind) {
		case 'all':
			return here;
		case 'areas': {
			const mine =
				sight.areas === 'every'
					? sql`true`
					: any(
							isNull(concerns.areaId),
							inAreas(sight.areas),
							eq(concerns.enteredBy, sight.personId),
						);
			const open = all(eq(concerns.privacy, 'P4'), mine);
			return all(
				here,
				any(open, eq(concerns.holderId, sight.personId), referredTo(sight.personId)),
			);
		}
		case 'referred':
			return all(
				here,
				ne(concerns.state, 'draft'),
				any(eq(concerns.holderId, sight.personId), referredTo(sight.personId)),
			);
		case 'none':
			return nothing;
	}
}

function referredTo(personId: string): SQL {
	return sql`exists (select 1 from ${concernReferrals}
		where ${concernReferrals.operatorId} = ${concerns.operatorId}
			and ${concernReferrals.concernId} = ${concerns.id}
			and ${concernReferrals.toPersonId} = ${personId})`;
}

/** The published de-identified texts, for those who may read them; a withdrawn one is gone. */
export function sharedWith(actor: Actor): SQL {
	if (!mayReadDeidentified(actor)) return nothing;
	return all(
		eq(concerns.operatorId, actor.operatorId),
		eq(concerns.deidentifiedState, 'published'),
		sql`${concerns.state} not in ('draft', 'withdrawn', 'duplicateOf')`,
	);
}

/** Below this many texts an area could point at its one family (DOMAIN §3.7 A3). */
const textsThatHideAnArea = 3;

/**
 * The area of a de-identified text as this actor may know it: staff unless it is sealed, members only
 * where enough texts of the same area are shared.
 */
export function areaShownTo(actor: Actor): SQL<string | null> {
	if (isStaff(actor)) {
		return sql<
			string | null
		>`case when ${concerns.privacy} = 'P6' then null else ${concerns.areaId} end`;
	}
	const others = sql`(select count(*) from ${concerns} as neighbour
		where neighbour.operator_id = ${concerns.operatorId} and neighbour.area_id = ${concerns.areaId}
			and neighbour.deidentified_state = 'published' and neighbour.privacy <> 'P6'
			and neighbour.state not in ('draft', 'withdrawn', 'duplicateOf'))`;
	return sql<
		string | null
	>`case when ${concerns.privacy} <> 'P6' and ${others} >= ${textsThatHideAnArea}
		then ${concerns.areaId} end`;
}

/** `and` of conditions that are all there. */
export function all(...conditions: [SQL, ...SQL[]]): SQL {
	return and(...conditions) ?? nothing;
}

export function any(...conditions: [SQL, ...SQL[]]): SQL {
	return or(...conditions) ?? nothing;
}
