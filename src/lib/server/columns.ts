/** Columns that many tables have, described in one way. */
import { text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Whose row it is: the first part of every key. */
export const operatorId = () => uuid('operator_id').notNull();

export const id = () => uuid('id').notNull();

/** A moment, as a `Date`; may be missing unless `.notNull()` is added. */
export const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Words that nobody has to write: the empty text when there are none. */
export const words = (name: string) => text(name).notNull().default('');
