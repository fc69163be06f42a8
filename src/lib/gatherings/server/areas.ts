import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import { areaMemberships, areas } from '../../districts/server/tables.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Work } from '../../server/command.ts';
import type { Scope } from '../rules.ts';

/** The scope of something that does not exist yet: its areas, those around them and those in them. */
export async function scopeOfNew({ tx, actor }: Work, areaIds: readonly string[]): Promise<Scope> {
	if (areaIds.length === 0) return { forumId: null, sessionId: null, areaIds: [] };
	const ids = [...areaIds];
	const rows = await tx
		.select({ part: areaMemberships.partId, whole: areaMemberships.wholeId })
		.from(areaMemberships)
		.where(
			and(
				eq(areaMemberships.operatorId, actor.operatorId),
				isNull(areaMemberships.validUntil),
				or(inArray(areaMemberships.partId, ids), inArray(areaMemberships.wholeId, ids)),
			),
		);
	const related = new Set([...ids, ...rows.flatMap(({ part, whole }) => [part, whole])]);
	return { forumId: null, sessionId: null, areaIds: [...related] };
}

/** Areas come from a form: every one of them must exist here. */
export async function refuseUnknownAreas(
	{ tx, actor }: Work,
	areaIds: readonly string[],
): Promise<void> {
	if (areaIds.length === 0) return;
	const known = await tx
		.select({ id: areas.id })
		.from(areas)
		.where(and(eq(areas.operatorId, actor.operatorId), inArray(areas.id, [...areaIds])));
	if (known.length !== new Set(areaIds).size) throw new Refusal('not-valid', 'refusal_not_valid');
}
