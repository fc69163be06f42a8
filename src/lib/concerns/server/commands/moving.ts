import { and, eq } from 'drizzle-orm';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import type { AuditDetail } from '../../../server/audit.ts';
import type { Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { areaOrRefuse, listAskedAreas } from '../../../districts/server/queries.ts';
import { after, type ConcernAct, type ConcernState } from '../../rules.ts';
import { concernOrRefuse, type Concern } from '../queries.ts';
import { concerns } from '../tables.ts';

type Changes = Partial<typeof concerns.$inferInsert>;

/** The subject of most commands: the concern of the form, if this actor sees it. */
export function concernOf(work: Work, input: { id: string }): Promise<Concern> {
	return concernOrRefuse(work.tx, work.actor, input.id);
}

/** The state after the act, or a polite refusal. */
export function stateAfter(concern: { state: ConcernState }, act: ConcernAct): ConcernState {
	const next = after(concern.state, act);
	if (!next) throw new Refusal('not-now', 'concerns_not_in_this_state');
	return next;
}

/** Changes a concern only as it was read: the slower of two people is told, nothing is overwritten. */
export async function change(work: Work, concern: Concern, changes: Changes): Promise<void> {
	const [row] = await work.tx
		.update(concerns)
		.set({ ...changes, changedAt: work.now() })
		.where(
			and(
				eq(concerns.operatorId, work.actor.operatorId),
				eq(concerns.id, concern.id),
				eq(concerns.state, concern.state),
				eq(concerns.deidentifiedVersion, concern.deidentifiedVersion),
				eq(concerns.deidentifiedState, concern.deidentifiedState),
			),
		)
		.returning({ id: concerns.id });
	if (!row) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

/** An act that may change the state; answers the audit entry of it. */
export async function move(
	work: Work,
	concern: Concern,
	act: ConcernAct,
	changes: Changes = {},
	detail: AuditDetail = {},
): Promise<{ result: { id: string; state: ConcernState }; audit: ReturnType<typeof entryOf> }> {
	const state = stateAfter(concern, act);
	await change(work, concern, { ...changes, state });
	return {
		result: { id: concern.id, state },
		audit: entryOf(concern, { from: concern.state, to: state, ...detail }),
	};
}

export function entryOf(concern: { id: string }, detail: AuditDetail = {}) {
	return { subject: { kind: 'concern', id: concern.id }, detail };
}

/** Set once, by the first thing that reaches the person or the reporter. */
export function firstResponse(work: Work, concern: Concern): { firstResponseAt?: Date } {
	return concern.firstResponseAt ? {} : { firstResponseAt: work.now() };
}

/** The area a resident names must be one that residents are asked about, today. */
export async function checkAskedArea(work: Work, areaId: string | null): Promise<void> {
	if (areaId === null) return;
	const asked = await listAskedAreas(work.tx, work.actor, dateInTokyo(work.now()));
	if (!asked.some((area) => area.id === areaId))
		throw refuseField('areaId', 'field_choice_unknown');
}

/** Staff may name any area of the operator. */
export async function checkArea(work: Work, areaId: string | null): Promise<void> {
	if (areaId === null) return;
	try {
		await areaOrRefuse(work.tx, work.actor, areaId);
	} catch (refusal) {
		if (refusal instanceof Refusal) throw refuseField('areaId', 'field_choice_unknown');
		throw refusal;
	}
}

/** What staff find a concern by; the de-identified text is searched in a column of its own. */
export function rawSearchText(concern: {
	number: string | null;
	body: string;
	wish: string;
	onBehalfOf: string;
	contactName: string;
}): string {
	return searchText(
		concern.number,
		concern.body,
		concern.wish,
		concern.onBehalfOf,
		concern.contactName,
	);
}
