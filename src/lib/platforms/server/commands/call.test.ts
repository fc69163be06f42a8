import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { aCouncil, anOrganisation, aPerson } from '#test/people.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCall, anActivePlatform, anIssue, by, memberIdOf } from '#test/platforms.ts';
import {
	acceptInvitation,
	activatePlatform,
	callOffPlatform,
	callPlatform,
	correctCall,
	inviteOrganisation,
	openCall,
} from '../commands.ts';
import { myPlatformNotices } from '../notices.ts';
import { platformPage } from '../page.ts';
import { bodiesAbout, runningPlatformsAbout } from '../queries.ts';

async function page(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => platformPage(tx, actor, id));
}

describe('calling', () => {
	test('any member calls: a resident, a representative, a ward officer and the secretariat alike', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		for (const actor of [council.ito, council.ueda, council.ono, council.sato]) {
			const { id } = await callPlatform(by(actor), aCall([issue]));
			expect((await page(actor, id)).members).toMatchObject([
				{ name: '灯山のみどり', isConvenor: true, isOwn: true },
			]);
		}
		await expect(callPlatform(by(council.visitor), aCall([issue]))).rejects.toMatchObject({
			code: 'not-allowed',
		});
		expect(await trail(council.operatorId)).toEqual(
			Array.from({ length: 4 }, () => 'platform.call'),
		);
	});

	test('a call names its purpose, its condition of success and an issue whose wall is written', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const bare = await anIssue(council.operatorId, { wall: '' });
		const cases = [
			[{ purpose: '  ' }, 'purpose'],
			[{ successCondition: '' }, 'successCondition'],
			[{ issues: [] }, 'issues'],
			[{ issues: [bare] }, 'issues'],
			[{ seenExisting: '' }, 'seenExisting'],
			[{ displayName: '' }, 'displayName'],
			[{ as: council.lanternGroup }, 'as'],
		] as const;
		for (const [overrides, field] of cases) {
			const refused = callPlatform(by(council.ito), aCall([issue], overrides));
			await expect(refused).rejects.toMatchObject({ code: 'not-valid', problems: [{ field }] });
		}
		expect(await trail(council.operatorId)).toEqual([]);
	});

	test('what is being prepared is seen by its caller and the staff, and by everybody once it is open', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const { id } = await callPlatform(by(council.ito), aCall([issue]));
		for (const stranger of [council.visitor, council.ueda, council.ono]) {
			await expect(page(stranger, id)).rejects.toMatchObject({ code: 'not-found' });
		}
		expect((await page(council.sato, id)).state).toBe('proposed');
		await expect(openCall(by(council.ueda), { id })).rejects.toMatchObject({ code: 'not-found' });
		await openCall(by(council.ito), { id });
		expect((await page(council.visitor, id)).state).toBe('gathering');
	});

	test('what exists already is shown first: organisations and running ones in the same area', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId, { area: council.harbourArea });
		await ownerQuery(
			'insert into organisation_areas (operator_id, organisation_id, area_id) values ($1, $2, $3)',
			[council.operatorId, council.harbourGroup, council.harbourArea],
		);
		const { id } = await callPlatform(by(council.ito), aCall([issue]));
		await openCall(by(council.ito), { id });
		const about = { areaIds: [council.harbourArea], themes: [], issueIds: [issue] };
		const database = await testDatabase();
		const found = await database.as(council.ono, async (tx) => ({
			bodies: await bodiesAbout(tx, council.ono, about),
			running: await runningPlatformsAbout(tx, council.ono, about),
		}));
		expect(found.bodies.map(({ name }) => name)).toEqual(['みなと見守り隊']);
		expect(found.running.map((row) => row.id)).toEqual([id]);
	});

	test('the words are set right until people begin, then the purpose stays', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const words = { id, name: '別の名前', purpose: '別の目的', successCondition: '別の目安' };
		await expect(correctCall(by(council.ito), words)).rejects.toMatchObject({ code: 'not-now' });
	});

	test('a call that nobody answers is taken back with its reason, and is over', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const { id } = await callPlatform(by(council.ito), aCall([issue]));
		await openCall(by(council.ito), { id });
		await expect(callOffPlatform(by(council.ito), { id, reason: '' })).rejects.toMatchObject({
			code: 'not-valid',
		});
		await callOffPlatform(by(council.ito), { id, reason: '集まる人がいませんでした' });
		expect(await page(council.visitor, id)).toMatchObject({
			state: 'dissolved',
			ending: 'stopped',
			stopReason: '集まる人がいませんでした',
		});
	});
});

describe('beginning', () => {
	test('the issue is in action from then on, and says so in its history', async () => {
		const council = await aCouncil();
		const { issue } = await anActivePlatform(council);
		const moves = await ownerQuery(
			'select from_state, to_state from issue_moves where issue_id = $1',
			[issue],
		);
		expect(moves).toEqual([{ from_state: 'deliberating', to_state: 'inAction' }]);
	});

	test('pairs of organisations are new once: not again in another one, not after a shared session', async () => {
		const council = await aCouncil();
		const third = await anOrganisation(council.operatorId, 'ひだまり食堂');
		const nagai = await aPerson(council.operatorId, '永井 ひだまり', { represents: [third] });
		const together = async () => {
			const issue = await anIssue(council.operatorId);
			const { id } = await callPlatform(
				by(council.ueda),
				aCall([issue], { as: council.lanternGroup }),
			);
			await openCall(by(council.ueda), { id });
			for (const [actor, organisation] of [
				[council.kudo, council.harbourGroup],
				[nagai, third],
			] as const) {
				await inviteOrganisation(by(council.ueda), { id, organisation });
				const member = await memberIdOf(id, { organisation });
				await acceptInvitation(by(actor), { id, member, roles: '手伝い' });
			}
			await activatePlatform(by(council.kudo), { id });
			return (await page(council.visitor, id)).firstLinks.length;
		};
		const session = await aSessionWith(council.operatorId, [council.lanternGroup, third]);
		expect(session).toBeTruthy();
		expect(await together()).toBe(2);
		expect(await together()).toBe(0);
	});

	async function aSessionWith(operatorId: string, organisations: string[]): Promise<string> {
		const [made] = await ownerQuery<{ id: string }>(
			`insert into sessions (operator_id, id, kind, title, held_when, when_sort, held_on, announced_at, state, search_text, made_at, changed_at)
			values ($1, gen_random_uuid(), 'talk', '話し合い', '{"kind":"day","date":"2026-10-01"}', '2026-10-01', '2026-10-01', now(), 'announced', '', now(), now())
			returning id`,
			[operatorId],
		);
		for (const organisation of organisations) {
			await ownerQuery(
				`insert into attendances (operator_id, id, session_id, organisation_id, actor_group, added_at)
				values ($1, gen_random_uuid(), $2, $3, 'civicGroup', now())`,
				[operatorId, made?.id, organisation],
			);
		}
		return made?.id ?? '';
	}

	test('every member of it is told, by a row and by mail where an address is known', async () => {
		const council = await aCouncil();
		await ownerQuery('update people set email = $2 where id = $1', [
			council.ueda.personId,
			'ueda@example.jp',
		]);
		await anActivePlatform(council);
		const database = await testDatabase();
		const notices = await database.as(council.ueda, (tx) => myPlatformNotices(tx, council.ueda));
		expect(notices.map(({ kind }) => kind)).toEqual(['active', 'invited']);
		const mails = await ownerQuery<{ to_address: string; body: string }>(
			'select to_address, body from mails where operator_id = $1',
			[council.operatorId],
		);
		expect(mails.map((mail) => mail.to_address)).toEqual(['ueda@example.jp', 'ueda@example.jp']);
		expect(mails.some((mail) => mail.body.includes('灯山のみどり'))).toBe(false);
	});
});
