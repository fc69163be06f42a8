import { and, eq, isNull } from 'drizzle-orm';
import { isStaff, personOf } from '../../../kernel/actor.ts';
import { sortKey } from '../../../kernel/kana.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { AddForm, ChangeForm, FunctionForm } from '../../forms.ts';
import { mayKeep } from '../../rules.ts';
import { functionGaps, localFunctions } from '../tables.ts';
import { functionOrRefuse, type LocalFunction } from '../visible.ts';

type Face = { name: string; nameKana: string; description: string; words: string };

function columnsOf({ name, nameKana, description, words }: Face) {
	return {
		...{ name, nameKana, description, words },
		sortKey: sortKey(nameKana || name),
		searchText: searchText(name, nameKana, description, words),
	};
}

/** A function of the same name is the same: nobody keeps two lists of one thing. */
export async function newFunction(work: Work, face: Face): Promise<string> {
	const { tx, actor, now, newId } = work;
	const [made] = await tx
		.insert(localFunctions)
		.values({
			...{ operatorId: actor.operatorId, id: newId(), ...columnsOf(face) },
			...{ madeBy: personOf(actor), madeAt: now(), changedAt: now() },
		})
		.onConflictDoNothing()
		.returning({ id: localFunctions.id });
	if (!made) throw refuseField('name', 'functions_name_there');
	return made.id;
}

export const addFunction = command('function.add', {
	input: AddForm,
	subject: () => Promise.resolve(null),
	allow: mayKeep,
	async run(work, face) {
		const id = await newFunction(work, face);
		return { result: { id }, audit: { subject: { kind: 'function', id } } };
	},
});

const subject = ({ tx, actor }: Work, { id }: { id: string }) => functionOrRefuse(tx, actor, id);

export const changeFunction = command('function.change', {
	input: ChangeForm,
	subject,
	allow: mayKeep,
	async run({ tx, actor, now }, { id, ...face }, found) {
		refuseWhenClosed(found);
		const [twin] = await tx
			.select({ id: localFunctions.id })
			.from(localFunctions)
			.where(
				and(eq(localFunctions.operatorId, actor.operatorId), eq(localFunctions.name, face.name)),
			);
		if (twin && twin.id !== id) throw refuseField('name', 'functions_name_there');
		await tx
			.update(localFunctions)
			.set({ ...columnsOf(face), changedAt: now() })
			.where(and(eq(localFunctions.operatorId, actor.operatorId), eq(localFunctions.id, id)));
		return { result: { id }, audit: { subject: { kind: 'function', id } } };
	},
});

/** No longer looked at. What is still missing is settled first. */
export const closeFunction = command('function.close', {
	input: FunctionForm,
	subject,
	allow: isStaff,
	async run({ tx, actor, now }, { id }, found) {
		refuseWhenClosed(found);
		const [open] = await tx
			.select({ id: functionGaps.id })
			.from(functionGaps)
			.where(
				and(
					eq(functionGaps.operatorId, actor.operatorId),
					eq(functionGaps.functionId, id),
					eq(functionGaps.state, 'open'),
				),
			)
			.limit(1);
		if (open) throw new Refusal('not-now', 'functions_gaps_open');
		const closed = await tx
			.update(localFunctions)
			.set({ closedAt: now(), changedAt: now() })
			.where(
				and(
					eq(localFunctions.operatorId, actor.operatorId),
					eq(localFunctions.id, id),
					isNull(localFunctions.closedAt),
				),
			)
			.returning({ id: localFunctions.id });
		if (closed.length === 0) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'function', id } } };
	},
});

export function refuseWhenClosed(found: LocalFunction): void {
	if (found.closedAt !== null) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}
