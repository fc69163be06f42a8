/** The whole course, from what organisations tell before it to an outcome: nothing is typed twice, and paper leaves the same records. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callFromTable } from '#lib/benefits/server/commands.ts';
import { callFrom } from '#lib/benefits/server/calling.ts';
import { originsOf } from '#lib/benefits/sheet.ts';
import { resultIfRead } from '#lib/gatherings/sessions/server/result.ts';
import { prepareForum } from '#lib/gatherings/server/commands.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { recordOutcome } from '#lib/outcomes/server/commands.ts';
import { callPlatform, openCall } from '#lib/platforms/server/commands.ts';
import { platformPage } from '#lib/platforms/server/page.ts';
import { forumSheet } from '#lib/records/server/state-sheet.ts';
import type { TraceEnd } from '#lib/trace/rules.ts';
import { sheetOfVersion } from '#test/benefits.ts';
import { resultsOf, walkCourse } from '#test/course.ts';
import { ownerQuery, testDatabase } from '#test/database.ts';
import { as } from '#test/gatherings.ts';
import { aCall } from '#test/platforms.ts';
import { threadFor } from '../src/routes/[operator=operator]/thread.server.ts';

let dataFolder = '';
beforeAll(() => {
	dataFolder = mkdtempSync(join(tmpdir(), 'otagaisama-course-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

type Walked = Awaited<ReturnType<typeof walkCourse>>;

/** A プラットフォーム in the words of the table, with what is missing, and what came of it. */
async function goOn({ sato, lanternGroup, ueda, version, issueId, operatorId }: Walked) {
	const database = await testDatabase();
	const table = await database.as(ueda, (tx) => callFrom(tx, sato, version));
	const [gap] = await ownerQuery<{ id: string }>(
		'select id from function_gaps where operator_id = $1',
		[operatorId],
	);
	const { id: platform } = await callFromTable(as(sato), {
		...aCall([issueId], { name: table.name, purpose: table.purpose }),
		...{ version, gap: gap?.id, session: table.sessionId, invite: [lanternGroup] },
	});
	await openCall(as(sato), { id: platform });
	const { id: outcome } = await recordOutcome(dataFolder)(as(sato), {
		...{ origin: 'platform', originId: platform, title: table.name, kind: 'life' },
		...{ changed: '部屋が開いた', happened: '令和9年4月', evidence: '週に一度、開いている' },
	});
	return { platform, outcome, gap: gap?.id ?? '', table };
}

const stopsSeenBy = async (actor: PersonActor, here: TraceEnd) => {
	const { stops } = await (
		await testDatabase()
	).as(actor, (tx) => threadFor(tx, actor, { id: actor.operatorId }, here));
	return stops.map(({ kind, id }) => `${kind}:${id}`);
};

/** Rows that say from nothing where their words were first written. */
const withoutOrigin = (operatorId: string) =>
	ownerQuery<{ what: string; text: string }>(
		`select 'opinion' as what, text from opinions where operator_id = $1
			and note_id is null and sheet_id is null and preparation_id is null
		union all select 'result', text from session_results r where operator_id = $1 and origin_id is null and preparation_id is null
			and not exists (select from causes c where c.operator_id = r.operator_id and c.result_id = r.id)
		union all select 'cause', text from causes where operator_id = $1 and origin_id is null
		union all select 'gap', text from function_gaps where operator_id = $1 and origin_result_id is null`,
		[operatorId],
	);

test.each(['devices', 'paper'] as const)(
	'a course in a hall of %s: every later word says where it was first written, and the thread leads both ways',
	async (hall) => {
		const walked = await walkCourse(hall);
		const { sato, operatorId, forumId, steps, issueId, treeId, tableId, version } = walked;
		const { platform, outcome, gap, table } = await goOn(walked);

		expect(await withoutOrigin(operatorId)).toEqual([]);
		const sheet = await sheetOfVersion(version);
		expect(originsOf(sheet).map(({ kind }) => kind)).toEqual(['result', 'cause']);
		expect(table.purpose).toContain('学校の帰りに寄れる夕方の部屋を開く');

		const [, second = '', , fourth = ''] = steps;
		const back = await stopsSeenBy(sato, { kind: 'outcome', id: outcome });
		expect(back).toEqual(
			expect.arrayContaining([
				...[`forum:${forumId}`, `session:${second}`, `session:${fourth}`, `issue:${issueId}`],
				...[`cause:${treeId}`, `gap:${gap}`, `benefitTable:${tableId}`, `platform:${platform}`],
			]),
		);
		const forward = await stopsSeenBy(sato, { kind: 'session', id: second });
		expect(forward).toEqual(
			expect.arrayContaining([
				...[`issue:${issueId}`, `cause:${treeId}`, `benefitTable:${tableId}`],
				...[`platform:${platform}`, `outcome:${outcome}`],
			]),
		);
	},
);

test('after the four sessions the gate is open, and the sheet of where things stand holds what was said', async () => {
	const { sato, forumId } = await walkCourse('devices');
	await prepareForum(as(sato), { id: forumId, reason: '' });
	const found = await (await testDatabase()).as(sato, (tx) => forumSheet(tx, sato, forumId));
	expect(found.forum?.missing).toEqual([]);
	expect(found.cameOut.results.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
		'card: あかりの会：週に一度の見守り',
		// what was put under no name comes first, as on the board
		'issueByPosition: 場所を開ける人手がない',
		'issueByPosition: 夕方に一人でいる子がいる',
		'issueByPosition: 送り迎えができない家がある',
		'rootCause: 夕方に一人でいる子がいる',
		'jointPossibility: 学校の帰りに寄れる夕方の部屋を開く',
		'missingFunction: 夕方に車で送る人がいない',
	]);
	expect(found.issues).toMatchObject([{ title: '場所を開ける人手がない' }]);
});

test('a call begins in the words of what came out of a session, and says so to whoever reads that session', async () => {
	const { sato, steps, issueId, visitor } = await walkCourse('devices');
	const [, , , fourth = ''] = steps;
	const [room] = await resultsOf(fourth, 'jointPossibility');
	const { id } = await callPlatform(
		as(sato),
		aCall([issueId], { purpose: room?.text, result: room?.id }),
	);
	await openCall(as(sato), { id });
	const database = await testDatabase();
	const { resultId } = await database.as(sato, (tx) => platformPage(tx, sato, id));
	expect(await database.as(sato, (tx) => resultIfRead(tx, sato, resultId))).toMatchObject({
		...{ text: room?.text, sessionId: fourth, kind: 'jointPossibility' },
	});
	// the report of the session is not published yet
	expect(await database.as(visitor, (tx) => resultIfRead(tx, visitor, resultId))).toBeNull();
	expect(await stopsSeenBy(sato, { kind: 'platform', id })).toContain(`session:${fourth}`);
});

/** The records of a course without ids, times, and who typed them. */
const records: Record<string, string> = {
	opinions: `select o.text, o.actor_group, o.source, o.state, p.question, g.name as put_together from opinions o
		join pillars p on p.operator_id = o.operator_id and p.id = o.pillar_id
		left join opinion_groups g on g.operator_id = o.operator_id and g.id = o.group_id
		where o.operator_id = $1 order by p.position, o.text collate "C"`,
	results: `select r.kind, r.text, r.actor_group, r.origin_kind, s.course_step, r.issue_id is not null as raised from session_results r
		join sessions s on s.operator_id = r.operator_id and s.id = r.session_id
		where r.operator_id = $1 order by s.course_step, r.kind, r.text collate "C"`,
	votes: `select s.text, v.value, coalesce(p.actor_group, h.actor_group) as actor_group from statement_votes v
		join statements s on s.operator_id = v.operator_id and s.id = v.statement_id
		left join board_participants p on p.operator_id = v.operator_id and p.id = v.participant_id
		left join statement_sheets h on h.operator_id = v.operator_id and h.id = v.sheet_id
		where v.operator_id = $1 order by s.number, s.session_id, actor_group, v.value`,
	attendances: `select name, actor_group, people, way, organisation_name, who_key <> '' as is_known from attendances
		where operator_id = $1 order by name collate "C"`,
	preparations: `select what_we_do, troubles, wishes from preparations where operator_id = $1`,
	causes: `select c.text, c.standing, c.origin_kind, c.parent_id is null as is_top from causes c
		where c.operator_id = $1 order by c.text collate "C"`,
	gaps: `select f.name, g.text, g.standing, g.state from function_gaps g
		join local_functions f on f.operator_id = g.operator_id and f.id = g.function_id where g.operator_id = $1`,
	issues: `select title, description, wall, theme, state from issues where operator_id = $1`,
	links: `select from_kind, to_kind, count(*)::int as n from links where operator_id = $1 group by 1, 2 order by 1, 2`,
};

test('a hall in which nobody has a device leaves the same records', async () => {
	const devices = await walkCourse('devices');
	const paper = await walkCourse('paper');
	for (const [name, query] of Object.entries(records)) {
		const [typed, told] = [
			await ownerQuery(query, [paper.operatorId]),
			await ownerQuery(query, [devices.operatorId]),
		];
		expect(told.length, name).toBeGreaterThan(0);
		expect(typed, name).toEqual(told);
	}
	const [onPaper, onDevices] = [
		await sheetOfVersion(paper.version),
		await sheetOfVersion(devices.version),
	];
	const words = ({ activity, parties }: typeof onPaper) => [
		activity.text,
		...Object.values(parties).map(({ name, cells }) => [
			name.text,
			...Object.values(cells).map(({ text }) => text),
		]),
	];
	expect(words(onPaper)).toEqual(words(onDevices));
});
