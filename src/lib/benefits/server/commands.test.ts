import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
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
import { aForum, aRunningSession, as, facilitating } from '#test/gatherings.ts';
import { aCouncil, aPerson, anOrganisation } from '#test/people.ts';
import { anIssue } from '#test/platforms.ts';
import {
	changeTable,
	finishEvaluation,
	judgeBenefit,
	keepVersion,
	makeTables,
	publishVersion,
	withdrawTable,
} from './commands.ts';
import { tableListing } from '../rules.ts';
import { listTables, tablesOfSession } from './queries.ts';
import { loadSheet } from './log.ts';
import { draftOrRefuse } from './sight.ts';
import { tablePage } from './page.ts';

const titlesOf = async (actor: Actor, cooperation: string) => {
	const request = listRequest(new URLSearchParams({ cooperation }), tableListing);
	const { rows } = await (await testDatabase()).as(actor, (tx) => listTables(tx, actor, request));
	return rows.map(({ title }) => title);
};

describe('making', () => {
	test('one table for each 卓 of a session, its own row first, tied to session and issue', async () => {
		const { sato, operatorId, lanternGroup } = await aCouncil();
		const { id: sessionId } = await aRunningSession(sato);
		const issueId = await anIssue(operatorId);
		const form = { sessionId, issueId, title: '公園と灯り', ownOrganisationId: lanternGroup };
		const { ids } = await makeTables(as(sato), { ...form, tables: '８卓'.replace('卓', '') });
		expect(ids).toHaveLength(8);
		const rows = await (
			await testDatabase()
		).as(sato, (tx) => tablesOfSession(tx, sato, sessionId));
		expect(rows.map(({ tableNumber }) => tableNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		const [first = ''] = ids;
		const { sheet } = await (
			await testDatabase()
		).as(sato, (tx) => loadSheet(tx, { operatorId, tableId: first }));
		expect(Object.values(sheet.parties).map(({ name }) => name.text)).toEqual(['あかりの会']);
		expect(await arrowsOf(sato, first)).toEqual(['issue>benefitTable', 'session>benefitTable']);
		expect((await trail(operatorId)).at(-1)).toBe('benefitTable.make');
	});

	test('of a forum without a session', async () => {
		const { sato } = await aCouncil();
		const forumId = await aForum(sato);
		const { id } = await makeTables(as(sato), { forumId, title: '見守り', ownName: '町会' });
		expect(await arrowsOf(sato, id)).toEqual(['forum>benefitTable']);
	});

	test('only those who run the session, never for a case study, never without an own row', async () => {
		const { sato, ito, ueda, visitor } = await aCouncil();
		const there = await aCouncil();
		const { id: sessionId } = await aRunningSession(sato);
		const form = { sessionId, title: '公園と灯り', ownName: '町会' };
		for (const actor of [ito, ueda, visitor])
			await expect(makeTables(as(actor), form)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(makeTables(as(there.sato), form)).rejects.toMatchObject({ code: 'not-found' });
		await makeTables(as(facilitating(ito, 'session', sessionId)), form);
		await expect(makeTables(as(sato), { ...form, ownName: '' })).rejects.toMatchObject({
			key: 'benefits_own_missing',
		});
		await expect(makeTables(as(sato), { title: 'x', ownName: 'x' })).rejects.toMatchObject({
			key: 'benefits_place_missing',
		});
		await ownerQuery("update sessions set kind = 'caseStudy' where id = $1", [sessionId]);
		await expect(makeTables(as(sato), form)).rejects.toMatchObject({ key: 'benefits_case_study' });
	});

	test('its name, issue and kind of cooperation can be set right', async () => {
		const { sato, ito, operatorId } = await aCouncil();
		const { id } = await aTable(sato);
		const issueId = await anIssue(operatorId);
		await expect(changeTable(as(ito), { id, title: '別の名' })).rejects.toMatchObject({
			code: 'not-found',
		});
		await changeTable(as(sato), { id, title: '灯りと公園', issueId, cooperation: 'mutual' });
		expect(await arrowsOf(sato, id)).toEqual(['issue>benefitTable', 'session>benefitTable']);
		expect(await titlesOf(sato, 'mutual')).toEqual(['灯りと公園']);
		expect(await titlesOf(sato, 'together')).toEqual([]);
		await changeTable(as(sato), { id, title: '灯りと公園' });
		expect(await titlesOf(sato, 'mutual')).toEqual([]);
		expect(await arrowsOf(sato, id)).toEqual(['session>benefitTable']);
		expect((await trail(operatorId)).at(-1)).toBe('benefitTable.change');
	});
});

describe('a draft', () => {
	test('is for those of its session and the organisations with a row', async () => {
		const { sato, mori, ito, ueda, kudo, visitor, lanternGroup } = await aCouncil();
		const there = await aCouncil();
		const { id } = await aTable(sato);
		for (const actor of [ito, ueda, kudo, visitor, there.sato])
			await expect(seeTable(actor, id)).rejects.toMatchObject({ code: 'not-found' });
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		expect((await seeTable(ueda, id)).hand.reach).toEqual({ organisationIds: [lanternGroup] });
		expect((await seeTable(mori, id)).sight).toBe('draft');
		await expect(seeTable(kudo, id)).rejects.toMatchObject({ code: 'not-found' });
		const database = await testDatabase();
		const listed = (actor: Actor) =>
			database.as(actor, async (tx) => {
				const request = { q: '', page: 1, size: 20, sort: 'name', descending: false, filters: {} };
				return (await listTables(tx, actor, request)).total;
			});
		expect(await Promise.all([sato, ueda, kudo, visitor].map(listed))).toEqual([1, 1, 0, 0]);
	});

	test('an organisation writes its own row, and takes its name from the directory', async () => {
		const { sato, ueda, operatorId } = await aCouncil();
		const organisationId = await anOrganisation(operatorId, '髙﨑&葛󠄀城こども食堂');
		const { id, own } = await aTable(sato);
		const add = aWish('party.add', { organisationId, text: '別の名前' });
		await write(sato, id, add);
		const { sheet } = await (
			await testDatabase()
		).as(sato, (tx) => loadSheet(tx, { operatorId, tableId: id }));
		expect(sheet.parties[add.item]?.name.text).toBe('髙﨑&葛󠄀城こども食堂');
		const speaker = await aPerson(operatorId, '髙﨑', { represents: [organisationId] });
		const said = { column: 'trouble', text: '場所がない' };
		const [mine] = await write(speaker, id, aWish('cell.set', { item: add.item, ...said }));
		expect(mine).toHaveProperty('seq');
		const [others] = await write(speaker, id, aWish('cell.set', { item: own, ...said }));
		expect(others).toMatchObject({ refused: 'refusal_not_allowed' });
		await expect(write(ueda, id, aWish('cell.set', { item: own, ...said }))).rejects.toMatchObject({
			code: 'not-found',
		});
		const unknown = aWish('party.add', { organisationId: own, text: 'どこかの団体' });
		expect((await write(sato, id, unknown))[0]).toMatchObject({ refused: 'benefits_name_missing' });
	});

	test('two tables write the same cell at once, and both wordings are kept', async () => {
		const { sato, kato, operatorId } = await aCouncil();
		const { id, own } = await aTable(sato);
		const wish = (text: string) => aWish('cell.set', { item: own, column: 'trouble', text });
		await Promise.all([write(sato, id, wish('公園が暗い')), write(kato, id, wish('人手がない'))]);
		const { sheet } = await (
			await testDatabase()
		).as(sato, (tx) => loadSheet(tx, { operatorId, tableId: id }));
		const cell = sheet.parties[own]?.cells.trouble;
		expect([cell?.text, ...(cell?.alternatives ?? []).map(({ text }) => text)].sort()).toEqual([
			'人手がない',
			'公園が暗い',
		]);
	});

	test('forty rows are written, kept and read', async () => {
		const { sato } = await aCouncil();
		const { id } = await aTable(sato);
		await write(
			sato,
			id,
			...Array.from({ length: 39 }, (_, n) => aWish('party.add', { text: `団体${n + 1}` })),
		);
		const sheet = await sheetOfVersion(await aVersion(sato, id));
		expect(sheet.order).toHaveLength(40);
	});
});

describe('versions', () => {
	test('keep what the person saw, and say how much others wrote meanwhile', async () => {
		const { sato, ueda, lanternGroup, operatorId } = await aCouncil();
		const { id, own } = await aTable(sato);
		await write(sato, id, aWish('party.add', { organisationId: lanternGroup }));
		const seen = String(await seqOf(id));
		await write(sato, id, aWish('cell.set', { item: own, column: 'role', text: '当番表' }));
		await expect(keepVersion(as(ueda), { id, phase: 'design', seen })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		const kept = await keepVersion(as(sato), { id, phase: 'design', seen });
		expect(kept).toMatchObject({ number: 1, leftOut: 1 });
		expect((await sheetOfVersion(kept.version)).parties[own]?.cells.role.text).toBe('');
		const next = await aVersion(sato, id, 'improvement');
		expect((await sheetOfVersion(next)).parties[own]?.cells.role.text).toBe('当番表');
		expect((await trail(operatorId)).slice(-2)).toEqual(['benefitTable.keep', 'benefitTable.keep']);
	});

	test('begin with the design', async () => {
		const { sato } = await aCouncil();
		const { id } = await aTable(sato);
		await expect(
			keepVersion(as(sato), { id, phase: 'evaluation', seen: '1' }),
		).rejects.toMatchObject({ key: 'benefits_phase_wrong' });
	});

	test('are never rewritten, by the program neither', async () => {
		const { sato } = await aCouncil();
		const { id } = await aTable(sato);
		await aVersion(sato, id);
		const [allowed] = await ownerQuery<{ any: boolean }>(
			`select has_table_privilege('otagaisama_app', 'benefit_versions', 'update')
				or has_table_privilege('otagaisama_app', 'benefit_versions', 'delete') as any`,
		);
		expect(allowed?.any).toBe(false);
	});
});

describe('making public', () => {
	test('another person than the keeper, when the forum has decided; everybody reads that version only', async () => {
		const { sato, kato, ito, visitor, operatorId } = await aCouncil();
		const { id, own } = await aTable(sato);
		const version = await aVersion(sato, id);
		const form = { id, version, decided: 'yes' };
		await expect(publishVersion(as(sato), form)).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(publishVersion(as(ito), form)).rejects.toMatchObject({ code: 'not-found' });
		await expect(publishVersion(as(kato), { id, version })).rejects.toMatchObject({
			problems: [{ message: 'benefits_decided_missing' }],
		});
		await publishVersion(as(kato), form);
		expect(await stateOfTable(id)).toBe('shared');
		await write(sato, id, aWish('cell.set', { item: own, column: 'trouble', text: '内緒の話' }));
		const pageOf = async (actor: Actor, asked: string | null = null) =>
			(await testDatabase()).as(actor, (tx) =>
				tablePage(tx, actor, {
					...{ id, version: asked, hallSecret: () => undefined, today: '2026-11-22' },
				}),
			);
		const page = await pageOf(visitor);
		expect(page.shown?.number).toBe(1);
		expect(JSON.stringify(page)).not.toContain('内緒の話');
		expect(page).toMatchObject({ versions: [], writes: false, phases: [] });
		const second = await aVersion(sato, id, 'improvement');
		await expect(pageOf(visitor, second)).rejects.toMatchObject({ code: 'not-found' });
		await expect(
			(await testDatabase()).as(visitor, (tx) => draftOrRefuse(tx, visitor, id)),
		).rejects.toMatchObject({ code: 'not-found' });
		await expect(withdrawTable(as(ito), { id })).rejects.toMatchObject({ code: 'not-found' });
		await withdrawTable(as(sato), { id });
		expect(await stateOfTable(id)).toBe('draft');
		await expect(pageOf(visitor)).rejects.toMatchObject({ code: 'not-found' });
		expect((await trail(operatorId)).at(-1)).toBe('benefitTable.withdraw');
	});

	test('what looks like a person is pointed out, and the draft is in no index', async () => {
		const { sato, kato, operatorId } = await aCouncil();
		const { id, own } = await aTable(sato);
		const said = '090-1234-5678へ電話する';
		await write(sato, id, aWish('cell.set', { item: own, column: 'role', text: said }));
		const version = await aVersion(sato, id);
		const form = { id, version, decided: 'yes' };
		const indexed = async () =>
			(
				await ownerQuery<{ body: string }>(
					"select body from search_entries where operator_id = $1 and kind = 'benefitTable'",
					[operatorId],
				)
			)[0]?.body;
		expect(await indexed()).not.toContain('電話');
		await expect(publishVersion(as(kato), form)).rejects.toMatchObject({
			key: 'benefits_looks_personal',
		});
		await publishVersion(as(kato), { ...form, checked: 'yes' });
		expect(await indexed()).toContain('電話');
		await withdrawTable(as(sato), { id });
		expect(await indexed()).not.toContain('電話');
	});
});

describe('the final evaluation', () => {
	/** A published table with one 相利 of あかりの会 and one of a group without an organisation. */
	async function anEvaluated() {
		const council = await aCouncil();
		const { sato, kato, lanternGroup } = council;
		const { id, own } = await aTable(sato);
		const lantern = aWish('party.add', { organisationId: lanternGroup });
		const gain = aWish('benefit.add', {
			...{ partyId: lantern.item, text: '仲間が増える', benefitKind: 'spirit' },
		});
		const ownGain = aWish('benefit.add', {
			...{ partyId: own, text: '人の目', benefitKind: 'situation' },
		});
		await write(sato, id, lantern, gain, ownGain);
		await aPublished(sato, kato, id);
		const version = await aVersion(sato, id, 'evaluation');
		return { ...council, id, version, gain: gain.item, ownGain: ownGain.item };
	}

	test('each 相利 is judged by its own party; the staff write what they heard, and never over it', async () => {
		const { sato, ueda, kudo, id, version, gain, ownGain, operatorId } = await anEvaluated();
		const form = { id, version, benefit: gain, realised: '2', comment: '3人ふえた' };
		await expect(judgeBenefit(as(kudo), form)).rejects.toMatchObject({ code: 'not-found' });
		await expect(judgeBenefit(as(sato), form)).rejects.toMatchObject({ code: 'not-allowed' });
		await judgeBenefit(as(sato), { ...form, realised: '1', heardFrom: '会長から' });
		await judgeBenefit(as(ueda), form);
		await expect(
			judgeBenefit(as(sato), { ...form, realised: '0', heardFrom: '会長から' }),
		).rejects.toMatchObject({ key: 'benefits_said_itself' });
		await expect(judgeBenefit(as(ueda), { ...form, benefit: ownGain })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		const rows = await ownerQuery(
			'select realised, comment, heard_from, judged_for is not null as own from benefit_judgements where version_id = $1',
			[version],
		);
		expect(rows).toEqual([{ realised: 2, comment: '3人ふえた', heard_from: '', own: true }]);
		expect((await trail(operatorId)).at(-1)).toBe('benefitTable.judge');
	});

	test('from whom it was heard is for those who run the table', async () => {
		const { sato, ueda, id, version, ownGain } = await anEvaluated();
		await judgeBenefit(as(sato), {
			...{ id, version, benefit: ownGain, realised: '3', heardFrom: '役員会で' },
		});
		const heard = async (actor: Actor) => {
			const page = await (
				await testDatabase()
			).as(actor, (tx) =>
				tablePage(tx, actor, {
					...{ id, version, hallSecret: () => undefined, today: '2026-11-22' },
				}),
			);
			return page.judgements.map(({ heardFrom, isHeard }) => [heardFrom, isHeard]);
		};
		expect(await heard(sato)).toEqual([['役員会で', true]]);
		expect(await heard(ueda)).toEqual([['', true]]);
	});

	test('is finished once, and then nobody writes any more', async () => {
		const { sato, ueda, id, version, gain, operatorId } = await anEvaluated();
		await expect(finishEvaluation(as(ueda), { id })).rejects.toMatchObject({ code: 'not-allowed' });
		await finishEvaluation(as(sato), { id });
		expect(await stateOfTable(id)).toBe('evaluated');
		const late = aWish('activity.set', { text: 'もう一度' });
		expect((await write(sato, id, late))[0]).toMatchObject({ refused: 'benefits_is_finished' });
		await expect(
			judgeBenefit(as(ueda), { id, version, benefit: gain, realised: '1' }),
		).rejects.toMatchObject({ code: 'not-now' });
		await expect(finishEvaluation(as(sato), { id })).rejects.toMatchObject({ code: 'not-now' });
		expect((await trail(operatorId)).at(-1)).toBe('benefitTable.finish');
	});

	test('does not end before there is one', async () => {
		const { sato, kato } = await aCouncil();
		const { id } = await aTable(sato);
		await aPublished(sato, kato, id);
		await expect(finishEvaluation(as(sato), { id })).rejects.toMatchObject({
			key: 'benefits_evaluation_missing',
		});
	});
});
