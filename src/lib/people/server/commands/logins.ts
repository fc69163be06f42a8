/** What the office does about how somebody signs in: printed cards, lost phones, changed addresses. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { personForm } from '../../forms.ts';
import { cardDays, mayIssueCard, mayResetSignIn } from '../../rules.ts';
import { logins, secondFactors, signIns } from '../auth-tables.ts';
import { hashPassword, noAddress, storePassword } from '../logins.ts';
import { personOrRefuse, rolesOf } from '../queries.ts';
import { people } from '../tables.ts';

/**
 * Makes the login of a printed card, or gives an existing card a new one-time password; whoever is signed in
 * with the old one is signed out. `password` comes from the caller and is printed once: what a command
 * answers is kept beside its idempotency key, so it must not hold a secret.
 */
export const issueCard = command('person.issueCard', {
	input: v.object({
		...personForm.entries,
		username: v.pipe(v.string(), v.regex(/^\d{8}$/)),
		password: v.pipe(v.string(), v.minLength(10)),
	}),
	subject: async ({ tx, actor, now }, { id }) => ({
		person: await personOrRefuse(tx, actor, id),
		roles: await rolesOf(tx, actor, id, dateInTokyo(now())),
	}),
	allow: (actor, { person, roles }) => mayIssueCard(actor, { id: person.id, roles }),
	run: async (work, { id, username, password }, { person }) => {
		const hash = await hashPassword(password);
		const login = person.authUserId
			? await ownCard(work, person.authUserId)
			: await newCard(work, id, username);
		const { tx, now, newId } = work;
		await storePassword(tx, newId, login.id, hash, now());
		const oneTimeUntil = new Date(now().getTime() + cardDays * 86_400_000);
		await tx.update(logins).set({ oneTimeUntil, updatedAt: now() }).where(eq(logins.id, login.id));
		await tx.delete(signIns).where(eq(signIns.userId, login.id));
		return {
			result: { id, username: login.username },
			audit: { subject: { kind: 'person', id }, detail: { isNew: person.authUserId === null } },
		};
	},
});

/** Only a login that this operator made for a card gets a new card: any other belongs to its owner alone. */
async function ownCard(
	{ tx, actor }: Work,
	loginId: string,
): Promise<{ id: string; username: string }> {
	const [login] = await tx
		.select({ id: logins.id, username: logins.username })
		.from(logins)
		.where(and(eq(logins.id, loginId), eq(logins.cardOf, actor.operatorId)));
	if (!login?.username) throw new Refusal('not-now', 'people_card_not_possible');
	return { id: login.id, username: login.username };
}

async function newCard({ tx, actor, now, newId }: Work, personId: string, username: string) {
	const id = newId();
	const made = await tx
		.insert(logins)
		.values({
			...{ id, email: `${id}${noAddress}`, username, cardOf: actor.operatorId },
			...{ createdAt: now(), updatedAt: now() },
		})
		.onConflictDoNothing()
		.returning({ id: logins.id });
	const linked = await tx
		.update(people)
		.set({ authUserId: id })
		.where(
			and(
				eq(people.operatorId, actor.operatorId),
				eq(people.id, personId),
				isNull(people.authUserId),
			),
		)
		.returning({ id: people.id });
	if (made.length === 0 || linked.length === 0)
		throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return { id, username };
}

/** Somebody has a new address: the next sign-in with a code to it finds this person. The old login opens nothing here. */
export const unlinkLogin = command('person.unlinkLogin', {
	input: personForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor, person) => mayResetSignIn(actor, person.id),
	run: async ({ tx, actor }, { id }) => {
		const unlinked = await tx
			.update(people)
			.set({ authUserId: null })
			.where(
				and(
					eq(people.operatorId, actor.operatorId),
					eq(people.id, id),
					sql`${people.authUserId} is not null`,
				),
			)
			.returning({ id: people.id });
		if (unlinked.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'person', id } } };
	},
});

/** A lost phone: the second factor is set up anew at the next sign-in. All browsers are signed out. */
export const clearSecondFactor = command('person.clearSecondFactor', {
	input: personForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor, person) => mayResetSignIn(actor, person.id),
	run: async ({ tx, now }, { id }, person) => {
		if (!person.authUserId) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		await tx.delete(secondFactors).where(eq(secondFactors.userId, person.authUserId));
		await tx
			.update(logins)
			.set({ twoFactorEnabled: false, updatedAt: now() })
			.where(eq(logins.id, person.authUserId));
		await tx.delete(signIns).where(eq(signIns.userId, person.authUserId));
		return { result: { id }, audit: { subject: { kind: 'person', id } } };
	},
});
