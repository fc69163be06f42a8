import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import {
	changePerson,
	insertPerson,
	type Particulars,
} from '../../../people/server/commands/particulars.ts';
import { people } from '../../../people/server/tables.ts';
import { rowForms } from '../../forms.ts';
import { registerOf } from './register.ts';

/** Persons of a list are known to the office; nobody gets a letter, a role or a login by being on it. */
export const peopleRegister = registerOf<Particulars>({
	form: rowForms.people,
	partial: v.partial(rowForms.people),
	known: (tx, actor) =>
		tx
			.select({
				id: people.id,
				name: people.name,
				nameKana: people.nameKana,
				address: sql<string>`''`,
				telephone: sql<string>`coalesce(${people.telephone}, '')`,
				email: sql<string>`coalesce(${people.email}, '')`,
			})
			.from(people)
			.where(and(eq(people.operatorId, actor.operatorId), isNull(people.leftAt))),
	contents: async (tx, actor, ids) => {
		const rows = await tx
			.select()
			.from(people)
			.where(and(eq(people.operatorId, actor.operatorId), inArray(people.id, [...ids])));
		return new Map(rows.map((row) => [row.id, contentOf(row)]));
	},
	insert: (work, output) => insertPerson(work, output),
	update: (work, id, output) => changePerson(work, id, output),
	remove: async ({ tx, actor }, ids) => {
		await tx
			.delete(people)
			.where(and(eq(people.operatorId, actor.operatorId), inArray(people.id, [...ids])));
	},
	use: { table: 'people', column: 'person_id', parts: [] },
});

function contentOf(row: typeof people.$inferSelect): Particulars {
	const { name, nameKana, calledName, email, telephone, fax, tie, contactWish } = row;
	return { name, nameKana, calledName, email, telephone, fax, tie, contactWish };
}
