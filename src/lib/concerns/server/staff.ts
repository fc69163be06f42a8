import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor, Role } from '../../kernel/actor.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Tx } from '../../server/db.ts';
import { people, roleGrants } from '../../people/server/tables.ts';

export type StaffMember = { id: string; name: string };

/** Whom a concern can be given to: 事務局 and コーディネーター in office on the date, 五十音順. */
export function listHolders(tx: Tx, actor: Actor, date: PlainDate): Promise<StaffMember[]> {
	return peopleWith(tx, actor, ['coordinator', 'secretariat'], date);
}

/** Officers to whom a concern can be referred. */
export function listOfficers(tx: Tx, actor: Actor, date: PlainDate): Promise<StaffMember[]> {
	return peopleWith(tx, actor, ['officer'], date);
}

function peopleWith(
	tx: Tx,
	actor: Actor,
	roles: readonly Role[],
	date: PlainDate,
): Promise<StaffMember[]> {
	const holdsOne = sql`exists (select 1 from ${roleGrants}
		where ${roleGrants.operatorId} = ${people.operatorId} and ${roleGrants.personId} = ${people.id}
			and ${roleGrants.role} in (${sql.join(
				roles.map((role) => sql`${role}`),
				sql`, `,
			)})
			and ${roleGrants.endedAt} is null and ${roleGrants.validFrom} <= ${date}
			and (${roleGrants.validUntil} is null or ${roleGrants.validUntil} >= ${date}))`;
	return tx
		.select({ id: people.id, name: people.name })
		.from(people)
		.where(and(eq(people.operatorId, actor.operatorId), isNull(people.leftAt), holdsOne))
		.orderBy(asc(people.nameKana), asc(people.id))
		.limit(500);
}
