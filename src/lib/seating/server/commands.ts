import { and, eq } from 'drizzle-orm';
import { whoKey } from '../../gatherings/server/commands.ts';
import { attendances, signups } from '../../gatherings/server/tables.ts';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { takesAttendance } from '../../gatherings/sessions/rules.ts';
import type { SessionInScope } from '../../gatherings/server/queries.ts';
import { personOf } from '../../kernel/actor.ts';
import { isId } from '../../kernel/ids.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { planSeating, reseat, type Round } from '../../methods/seating/seating.ts';
import { command, type Work } from '../../server/command.ts';
import { ChangeGuest, GuestForm, MoveForm, PlanForm, SessionForm, VersionForm } from '../forms.ts';
import { exchanged, mostGuests, moved, seatedPeople, type Plan } from '../rules.ts';
import { earlierOf, guestsOf, hallOrRefuse, planOf } from './queries.ts';
import { seatingGuests, seatingPlans } from './tables.ts';

const subject = ({ tx, actor }: Work, { sessionId }: { sessionId: string }) =>
	hallOrRefuse(tx, actor, sessionId);
const allow = (actor: Work['actor'], { scope }: SessionInScope) => mayFacilitate(actor, scope);

function audited(sessionId: string, detail: Record<string, string | number | boolean>) {
	return {
		result: { sessionId },
		audit: { subject: { kind: 'session', id: sessionId }, detail },
	} as const;
}

function refuseWhenOver({ session }: SessionInScope): void {
	if (!takesAttendance(session.state)) throw new Refusal('not-now', 'seating_session_over');
}

/** Those who signed up for the hall, and those on the list of who came, as often as they are there; nobody twice. */
export const takeGuests = command('session.takeGuests', {
	input: SessionForm,
	subject,
	allow,
	async run(work, { sessionId }, found) {
		refuseWhenOver(found);
		const { tx, actor } = work;
		const { operatorId } = actor;
		const signedUp = await tx
			.select()
			.from(signups)
			.where(
				and(
					eq(signups.operatorId, operatorId),
					eq(signups.sessionId, sessionId),
					eq(signups.state, 'confirmed'),
					eq(signups.way, 'hall'),
				),
			);
		const came = await tx
			.select()
			.from(attendances)
			.where(and(eq(attendances.operatorId, operatorId), eq(attendances.sessionId, sessionId)));
		const fromList = signedUp.flatMap((signUp) =>
			Array.from({ length: signUp.people }, (_, part) => ({
				signupId: signUp.id,
				signupPart: part,
				calledName: part === 0 ? signUp.name : `${signUp.name}（${part + 1}）`,
				organisationName: signUp.organisationName,
				actorGroup: signUp.actorGroup,
				personId: part === 0 ? signUp.personId : null,
			})),
		);
		const walkedIn = came
			.filter(({ signupId, name, way }) => signupId === null && name !== '' && way === 'hall')
			.map((one) => ({
				attendanceId: one.id,
				calledName: one.name,
				organisationName: one.organisationName,
				actorGroup: one.actorGroup,
				personId: one.personId,
			}));
		const added = await addGuests(work, sessionId, [...fromList, ...walkedIn]);
		return audited(sessionId, { guests: added });
	},
});

type NewGuest = Pick<
	typeof seatingGuests.$inferInsert,
	| 'calledName'
	| 'organisationName'
	| 'actorGroup'
	| 'fixedTable'
	| 'signupId'
	| 'signupPart'
	| 'attendanceId'
> & { personId: string | null };

async function addGuests(
	{ tx, actor, now, newId }: Work,
	sessionId: string,
	list: readonly NewGuest[],
): Promise<number> {
	const { operatorId } = actor;
	if (list.length === 0) return 0;
	const added = await tx
		.insert(seatingGuests)
		.values(
			list.map(({ personId, ...guest }) => ({
				...guest,
				...{ operatorId, id: newId(), sessionId, addedAt: now() },
				whoKey: whoKey({
					...{ personId, name: guest.calledName, organisation: guest.organisationName ?? '' },
				}),
			})),
		)
		.onConflictDoNothing()
		.returning({ id: seatingGuests.id });
	const all = await tx.$count(
		seatingGuests,
		and(eq(seatingGuests.operatorId, operatorId), eq(seatingGuests.sessionId, sessionId)),
	);
	if (all > mostGuests) throw new Refusal('not-now', 'seating_too_many');
	return added.length;
}

/** Somebody who just came. */
export const addGuest = command('session.addGuest', {
	input: GuestForm,
	subject,
	allow,
	async run(work, { sessionId, actorGroup, ...guest }, found) {
		refuseWhenOver(found);
		await addGuests(work, sessionId, [{ ...guest, actorGroup: actorGroup ?? '', personId: null }]);
		return audited(sessionId, { guests: 1 });
	},
});

/** Here or not, and always at one table. */
export const changeGuest = command('session.changeGuest', {
	input: ChangeGuest,
	subject,
	allow,
	async run({ tx, actor }, { sessionId, guestId, isHere, fixedTable }, found) {
		refuseWhenOver(found);
		const [changed] = await tx
			.update(seatingGuests)
			.set({ isHere, fixedTable })
			.where(
				and(
					eq(seatingGuests.operatorId, actor.operatorId),
					eq(seatingGuests.sessionId, sessionId),
					eq(seatingGuests.id, guestId),
				),
			)
			.returning({ id: seatingGuests.id });
		if (!changed) throw new Refusal('not-found', 'refusal_not_found');
		return audited(sessionId, { isHere });
	},
});

/** All rounds anew. Whoever met at an earlier session of the forum meets again only when it cannot be avoided. */
export const makePlan = command('session.makeSeating', {
	input: PlanForm,
	subject,
	allow,
	async run(work, { sessionId, size, rounds }, found) {
		refuseWhenOver(found);
		const { tx, actor, now } = work;
		const guests = await guestsOf(tx, actor, sessionId);
		const people = seatedPeople(guests);
		if (people.length < 3) throw new Refusal('not-now', 'seating_too_few');
		const earlier = await earlierOf(tx, actor, found, guests);
		const before = await planOf(tx, actor, sessionId);
		if (before && before.finished > 0) throw new Refusal('not-now', 'seating_begun');
		const plan = planSeating({ people, size, rounds, earlier });
		const row = { size, rounds: plan.rounds, finished: 0, madeBy: personOf(actor), madeAt: now() };
		await tx
			.insert(seatingPlans)
			.values({ operatorId: actor.operatorId, sessionId, ...row })
			.onConflictDoUpdate({
				target: [seatingPlans.operatorId, seatingPlans.sessionId],
				set: { ...row, version: (before?.version ?? 0) + 1 },
			});
		return audited(sessionId, {
			...{ people: people.length, rounds: rounds, repeats: plan.certificate.repeats },
		});
	},
});

/** Late-comers get a seat and nobody sits with who left; the rounds that were held stay. */
export const reseatRest = command('session.reseat', {
	input: VersionForm,
	subject,
	allow,
	async run(work, { sessionId, version }, found) {
		refuseWhenOver(found);
		const { tx, actor } = work;
		const plan = await planOrRefuse(work, sessionId, version);
		const guests = await guestsOf(tx, actor, sessionId);
		const people = seatedPeople(guests);
		if (people.length < 3) throw new Refusal('not-now', 'seating_too_few');
		const finished = plan.rounds.slice(0, plan.finished);
		const rest = reseat(plan.rounds.slice(plan.finished), {
			...{ people, size: plan.size, finished },
			earlier: await earlierOf(tx, actor, found, guests),
		});
		await change(work, sessionId, plan, { rounds: [...finished, ...rest.rounds] });
		return audited(sessionId, { people: people.length, repeats: rest.certificate.repeats });
	},
});

/** The next round was held: it stays as it is. */
export const finishRound = command('session.finishRound', {
	input: VersionForm,
	subject,
	allow,
	async run(work, { sessionId, version }, found) {
		refuseWhenOver(found);
		const plan = await planOrRefuse(work, sessionId, version);
		if (plan.finished >= plan.rounds.length) throw new Refusal('not-now', 'refusal_not_now');
		await change(work, sessionId, plan, { finished: plan.finished + 1 });
		return audited(sessionId, { finished: plan.finished + 1 });
	},
});

/** By hand: one person to another table, or two change places. */
export const moveGuest = command('session.moveGuest', {
	input: MoveForm,
	subject,
	allow,
	async run(work, { sessionId, version, round, guestId, target }, found) {
		refuseWhenOver(found);
		const plan = await planOrRefuse(work, sessionId, version);
		const at = round - 1;
		if (at < plan.finished) throw new Refusal('not-now', 'seating_round_held');
		const rounds: Round[] | undefined = isId(target)
			? exchanged(plan.rounds, at, guestId, target)
			: moved(plan.rounds, at, guestId, Number(target));
		if (!rounds) throw refuseField('target', 'seating_target_missing');
		await change(work, sessionId, plan, { rounds });
		return audited(sessionId, { round });
	},
});

async function planOrRefuse(
	{ tx, actor }: Work,
	sessionId: string,
	version: number,
): Promise<Plan> {
	const plan = await planOf(tx, actor, sessionId);
	if (!plan) throw new Refusal('not-found', 'refusal_not_found');
	if (plan.version !== version) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return plan;
}

/** Two facilitators at once: the second finds that it has changed. */
async function change(
	{ tx, actor }: Work,
	sessionId: string,
	{ version }: Plan,
	values: Partial<Pick<Plan, 'rounds' | 'finished'>>,
): Promise<void> {
	const [changed] = await tx
		.update(seatingPlans)
		.set({ ...values, version: version + 1 })
		.where(
			and(
				eq(seatingPlans.operatorId, actor.operatorId),
				eq(seatingPlans.sessionId, sessionId),
				eq(seatingPlans.version, version),
			),
		)
		.returning({ version: seatingPlans.version });
	if (!changed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}
