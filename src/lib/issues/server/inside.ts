import { sql, type SQL } from 'drizzle-orm';

/**
 * A subquery as a selected column. Drizzle writes the columns of a selected expression without their
 * table where the statement has one table, so that `links.id = issues.id` would become `id = id`;
 * expressions inside another one stay as they are.
 */
export function inside<T>(subquery: SQL): SQL<T> {
	return sql<T>`${subquery}`;
}
