import { and, eq } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Work } from '../../server/command.ts';
import type { TraceEnd } from '../rules.ts';
import { links } from './tables.ts';

/** Ties two things together on the thread, as part of a command; tying them again changes nothing. */
export async function tie(work: Work, from: TraceEnd, to: TraceEnd): Promise<void> {
	await work.tx
		.insert(links)
		.values({
			operatorId: work.actor.operatorId,
			id: work.newId(),
			fromKind: from.kind,
			fromId: from.id,
			toKind: to.kind,
			toId: to.id,
			madeBy: personOf(work.actor),
			madeAt: work.now(),
		})
		.onConflictDoNothing();
}

/** Takes a wrong tie away, as part of a command whose audit row says so. */
export async function untie(work: Work, from: TraceEnd, to: TraceEnd): Promise<void> {
	const untied = await work.tx
		.delete(links)
		.where(
			and(
				eq(links.operatorId, work.actor.operatorId),
				eq(links.fromKind, from.kind),
				eq(links.fromId, from.id),
				eq(links.toKind, to.kind),
				eq(links.toId, to.id),
			),
		)
		.returning({ fromId: links.fromId });
	// the trail would otherwise tell of an act that never was
	if (untied.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}
