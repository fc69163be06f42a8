import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { aCouncil } from '#test/people.ts';
import { testDatabase, trail } from '#test/database.ts';
import { anActivePlatform, by, memberIdOf, stateOf } from '#test/platforms.ts';
import {
	addAction,
	addProgress,
	admitMember,
	askMembers,
	askToJoin,
	hideEntry,
	inviteOrganisation,
	leavePlatform,
	moveAction,
	nameRoles,
	sayBenefit,
	takeConvenor,
} from '../commands.ts';
import { listActions, memberPage } from '../members-only.ts';
import { platformPage } from '../page.ts';

async function page(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => platformPage(tx, actor, id));
}

async function actionsOf(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => listActions(tx, actor, id));
}

describe('acting', () => {
	test('who is no member can do nothing, not even the secretariat', async () => {
		const council = await aCouncil();
		const { id, caller } = await anActivePlatform(council);
		const { action } = await addAction(by(council.ito), { id, what: '公園に立つ' });
		const attempts: [string, (actor: Actor) => Promise<unknown>][] = [
			[
				'invite',
				(actor) => inviteOrganisation(by(actor), { id, organisation: council.harbourGroup }),
			],
			['nameRoles', (actor) => nameRoles(by(actor), { id, roles: '会計' })],
			[
				'nameRoles for another',
				(actor) => nameRoles(by(actor), { id, member: caller, roles: '会計' }),
			],
			['takeConvenor', (actor) => takeConvenor(by(actor), { id })],
			['addAction', (actor) => addAction(by(actor), { id, what: '公園に立つ' })],
			['moveAction', (actor) => moveAction(by(actor), { id, action, move: 'finish' })],
			['addProgress', (actor) => addProgress(by(actor), { id, progress: '進んだ', stage: 'act' })],
			['ask', (actor) => askMembers(by(actor), { id, kind: 'stop', words: 'やめたい' })],
			['sayBenefit', (actor) => sayBenefit(by(actor), { id, benefit: 'よかった' })],
			['leave', (actor) => leavePlatform(by(actor), { id })],
		];
		const before = await trail(council.operatorId);
		for (const actor of [council.sato, council.mori, council.ono, council.kudo, council.visitor]) {
			for (const [name, attempt] of attempts) {
				await expect(attempt(actor), name).rejects.toMatchObject({ code: 'not-allowed' });
			}
			await expect(memberPageOf(actor, id)).rejects.toMatchObject({ code: 'not-found' });
		}
		expect(await trail(council.operatorId)).toEqual(before);
	});

	async function memberPageOf(actor: Actor, id: string) {
		return (await testDatabase()).as(actor, (tx) => memberPage(tx, actor, id));
	}

	test('a member cannot act as another member', async () => {
		const council = await aCouncil();
		const { id, lantern } = await anActivePlatform(council);
		for (const attempt of [
			() => nameRoles(by(council.ito), { id, member: lantern, roles: '会計' }),
			() => takeConvenor(by(council.ito), { id, member: lantern }),
			() => sayBenefit(by(council.ito), { id, member: lantern, benefit: 'よかった' }),
			() => leavePlatform(by(council.ito), { id, member: lantern }),
		]) {
			await expect(attempt()).rejects.toMatchObject({ code: 'not-allowed' });
		}
	});

	test('よびかけ人 is taken on by any member and brings nothing', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const before = (await page(council.ueda, id)).acts;
		await takeConvenor(by(council.ueda), { id });
		const after = await page(council.ueda, id);
		expect(after.members.filter(({ isConvenor }) => isConvenor).map(({ name }) => name)).toEqual([
			'あかりの会',
		]);
		expect(after.acts).toEqual(before);
		expect((await page(council.ito, id)).acts).toEqual(before);
	});

	test('an action says what, who and when, is begun, let go, taken on by another and finished', async () => {
		const council = await aCouncil();
		const { id, caller, lantern } = await anActivePlatform(council);
		const { action } = await addAction(by(council.ito), {
			id,
			what: 'ちらしを配る',
			holder: caller,
			due: '10月頃',
		});
		await moveAction(by(council.ueda), { id, action, move: 'start' });
		await moveAction(by(council.ito), { id, action, move: 'release' });
		expect(await actionsOf(council.ito, id)).toMatchObject([
			{ state: 'released', memberId: null, due: { kind: 'month' } },
		]);
		await moveAction(by(council.ueda), { id, action, move: 'take' });
		await moveAction(by(council.ueda), { id, action, move: 'finish' });
		expect(await actionsOf(council.ito, id)).toMatchObject([
			{ state: 'done', memberId: lantern, who: 'あかりの会' },
		]);
		await expect(
			moveAction(by(council.ueda), { id, action, move: 'release' }),
		).rejects.toMatchObject({ code: 'not-now' });
		const stranger = await memberIdOf((await anActivePlatform(council)).id, {
			organisation: council.lanternGroup,
		});
		await expect(
			addAction(by(council.ito), { id, what: 'x', holder: stranger }),
		).rejects.toMatchObject({
			key: 'platforms_member_unknown',
		});
	});

	test('progress is public at once; words that should not be there are hidden with a reason', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		await addProgress(by(council.ito), {
			id,
			progress: '週3日、おとなが立つようになった',
			stage: 'act',
		});
		const seen = await page(council.visitor, id);
		expect(seen).toMatchObject({ stage: 'act', entries: [{ who: '灯山のみどり' }] });
		const entry = seen.entries[0]?.id;
		await expect(hideEntry(by(council.kudo), { id, entry, reason: 'だめ' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await hideEntry(by(council.sato), { id, entry, reason: '人の名前がある' });
		expect((await page(council.visitor, id)).entries).toEqual([]);
		expect((await page(council.ito, id)).entries).toMatchObject([
			{ progress: '', hiddenReason: '人の名前がある' },
		]);
	});
});

describe('leaving', () => {
	test('every open task is handed over or let go in the same form', async () => {
		const council = await aCouncil();
		const { id, caller, lantern } = await anActivePlatform(council);
		const hand = await addAction(by(council.ito), { id, what: 'ちらし', holder: caller });
		const letGo = await addAction(by(council.ito), { id, what: '灯り', holder: caller });
		await moveAction(by(council.ito), { id, action: hand.action, move: 'start' });
		const partly = leavePlatform(by(council.ito), { id, [`to-${hand.action}`]: lantern });
		await expect(partly).rejects.toMatchObject({ problems: [{ field: `to-${letGo.action}` }] });
		const toSelf = leavePlatform(by(council.ito), {
			id,
			[`to-${hand.action}`]: caller,
			[`to-${letGo.action}`]: 'release',
		});
		await expect(toSelf).rejects.toMatchObject({ problems: [{ field: `to-${hand.action}` }] });
		expect((await page(council.ito, id)).members).toHaveLength(2);

		await askAndJoin(council, id);
		await leavePlatform(by(council.ito), {
			id,
			[`to-${hand.action}`]: lantern,
			[`to-${letGo.action}`]: 'release',
		});

		expect(await actionsOf(council.ueda, id)).toMatchObject([
			{ what: 'ちらし', state: 'doing', who: 'あかりの会' },
			{ what: '灯り', state: 'released', memberId: null },
		]);
		const left = await page(council.ueda, id);
		expect(left.members.map(({ name }) => name)).toEqual(['あかりの会', 'みなと見守り隊']);
		expect(left.convenorId).toBeNull();
		expect((await page(council.ito, id)).acts).toEqual([]);
	});

	async function askAndJoin(council: Awaited<ReturnType<typeof aCouncil>>, id: string) {
		await askToJoin(by(council.kudo), { id, as: council.harbourGroup, sharesOnly: 'yes' });
		const member = await memberIdOf(id, { organisation: council.harbourGroup });
		await admitMember(by(council.ueda), { id, member, welcome: 'yes' });
	}

	test('the last member ends it instead', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		await leavePlatform(by(council.ueda), { id });
		await expect(leavePlatform(by(council.ito), { id })).rejects.toMatchObject({
			key: 'platforms_last_member',
		});
		await askMembers(by(council.ito), { id, kind: 'stop', words: '一人になりました' });
		expect(await stateOf(id)).toBe('stopped');
	});

	test('whoever left comes back by asking again', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		await leavePlatform(by(council.ueda), { id });
		await askToJoin(by(council.ueda), { id, as: council.lanternGroup, roles: '広報' });
		const member = await memberIdOf(id, { organisation: council.lanternGroup });
		await admitMember(by(council.ito), { id, member, welcome: 'yes' });
		expect((await page(council.visitor, id)).members).toHaveLength(2);
	});
});
