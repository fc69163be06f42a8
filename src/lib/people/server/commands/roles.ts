import { and, eq, isNull, sql } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { areaOrRefuse } from '../../../districts/server/queries.ts';
import { command } from '../../../server/command.ts';
import { endGrantForm, endRepresentationForm, grantForm, representForm } from '../../forms.ts';
import { mayGrant, mayKeepPeople, scopesOf, standardEnd } from '../../rules.ts';
import { personOrRefuse } from '../queries.ts';
import { representations, roleGrants } from '../tables.ts';

/** A role with scope and end; without an end it lasts until the end of the fiscal year. */
export const grantRole = command('role.grant', {
	input: grantForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor, person) => mayGrant(actor, person.id),
	run: async ({ tx, actor, now, newId }, { id, role, scope, validUntil }) => {
		const scopeKind = scopesOf[role].find((kind) => kind === scope.kind);
		if (!scopeKind) throw refuseField('scope', 'people_scope_wrong');
		if (scopeKind === 'area') await areaOrRefuse(tx, actor, scope.id ?? '');
		const today = dateInTokyo(now());
		const until = validUntil ?? standardEnd(today);
		if (until < today) throw refuseField('validUntil', 'people_until_past');
		const grantId = newId();
		await tx.insert(roleGrants).values({
			...{
				operatorId: actor.operatorId,
				id: grantId,
				personId: id,
				role,
				scopeKind,
				scopeId: scope.id,
			},
			...{ validFrom: today, validUntil: until, grantedBy: personOf(actor), grantedAt: now() },
		});
		return {
			result: { id, grantId },
			audit: {
				subject: { kind: 'person', id },
				detail: { role, scope: scopeKind, scopeId: scope.id, until },
			},
		};
	},
});

export const endRole = command('role.end', {
	input: endGrantForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor, person) => mayGrant(actor, person.id),
	run: async ({ tx, actor, now }, { id, grantId }) => {
		const [ended] = await tx
			.update(roleGrants)
			.set({ endedAt: now(), endedBy: personOf(actor) })
			.where(
				and(
					eq(roleGrants.operatorId, actor.operatorId),
					eq(roleGrants.id, grantId),
					eq(roleGrants.personId, id),
					isNull(roleGrants.endedAt),
				),
			)
			.returning({ role: roleGrants.role });
		if (!ended) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'person', id }, detail: { role: ended.role } },
		};
	},
});

/** The office has checked that this person speaks for the organisation. */
export const confirmRepresentation = command('representation.confirm', {
	input: representForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor) => mayKeepPeople(actor),
	run: async ({ tx, actor, now, newId }, { id, organisationId, validUntil }) => {
		// organisations belong to a later room: only that it is there is asked
		const { rowCount } = await tx.execute(
			sql`select 1 from organisations where operator_id = ${actor.operatorId} and id = ${organisationId} and closed_at is null`,
		);
		if (rowCount !== 1) throw refuseField('organisationId', 'people_organisation_missing');
		const today = dateInTokyo(now());
		if (validUntil && validUntil < today) throw refuseField('validUntil', 'people_until_past');
		const [already] = await tx
			.select({ id: representations.id })
			.from(representations)
			.where(
				and(
					eq(representations.operatorId, actor.operatorId),
					eq(representations.personId, id),
					eq(representations.organisationId, organisationId),
					isNull(representations.endedAt),
					sql`(${representations.validUntil} is null or ${representations.validUntil} >= ${today})`,
				),
			);
		if (already) throw refuseField('organisationId', 'people_represents_already');
		await tx.insert(representations).values({
			...{ operatorId: actor.operatorId, id: newId(), personId: id, organisationId },
			...{ validFrom: today, validUntil, confirmedBy: personOf(actor), confirmedAt: now() },
		});
		return {
			result: { id },
			audit: { subject: { kind: 'person', id }, detail: { organisationId } },
		};
	},
});

export const endRepresentation = command('representation.end', {
	input: endRepresentationForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor, person) => mayKeepPeople(actor) || personOf(actor) === person.id,
	run: async ({ tx, actor, now }, { id, representationId }) => {
		const [ended] = await tx
			.update(representations)
			.set({ endedAt: now() })
			.where(
				and(
					eq(representations.operatorId, actor.operatorId),
					eq(representations.id, representationId),
					eq(representations.personId, id),
					isNull(representations.endedAt),
				),
			)
			.returning({ organisationId: representations.organisationId });
		if (!ended) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'person', id }, detail: { organisationId: ended.organisationId } },
		};
	},
});
