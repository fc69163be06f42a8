/** What a reader sees of the thread: put together from all rooms, so it is checked beside them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { concernCards } from '#lib/concerns/server/queries.ts';
import { startCourse } from '#lib/gatherings/server/commands.ts';
import { forumCards, sessionCards } from '#lib/gatherings/server/queries.ts';
import { issueCards } from '#lib/issues/server/queries.ts';
import { isStaff, type Actor } from '#lib/kernel/actor.ts';
import { publishOutcome, recordOutcome } from '#lib/outcomes/server/commands.ts';
import { outcomeCards, outcomePage } from '#lib/outcomes/server/queries.ts';
import { stopsOf } from '#lib/outcomes/server/stops.ts';
import { linkMakers } from '#lib/outcomes/server/makers.ts';
import { callPlatform, openCall } from '#lib/platforms/server/commands.ts';
import { platformPage } from '#lib/platforms/server/page.ts';
import { platformCards } from '#lib/platforms/server/queries.ts';
import type { Tx } from '#lib/server/db.ts';
import { endKey, type TraceCard, type TraceEnd } from '#lib/trace/rules.ts';
import { countStatements, ownerQuery, testDatabase } from '#test/database.ts';
import { aForum, aSession } from '#test/gatherings.ts';
import { anIssueIn } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import { aCall, by } from '#test/platforms.ts';
import { threadFor } from '../src/routes/[operator=operator]/thread.server.ts';

let dataFolder = '';
beforeAll(() => {
	dataFolder = mkdtempSync(join(tmpdir(), 'otagaisama-thread-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** From concerns to an outcome that nobody has checked yet. */
async function aLoop(voices: number) {
	const council = await aCouncil();
	const issue = await anIssueIn(council, 'deliberating', {}, voices);
	const concerns = await ownerQuery<{ id: string }>(
		'select id from concerns where operator_id = $1',
		[council.operatorId],
	);
	const { id: platform } = await callPlatform(
		by(council.ueda),
		aCall([issue], { as: council.lanternGroup }),
	);
	await openCall(by(council.ueda), { id: platform });
	const { id: outcome } = await recordOutcome(dataFolder)(by(council.ueda), {
		origin: 'platform',
		originId: platform,
		title: 'まだだれも確かめていない成果',
		kind: 'life',
		changed: '灯りが増えた',
		happened: '令和8年10月',
		evidence: '数えた',
	});
	const operator = { id: council.operatorId };
	const seenBy = async (actor: Actor, here: TraceEnd) =>
		(await testDatabase()).as(actor, (tx) => threadFor(tx, actor, operator, here));
	return { ...council, issue, platform, outcome, concerns: concerns.map(({ id }) => id), seenBy };
}

test('the public, members and officers see neither a concern nor an outcome that is not published', async () => {
	const loop = await aLoop(3);
	for (const actor of [loop.visitor, loop.ito, loop.kudo, loop.ono]) {
		for (const here of [
			{ kind: 'issue', id: loop.issue },
			{ kind: 'platform', id: loop.platform },
		] as const) {
			const thread = await loop.seenBy(actor, here);
			const told = JSON.stringify(thread);
			for (const id of [...loop.concerns, loop.outcome]) expect(told).not.toContain(id);
			expect(told).not.toContain('まだだれも');
			expect(thread.stops.map(({ kind }) => kind)).toEqual(['concern', 'issue', 'platform']);
		}
	}
});

test('voices are a masked count: few below five, the number from five on', async () => {
	const few = await aLoop(4);
	const many = await aLoop(5);
	const titleOf = async (loop: typeof few) =>
		(await loop.seenBy(loop.visitor, { kind: 'issue', id: loop.issue })).stops[0];
	expect(await titleOf(few)).toMatchObject({ title: '寄せられた声 少数', path: null });
	expect(await titleOf(many)).toMatchObject({ title: '寄せられた声 5件', path: null });
});

test('staff walk from a concern to its outcome and back', async () => {
	const loop = await aLoop(3);
	const [first = ''] = loop.concerns;
	const forward = await loop.seenBy(loop.sato, { kind: 'concern', id: first });
	expect(forward.stops.map(({ kind }) => kind)).toEqual([
		'concern',
		'issue',
		'platform',
		'outcome',
	]);
	const back = await loop.seenBy(loop.sato, { kind: 'outcome', id: loop.outcome });
	expect(
		back.stops
			.filter(({ kind }) => kind === 'concern')
			.map(({ id }) => id)
			.sort(),
	).toEqual([...loop.concerns].sort());
});

test('once a second person has published it, the outcome is on the thread for everybody', async () => {
	const loop = await aLoop(3);
	await publishOutcome(by(loop.sato), { id: loop.outcome });
	const thread = await loop.seenBy(loop.visitor, { kind: 'outcome', id: loop.outcome });
	expect(thread.stops.map(({ kind }) => kind)).toEqual(['concern', 'issue', 'platform', 'outcome']);
	expect(thread.links.map(({ from, to }) => `${from.kind}>${to.kind}`).sort()).toEqual([
		'concern>issue',
		'issue>platform',
		'platform>outcome',
	]);
});

test('who is out of sight has no stop of its own on the thread', async () => {
	const loop = await aLoop(3);
	const [first = ''] = loop.concerns;
	for (const here of [
		{ kind: 'concern', id: first },
		{ kind: 'outcome', id: loop.outcome },
	] as const) {
		expect((await loop.seenBy(loop.visitor, here)).stops).toEqual([]);
	}
});

test('staff read who tied an arrow; others read the office or the organisation', async () => {
	const loop = await aLoop(3);
	const makers = [loop.sato.personId, loop.ueda.personId, loop.ito.personId];
	const database = await testDatabase();
	const names = (actor: Actor) =>
		database.as(actor, async (tx) => {
			const known = await linkMakers(tx, actor, makers, '2026-11-22');
			return makers.map((id) => known.get(id));
		});
	expect(await names(loop.kato)).toEqual(['佐藤 事務局', '上田 あかりの会', '伊藤 住民']);
	expect(await names(loop.visitor)).toEqual(['事務局', 'あかりの会', undefined]);
});

test('a stop says the same as the room of its thing says', async () => {
	const loop = await aLoop(3);
	const forum = await aForum(loop.sato, { issueId: loop.issue });
	await startCourse(by(loop.sato), {
		id: forum,
		seenExisting: 'yes',
		withSessions: 'yes',
		first: '令和8年12月8日',
	});
	const days = ['令和8年12月8日', '令和9年1月頃', '令和9年2月上旬', '令和9年春', 'そのうち'];
	for (const when of days) await aSession(loop.sato, { when, issueId: loop.issue });
	await publishOutcome(by(loop.sato), { id: loop.outcome });
	const idsOf = async (table: 'forums' | 'sessions') =>
		(
			await ownerQuery<{ id: string }>(`select id from ${table} where operator_id = $1`, [
				loop.operatorId,
			])
		).map(({ id }) => id);
	const [forums, sessions] = [await idsOf('forums'), await idsOf('sessions')];
	const ends: TraceEnd[] = [
		...loop.concerns.map((id) => ({ kind: 'concern' as const, id })),
		{ kind: 'issue', id: loop.issue },
		...forums.map((id) => ({ kind: 'forum' as const, id })),
		...sessions.map((id) => ({ kind: 'session' as const, id })),
		{ kind: 'platform', id: loop.platform },
		{ kind: 'outcome', id: loop.outcome },
	];
	const byKey = (cards: TraceCard[]) => cards.sort((a, b) => (endKey(a) < endKey(b) ? -1 : 1));
	const database = await testDatabase();
	for (const actor of [loop.visitor, loop.ito, loop.ono, loop.mori, loop.sato]) {
		await database.as(actor, async (tx) => {
			const own = [
				...(isStaff(actor) ? await concernCards(tx, actor, loop.concerns) : []),
				...(await issueCards(tx, actor, [loop.issue])),
				...(await forumCards(tx, actor, forums)),
				...(await sessionCards(tx, actor, sessions)),
				...(await platformCards(tx, actor, [loop.platform])),
				...(await outcomeCards(tx, actor, [loop.outcome])),
			];
			expect(byKey(await stopsOf(tx, actor, ends))).toEqual(byKey(own));
		});
	}
	expect(sessions).toHaveLength(9);
});

test('a page with its thread is at most six statements for a visitor', async () => {
	const loop = await aLoop(3);
	await aSession(loop.sato, { issueId: loop.issue });
	await publishOutcome(by(loop.sato), { id: loop.outcome });
	const operator = { id: loop.operatorId };
	const database = await testDatabase();
	const pages = {
		platform: (tx: Tx) => platformPage(tx, loop.visitor, loop.platform),
		outcome: (tx: Tx) => outcomePage(tx, loop.visitor, loop.outcome),
	};
	for (const [kind, page] of Object.entries(pages)) {
		const here = { kind, id: kind === 'platform' ? loop.platform : loop.outcome } as TraceEnd;
		const statements = await countStatements(() =>
			database.as(loop.visitor, async (tx) => {
				await page(tx);
				const thread = await threadFor(tx, loop.visitor, operator, here);
				await linkMakers(
					tx,
					loop.visitor,
					thread.links.flatMap(({ madeBy }) => madeBy ?? []),
					'2026-11-22',
				);
			}),
		);
		expect(statements, kind).toBeLessThanOrEqual(6);
	}
});

test('the thread takes the same statements for 3 voices and for 60', async () => {
	const [few, many] = [await aLoop(3), await aLoop(60)];
	const counted = async (loop: typeof few) =>
		countStatements(() => loop.seenBy(loop.visitor, { kind: 'platform', id: loop.platform }));
	expect(await counted(many)).toBe(await counted(few));
});
