import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { fold } from '../kernel/text.ts';

/** What is kept in a row's `search_text`: every searchable text, folded (width, case, kana, variant kanji). */
export function searchText(...parts: (string | null | undefined)[]): string {
	return parts
		.filter((part) => part)
		.map((part) => fold(part ?? ''))
		.join('\n');
}

/** The plain filter of lists: every word of `q` is found inside the folded text. Empty `q` filters nothing. */
export function matches(column: PgColumn, q: string): SQL | undefined {
	const words = fold(q).split(' ').filter(Boolean).slice(0, 8);
	if (words.length === 0) return undefined;
	const conditions = words.map((word) => sql`${column} like ${`%${escapeLike(word)}%`}`);
	return sql.join(conditions, sql` and `);
}

function escapeLike(text: string): string {
	return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
