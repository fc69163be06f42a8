import { and, eq, isNull } from 'drizzle-orm';
import { isSecretariat } from '../../kernel/actor.ts';
import { refuseField, Refusal } from '../../kernel/refusal.ts';
import { command } from '../../server/command.ts';
import { endForm, moveForm } from '../forms.ts';
import { areaOrRefuse, validityOf } from './queries.ts';
import { areaMemberships, areas } from './tables.ts';

/** An area ends on a day (merged, renamed, divided); what refers to it keeps its name. */
export const endArea = command('area.end', {
	input: endForm,
	subject: ({ tx, actor }, { id }) => areaOrRefuse(tx, actor, id),
	allow: (actor) => isSecretariat(actor),
	run: async ({ tx, actor }, { id, from }) => {
		const { validFrom } = await validityOf(tx, actor, id);
		if (from <= validFrom) throw refuseField('from', 'districts_day_too_early');
		const [ended] = await tx
			.update(areas)
			.set({ validUntil: from })
			.where(
				and(eq(areas.operatorId, actor.operatorId), eq(areas.id, id), isNull(areas.validUntil)),
			)
			.returning({ id: areas.id });
		if (!ended) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'area', id }, detail: { from } } };
	},
});

/**
 * From a day on an area lies in another larger one. Where it lay before in the same partition is kept with its end, so a
 * question about an earlier day is still answered as it was.
 */
export const moveArea = command('area.move', {
	input: moveForm,
	subject: async ({ tx, actor }, { id, wholeId }) => ({
		part: await areaOrRefuse(tx, actor, id),
		whole: await areaOrRefuse(tx, actor, wholeId),
	}),
	allow: (actor) => isSecretariat(actor),
	run: async ({ tx, actor }, { id, wholeId, from }, { part, whole }) => {
		if (part.partitionId === whole.partitionId)
			throw refuseField('wholeId', 'districts_same_partition');
		const { operatorId } = actor;
		const running = await tx
			.select({ wholeId: areaMemberships.wholeId, validFrom: areaMemberships.validFrom })
			.from(areaMemberships)
			.innerJoin(
				areas,
				and(
					eq(areas.operatorId, areaMemberships.operatorId),
					eq(areas.id, areaMemberships.wholeId),
				),
			)
			.where(
				and(
					eq(areaMemberships.operatorId, operatorId),
					eq(areaMemberships.partId, id),
					eq(areas.partitionId, whole.partitionId),
					isNull(areaMemberships.validUntil),
				),
			);
		if (running.some((one) => one.wholeId === wholeId))
			throw refuseField('wholeId', 'districts_lies_there');
		if (running.some((one) => from <= one.validFrom))
			throw refuseField('from', 'districts_day_too_early');
		for (const one of running) {
			await tx
				.update(areaMemberships)
				.set({ validUntil: from })
				.where(
					and(
						eq(areaMemberships.operatorId, operatorId),
						eq(areaMemberships.partId, id),
						eq(areaMemberships.wholeId, one.wholeId),
						isNull(areaMemberships.validUntil),
					),
				);
		}
		await tx.insert(areaMemberships).values({ operatorId, partId: id, wholeId, validFrom: from });
		return { result: { id }, audit: { subject: { kind: 'area', id }, detail: { wholeId, from } } };
	},
});
