import { and, eq, isNull, sql } from 'drizzle-orm';
import type * as v from 'valibot';
import { isSignedIn, type Actor } from '../../../kernel/actor.ts';
import { dateInTokyo, type PlainDate } from '../../../kernel/dates.ts';
import { sortKey } from '../../../kernel/kana.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { m } from '../../../paraglide/messages.js';
import { command, type Work } from '../../../server/command.ts';
import type { Tx } from '../../../server/db.ts';
import { queueMail } from '../../../server/mail.ts';
import { searchText } from '../../../server/search.ts';
import { editForm, joinForm, leaveForm, ownForm, personForm, registerForm } from '../../forms.ts';
import { mayKeepPeople } from '../../rules.ts';
import { logins } from '../auth-tables.ts';
import { peopleWithRole, personOrRefuse } from '../queries.ts';
import { people, representations, roleGrants } from '../tables.ts';

export type Particulars = v.InferOutput<typeof ownForm>;

function rowOf(input: Particulars) {
	const { name, nameKana, calledName, email, telephone, fax, tie, contactWish } = input;
	return {
		...{ name, nameKana, calledName, email, telephone, fax, tie, contactWish },
		searchText: searchText(name, nameKana, calledName, email, telephone),
		sortKey: sortKey(nameKana || name),
	};
}

/** An address belongs to one person of an operator: it is how a login finds its person. */
async function refuseTakenEmail(
	{ tx, actor }: Work,
	email: string | null,
	ownId?: string,
): Promise<void> {
	if (!email) return;
	const [taken] = await tx
		.select({ id: people.id })
		.from(people)
		.where(
			and(
				eq(people.operatorId, actor.operatorId),
				isNull(people.leftAt),
				eq(sql`lower(${people.email})`, email),
			),
		);
	if (taken && taken.id !== ownId) throw refuseField('email', 'people_email_taken');
}

/** The staff knows the person. With an address they get a letter that explains how to sign in. */
export const registerPerson = command('person.register', {
	input: registerForm,
	subject: async () => null,
	allow: (actor) => mayKeepPeople(actor),
	run: async (work, input) => {
		await refuseTakenEmail(work, input.email);
		const id = await insertPerson(work, input);
		return {
			result: { id },
			audit: { subject: { kind: 'person', id }, detail: { hasEmail: input.email !== null } },
		};
	},
});

/** Writes a person, as part of a command that has checked the address. */
export async function insertPerson(work: Work, input: Particulars): Promise<string> {
	const { tx, actor, now, newId } = work;
	const id = newId();
	await tx.insert(people).values({
		...{ operatorId: actor.operatorId, id, registeredAt: now() },
		registeredBy: isSignedIn(actor) ? actor.personId : null,
		...rowOf(input),
	});
	return id;
}

/** Writes the letter that explains how to sign in; once more when it was lost. */
export function invitePerson(address: {
	origin: string;
	slug: string;
	name: string;
	shortName: string;
	telephone: string;
}) {
	return command('person.invite', {
		input: personForm,
		subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
		allow: (actor) => mayKeepPeople(actor),
		run: async (work, { id }, person) => {
			if (!person.email) throw new Refusal('not-now', 'people_no_email');
			await queueMail(work, {
				to: person.email,
				subject: m.people_mail_invite_subject({ name: address.shortName }),
				body: m.people_mail_invite_body({
					...{ name: address.name, telephone: address.telephone },
					address: `${address.origin}/${address.slug}/sign-in`,
				}),
			});
			return { result: { id }, audit: { subject: { kind: 'person', id } } };
		},
	});
}

export const editPerson = command('person.edit', {
	input: editForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor) => mayKeepPeople(actor),
	run: async (work, { id, ...input }, person) => {
		await refuseTakenEmail(work, input.email, id);
		await changePerson(work, id, input);
		return {
			result: { id },
			audit: {
				subject: { kind: 'person', id },
				detail: { emailChanged: input.email !== person.email },
			},
		};
	},
});

/** One's own name and numbers. */
export const editOwnParticulars = command('person.editOwn', {
	input: ownForm,
	subject: async ({ actor }) => (isSignedIn(actor) ? actor.personId : null),
	allow: (_actor, personId) => personId !== null,
	run: async (work, input, personId) => {
		const id = personId ?? '';
		await refuseTakenEmail(work, input.email, id);
		await changePerson(work, id, input);
		return { result: { id }, audit: { subject: { kind: 'person', id } } };
	},
});

/** Writes what is kept about a person anew, as part of a command. */
export async function changePerson(
	{ tx, actor }: Work,
	id: string,
	input: Particulars,
): Promise<void> {
	const changed = await tx
		.update(people)
		.set(rowOf(input))
		.where(and(eq(people.operatorId, actor.operatorId), eq(people.id, id), isNull(people.leftAt)))
		.returning({ id: people.id });
	if (changed.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

/**
 * A resident takes part: somebody who has just proven an address, and is nobody here yet. The login is the
 * one behind the request's own session, never one that the form names.
 */
export function joinAs(login: { id: string; email: string | null }) {
	return command('person.join', {
		input: joinForm,
		subject: async ({ tx }) => {
			const [found] = await tx
				.select({ id: logins.id })
				.from(logins)
				.where(eq(logins.id, login.id));
			return found;
		},
		allow: (_actor, found) => found !== undefined,
		run: async (work, input) => {
			const { tx, actor, now, newId } = work;
			await refuseTakenEmail(work, login.email);
			const id = newId();
			const added = await tx
				.insert(people)
				.values({
					...{ operatorId: actor.operatorId, id, authUserId: login.id, registeredAt: now() },
					...rowOf({
						...input,
						calledName: '',
						email: login.email,
						telephone: null,
						fax: null,
						contactWish: '',
					}),
				})
				.onConflictDoNothing()
				.returning({ id: people.id });
			// two equal requests: the first one made the person
			if (added.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
			return {
				result: { id },
				audit: { subject: { kind: 'person', id }, detail: { tie: input.tie } },
			};
		},
	});
}

/** Somebody leaves: roles and representations end today, the login opens nothing here any more. */
export const leavePerson = command('person.leave', {
	input: leaveForm,
	subject: ({ tx, actor }, { id }) => personOrRefuse(tx, actor, id),
	allow: (actor, person) =>
		mayKeepPeople(actor) || (isSignedIn(actor) && actor.personId === person.id),
	run: async ({ tx, actor, now }, { id }) => {
		await refuseLastSecretariat(tx, actor, id, dateInTokyo(now()));
		const here = {
			operatorId: actor.operatorId,
			endedBy: isSignedIn(actor) ? actor.personId : null,
		};
		const left = await tx
			.update(people)
			.set({ leftAt: now(), authUserId: null })
			.where(and(eq(people.operatorId, here.operatorId), eq(people.id, id), isNull(people.leftAt)))
			.returning({ id: people.id });
		if (left.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		const roles = await tx
			.update(roleGrants)
			.set({ endedAt: now(), endedBy: here.endedBy })
			.where(
				and(
					eq(roleGrants.operatorId, here.operatorId),
					eq(roleGrants.personId, id),
					isNull(roleGrants.endedAt),
				),
			)
			.returning({ id: roleGrants.id });
		const bodies = await tx
			.update(representations)
			.set({ endedAt: now() })
			.where(
				and(
					eq(representations.operatorId, here.operatorId),
					eq(representations.personId, id),
					isNull(representations.endedAt),
				),
			)
			.returning({ id: representations.id });
		return {
			result: { id },
			audit: {
				subject: { kind: 'person', id },
				detail: { rolesEnded: roles.length, representationsEnded: bodies.length },
			},
		};
	},
});

/** A council without a secretariat could never get one again: nobody grants a role to themselves. */
async function refuseLastSecretariat(
	tx: Tx,
	actor: Actor,
	id: string,
	today: PlainDate,
): Promise<void> {
	const holders = await peopleWithRole(tx, actor, ['secretariat'], today);
	if (holders.length === 1 && holders[0]?.id === id) {
		throw new Refusal('not-now', 'people_last_secretariat');
	}
}
