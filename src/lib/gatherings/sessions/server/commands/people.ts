import { and, eq, isNull } from 'drizzle-orm';
import { isSignedIn, personOf } from '../../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../../kernel/refusal.ts';
import { issueOrRefuse } from '../../../../issues/server/queries.ts';
import { people } from '../../../../people/server/tables.ts';
import { command, type Work } from '../../../../server/command.ts';
import { tie, untie } from '../../../../trace/server/commands.ts';
import { Appoint, EndAppointment, TieIssue } from '../../../forums/forms.ts';
import { mayFacilitate, mayManage } from '../../../rules.ts';
import { appoint, endAppointment } from '../../../server/facilitators.ts';
import { sessionInvitations } from '../../../server/tables.ts';
import { Invite, Pledge } from '../../forms.ts';
import { isWritable } from '../../rules.ts';
import { sessionOrRefuse } from '../visible.ts';
import { deliberateIssues } from './move.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => sessionOrRefuse(tx, actor, id);

/** 進行役 of this one session. */
export const appointSessionFacilitator = command('session.appointFacilitator', {
	input: Appoint,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, personId, until }) {
		await appoint(work, { kind: 'session', id }, personId, until);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { person: personId, until } },
		};
	},
});

export const endSessionFacilitator = command('session.endFacilitator', {
	input: EndAppointment,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, grantId }) {
		await endAppointment(work, { kind: 'session', id }, grantId);
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { grant: grantId } },
		};
	},
});

/** The session is about an issue; one that is already under way takes it up at once. */
export const tieSessionToIssue = command('session.tieIssue', {
	input: TieIssue,
	subject,
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { id, issueId }, { session }) {
		if (session.state === 'cancelled') throw new Refusal('not-now', 'refusal_not_now');
		await issueOrRefuse(work.tx, work.actor, issueId);
		await tie(work, { kind: 'issue', id: issueId }, { kind: 'session', id });
		const moved = isWritable(session.state) ? await deliberateIssues(work, session) : [];
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { issue: issueId, moved } },
		};
	},
});

export const untieSessionFromIssue = command('session.untieIssue', {
	input: TieIssue,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run(work, { id, issueId }) {
		await untie(work, { kind: 'issue', id: issueId }, { kind: 'session', id });
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { issue: issueId } },
		};
	},
});

/** 事例検討 and invited rounds: who may come. */
export const invite = command('session.invite', {
	input: Invite,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run({ tx, actor, now }, { id, personId }) {
		const [known] = await tx
			.select({ id: people.id })
			.from(people)
			.where(
				and(
					eq(people.operatorId, actor.operatorId),
					eq(people.id, personId),
					isNull(people.leftAt),
				),
			);
		if (!known) throw refuseField('personId', 'gatherings_person_missing');
		await tx
			.insert(sessionInvitations)
			.values({
				operatorId: actor.operatorId,
				sessionId: id,
				personId,
				invitedBy: personOf(actor),
				invitedAt: now(),
			})
			.onConflictDoNothing();
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { person: personId } },
		};
	},
});

export const uninvite = command('session.uninvite', {
	input: Invite,
	subject,
	allow: (actor, { scope }) => mayManage(actor, scope),
	async run({ tx, actor }, { id, personId }) {
		const uninvited = await tx
			.delete(sessionInvitations)
			.where(
				and(
					eq(sessionInvitations.operatorId, actor.operatorId),
					eq(sessionInvitations.sessionId, id),
					eq(sessionInvitations.personId, personId),
				),
			)
			.returning({ personId: sessionInvitations.personId });
		if (uninvited.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: { kind: 'session', id }, detail: { person: personId } },
		};
	},
});

/** 守秘の約束, by the invited person's own act, before what was said can be read. */
export const pledge = command('session.pledge', {
	input: Pledge,
	subject,
	allow: (actor, { isInvited }) => isSignedIn(actor) && isInvited,
	async run({ tx, actor, now }, { id }) {
		if (!isSignedIn(actor)) throw new Refusal('not-allowed', 'refusal_not_allowed');
		const [pledged] = await tx
			.update(sessionInvitations)
			.set({ pledgedAt: now() })
			.where(
				and(
					eq(sessionInvitations.operatorId, actor.operatorId),
					eq(sessionInvitations.sessionId, id),
					eq(sessionInvitations.personId, actor.personId),
					isNull(sessionInvitations.pledgedAt),
				),
			)
			.returning({ id: sessionInvitations.sessionId });
		if (!pledged) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'session', id } } };
	},
});
