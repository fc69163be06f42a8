/** Looking around a demo region as one of its persons, with one click. Works only where everything is invented. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import * as v from 'valibot';
import { Refusal } from '../../kernel/refusal.ts';
import { operatorById } from '../../operators/server/queries.ts';
import { operators } from '../../operators/server/tables.ts';
import { command } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { demoLogins } from './auth-tables.ts';
import type { Door } from './door.ts';
import { makeLogin } from './logins.ts';
import { enter, type Entered } from './sign-in.ts';
import { people } from './tables.ts';

/**
 * Makes a person of a demo region one as whom anybody may sign in. `part` says in the visitor's words who
 * that is (「窓口で相談を受ける職員」); `position` orders the table.
 */
export const createDemoLogin = command('person.makeDemoLogin', {
	input: v.object({ personId: v.string(), part: v.string(), position: v.number() }),
	subject: async ({ tx, actor }, { personId }) => {
		const [person] = await tx
			.select({ id: people.id, name: people.name, authUserId: people.authUserId })
			.from(people)
			.where(
				and(
					eq(people.operatorId, actor.operatorId),
					eq(people.id, personId),
					isNull(people.leftAt),
				),
			);
		const operator = await operatorById(tx, actor.operatorId);
		if (!person || !operator) throw new Refusal('not-found', 'refusal_not_found');
		return { person, operator };
	},
	allow: (actor, { operator, person }) =>
		actor.kind === 'system' && operator.isDemo && person.authUserId === null,
	run: async ({ tx, actor, now, newId }, { personId, part, position }, { person, operator }) => {
		const loginId = await makeLogin(tx, newId, `demo-${personId}@example.jp`, now());
		if (!loginId) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		await tx
			.update(people)
			.set({ authUserId: loginId })
			.where(and(eq(people.operatorId, actor.operatorId), eq(people.id, personId)));
		await tx
			.insert(demoLogins)
			.values({ loginId, operatorId: operator.id, personId, name: person.name, part, position });
		return { result: { loginId }, audit: { subject: { kind: 'person', id: personId } } };
	},
});

export type DemoPerson = {
	loginId: string;
	name: string;
	part: string;
	operatorId: string;
	operatorName: string;
	slug: string;
};

/** Everybody as whom one may look around, council after council. */
export function listDemoPeople(tx: Tx): Promise<DemoPerson[]> {
	return tx
		.select({
			loginId: demoLogins.loginId,
			name: demoLogins.name,
			part: demoLogins.part,
			operatorId: operators.id,
			operatorName: operators.name,
			slug: operators.slug,
		})
		.from(demoLogins)
		.innerJoin(operators, eq(operators.id, demoLogins.operatorId))
		.where(eq(operators.isDemo, true))
		.orderBy(
			asc(operators.nameKana),
			asc(operators.id),
			asc(demoLogins.position),
			asc(demoLogins.loginId),
		)
		.limit(200);
}

/** Signs in as a demo person; everybody else does not exist here. */
export async function signInAsDemo(door: Door, loginId: string): Promise<Entered> {
	const chosen = await door.context.database.outside(listDemoPeople);
	const isDemo = chosen.some(
		(person) => person.loginId === loginId && person.operatorId === door.operator.id,
	);
	if (!isDemo) throw new Refusal('not-found', 'refusal_not_found');
	const response = await door.auth.api.signInDemo({
		body: { loginId },
		headers: door.headers,
		asResponse: true,
	});
	return enter(door, response, 'demo', false);
}
