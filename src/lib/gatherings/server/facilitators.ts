import { and, eq, gte, isNull, or } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { people, roleGrants } from '../../people/server/tables.ts';
import type { Work } from '../../server/command.ts';

type Place = { kind: 'forum' | 'session'; id: string };

/** Makes somebody 進行役 of one forum or session; asking twice changes nothing. Nobody appoints themselves. */
export async function appoint(
	work: Work,
	place: Place,
	personId: string,
	until: string | null,
): Promise<void> {
	const { tx, actor, now, newId } = work;
	const { operatorId } = actor;
	if (personOf(actor) === personId) throw refuseField('personId', 'gatherings_not_oneself');
	const [known] = await tx
		.select({ id: people.id })
		.from(people)
		.where(and(eq(people.operatorId, operatorId), eq(people.id, personId), isNull(people.leftAt)));
	if (!known) throw refuseField('personId', 'gatherings_person_missing');
	const today = dateInTokyo(now());
	if (until && until < today) throw refuseField('until', 'gatherings_until_past');
	const [held] = await tx
		.select({ id: roleGrants.id })
		.from(roleGrants)
		.where(
			and(
				ofPlace(operatorId, place),
				eq(roleGrants.personId, personId),
				isNull(roleGrants.endedAt),
				or(isNull(roleGrants.validUntil), gte(roleGrants.validUntil, today)),
			),
		);
	if (held) return;
	await tx.insert(roleGrants).values({
		operatorId,
		id: newId(),
		personId,
		role: 'facilitator',
		scopeKind: place.kind,
		scopeId: place.id,
		validFrom: today,
		validUntil: until,
		grantedBy: personOf(actor),
		grantedAt: now(),
	});
}

export async function endAppointment(work: Work, place: Place, grantId: string): Promise<void> {
	const { tx, actor, now } = work;
	const [ended] = await tx
		.update(roleGrants)
		.set({ endedBy: personOf(actor), endedAt: now() })
		.where(
			and(ofPlace(actor.operatorId, place), eq(roleGrants.id, grantId), isNull(roleGrants.endedAt)),
		)
		.returning({ id: roleGrants.id });
	if (!ended) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

export function ofPlace(operatorId: string, { kind, id }: Place) {
	return and(
		eq(roleGrants.operatorId, operatorId),
		eq(roleGrants.role, 'facilitator'),
		eq(roleGrants.scopeKind, kind),
		eq(roleGrants.scopeId, id),
	);
}
