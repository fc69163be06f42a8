import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { aCouncil, aPerson } from '#test/people.ts';
import { ownerQuery, testDatabase, testTime } from '#test/database.ts';
import { aCall, anActivePlatform, anIssue, by, memberIdOf, stateOf } from '#test/platforms.ts';
import {
	acceptInvitation,
	activatePlatform,
	admitMember,
	askToJoin,
	callPlatform,
	declineInvitation,
	inviteOrganisation,
	nameRoles,
	openCall,
} from '../commands.ts';
import { platformPage } from '../page.ts';

async function page(actor: Actor, id: string) {
	return (await testDatabase()).as(actor, (tx) => platformPage(tx, actor, id));
}

describe('joining', () => {
	async function aGathering() {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const { id } = await callPlatform(by(council.ito), aCall([issue]));
		await openCall(by(council.ito), { id });
		return { ...council, id };
	}

	test('an invitation makes nobody a member: only the body itself says yes', async () => {
		const one = await aGathering();
		await inviteOrganisation(by(one.ito), { id: one.id, organisation: one.lanternGroup });
		const member = await memberIdOf(one.id, { organisation: one.lanternGroup });
		for (const actor of [one.ito, one.sato, one.kudo, one.ono]) {
			await expect(acceptInvitation(by(actor), { id: one.id, member })).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}
		expect((await page(one.visitor, one.id)).members).toHaveLength(1);
		await acceptInvitation(by(one.ueda), { id: one.id, member, roles: '広報' });
		const [kept] = await ownerQuery(
			'select state, accepted_by, accepted_at from platform_members where id = $1',
			[member],
		);
		expect(kept).toEqual({
			state: 'active',
			accepted_by: one.ueda.personId,
			accepted_at: testTime,
		});
	});

	test('the database itself keeps out a member without an own act', async () => {
		const one = await aGathering();
		const insert = (columns: string, values: string) =>
			ownerQuery(
				`insert into platform_members (operator_id, id, platform_id, display_name, ${columns})
				values ($1, gen_random_uuid(), $2, 'だれか', ${values})`,
				[one.operatorId, one.id],
			);
		await expect(
			insert('organisation_id, state, joined_at', `'${one.lanternGroup}', 'active', now()`),
		).rejects.toThrow('platform_members_own_act');
		await expect(
			insert(
				'person_id, state, joined_at, accepted_at, accepted_by',
				`'${one.ueda.personId}', 'active', now(), now(), '${one.sato.personId}'`,
			),
		).rejects.toThrow('platform_members_nobody_for_another');
	});

	test('an invited body says no without a reason, and can be invited again', async () => {
		const one = await aGathering();
		await inviteOrganisation(by(one.ito), { id: one.id, organisation: one.lanternGroup });
		const again = inviteOrganisation(by(one.ito), { id: one.id, organisation: one.lanternGroup });
		await expect(again).rejects.toMatchObject({ problems: [{ field: 'organisation' }] });
		const member = await memberIdOf(one.id, { organisation: one.lanternGroup });
		await expect(declineInvitation(by(one.ito), { id: one.id, member })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await declineInvitation(by(one.ueda), { id: one.id, member });
		await expect(acceptInvitation(by(one.ueda), { id: one.id, member })).rejects.toMatchObject({
			code: 'not-now',
		});
		await inviteOrganisation(by(one.ito), { id: one.id, organisation: one.lanternGroup });
	});

	test('whoever asks is welcomed by any member, and by nobody else', async () => {
		const one = await aGathering();
		await askToJoin(by(one.kudo), {
			id: one.id,
			as: one.harbourGroup,
			roles: '見回り',
			contact: '夜に電話',
		});
		const member = await memberIdOf(one.id, { organisation: one.harbourGroup });
		for (const actor of [one.kudo, one.sato, one.ueda]) {
			const admitted = admitMember(by(actor), { id: one.id, member, welcome: 'yes' });
			await expect(admitted).rejects.toMatchObject({ code: 'not-allowed' });
		}
		await admitMember(by(one.ito), { id: one.id, member, welcome: 'yes' });
		expect((await page(one.kudo, one.id)).acts).toEqual((await page(one.ito, one.id)).acts);
		await expect(
			askToJoin(by(one.visitor), { id: one.id, as: 'person', displayName: 'x' }),
		).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});

	test('people begin when two bodies are there and each has a part', async () => {
		const one = await aGathering();
		await expect(activatePlatform(by(one.ito), { id: one.id })).rejects.toMatchObject({
			key: 'platforms_unready_tooFew',
		});
		await askToJoin(by(one.ono), { id: one.id, as: 'person', displayName: '区の小野' });
		const member = await memberIdOf(one.id, { person: one.ono.personId });
		await admitMember(by(one.ito), { id: one.id, member, welcome: 'yes' });
		await expect(activatePlatform(by(one.ono), { id: one.id })).rejects.toMatchObject({
			key: 'platforms_unready_rolesMissing',
		});
		await nameRoles(by(one.ono), { id: one.id, sharesOnly: 'yes' });
		await activatePlatform(by(one.ono), { id: one.id });
		expect(await stateOf(one.id)).toBe('active');
	});

	test('one person who speaks for two bodies is not two', async () => {
		const council = await aCouncil();
		const both = await aPerson(council.operatorId, '二つの会の人', {
			represents: [council.lanternGroup, council.harbourGroup],
		});
		const issue = await anIssue(council.operatorId);
		const { id } = await callPlatform(
			by(both),
			aCall([issue], { as: council.lanternGroup, roles: '広報' }),
		);
		await openCall(by(both), { id });
		await inviteOrganisation(by(both), { id, organisation: council.harbourGroup });
		const member = await memberIdOf(id, { organisation: council.harbourGroup });
		await acceptInvitation(by(both), { id, member, roles: '見回り' });
		await expect(activatePlatform(by(both), { id })).rejects.toMatchObject({
			key: 'platforms_unready_tooFew',
		});
	});

	test('while people act, whoever comes in says with what part', async () => {
		const council = await aCouncil();
		const { id } = await anActivePlatform(council);
		const form = { id, as: council.harbourGroup };
		await expect(askToJoin(by(council.kudo), form)).rejects.toMatchObject({
			problems: [{ field: 'roles' }],
		});
		await askToJoin(by(council.kudo), { ...form, sharesOnly: 'yes' });
	});
});
