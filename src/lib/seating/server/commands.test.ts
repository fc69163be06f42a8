import { describe, expect, test } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { enterSignUp } from '#lib/gatherings/server/commands.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { anOpenList, aSignUp, as, facilitating } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import {
	addGuest,
	changeGuest,
	finishRound,
	makePlan,
	moveGuest,
	reseatRest,
	takeGuests,
} from './commands.ts';
import { seatingPage } from './queries.ts';

async function page(actor: PersonActor, sessionId: string) {
	return (await testDatabase()).as(actor, (tx) => seatingPage(tx, actor, sessionId));
}

/** A session with so many guests, of the positions in turn. */
async function aHall(staff: PersonActor, count: number) {
	const sessionId = await anOpenList(staff, { capacity: '' });
	const groups = ['residents', 'civicGroup', 'company', 'administration'];
	for (let n = 0; n < count; n += 1) {
		const actorGroup = groups[n % groups.length];
		await addGuest(as(staff), { sessionId, calledName: `参加者${n + 1}`, actorGroup });
	}
	return sessionId;
}

const versionOf = async (actor: PersonActor, sessionId: string) =>
	String((await page(actor, sessionId)).plan?.version ?? 0);

test('names come from the sign-ups, however often one asks; several of one sign-up are several guests', async () => {
	const { sato } = await aCouncil();
	const sessionId = await anOpenList(sato, { capacity: '' });
	const signUp = { channel: 'phone', telephone: '03-0000-0000' };
	await enterSignUp(as(sato), aSignUp(sessionId, { ...signUp, name: '髙﨑 明', people: '3' }));
	await takeGuests(as(sato), { sessionId });
	await takeGuests(as(sato), { sessionId });
	const { guests } = await page(sato, sessionId);
	expect(guests.map(({ calledName }) => calledName)).toEqual([
		'髙﨑 明',
		'髙﨑 明（2）',
		'髙﨑 明（3）',
	]);
});

test('sixteen people at tables of four meet nobody twice in five rounds, and positions are mixed', async () => {
	const { sato, operatorId } = await aCouncil();
	const sessionId = await aHall(sato, 16);
	await makePlan(as(sato), { sessionId, size: '4', rounds: '5' });
	const { plan, certificate } = await page(sato, sessionId);
	expect(plan?.rounds).toHaveLength(5);
	expect(certificate).toMatchObject({ repeats: 0 });
	expect((await trail(operatorId)).at(-1)).toBe('session.makeSeating');
});

describe('on the day', () => {
	test('who comes late gets a seat, who left has none; the round that was held stays', async () => {
		const { sato } = await aCouncil();
		const sessionId = await aHall(sato, 12);
		await makePlan(as(sato), { sessionId, size: '4', rounds: '3' });
		const before = await page(sato, sessionId);
		await finishRound(as(sato), { sessionId, version: await versionOf(sato, sessionId) });
		await addGuest(as(sato), { sessionId, calledName: '遅れて来た方' });
		const [leaver] = before.guests;
		await changeGuest(as(sato), { sessionId, guestId: leaver?.id });
		await reseatRest(as(sato), { sessionId, version: await versionOf(sato, sessionId) });

		const { plan, guests } = await page(sato, sessionId);
		expect(plan?.rounds[0]).toEqual(before.plan?.rounds[0]);
		const late = guests.find(({ calledName }) => calledName === '遅れて来た方');
		for (const round of plan?.rounds.slice(1) ?? []) {
			expect(round.flat()).toContain(late?.id);
			expect(round.flat()).not.toContain(leaver?.id);
		}
		await expect(makePlan(as(sato), { sessionId, size: '4', rounds: '3' })).rejects.toMatchObject({
			key: 'seating_begun',
		});
	});

	test('by hand two people change places, or one goes to another table; not in a round that was held', async () => {
		const { sato } = await aCouncil();
		const sessionId = await aHall(sato, 8);
		await makePlan(as(sato), { sessionId, size: '4', rounds: '2' });
		const before = (await page(sato, sessionId)).plan?.rounds[0];
		const [a = '', b = ''] = [before?.[0]?.[0], before?.[1]?.[0]];
		const move = async (target: string, round = '1') =>
			moveGuest(as(sato), {
				...{ sessionId, version: await versionOf(sato, sessionId), round, guestId: a, target },
			});
		await move(b);
		let round = (await page(sato, sessionId)).plan?.rounds[0];
		expect([round?.[0]?.includes(b), round?.[1]?.includes(a)]).toEqual([true, true]);
		await move('1');
		round = (await page(sato, sessionId)).plan?.rounds[0];
		expect(round?.map(({ length }) => length)).toEqual([5, 3]);
		await expect(move('7')).rejects.toMatchObject({ problems: [{ field: 'target' }] });
		await finishRound(as(sato), { sessionId, version: await versionOf(sato, sessionId) });
		await expect(move(b)).rejects.toMatchObject({ key: 'seating_round_held' });
	});

	test('the second of two facilitators learns that it has changed', async () => {
		const { sato } = await aCouncil();
		const sessionId = await aHall(sato, 8);
		await makePlan(as(sato), { sessionId, size: '4', rounds: '2' });
		const version = await versionOf(sato, sessionId);
		await finishRound(as(sato), { sessionId, version });
		await expect(finishRound(as(sato), { sessionId, version })).rejects.toMatchObject({
			key: 'refusal_changed_meanwhile',
		});
	});
});

test('whoever sits with whom is for those who run the session', async () => {
	const { sato, ito, visitor } = await aCouncil();
	const there = await aCouncil();
	const sessionId = await aHall(sato, 4);
	for (const actor of [ito, visitor, there.sato]) {
		await expect(makePlan(as(actor), { sessionId, size: '4', rounds: '1' })).rejects.toMatchObject({
			code: 'not-found',
		});
	}
	await makePlan(as(facilitating(ito, 'session', sessionId)), {
		sessionId,
		size: '4',
		rounds: '1',
	});
	const rows = await ownerQuery<{ detail: unknown }>(
		"select detail from audit_trail where act = 'session.addGuest' and operator_id = $1",
		[sato.operatorId],
	);
	expect(JSON.stringify(rows)).not.toContain('参加者');
});

test.each([
	[{ calledName: '' }, 'calledName'],
	[{ fixedTable: '百' }, 'fixedTable'],
])('%j is refused beside its field', async (change, field) => {
	const { sato } = await aCouncil();
	const sessionId = await anOpenList(sato);
	await expect(
		addGuest(as(sato), { sessionId, calledName: '方', ...change }),
	).rejects.toMatchObject({ problems: [{ field }] });
});
