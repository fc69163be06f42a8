import { and, eq, isNull } from 'drizzle-orm';
import { sortKey } from '../../kernel/kana.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { command, type Work } from '../../server/command.ts';
import { searchText } from '../../server/search.ts';
import { PlaceEdit, PlaceForm, PlaceId, type PlaceInput } from '../forms.ts';
import { mayEditPlace, mayRegisterPlace, publicAddress } from '../rules.ts';
import { placeOrRefuse } from './queries.ts';
import { places } from './tables.ts';

export const registerPlace = command('place.register', {
	input: PlaceForm,
	subject: () => Promise.resolve(null),
	allow: mayRegisterPlace,
	async run(work, input) {
		const id = await insertPlace(work, input, null);
		return { result: { id }, audit: { subject: { kind: 'place', id } } };
	},
});

export const editPlace = command('place.edit', {
	input: PlaceEdit,
	subject: ({ tx, actor }, { id }) => placeOrRefuse(tx, actor, id),
	allow: mayEditPlace,
	async run(work, { id, ...input }) {
		await updatePlace(work, id, input);
		return { result: { id }, audit: { subject: { kind: 'place', id } } };
	},
});

/** The place is no longer open; its page stays. */
export const closePlace = command('place.close', {
	input: PlaceId,
	subject: ({ tx, actor }, { id }) => placeOrRefuse(tx, actor, id),
	allow: mayEditPlace,
	async run({ tx, actor, now }, { id }) {
		const [closed] = await tx
			.update(places)
			.set({ closedAt: now() })
			.where(
				and(eq(places.operatorId, actor.operatorId), eq(places.id, id), isNull(places.closedAt)),
			)
			.returning({ id: places.id });
		if (!closed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'place', id } } };
	},
});

export async function insertPlace(
	work: Work,
	input: PlaceInput,
	importId: string | null,
): Promise<string> {
	const id = work.newId();
	await work.tx.insert(places).values({
		...rowOf(input),
		operatorId: work.actor.operatorId,
		id,
		importId,
		createdAt: work.now(),
		changedAt: work.now(),
	});
	return id;
}

export async function updatePlace(work: Work, id: string, input: PlaceInput): Promise<void> {
	await work.tx
		.update(places)
		.set({ ...rowOf(input), changedAt: work.now() })
		.where(and(eq(places.operatorId, work.actor.operatorId), eq(places.id, id)));
}

function rowOf(input: PlaceInput) {
	return {
		...input,
		sortKey: sortKey(input.nameKana || input.name),
		// only what everybody may see: a filter must not tell a hidden address
		searchText: searchText(
			input.name,
			input.nameKana,
			publicAddress(input.address, input.addressShown),
			input.hours,
			input.audience,
			input.remark,
		),
	};
}
