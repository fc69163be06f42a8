/** What forms of this room need besides kernel/fields.ts. */
import * as v from 'valibot';
import { formatTime, type PlainTime } from '../kernel/dates.ts';
import type { MessageKey } from '../kernel/refusal.ts';

/** A stored time as a field shows it. */
export function timeText(time: PlainTime | null): string {
	return time ? formatTime(time) : '';
}

/** Rows of a table in a form: every column comes as a list, and the lists belong together by place. */
export const column = v.optional(
	v.pipe(v.array(v.string()), v.maxLength(300, 'field_too_long' satisfies MessageKey)),
	[],
);
