import { and, count, eq } from 'drizzle-orm';
import { personOf } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { command, type Work } from '../../server/command.ts';
import { changedSynonymsForm, newSynonymsForm, removedSynonymsForm } from '../forms.ts';
import { mayKeepSynonyms, mostGroups } from '../rules.ts';
import { synonymGroupOrRefuse } from './synonyms.ts';
import { synonymGroups } from './tables.ts';

/** Words that a search here takes as one from now on. */
export const addSynonyms = command('synonyms.add', {
	input: newSynonymsForm,
	subject: async () => null,
	allow: (actor) => mayKeepSynonyms(actor),
	run: async (work, { words }) => {
		const { tx, actor, newId } = work;
		const [kept] = await tx
			.select({ groups: count() })
			.from(synonymGroups)
			.where(eq(synonymGroups.operatorId, actor.operatorId));
		if ((kept?.groups ?? 0) >= mostGroups) throw new Refusal('not-now', 'search_synonyms_full');
		const id = newId();
		await tx
			.insert(synonymGroups)
			.values({ operatorId: actor.operatorId, id, words, ...changed(work) });
		return { result: { id }, audit: auditOf(id, words.length) };
	},
});

export const changeSynonyms = command('synonyms.change', {
	input: changedSynonymsForm,
	subject: ({ tx, actor }, { id }) => synonymGroupOrRefuse(tx, actor, id),
	allow: (actor) => mayKeepSynonyms(actor),
	run: async (work, { id, words }) => {
		await work.tx
			.update(synonymGroups)
			.set({ words, ...changed(work) })
			.where(itself(work, id));
		return { result: { id }, audit: auditOf(id, words.length) };
	},
});

export const removeSynonyms = command('synonyms.remove', {
	input: removedSynonymsForm,
	subject: ({ tx, actor }, { id }) => synonymGroupOrRefuse(tx, actor, id),
	allow: (actor) => mayKeepSynonyms(actor),
	run: async (work, { id }, { words }) => {
		await work.tx.delete(synonymGroups).where(itself(work, id));
		return { result: { id }, audit: auditOf(id, words.length) };
	},
});

function changed({ actor, now }: Work) {
	return { changedBy: personOf(actor), changedAt: now() };
}

function itself({ actor }: Work, id: string) {
	return and(eq(synonymGroups.operatorId, actor.operatorId), eq(synonymGroups.id, id));
}

function auditOf(id: string, words: number) {
	return { subject: { kind: 'synonyms', id }, detail: { words } };
}
