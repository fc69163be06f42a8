import { and, eq, inArray, isNull } from 'drizzle-orm';
import { isStaff, personOf, type Actor } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { areas } from '../../../districts/server/tables.ts';
import { personalMarks } from '../../../issues/marks.ts';
import { organisations } from '../../../organisations/server/tables.ts';
import { places } from '../../../places/server/tables.ts';
import { command, type Work } from '../../../server/command.ts';
import { CoverForm, CoverManyForm, EndCoverForm } from '../../forms.ts';
import { mayEndCover, mayKeep, maySayFor } from '../../rules.ts';
import { functionCovers } from '../tables.ts';
import { functionOrRefuse } from '../visible.ts';
import { refuseWhenClosed } from './functions.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => functionOrRefuse(tx, actor, id);
type NewCover = Omit<typeof functionCovers.$inferInsert, 'operatorId' | 'id' | 'madeBy' | 'madeAt'>;

/** Who does it, and where. Words that everybody reads at once may not tell of a person. */
export const addCover = command('function.cover', {
	input: CoverForm,
	subject,
	allow: (actor, _, { organisationId }) => maySayFor(actor, organisationId),
	async run(work, { id, checked, ...form }, found) {
		refuseWhenClosed(found);
		if (!form.organisationId && !form.placeId && !form.who)
			throw refuseField('organisationId', 'functions_who_missing');
		refusePersonal(work.actor, checked, 'what', form.who, form.what);
		await refuseForeign(work, 'areaId', areas, [form.areaId]);
		await refuseForeign(work, 'organisationId', organisations, [form.organisationId]);
		await refuseForeign(work, 'placeId', places, [form.placeId]);
		const who = form.organisationId || form.placeId ? '' : form.who;
		const kept = await keepCovers(work, [{ ...form, who, functionId: id }]);
		if (kept.length === 0) throw new Refusal('not-now', 'functions_cover_there');
		return { result: { id }, audit: auditOf(id, { covers: kept }) };
	},
});

/** Bodies of the directory that were suggested, several at once; who stands there already stays as it is. */
export const addCovers = command('function.coverMany', {
	input: CoverManyForm,
	subject,
	allow: mayKeep,
	async run(work, { id, bodies, strength }, found) {
		refuseWhenClosed(found);
		const idsOf = (kind: string) =>
			bodies.flatMap((body) => (body.startsWith(`${kind}:`) ? [body.slice(kind.length + 1)] : []));
		const [organisationIds, placeIds] = [idsOf('organisation'), idsOf('place')];
		await refuseForeign(work, 'bodies', organisations, organisationIds);
		await refuseForeign(work, 'bodies', places, placeIds);
		const kept = await keepCovers(work, [
			...organisationIds.map((organisationId) => ({ functionId: id, organisationId, strength })),
			...placeIds.map((placeId) => ({ functionId: id, placeId, strength })),
		]);
		return { result: { id, added: kept.length }, audit: auditOf(id, { covers: kept }) };
	},
});

export async function keepCovers(work: Work, rows: readonly NewCover[]): Promise<string[]> {
	const { tx, actor, now, newId } = work;
	const made = await tx
		.insert(functionCovers)
		.values(
			rows.map((row) => ({
				...row,
				...{ operatorId: actor.operatorId, id: newId() },
				...{ madeBy: personOf(actor), madeAt: now() },
			})),
		)
		.onConflictDoNothing()
		.returning({ id: functionCovers.id });
	return made.map(({ id }) => id);
}

/** They do it no more; what they did stays in the trail. */
export const endCover = command('function.endCover', {
	input: EndCoverForm,
	async subject({ tx, actor }, { id, coverId }) {
		await functionOrRefuse(tx, actor, id);
		const [found] = await tx
			.select({ organisationId: functionCovers.organisationId })
			.from(functionCovers)
			.where(
				and(
					eq(functionCovers.operatorId, actor.operatorId),
					eq(functionCovers.functionId, id),
					eq(functionCovers.id, coverId),
				),
			);
		if (!found) throw new Refusal('not-found', 'refusal_not_found');
		return found;
	},
	allow: (actor, { organisationId }) => mayEndCover(actor, organisationId),
	async run({ tx, actor, now }, { id, coverId }) {
		const ended = await tx
			.update(functionCovers)
			.set({ endedAt: now() })
			.where(
				and(
					eq(functionCovers.operatorId, actor.operatorId),
					eq(functionCovers.id, coverId),
					isNull(functionCovers.endedAt),
				),
			)
			.returning({ id: functionCovers.id });
		if (ended.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: auditOf(id, { covers: [coverId] }) };
	},
});

type Directory = typeof areas | typeof organisations | typeof places;

/** What was chosen must be in this operator's own lists. */
export async function refuseForeign(
	{ tx, actor }: Work,
	field: string,
	table: Directory,
	chosen: readonly (string | null)[],
): Promise<void> {
	const ids = [...new Set(chosen.filter((id) => id !== null))];
	if (ids.length === 0) return;
	const known = await tx
		.select({ id: table.id })
		.from(table)
		.where(and(eq(table.operatorId, actor.operatorId), inArray(table.id, ids)));
	if (known.length !== ids.length) throw refuseField(field, 'refusal_not_valid');
}

/** Whoever is not of the staff cannot say that nobody is recognised; staff say it with a tick. */
export function refusePersonal(
	actor: Actor,
	checked: boolean,
	field: string,
	...texts: string[]
): void {
	if (checked && isStaff(actor)) return;
	if (personalMarks(...texts).length > 0) throw refuseField(field, 'functions_looks_personal');
}

export function auditOf(id: string, detail: Record<string, string | readonly string[] | null>) {
	return { subject: { kind: 'function', id }, detail };
}
