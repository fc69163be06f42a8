import { createHash } from 'node:crypto';
import { and, count, eq, gt } from 'drizzle-orm';
import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { Refusal } from '../kernel/refusal.ts';
import { id, instant, operatorId } from './columns.ts';
import type { Context } from './command.ts';

export const attempts = pgTable(
	'attempts',
	{
		operatorId: operatorId(),
		id: id(),
		what: text('what').notNull(),
		originHash: text('origin_hash').notNull(),
		at: instant('at').notNull(),
	},
	(table) => [primaryKey({ columns: [table.operatorId, table.id] })],
);

/**
 * Counts a try from one place (an address of the network, an account name) and refuses when there were
 * more than `most` within `minutes`. Only a hash of the place is kept, for two days.
 */
export async function limitAttempts(
	context: Context,
	what: string,
	origin: string,
	{ most, minutes }: { most: number; minutes: number },
): Promise<void> {
	const { operatorId } = context.actor;
	const at = context.now();
	const originHash = createHash('sha256')
		.update(`${operatorId}:${networkOf(origin)}`)
		.digest('hex')
		.slice(0, 32);
	const since = new Date(at.getTime() - minutes * 60_000);
	// a transaction of its own: a refusal must not take the count back
	const tried = await context.database.as(context.actor, async (tx) => {
		await tx.insert(attempts).values({ operatorId, id: context.newId(), what, originHash, at });
		const [row] = await tx
			.select({ count: count() })
			.from(attempts)
			.where(
				and(
					eq(attempts.operatorId, operatorId),
					eq(attempts.what, what),
					eq(attempts.originHash, originHash),
					gt(attempts.at, since),
				),
			);
		return row?.count ?? 0;
	});
	if (tried > most) throw new Refusal('not-now', 'refusal_too_often');
}

/** One household has one IPv6 /64 and one IPv4 address, also when it is written as IPv4 in IPv6. */
export function networkOf(origin: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(origin);
	if (mapped?.[1]) return mapped[1];
	if (!origin.includes(':')) return origin;
	const [head = '', tail = ''] = origin.toLowerCase().split('::');
	const left = head.split(':').filter(Boolean);
	const right = origin.includes('::') ? tail.split(':').filter(Boolean) : [];
	const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
	const groups = [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
	return groups.slice(0, 4).join(':');
}
