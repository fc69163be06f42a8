import { and, eq, inArray, isNull, notExists, sql } from 'drizzle-orm';
import { personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { fold } from '../../../../kernel/text.ts';
import { organisationsByIds } from '../../../../organisations/server/queries.ts';
import { people } from '../../../../people/server/tables.ts';
import { command, type Work } from '../../../../server/command.ts';
import { mayFacilitate } from '../../../rules.ts';
import { attendances, sessions, signups } from '../../../server/tables.ts';
import { AddAttendance, CountHeads, RemoveAttendance, TickAttendance } from '../../forms.ts';
import { takesAttendance, type SessionState } from '../../rules.ts';
import { sessionOrRefuse } from '../visible.ts';

/** Tells the same person again at the next session, without asking more of them than their name. */
export function whoKey(who: {
	personId: string | null;
	name: string;
	organisation: string;
}): string {
	if (who.personId) return `p:${who.personId}`;
	const name = fold(who.name).replace(/\s/gu, '');
	return name ? `n:${name}|${fold(who.organisation).replace(/\s/gu, '')}` : '';
}

/** One person (from the accounts, from the directory, or walked in), or several of a position without names. */
export const addAttendance = command('session.addAttendance', {
	input: AddAttendance,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, ...who }, { session }) {
		const { tx, actor, now, newId } = work;
		refuseWhenOver(session.state);
		const name = who.personId ? await nameOf(work, who.personId) : who.name;
		if (name && who.people > 1) throw refuseField('people', 'gatherings_one_name_one_person');
		const organisationName = who.organisationId
			? await organisationNamed(work, who.organisationId)
			: who.organisationName;
		const [added] = await tx
			.insert(attendances)
			.values({
				operatorId: actor.operatorId,
				id: newId(),
				sessionId: id,
				...who,
				name,
				organisationName,
				whoKey: whoKey({ personId: who.personId, name, organisation: organisationName }),
				addedBy: personOf(actor),
				addedAt: now(),
			})
			.onConflictDoNothing()
			.returning({ id: attendances.id });
		if (!added) throw refuseField('personId', 'gatherings_already_there');
		return {
			result: { id },
			audit: {
				subject: { kind: 'session', id },
				detail: { attendance: added.id, people: who.people, position: who.actorGroup },
			},
		};
	},
});

async function nameOf({ tx, actor }: Work, personId: string): Promise<string> {
	const [found] = await tx
		.select({ name: people.name })
		.from(people)
		.where(
			and(eq(people.operatorId, actor.operatorId), eq(people.id, personId), isNull(people.leftAt)),
		);
	if (!found) throw refuseField('personId', 'gatherings_person_missing');
	return found.name;
}

async function organisationNamed({ tx, actor }: Work, id: string): Promise<string> {
	const [found] = await organisationsByIds(tx, actor, [id]);
	if (!found) throw refuseField('organisationId', 'refusal_not_valid');
	return found.name;
}

/** Those who signed up and came, ticked on one list. */
export const tickAttendance = command('session.tickAttendance', {
	input: TickAttendance,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now, newId }, { id, signUpIds }, { session }) {
		refuseWhenOver(session.state);
		const { operatorId } = actor;
		if (signUpIds.length === 0) throw refuseField('signUpIds', 'gatherings_nobody_ticked');
		const already = tx
			.select({ one: sql`1` })
			.from(attendances)
			.where(
				and(
					eq(attendances.operatorId, operatorId),
					eq(attendances.sessionId, id),
					eq(attendances.signupId, signups.id),
				),
			);
		const came = await tx
			.select()
			.from(signups)
			.where(
				and(
					eq(signups.operatorId, operatorId),
					eq(signups.sessionId, id),
					inArray(signups.id, signUpIds),
					inArray(signups.state, ['confirmed', 'waiting']),
					notExists(already),
				),
			);
		const common = { operatorId, sessionId: id, addedBy: personOf(actor), addedAt: now() };
		const rows = came.flatMap((who) => {
			const { actorGroup, organisationId, organisationName, personId, name, way } = who;
			const named = {
				...common,
				id: newId(),
				signupId: who.id,
				personId,
				name,
				organisationId,
				organisationName,
				actorGroup,
				way,
				whoKey: whoKey({ personId, name, organisation: organisationName }),
			};
			// the people they brought are counted, not named
			const others = {
				...common,
				id: newId(),
				organisationId,
				organisationName,
				actorGroup,
				way,
				people: who.people - 1,
			};
			return who.people > 1 ? [named, others] : [named];
		});
		if (rows.length > 0) await tx.insert(attendances).values(rows).onConflictDoNothing();
		return {
			result: { id, came: came.length },
			audit: { subject: { kind: 'session', id }, detail: { came: came.length } },
		};
	},
});

export const removeAttendance = command('session.removeAttendance', {
	input: RemoveAttendance,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor }, { id, attendanceId }, { session }) {
		refuseWhenOver(session.state);
		const [removed] = await tx
			.delete(attendances)
			.where(
				and(
					eq(attendances.operatorId, actor.operatorId),
					eq(attendances.sessionId, id),
					eq(attendances.id, attendanceId),
				),
			)
			.returning({ id: attendances.id });
		if (!removed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { attendance: attendanceId } },
		};
	},
});

/** 当日の人数 as somebody counted it; it wins over the number of rows. */
export const countHeads = command('session.countHeads', {
	input: CountHeads,
	subject: ({ tx, actor }, { id }) => sessionOrRefuse(tx, actor, id),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run({ tx, actor, now }, { id, headcount, observers }, { session }) {
		refuseWhenOver(session.state);
		await tx
			.update(sessions)
			.set({ headcount, observers, changedAt: now() })
			.where(
				and(
					eq(sessions.operatorId, actor.operatorId),
					eq(sessions.id, id),
					eq(sessions.state, session.state),
				),
			);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { headcount, observers } },
		};
	},
});

function refuseWhenOver(state: SessionState): void {
	if (!takesAttendance(state)) throw new Refusal('not-now', 'gatherings_no_attendance_now');
}
