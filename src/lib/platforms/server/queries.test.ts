import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { anArea, aCouncil, aPerson } from '#test/people.ts';
import { countStatements, ownerQuery, testDatabase } from '#test/database.ts';
import { aCall, anActivePlatform, anIssue, by, memberIdOf } from '#test/platforms.ts';
import {
	addAction,
	addProgress,
	admitMember,
	askMembers,
	askToJoin,
	callPlatform,
	inviteOrganisation,
	openCall,
} from './commands.ts';
import { myInvitations, myPlatforms } from './members-only.ts';
import { platformPage } from './page.ts';
import { listPlatforms } from './queries.ts';

async function page(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => platformPage(tx, actor, id));
}

const list = { q: '', page: 1, size: 20, sort: 'changed', descending: true, filters: {} };

describe('reading', () => {
	test('equal members see an equal page', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		await askToJoin(by(council.ono), {
			id,
			as: 'person',
			displayName: '区の小野',
			sharesOnly: 'yes',
		});
		await admitMember(by(council.ito), {
			id,
			member: await memberIdOf(id, { person: council.ono.personId }),
			welcome: 'yes',
		});
		const seen = await Promise.all(
			[council.ito, council.ono, council.ueda].map((actor) => page(actor, id)),
		);
		const withoutSelf = seen.map((one) => ({
			...one,
			members: one.members.map(({ isOwn: _isOwn, ...member }) => member),
		}));
		expect(withoutSelf[1]).toEqual(withoutSelf[0]);
		expect(withoutSelf[2]).toEqual(withoutSelf[0]);
	});

	test('another council finds nothing of it', async () => {
		const [one, other] = [await aCouncil(), await aCouncil()];
		const { id } = await anActivePlatform(one);
		await expect(page(other.sato, id)).rejects.toMatchObject({ code: 'not-found' });
		await expect(openCall(by(other.sato), { id })).rejects.toMatchObject({ code: 'not-found' });
		const database = await testDatabase();
		expect((await database.as(other.sato, (tx) => listPlatforms(tx, other.sato, list))).total).toBe(
			0,
		);
	});

	test('members and contacts never make a page slower: the statements stay the same', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const few = await countStatements(() => page(council.visitor, id));
		for (let index = 0; index < 12; index++) {
			const person = await aPerson(council.operatorId, `人${index}`);
			await askToJoin(by(person), {
				id,
				as: 'person',
				displayName: `人${index}`,
				sharesOnly: 'yes',
			});
			await admitMember(by(council.ito), {
				id,
				member: await memberIdOf(id, { person: person.personId }),
				welcome: 'yes',
			});
			await addProgress(by(person), { id, progress: `記録${index}`, stage: 'act' });
			const issue = await anIssue(council.operatorId);
			const made = await callPlatform(by(person), aCall([issue]));
			await openCall(by(person), made);
		}
		expect(await countStatements(() => page(council.visitor, id))).toBe(few);
		const database = await testDatabase();
		const rows = await countStatements(() =>
			database.as(council.visitor, (tx) => listPlatforms(tx, council.visitor, list)),
		);
		expect(rows).toBe(3);
	});

	test('the list is found by words inside a sentence, narrowed by area and state, and ordered by name', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId, { area: council.hillArea });
		const names = [
			['かえるの会', 'カエルノカイ'],
			['朝顔の会', 'アサガオノカイ'],
			['夕べの会', 'ユウベノカイ'],
		];
		for (const [name, nameKana] of names) {
			await openCall(
				by(council.ito),
				await callPlatform(by(council.ito), aCall([issue], { name, nameKana })),
			);
		}
		const database = await testDatabase();
		const found = (request: object) =>
			database.as(council.visitor, async (tx) =>
				(await listPlatforms(tx, council.visitor, { ...list, ...request })).rows.map(
					({ name }) => name,
				),
			);
		expect(await found({ sort: 'name', descending: false })).toEqual([
			'朝顔の会',
			'かえるの会',
			'夕べの会',
		]);
		expect(await found({ q: 'ｱｻｶﾞｵ' })).toEqual(['朝顔の会']);
		expect(await found({ q: '安心して' })).toHaveLength(3);
		expect(await found({ filters: { area: council.harbourArea } })).toEqual([]);
		const around = await anArea(council.operatorId, '灯山地区', '基本圏域');
		await ownerQuery(
			"insert into area_memberships (operator_id, part_id, whole_id, valid_from) values ($1, $2, $3, '2020-04-01')",
			[council.operatorId, council.hillArea, around],
		);
		expect(await found({ filters: { area: around } })).toHaveLength(3);
		expect(await found({ filters: { area: council.hillArea, state: 'gathering' } })).toHaveLength(
			3,
		);
		expect(await found({ filters: { state: 'ended' } })).toEqual([]);
	});

	test('the member page at home says what waits: invitations, own tasks, questions, silence', async () => {
		const council = await aCouncil();
		const { id, caller } = await anActivePlatform(council);
		await addAction(by(council.ito), { id, what: 'ちらし', holder: caller, due: '2026-12-01' });
		await askMembers(by(council.ueda), { id, kind: 'achieve', words: 'できた' });
		await inviteOrganisation(by(council.ito), { id, organisation: council.harbourGroup });
		const database = await testDatabase();
		const mine = await database.as(council.ito, (tx) => myPlatforms(tx, council.ito, '2026-11-22'));
		expect(mine).toMatchObject([
			{ id, isAsked: true, isSilent: false, tasks: [{ what: 'ちらし' }] },
		]);
		const later = await database.as(council.ito, (tx) =>
			myPlatforms(tx, council.ito, '2027-05-22'),
		);
		expect(later).toMatchObject([{ isSilent: true }]);
		const invited = await database.as(council.kudo, (tx) => myInvitations(tx, council.kudo));
		expect(invited).toMatchObject([{ platformId: id }]);
	});
});
