import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Tx } from './db.ts';

/** Every migration of this program was applied; a newer schema beside an older program is fine. */
export async function schemaIsComplete(tx: Tx): Promise<boolean> {
	const { rows } = await tx.execute<{ name: string }>(sql`select name from migrations`);
	const applied = new Set(rows.map(({ name }) => name));
	return rows.length > 0 && ownMigrations().every((name) => applied.has(name));
}

/** The program runs in its own folder; a built copy without the SQL trusts what was applied. */
function ownMigrations(): string[] {
	const folder = resolve('migrations');
	return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];
}
