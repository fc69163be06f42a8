import { describe, expect, test } from 'vitest';
import { openCall } from '#lib/platforms/server/commands.ts';
import {
	aPublished,
	aTable,
	aVersion,
	aWish,
	arrowsOf,
	seeTable,
	seqOf,
	sheetOfVersion,
	stateOfTable,
	write,
} from '#test/benefits.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { aCall, anActivePlatform, anIssue } from '#test/platforms.ts';
import {
	adoptTable,
	callFromTable,
	changeTable,
	finishEvaluation,
	keepVersion,
	publishVersion,
	withdrawTable,
} from './commands.ts';
import { adoptionsOfPlatform } from './queries.ts';
import { tablePage } from './page.ts';

describe('adoption', () => {
	/** What the page of a table shows of it now. */
	const read = async (id: string, latest = 1) => ({
		...{ seen: String(await seqOf(id)), latest: String(latest) },
	});

	test('asks once more where the table was written, or a newer version kept, since the page was made', async () => {
		const council = await aCouncil();
		const { sato, kato, ueda, lanternGroup } = council;
		const { id, own } = await aTable(sato);
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		const version = await aVersion(sato, id);
		const platform = await anActivePlatform(council);
		const form = { id, version, platform: platform.id, ...(await read(id)) };
		await write(kato, id, aWish('cell.set', { item: own, column: 'role', text: 'あとから' }));
		const asked = { problems: [{ field: 'knows', message: 'benefits_changed_meanwhile' }] };
		await expect(adoptTable(as(ueda), form)).rejects.toMatchObject(asked);
		expect(await stateOfTable(id)).toBe('draft');

		const { seen } = await read(id);
		await aVersion(kato, id, 'improvement');
		await expect(adoptTable(as(ueda), { ...form, seen })).rejects.toMatchObject(asked);

		const page = await (
			await testDatabase()
		).as(ueda, (tx) =>
			tablePage(tx, ueda, {
				...{ id, version, hallSecret: () => undefined, today: '2026-11-22' },
				earlier: { seen: Number(form.seen), latest: 1 },
			}),
		);
		expect(page.meanwhile).toMatchObject({
			changes: [{ what: 'written', column: 'role', text: 'あとから' }],
			versions: [{ number: 2 }],
		});

		expect(await adoptTable(as(ueda), { ...form, knows: 'yes' })).toMatchObject({
			...{ number: 1, leftOut: 1 },
		});
		expect((await sheetOfVersion(version)).parties[own]?.cells.role.text).toBe('');
		// whoever writes in the newer one goes on unharmed
		const more = aWish('cell.set', { item: own, column: 'purpose', text: 'つづき' });
		expect((await write(kato, id, more))[0]).toHaveProperty('seq');
	});

	test('says so when everybody reads another version by now, and tells nothing of a draft', async () => {
		const council = await aCouncil();
		const { sato, kato, ueda } = council;
		const { id, own } = await aTable(sato);
		const version = await aPublished(sato, kato, id);
		const platform = await anActivePlatform(council);
		const form = { id, version, platform: platform.id, seen: '0', latest: '0' };
		await write(sato, id, aWish('cell.set', { item: own, column: 'role', text: 'あとから' }));
		const second = await aVersion(sato, id, 'improvement');
		await publishVersion(as(kato), { id, version: second, decided: 'yes' });
		await expect(adoptTable(as(ueda), form)).rejects.toMatchObject({
			key: 'benefits_version_replaced',
		});
		expect(await adoptTable(as(ueda), { ...form, version: second })).toMatchObject({ number: 2 });
		const page = await (
			await testDatabase()
		).as(ueda, (tx) =>
			tablePage(tx, ueda, {
				...{ id, version: null, hallSecret: () => undefined, today: '2026-11-22' },
				earlier: { seen: 1, latest: 0 },
			}),
		);
		expect(page.meanwhile).toBeNull();
	});

	test('a running プラットフォーム takes up the version that was seen, and what was written before is not in it', async () => {
		const council = await aCouncil();
		const { sato, kato, ueda, kudo, ito, operatorId } = council;
		const { id, own } = await aTable(sato);
		const version = await aPublished(sato, kato, id);
		const platform = await anActivePlatform(council);
		await write(sato, id, aWish('cell.set', { item: own, column: 'role', text: 'あとから' }));
		const form = { id, version, platform: platform.id, ...(await read(id)) };
		await expect(adoptTable(as(kudo), form)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(adoptTable(as(sato), form)).rejects.toMatchObject({ code: 'not-allowed' });
		expect(await adoptTable(as(ueda), form)).toMatchObject({ number: 1, leftOut: 1 });
		expect(await stateOfTable(id)).toBe('adopted');
		expect((await sheetOfVersion(version)).parties[own]?.cells.role.text).toBe('');
		await expect(adoptTable(as(ueda), form)).rejects.toMatchObject({
			key: 'benefits_already_adopted',
		});
		const adopted = await (
			await testDatabase()
		).as(ito, (tx) => adoptionsOfPlatform(tx, ito, platform.id));
		expect(adopted).toMatchObject([{ number: 1, since: 1 }]);
		expect(await arrowsOf(sato, id)).toContain('benefitTable>platform');
		expect((await trail(operatorId)).at(-1)).toBe('benefitTable.adopt');
		// taking up what everybody may read opens no draft
		expect((await seeTable(ueda, id)).sight).toBe('published');
	});

	test('members of it go on writing when one of its session took it up', async () => {
		const council = await aCouncil();
		const { sato, ueda, ito, lanternGroup } = council;
		const { id } = await aTable(sato);
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		const version = await aVersion(sato, id);
		const platform = await anActivePlatform(council);
		await expect(seeTable(ito, id)).rejects.toMatchObject({ code: 'not-found' });
		await adoptTable(as(ueda), { id, version, platform: platform.id, ...(await read(id)) });
		expect((await seeTable(ito, id)).hand.reach).toBe('all');
	});

	test('a プラットフォーム begins with a table: rows are invited, activities are actions, nobody is a member without an own act', async () => {
		const council = await aCouncil();
		const { sato, ueda, lanternGroup, harbourGroup, operatorId } = council;
		const issue = await anIssue(operatorId);
		const { id } = await aTable(sato, {
			issueId: issue,
			ownName: '',
			ownOrganisationId: lanternGroup,
		});
		await write(sato, id, aWish('party.add', { organisationId: harbourGroup }));
		const version = await aVersion(sato, id);
		const call = aCall([issue], { as: lanternGroup, invite: [harbourGroup] });
		const form = { ...call, version, actions: '灯りの当番\n\n鍵の受け渡し\n灯りの当番' };
		await expect(callFromTable(as(council.ito), form)).rejects.toMatchObject({ code: 'not-found' });
		const { id: platform } = await callFromTable(as(ueda), form);
		const members = await ownerQuery<{ state: string; organisation_id: string }>(
			'select state, organisation_id from platform_members where platform_id = $1 order by id',
			[platform],
		);
		expect(members.map(({ state }) => state)).toEqual(['active', 'invited']);
		const actions = await ownerQuery<{ what: string }>(
			'select what from platform_actions where platform_id = $1 order by id',
			[platform],
		);
		expect(actions.map(({ what }) => what)).toEqual(['灯りの当番', '鍵の受け渡し']);
		expect((await trail(operatorId)).at(-1)).toBe('platform.callFromTable');
		await openCall(as(ueda), { id: platform });
		expect(await arrowsOf(sato, id)).toEqual([
			'benefitTable>platform',
			'issue>benefitTable',
			'session>benefitTable',
		]);
	});

	test('of another council does not exist', async () => {
		const here = await aCouncil();
		const there = await aCouncil();
		const { id } = await aTable(here.sato);
		const version = await aPublished(here.sato, here.kato, id);
		const { id: platform } = await anActivePlatform(there);
		const adopted = { id, version, platform, ...(await read(id)) };
		await expect(adoptTable(as(there.ueda), adopted)).rejects.toMatchObject({
			code: 'not-found',
		});
		const theirs = as(there.sato);
		for (const change of [
			() => keepVersion(theirs, { id, phase: 'design', seen: '1' }),
			() => publishVersion(theirs, { id, version, decided: 'yes' }),
			() => withdrawTable(theirs, { id }),
			() => finishEvaluation(theirs, { id }),
			() => changeTable(theirs, { id, title: 'x' }),
		])
			await expect(change()).rejects.toMatchObject({ code: 'not-found' });
	});
});
