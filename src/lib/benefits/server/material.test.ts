import { describe, expect, test } from 'vitest';
import { publishTree, rewordCause } from '#lib/causes/server/commands.ts';
import {
	addAttendance,
	addResults,
	approveReport,
	closeSession,
	publishReport,
	writePillar,
	writeReport,
} from '#lib/gatherings/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { aTable, aWish, write } from '#test/benefits.ts';
import { aCause, aTree } from '#test/causes.ts';
import { ownerQuery, testDatabase } from '#test/database.ts';
import { aCourse, aRunningSession, as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { anIssue } from '#test/platforms.ts';
import { makeTables } from './commands.ts';
import { loadSheet } from './log.ts';
import { materialFor } from './material.ts';
import { draftOrRefuse } from './sight.ts';

async function materialOf(actor: Actor, id: string) {
	const found = await (
		await testDatabase()
	).as(actor, async (tx) => materialFor(tx, actor, await draftOrRefuse(tx, actor, id)));
	return found;
}

async function textsOf(actor: Actor, id: string, wanted: string): Promise<string[]> {
	const found = await materialOf(actor, id);
	return found.filter(({ kind }) => kind === wanted).map(({ text }) => text);
}

describe('what is written already', () => {
	test('words are taken over with where they come from, only by those who may read them', async () => {
		const { sato, ueda, lanternGroup, operatorId } = await aCouncil();
		const { id, sessionId, pillarId, own } = await aTable(sato);
		await writePillar(as(sato), { id: sessionId, pillarId, opinions: '夕方、公園が暗い' });
		await closeSession(as(sato), { id: sessionId });
		await ownerQuery("update organisations set activity = '灯りを配る' where id = $1", [
			lanternGroup,
		]);
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		const database = await testDatabase();
		const materialOf = (actor: Actor) =>
			database.as(actor, async (tx) => materialFor(tx, actor, await draftOrRefuse(tx, actor, id)));
		const material = await materialOf(sato);
		expect(material.map(({ kind, text }) => [kind, text])).toEqual([
			['opinion', '夕方、公園が暗い'],
			['organisation', '灯りを配る'],
		]);
		// what was said is not for the organisation before the report is published
		expect((await materialOf(ueda)).map(({ kind }) => kind)).toEqual(['organisation']);
		const { text: _text, ...origin } = material[0] ?? { text: '' };
		await write(sato, id, aWish('cell.set', { item: own, column: 'trouble', origin }));
		const { sheet } = await database.as(sato, (tx) => loadSheet(tx, { operatorId, tableId: id }));
		expect(sheet.parties[own]?.cells.trouble).toMatchObject({ text: '夕方、公園が暗い', origin });
	});

	test('a table of a forum takes what was said in the sessions of the forum', async () => {
		const { sato, kato, ueda, lanternGroup } = await aCouncil();
		const { forumId } = await aCourse(sato);
		const { id: sessionId, pillarId } = await aRunningSession(sato, { forumId });
		await writePillar(as(sato), {
			...{ id: sessionId, pillarId, opinions: '夕方、公園が暗い', summary: '灯りがほしい' },
		});
		const other = await aRunningSession(sato);
		await writePillar(as(sato), { ...other, opinions: 'ほかの場の話' });
		const form = { forumId, title: '見守り', ownOrganisationId: lanternGroup };
		const { id } = await makeTables(as(sato), form);
		const said = async (actor: Actor) => [
			...(await textsOf(actor, id, 'pillar')),
			...(await textsOf(actor, id, 'opinion')),
		];
		expect(await said(sato)).toEqual(['灯りがほしい', '夕方、公園が暗い']);
		expect(await said(ueda)).toEqual([]);
		await addAttendance(as(sato), { id: sessionId, actorGroup: 'residents', people: '4' });
		await closeSession(as(sato), { id: sessionId });
		await writeReport(as(sato), { id: sessionId, report: '灯りについて話しました。' });
		await approveReport(as(kato), { id: sessionId });
		await publishReport(as(sato), { id: sessionId });
		expect(await said(ueda)).toEqual(['灯りがほしい', '夕方、公園が暗い']);
	});

	test('what came out of earlier sessions of the forum is offered in a later one', async () => {
		const { sato } = await aCouncil();
		const { forumId } = await aCourse(sato);
		const first = await aRunningSession(sato, { forumId });
		await addResults(as(sato), { id: first.id, kind: 'need', results: '夜に開く所がない' });
		const later = await aRunningSession(sato, { forumId });
		const form = { sessionId: later.id, title: '夜の居場所', ownName: '町会' };
		const { id } = await makeTables(as(sato), form);
		expect(await textsOf(sato, id, 'result')).toEqual(['夜に開く所がない']);
	});

	test('root causes of the issue: the newest for those who dig, for others what was published', async () => {
		const { sato, kato, ueda, operatorId, lanternGroup } = await aCouncil();
		const issueId = await anIssue(operatorId);
		const tree = await aTree(sato, { issueId });
		await aCause(sato, tree, '灯りの担当が決まっていない');
		const wrong = await aCause(sato, tree, '予算がない');
		const { id } = await aTable(sato, { issueId });
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		expect(await textsOf(ueda, id, 'cause')).toEqual([]);
		await rewordCause(as(sato), {
			...{ id: tree, causeId: wrong, revision: '2', text: '予算がない' },
			...{ standing: 'wrong', reason: '聞いたら、ありました。' },
		});
		await publishTree(as(kato), { id: tree, revision: '3', checked: 'yes' });
		await aCause(sato, tree, '当番の人が減った');
		expect(await textsOf(sato, id, 'cause')).toEqual([
			'灯りの担当が決まっていない',
			'当番の人が減った',
		]);
		expect(await textsOf(ueda, id, 'cause')).toEqual(['灯りの担当が決まっていない']);
	});
});
