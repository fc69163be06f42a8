import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { context, trail } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { addSynonyms, changeSynonyms, removeSynonyms } from './commands.ts';
import { ownSynonyms } from './synonyms.ts';

const kept = async (actor: Actor) =>
	(await context(actor).database.as(actor, (tx) => ownSynonyms(tx, actor))).map(
		({ words }) => words,
	);

test('staff keep words that mean the same; every act is on the trail without the words', async () => {
	const council = await aCouncil();
	const { id } = await addSynonyms(context(council.mori), {
		words: '移動販売、買い物バス，移動販売',
	});
	expect(await kept(council.visitor)).toEqual([['移動販売', '買い物バス']]);
	await changeSynonyms(context(council.sato), { id, words: '移動販売/移動スーパー' });
	expect(await kept(council.visitor)).toEqual([['移動販売', '移動スーパー']]);
	await removeSynonyms(context(council.sato), { id });
	expect(await kept(council.visitor)).toEqual([]);
	expect(await trail(council.operatorId)).toEqual([
		'synonyms.add',
		'synonyms.change',
		'synonyms.remove',
	]);
});

test.each([
	['移動販売', 'search_synonyms_two'],
	['移動販売、いどう販売、ア', 'search_synonyms_one_letter'],
	[Array.from({ length: 13 }, (_, at) => `ことば${at}`).join('、'), 'search_synonyms_too_many'],
	[`あい、${'う'.repeat(31)}`, 'search_synonyms_too_long'],
])('%s is refused with words that help', async (words, message) => {
	const council = await aCouncil();
	await expect(addSynonyms(context(council.sato), { words })).rejects.toMatchObject({
		problems: [{ field: 'words', message }],
	});
});

test('residents, members and officers may not, and another operator does not see them', async () => {
	const council = await aCouncil();
	const other = await aCouncil();
	const words = '移動販売、買い物バス';
	for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
		await expect(addSynonyms(context(actor), { words })).rejects.toMatchObject({
			code: 'not-allowed',
		});
	}
	const { id } = await addSynonyms(context(council.sato), { words });
	await expect(changeSynonyms(context(other.sato), { id, words })).rejects.toMatchObject({
		code: 'not-found',
	});
	await expect(removeSynonyms(context(council.ito), { id })).rejects.toMatchObject({
		code: 'not-allowed',
	});
	expect(await kept(other.sato)).toEqual([]);
	expect(await kept(council.sato)).toHaveLength(1);
});
