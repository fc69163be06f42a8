import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { context, countStatements, ownerQuery, trail } from '#test/database.ts';
import { publishedConcerns } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import { correctGrouping, makeIssue } from './commands.ts';
import { concernsToAdd, groupingListing, suggestedGrouping } from './grouping.ts';

const texts = [
	'近くのスーパーが閉店して、高齢者が買い物に困っている',
	'スーパーがなくなり買物に行けない高齢者が多い',
	'放課後に子どもが行ける居場所がない',
	'放課後に子どもが集まれる居場所がほしい',
	'ゴミ出しが難しい人がいる',
];
const request = (search = '') => listRequest(new URLSearchParams(search), groupingListing);

async function aPile() {
	const council = await aCouncil();
	const [shopA = '', shopB = '', placeA = '', placeB = '', rubbish = ''] = await publishedConcerns(
		council,
		texts,
	);
	const grouping = (actor: Actor, search = '') =>
		context(actor).database.as(actor, (tx) => suggestedGrouping(tx, actor, request(search)));
	const groups = async () =>
		(await grouping(council.sato)).groups.map(({ concerns }) =>
			concerns.map(({ id }) => id).sort(),
		);
	const correct = (form: Record<string, unknown>, actor: Actor = council.sato) =>
		correctGrouping(context(actor), form);
	return { council, shopA, shopB, placeA, placeB, rubbish, grouping, groups, correct };
}

test('concerns of similar words are put together, with the words they share', async () => {
	const { council, shopA, shopB, placeA, placeB, rubbish, grouping } = await aPile();
	const { groups, alone } = await grouping(council.mori);
	expect(groups.map(({ concerns }) => concerns.map(({ id }) => id).sort())).toEqual(
		expect.arrayContaining([[shopA, shopB].sort(), [placeA, placeB].sort()]),
	);
	expect(groups.flatMap(({ words }) => words).join()).toMatch(/居場所|放課後/);
	expect(alone.map(({ id }) => id)).toEqual([rubbish]);
});

test('what staff put together stays together, also when the words differ', async () => {
	const { shopA, shopB, rubbish, groups, correct, council } = await aPile();
	await correct({ do: 'together', chosen: [rubbish], to: `${shopA} ${shopB}` });
	expect(await groups()).toEqual(expect.arrayContaining([[shopA, shopB, rubbish].sort()]));
	expect(await trail(council.operatorId)).toEqual(['grouping.correct']);
});

test('what staff take apart stays apart, and can be put together again', async () => {
	const { shopA, shopB, groups, correct } = await aPile();
	await correct({ do: 'apart', chosen: [shopB], group: [shopA, shopB] });
	expect((await groups()).flat()).not.toContain(shopB);
	await correct({ do: 'together', chosen: [shopB], to: shopA });
	expect(await groups()).toEqual(expect.arrayContaining([[shopA, shopB].sort()]));
	await correct({ do: 'forget', chosen: [shopA, shopB], group: [shopA, shopB] });
	expect(await groups()).toEqual(expect.arrayContaining([[shopA, shopB].sort()]));
});

test('groups are merged and split', async () => {
	const { shopA, shopB, placeA, placeB, groups, correct } = await aPile();
	await correct({
		do: 'together',
		chosen: [shopA, shopB],
		group: [shopA, shopB],
		to: `${placeA} ${placeB}`,
	});
	expect(await groups()).toEqual([[shopA, shopB, placeA, placeB].sort()]);
	await correct({ do: 'split', chosen: [shopA, placeA], group: [shopA, shopB, placeA, placeB] });
	const after = await groups();
	expect(after).toEqual(expect.arrayContaining([[shopA, placeA].sort()]));
	expect(after.find((ids) => ids.includes(shopA))).not.toContain(shopB);
});

test('a correction needs something to correct, and something that is published', async () => {
	const { shopA, rubbish, correct } = await aPile();
	await expect(correct({ do: 'together', chosen: [] })).rejects.toMatchObject({
		problems: [{ field: 'chosen', message: 'issues_grouping_chosen_missing' }],
	});
	await expect(correct({ do: 'together', chosen: [shopA] })).rejects.toMatchObject({
		problems: [{ field: 'chosen', message: 'issues_grouping_two_needed' }],
	});
	await ownerQuery("update concerns set state = 'withdrawn' where id = $1", [rubbish]);
	await expect(correct({ do: 'together', chosen: [shopA, rubbish] })).rejects.toMatchObject({
		code: 'not-found',
	});
});

test('only the staff group', async () => {
	const { council, shopA, shopB, grouping, correct } = await aPile();
	for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
		await expect(grouping(actor)).rejects.toMatchObject({ code: 'not-found' });
		await expect(correct({ do: 'together', chosen: [shopA, shopB] }, actor)).rejects.toMatchObject({
			code: expect.stringMatching(/not-(found|allowed)/),
		});
	}
	expect(await trail(council.operatorId)).toEqual([]);
});

test('what already stands behind an issue is left out on request, and not offered to it again', async () => {
	const { council, shopA, shopB, rubbish, grouping } = await aPile();
	const { id } = await makeIssue(context(council.sato), {
		title: '買い物',
		description: '買い物に行けません',
		theme: 'mobility',
		concerns: [shopA, shopB],
	});
	expect((await grouping(council.sato, 'grouped=no')).total).toBe(3);
	const offered = await context(council.sato).database.as(council.sato, (tx) =>
		concernsToAdd(tx, council.sato, id, 'ゴミ'),
	);
	expect(offered.map((concern) => concern.id)).toEqual([rubbish]);
	expect(
		await context(council.ito).database.as(council.ito, (tx) =>
			concernsToAdd(tx, council.ito, id, ''),
		),
	).toEqual([]);
});

test('grouping costs the same number of statements for a few and for many', async () => {
	const { council, grouping } = await aPile();
	const few = await countStatements(() => grouping(council.sato));
	await publishedConcerns(
		council,
		Array.from({ length: 60 }, (_, index) => `別の声 ${index}`),
	);
	expect(await countStatements(() => grouping(council.sato))).toBe(few);
	expect(few).toBeLessThanOrEqual(5);
});
