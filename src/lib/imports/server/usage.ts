import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../server/db.ts';
import type { Register } from './registers/register.ts';

type Reference = { table: string; column: string };

/**
 * Which of these records anything else refers to: by a foreign key, by a column that is named after them, or by a
 * file. Asked of the database itself, so that a room that comes later is asked too.
 */
export async function usedAmong(
	tx: Tx,
	actor: Actor,
	use: Register['use'],
	ids: readonly string[],
): Promise<Set<string>> {
	if (ids.length === 0) return new Set();
	const references = await referencesTo(tx, use);
	const asked = sql`in (select id from asked)`;
	const questions = references.map(
		({ table, column }): SQL =>
			sql`select ${sql.identifier(column)} as id from ${sql.identifier(table)} where operator_id = ${actor.operatorId} and ${sql.identifier(column)} ${asked}`,
	);
	questions.push(
		sql`select subject_id as id from files where operator_id = ${actor.operatorId} and subject_id ${asked}`,
	);
	if (use.table === 'people')
		questions.push(
			sql`select id from people where operator_id = ${actor.operatorId} and id ${asked} and auth_user_id is not null`,
		);
	// one value for all ids: a list may be longer than a statement may have values
	const { rows } = await tx.execute<{ id: string }>(
		sql`with asked as (select unnest(${`{${ids.join(',')}}`}::uuid[]) as id) ${sql.join(questions, sql` union `)}`,
	);
	return new Set(rows.map(({ id }) => id));
}

async function referencesTo(tx: Tx, use: Register['use']): Promise<Reference[]> {
	const { rows } = await tx.execute<Reference>(sql`
		select c.relname as "table", a.attname as "column"
		from pg_constraint k
		join pg_class c on c.oid = k.conrelid
		join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey) and a.attname <> 'operator_id'
		where k.contype = 'f' and k.confrelid = to_regclass(${use.table}) and a.atttypid = 'uuid'::regtype
		union
		select c.relname, a.attname
		from pg_attribute a
		join pg_class c on c.oid = a.attrelid and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
		join pg_attribute o on o.attrelid = c.oid and o.attname = 'operator_id'
		where a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
			and (a.attname = ${use.column} or a.attname like ${`%\\_${use.column}`})
		order by 1, 2`);
	const own = new Set([use.table, ...use.parts]);
	return rows.filter(({ table }) => !own.has(table));
}
