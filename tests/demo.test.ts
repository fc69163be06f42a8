/** The demo region: made whole or not at all, and everything in it that somebody should be able to look at. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedDemo } from '../demo/seed.ts';
import { findingsIn } from '#lib/concerns/deidentified.ts';
import { concernStates } from '#lib/concerns/rules.ts';
import { actionStates, noticeKinds } from '#lib/platforms/rules.ts';
import { mediaTypeOf } from '#lib/server/files.ts';
import { verifyAudit } from '#lib/server/audit.ts';
import { threadOf } from '#lib/trace/server/queries.ts';
import { ownerQuery, testDatabase, testDatabaseUrl, testTime } from './support/database.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'otagaisama-demo-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const said: string[] = [];
/** What a run that was ended half-way has left behind. */
const left = { councils: -1, files: true };

beforeAll(async () => {
	const databaseUrl = await testDatabaseUrl();
	const options = { databaseUrl, dataFolder, end: testTime };
	const ended = seedDemo({
		...options,
		isSmall: true,
		say: (line) => {
			if (line.startsWith('2025年11月')) throw new Error('ended here');
		},
	});
	await expect(ended).rejects.toThrow('ended here');
	left.councils = await count('operators');
	left.files = filesIn(dataFolder).length > 0;
	await seedDemo({ ...options, say: (line) => said.push(line) });
}, 240_000);

async function count(table: string, where = 'true'): Promise<number> {
	const [row] = await ownerQuery<{ n: number }>(
		`select count(*)::int n from ${table} where ${where}`,
	);
	return row?.n ?? -1;
}

/** How many rows for each value, in the full council unless `where` says otherwise. */
async function tally(
	table: string,
	column: string,
	where = inShakyo,
): Promise<Record<string, number>> {
	const rows = await ownerQuery<{ value: string; n: number }>(
		`select ${column}::text value, count(*)::int n from ${table} where ${where} group by 1`,
	);
	return Object.fromEntries(rows.map(({ value, n }) => [value, n]));
}

const inShakyo = `operator_id = (select id from operators where slug = 'aohama-shakyo')`;

function filesIn(folder: string): string[] {
	const files = join(folder, 'files');
	if (!existsSync(files)) return [];
	return readdirSync(files, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

describe('made whole or not at all', () => {
	test('a run that is ended half-way leaves nothing', () => {
		expect(left).toEqual({ councils: 0, files: false });
	});

	test('a second start changes nothing', async () => {
		const before = await count('audit_trail');
		expect(
			await seedDemo({ databaseUrl: await testDatabaseUrl(), dataFolder, end: testTime }),
		).toBe(false);
		expect({ councils: await count('operators'), rows: await count('audit_trail') }).toEqual({
			councils: 3,
			rows: before,
		});
	});

	test('it says what it does, month after month', () => {
		expect(said[0]).toMatch(/^\d{4}年\d+月のできごと$/);
		expect(said.at(-1)).toMatch(/^デモ地域ができました/);
	});
});

describe('three invented councils', () => {
	test('all say that they are a demo, under numbers that nobody has', async () => {
		const rows = await ownerQuery(
			`select slug, legal_kind, municipality_code, is_demo, requires_second_factor, telephone ~ '^03-0[0-9]{3}-[0-9]{4}$' as is_nobody
			from operators order by slug`,
		);
		const common = { is_demo: true, requires_second_factor: false, is_nobody: true };
		expect(rows).toEqual([
			{ slug: 'aohama', legal_kind: 'municipality', municipality_code: '991015', ...common },
			{ slug: 'aohama-shakyo', legal_kind: 'shakyo', municipality_code: '991015', ...common },
			{ slug: 'hiyori', legal_kind: 'prefecture', municipality_code: '990001', ...common },
		]);
	});

	test('every council has something in every room', async () => {
		const tables = [
			'people',
			'areas',
			'organisations',
			'concerns',
			'issues',
			'forums',
			'sessions',
			'platforms',
			'links',
		];
		for (const table of tables) {
			const rows = await ownerQuery<{ n: number }>(
				`select count(*)::int n from ${table} group by operator_id`,
			);
			expect(
				rows.map(({ n }) => n > 0),
				table,
			).toEqual([true, true, true]);
		}
	});

	test('areas lie beside each other, and a 町会 moved on a day', async () => {
		const rows = await ownerQuery(
			`select p.name, p.asked_of_residents as asked, count(*)::int n from partitions p join areas a on a.partition_id = p.id
			where p.${inShakyo} and a.valid_until is null group by 1, 2 order by n`,
		);
		expect(rows).toEqual([
			{ name: '基本圏域', asked: false, n: 4 },
			{ name: '出張所管内', asked: false, n: 6 },
			{ name: '生活圏域', asked: true, n: 8 },
			{ name: '小地域（町会・自治会）', asked: false, n: 48 },
		]);
		const moved = await ownerQuery(
			`select w.name, m.valid_from::text as since, m.valid_until::text as until from area_memberships m
			join areas a on a.id = m.part_id join areas w on w.id = m.whole_id join partitions p on p.id = w.partition_id
			where a.name = '橋詰三丁目' and p.name = '生活圏域' order by 2`,
		);
		expect(moved).toEqual([
			{ name: '橋詰', since: '2018-04-01', until: '2024-04-01' },
			{ name: '本町', since: '2024-04-01', until: null },
		]);
	});

	test('the directory came in through the import', async () => {
		expect({
			organisations: await count('organisations', `${inShakyo} and import_id is not null`),
			places: await count('places', `${inShakyo} and import_id is not null`),
			drafts: await count('import_drafts'),
		}).toEqual({ organisations: 95, places: 74, drafts: 0 });
		expect(
			await count(
				'organisations',
				`name in ('髙﨑ひなた子ども食堂', '辻󠄀本たすけ隊', 'NPO法人Tom&ともに')`,
			),
		).toBe(3);
	});

	test('there is somebody for every role, and roles end', async () => {
		expect(Object.keys(await tally('role_grants', 'role')).sort()).toEqual([
			'administrator',
			'auditor',
			'coordinator',
			'evaluator',
			'facilitator',
			'officer',
			'secretariat',
		]);
		expect(await count('people', `${inShakyo} and left_at is not null`)).toBe(1);
		expect(
			await count('role_grants', `${inShakyo} and valid_until < '2026-11-22' and ended_at is null`),
		).toBe(1);
		expect(await count('auth.demo_logins', inShakyo)).toBeGreaterThanOrEqual(12);
	});
});

describe('what residents told', () => {
	test('420 voices in every state and by every way', async () => {
		expect(await count('concerns', inShakyo)).toBe(420);
		expect(Object.keys(await tally('concerns', 'state')).sort()).toEqual([...concernStates].sort());
		const channels = await tally('concerns', 'channel');
		expect(Object.values(channels).every((n) => n > 0)).toBe(true);
		expect(channels.phone).toBeGreaterThan(channels.window ?? 0);
		expect(Object.keys(await tally('concerns', 'deidentified_state')).sort()).toEqual([
			'drafted',
			'none',
			'published',
			'returned',
		]);
	});

	test('about 240 texts are published, and none of them shows a person', async () => {
		const rows = await ownerQuery<{ text: string; body: string }>(
			`select deidentified_text as text, body from concerns where deidentified_state = 'published'`,
		);
		expect(rows.length).toBeGreaterThanOrEqual(240);
		expect(rows.flatMap(({ text }) => findingsIn(text))).toEqual([]);
		expect(rows.filter(({ text, body }) => text === body)).toEqual([]);
		// the same is told by many, and never twice in the same words
		expect(new Set(rows.map(({ text }) => text)).size).toBe(rows.length);
	});

	test('troubles overlap and most people stand alone', async () => {
		const [mean] = await ownerQuery<{ tags: number; alone: number }>(
			`select avg(cardinality(tags))::float tags, avg((cardinality(isolation) > 0)::int)::float alone from concerns where ${inShakyo}`,
		);
		expect(mean?.tags).toBeCloseTo(2.3, 0);
		expect(mean?.alone).toBeGreaterThan(0.6);
		expect(mean?.alone).toBeLessThan(0.8);
	});

	test('something waits for the desk: of today, of yesterday, and longer than it should', async () => {
		const waiting = await ownerQuery<{ day: string }>(
			`select (received_at at time zone 'Asia/Tokyo')::date::text as day from concerns where ${inShakyo} and state = 'received'`,
		);
		const days = waiting.map(({ day }) => day);
		expect(days).toContain('2026-11-22');
		expect(days).toContain('2026-11-21');
		expect(days.some((day) => day < '2026-11-18')).toBe(true);
	});

	test('about forty papers are kept, each of the kind that it says', async () => {
		const rows = await ownerQuery<{
			id: string;
			operator_id: string;
			media_type: string;
			bytes: number;
		}>('select id, operator_id, media_type, bytes from files');
		expect(rows.length).toBeGreaterThanOrEqual(35);
		for (const { id, operator_id, media_type, bytes } of rows) {
			const content = readFileSync(join(dataFolder, 'files', operator_id, id));
			expect({ type: mediaTypeOf(content), bytes: content.length }).toEqual({
				type: media_type,
				bytes,
			});
		}
		expect(new Set(rows.map((row) => row.media_type)).size).toBe(3);
	});

	test('some are for the office only, two are sealed, some were urgent', async () => {
		const levels = await tally('concerns', 'privacy');
		expect(levels.P5).toBeGreaterThan(0);
		expect(levels.P6).toBe(2);
		expect((await tally('concerns', 'urgency')).urgent).toBeGreaterThan(2);
	});
});

describe('from voices to what is done together', () => {
	test('26 issues stand where the ticket wants them', async () => {
		expect(await tally('issues', 'state')).toEqual({
			...{ candidate: 9, shared: 6, deliberating: 5, inAction: 3, resolved: 2, handedToPolicy: 1 },
		});
		expect(await count('issue_workers', `${inShakyo} and confirmed_at is null`)).toBe(1);
		expect(Object.keys(await tally('issue_comments', 'state')).sort()).toEqual([
			'hidden',
			'shown',
			'waiting',
			'withdrawn',
		]);
	});

	test('forums, from the plan to every month', async () => {
		expect(await tally('forums', 'state')).toEqual({ planned: 1, startupCourse: 1, launched: 3 });
		const course = await ownerQuery<{ headcount: number }>(
			`select s.headcount from sessions s join forums f on f.id = s.forum_id
			where f.name = '灯山 子どもの話し合いの場' and s.kind = 'course' order by s.course_step`,
		);
		expect(course.map(({ headcount }) => headcount)).toEqual([24, 28, 26, 28]);
		const monthly = await ownerQuery<{ kind: string; headcount: number }>(
			`select s.kind, s.headcount from sessions s join forums f on f.id = s.forum_id
			where f.name = '灯山 子どもの話し合いの場' and s.state = 'published' and s.kind <> 'course' order by s.held_on`,
		);
		expect(monthly.length).toBeGreaterThanOrEqual(9);
		expect(monthly.every(({ headcount }) => headcount >= 9 && headcount <= 19)).toBe(true);
		expect(monthly.slice(0, 4).map(({ kind }) => kind)).toEqual(['talk', 'study', 'talk', 'study']);
	});

	test('第1回 情報交換会: 30 people, seven and twelve opinions', async () => {
		const rows = await ownerQuery<{ headcount: number; opinions: number }>(
			`select s.headcount, count(o.id)::int opinions from sessions s join pillars p on p.session_id = s.id
			join opinions o on o.pillar_id = p.id where s.title = '第1回 情報交換会' group by s.headcount, p.id, p.position order by p.position`,
		);
		expect(rows).toEqual([
			{ headcount: 30, opinions: 7 },
			{ headcount: 30, opinions: 12 },
		]);
	});

	test('sessions that slipped, fell out, are full, stay closed or are still to come', async () => {
		expect(await count('session_dates', `${inShakyo} and kind = 'postponed'`)).toBe(1);
		expect(await count('sessions', `${inShakyo} and state = 'cancelled'`)).toBe(1);
		expect(await count('signups', `${inShakyo} and state = 'waiting'`)).toBeGreaterThan(0);
		expect(
			await count('sessions', `${inShakyo} and kind = 'caseStudy' and state = 'reportApproved'`),
		).toBe(1);
		expect(
			await count('sessions', `${inShakyo} and state = 'registration' and held_on > '2026-11-22'`),
		).toBeGreaterThanOrEqual(4);
		expect(await count('sessions', `${inShakyo} and state = 'announced' and held_on is null`)).toBe(
			1,
		);
		// one is under way: half an hour, on its first question, with a board, seats and a picture to come
		expect(
			await ownerQuery(
				`select s.state, r.at_step as at, r.steps -> r.at_step ->> 'pausedSince' is not null as waits,
				jsonb_array_length(p.rounds -> 0) as tables, b.seq::int as written
				from session_runs r join sessions s on s.id = r.session_id
				join seating_plans p on p.session_id = s.id join boards b on b.session_id = s.id`,
			),
		).toEqual([{ state: 'open', at: 2, waits: true, tables: 3, written: 15 }]);
		expect(await tally('statements', 'state')).toEqual({ closed: 4 });
		expect(await count('opinions', inShakyo)).toBeGreaterThanOrEqual(150);
		// whoever reads a list of attendance can add it up
		expect(
			await count(
				'sessions s',
				`s.${inShakyo} and s.headcount <> (select sum(a.people) from attendances a where a.session_id = s.id)`,
			),
		).toBe(0);
	});

	test('プラットフォーム that reached their end, that act, that stopped and that gather', async () => {
		expect(await tally('platforms', `state || coalesce(' ' || ending, '')`)).toEqual({
			...{ active: 3, 'dissolved achieved': 2, 'dissolved stopped': 1, gathering: 1 },
		});
		expect(await count('platform_questions', `${inShakyo} and state = 'open'`)).toBe(1);
		const states = await tally('platform_actions', 'state');
		expect(actionStates.filter((state) => states[state] === undefined)).toEqual([]);
		expect(await count('platform_notices', `not (kind = any('{${noticeKinds.join(',')}}'))`)).toBe(
			0,
		);
	});

	test('the demo representative has an invitation to answer', async () => {
		expect(
			await count(
				'platform_members m',
				`m.state = 'invited' and m.organisation_id in (select r.organisation_id from representations r
				join auth.demo_logins d on d.person_id = r.person_id where d.part like '%埠頭ネット%')`,
			),
		).toBe(1);
	});

	test('outcomes are published, wait, came back and were withdrawn', async () => {
		const states = await tally(
			'outcomes',
			`state || case when return_note <> '' then ' returned' else '' end`,
		);
		expect(states).toEqual({ published: 5, draft: 2, 'draft returned': 1, withdrawn: 1 });
	});
});

describe('what can be trusted', () => {
	test('a 相利評価表 was planned, looked at again and judged by those who have part in it', async () => {
		expect(await tally('benefit_versions', 'phase')).toEqual({
			design: 1,
			improvement: 1,
			evaluation: 1,
		});
		expect(await count('benefit_judgements', "heard_from <> ''")).toBe(1);
		expect(await count('benefit_adoptions')).toBe(1);
	});

	test('from a voice the thread leads to an outcome', async () => {
		const [from] = await ownerQuery<{ operator_id: string; from_id: string }>(
			`select l.operator_id, l.from_id from links l join issues i on i.id = l.to_id
			where l.from_kind = 'concern' and i.title = '夕方から夜、子どもが一人で過ごしている' order by l.made_at limit 1`,
		);
		const { operator_id: operatorId = '', from_id: id = '' } = from ?? {};
		const database = await testDatabase();
		const { links } = await database.as({ kind: 'system', operatorId, task: 'test' }, (tx) =>
			threadOf(tx, operatorId, { kind: 'concern', id }),
		);
		const kinds = new Set(links.map(({ to }) => to.kind));
		expect([...kinds].sort()).toEqual([
			'benefitTable',
			'cause',
			'forum',
			'gap',
			'issue',
			'outcome',
			'platform',
			'session',
		]);
	});

	test('the audit trail is whole, in the order of time, and nothing lies after today', async () => {
		const database = await testDatabase();
		const councils = await ownerQuery<{ id: string }>('select id from operators');
		for (const { id: operatorId } of councils) {
			const actor = { kind: 'system', operatorId, task: 'test' } as const;
			expect(await database.as(actor, (tx) => verifyAudit(tx, operatorId))).toMatchObject({
				whole: true,
			});
		}
		expect(await count('audit_trail', inShakyo)).toBeGreaterThan(3_000);
		const backwards = `select 1 from (select at, lag(at) over (partition by operator_id order by sequence) as before from audit_trail) as row where at < before`;
		expect(await ownerQuery(backwards)).toEqual([]);
		expect(await count('audit_trail', `at > '${testTime.toISOString()}'`)).toBe(0);
	});

	test('the audit trail holds no word that anybody told', async () => {
		const told = await ownerQuery(
			`select c.number from concerns c join audit_trail a on a.operator_id = c.operator_id and a.subject_id = c.id::text
			where position(left(c.body, 8) in a.detail::text) > 0
				or (c.deidentified_text <> '' and position(left(c.deidentified_text, 8) in a.detail::text) > 0)`,
		);
		expect(told).toEqual([]);
		const japanese = `detail::text ~ '[ぁ-んァ-ヶ]{4,}'`;
		expect(await count('audit_trail', japanese)).toBe(0);
	});

	test('no letter waits to be sent to addresses that nobody has', async () => {
		expect(await count('mails', 'sent_at is null or body is not null')).toBe(0);
		expect(await count('mails', `to_address not like '%example.jp'`)).toBe(0);
	});
});

test('what lies behind an issue was dug out in depth, from what was said, and published by another person', async () => {
	const [published] = await ownerQuery<{ causes: number; taken: number; standings: number }>(
		`select count(*)::int as causes, count(origin_id)::int as taken, count(distinct standing)::int as standings
		from causes c join cause_trees t on t.operator_id = c.operator_id and t.id = c.tree_id where t.published_revision is not null`,
	);
	expect(published?.causes).toBeGreaterThan(12);
	expect(published?.taken).toBeGreaterThan(5);
	expect(published?.standings).toBe(3);
	expect(await count('cause_trees', 'published_revision is null')).toBe(1);
});

test('the office keeps what is there and what is missing, out of the directory and out of sessions', async () => {
	expect(await count('local_functions')).toBeGreaterThan(5);
	expect(await count('function_covers', 'organisation_id is not null')).toBeGreaterThan(8);
	expect(await tally('function_gaps', 'state')).toEqual({ filled: 1, open: 6 });
	expect(await count('function_gaps', 'origin_result_id is not null')).toBe(2);
	expect(await count('function_gaps', 'for_policy_at is not null')).toBe(1);
});
