import { describe, expect, test } from 'vitest';
import { issueCards } from '#lib/issues/server/queries.ts';
import { countStatements, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCourse, aForum, aForumForm, aRunningSession, as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { addResults } from '../../sessions/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import {
	addTheme,
	appointForumFacilitator,
	changeForum,
	endForum,
	launchForum,
	pauseForum,
	planForum,
	planMonthly,
	prepareForum,
	resumeForum,
	startCourse,
	takeTheme,
	tickCheck,
	tieForumToIssue,
	widenTargets,
} from './commands.ts';
import { forumPage, invitationCandidates } from './detail.ts';
import { areasWithoutForum, forumCards, listForums } from './queries.ts';

const stateOf = async (id: string) =>
	(await ownerQuery<{ state: string }>('select state from forums where id = $1', [id]))[0]?.state;
const read = async <T>(actor: Actor, query: (tx: Parameters<typeof forumPage>[0]) => Promise<T>) =>
	(await testDatabase()).as(actor, query);
const search = (text = '') =>
	listRequest(new URLSearchParams(text), {
		sorts: ['name', 'changed'],
		filters: ['kind', 'state', 'area'],
	});

test('a forum is planned with its themes in order and its provisional target persons', async () => {
	const { sato, visitor, operatorId, hillArea } = await aCouncil();

	const id = await aForum(sato, { areas: [hillArea] });

	const page = await read(sato, (tx) => forumPage(tx, sato, id));
	expect(page.forum).toMatchObject({
		state: 'planned',
		name: '灯山の子どもを話す場',
		launchedOn: null,
	});
	expect(page.themes.map(({ name, state }) => [name, state])).toEqual([
		['子ども', 'current'],
		['夕方の居場所', 'planned'],
	]);
	expect(page.targets[0]).toMatchObject({
		interests: ['子ども', '見守り'],
		inAreas: true,
		inWelfare: true,
	});
	expect(page.areas.map(({ name }) => name)).toEqual(['灯山']);
	expect(await trail(operatorId)).toEqual(['forum.plan']);
	// what is only planned is not announced
	await expect(read(visitor, (tx) => forumPage(tx, visitor, id))).rejects.toMatchObject({
		code: 'not-found',
	});
});

test('the form says what is missing, field by field', async () => {
	const { sato } = await aCouncil();
	await expect(planForum(as(sato), aForumForm({ name: ' ', kind: 'party' }))).rejects.toMatchObject(
		{
			code: 'not-valid',
			problems: [
				{ field: 'name', message: 'gatherings_forum_name_missing' },
				{ field: 'kind', message: 'gatherings_forum_kind_missing' },
			],
		},
	);
});

describe('who may plan a forum', () => {
	test('a coordinator inside the own area, not outside; nobody else', async () => {
		const { mori, ito, ono, visitor, abe, ueda, harbourArea, hillArea } = await aCouncil();
		await expect(planForum(as(mori), aForumForm({ areas: [harbourArea] }))).resolves.toHaveProperty(
			'id',
		);
		await expect(planForum(as(mori), aForumForm({ areas: [hillArea] }))).rejects.toMatchObject({
			code: 'not-allowed',
		});
		for (const actor of [ito, ono, visitor, abe, ueda]) {
			await expect(planForum(as(actor), aForumForm())).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}
	});

	test('an area of another council does not exist', async () => {
		const [{ sato }, other] = [await aCouncil(), await aCouncil()];
		await expect(
			planForum(as(sato), aForumForm({ areas: [other.hillArea] })),
		).rejects.toMatchObject({ code: 'not-valid' });
	});

	test('a coordinator elsewhere sees the plan and cannot change it', async () => {
		const { sato, mori, hillArea } = await aCouncil();
		const id = await aForum(sato, { areas: [hillArea] });
		await expect(
			changeForum(as(mori), { id, ...aForumForm(), areas: [hillArea] }),
		).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(addTheme(as(mori), { id, name: '移動' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});
});

test('the start course makes exactly four sessions with their questions, two weeks apart', async () => {
	const { sato, visitor, operatorId } = await aCouncil();

	const { forumId } = await aCourse(sato, '令和8年12月8日');

	const page = await read(sato, (tx) => forumPage(tx, sato, forumId));
	expect(page.forum.state).toBe('startupCourse');
	expect(page.sessions.map(({ courseStep, title, when }) => [courseStep, title, when])).toEqual([
		[1, 'お互いの活動を知る', { kind: 'day', date: '2026-12-08' }],
		[2, 'それぞれの立場から見える課題を共有する', { kind: 'day', date: '2026-12-22' }],
		[3, '見えてきた課題を掘り下げて、本質を探る', { kind: 'day', date: '2027-01-05' }],
		[4, '連携して取り組めること・足りない機能を見つける', { kind: 'day', date: '2027-01-19' }],
	]);
	const [{ n } = { n: 0 }] = await ownerQuery<{ n: number }>(
		'select count(*)::int as n from pillars p join sessions s on s.id = p.session_id where s.forum_id = $1',
		[forumId],
	);
	expect(n).toBe(9);
	expect(await trail(operatorId)).toEqual(['forum.plan', 'forum.startCourse']);
	// the forum is public now, its planned sessions are not yet
	const seen = await read(visitor, (tx) => forumPage(tx, visitor, forumId));
	expect(seen.sessions).toEqual([]);
});

test('a first date that is not known yet leaves the days open', async () => {
	const { sato } = await aCouncil();
	const { forumId } = await aCourse(sato, '令和9年1月頃');
	const { sessions } = await read(sato, (tx) => forumPage(tx, sato, forumId));
	expect(sessions.map(({ when }) => when)).toEqual([
		{ kind: 'month', month: '2027-01' },
		...Array.from({ length: 3 }, () => ({ kind: 'text', text: '日にちは未定' })),
	]);
});

describe('prepared', () => {
	const outputs = ['card', 'issueByPosition', 'rootCause', 'jointPossibility', 'missingFunction'];

	test('needs an outcome of every step', async () => {
		const { sato } = await aCouncil();
		const { forumId } = await aCourse(sato);
		const { id } = await aRunningSession(sato, { forumId });
		for (const kind of outputs.slice(0, 4))
			await addResults(as(sato), { id, kind, results: 'あること' });

		await expect(prepareForum(as(sato), { id: forumId })).rejects.toMatchObject({
			problems: [{ field: 'reason', message: 'gatherings_prepare_outputs_missing' }],
		});
		expect(await stateOf(forumId)).toBe('startupCourse');

		await addResults(as(sato), { id, kind: 'missingFunction', results: '夜に開く場所' });
		await prepareForum(as(sato), { id: forumId });
		expect(await stateOf(forumId)).toBe('prepared');
	});

	test('can be reached with a reason, which everybody who runs it can read', async () => {
		const { sato } = await aCouncil();
		const { forumId } = await aCourse(sato);
		await prepareForum(as(sato), { id: forumId, reason: '前年度の講座の記録を使うため' });
		const { forum } = await read(sato, (tx) => forumPage(tx, sato, forumId));
		expect(forum).toMatchObject({
			state: 'prepared',
			preparedWithout: '前年度の講座の記録を使うため',
		});
	});

	test('cannot be skipped', async () => {
		const { sato } = await aCouncil();
		const { forumId } = await aCourse(sato);
		await expect(
			launchForum(as(sato), { id: forumId, launchedOn: '令和9年2月1日' }),
		).rejects.toMatchObject({ code: 'not-now' });
	});
});

async function aLaunchedForum() {
	const council = await aCouncil();
	const { forumId } = await aCourse(council.sato);
	await prepareForum(as(council.sato), { id: forumId, reason: '準備は別に行った' });
	await launchForum(as(council.sato), { id: forumId, launchedOn: '令和9年2月1日' });
	return { ...council, forumId };
}

test('a forum is launched on a public day, pauses, goes on and ends, each with its reason', async () => {
	const { sato, visitor, operatorId, forumId } = await aLaunchedForum();
	const { forum } = await read(visitor, (tx) => forumPage(tx, visitor, forumId));
	expect(forum).toMatchObject({ state: 'launched', launchedOn: '2027-02-01' });

	await expect(pauseForum(as(sato), { id: forumId, reason: '' })).rejects.toMatchObject({
		code: 'not-valid',
	});
	await pauseForum(as(sato), { id: forumId, reason: '会場の工事' });
	await resumeForum(as(sato), { id: forumId });
	await endForum(as(sato), { id: forumId, reason: '次の場に引き継ぐ' });

	const { moves } = await read(visitor, (tx) => forumPage(tx, visitor, forumId));
	expect(moves.map(({ to, reason }) => [to, reason])).toEqual([
		['startupCourse', ''],
		['prepared', '準備は別に行った'],
		['launched', ''],
		['paused', '会場の工事'],
		['launched', ''],
		['ended', '次の場に引き継ぐ'],
	]);
	expect((await trail(operatorId)).slice(-3)).toEqual(['forum.pause', 'forum.resume', 'forum.end']);
	await expect(resumeForum(as(sato), { id: forumId })).rejects.toMatchObject({ code: 'not-now' });
});

test('two people who launch at once: one of them is told that it is done', async () => {
	const { sato, kato } = await aCouncil();
	const { forumId } = await aCourse(sato);
	await prepareForum(as(sato), { id: forumId, reason: '準備は別に行った' });
	const results = await Promise.allSettled([
		launchForum(as(sato), { id: forumId, launchedOn: '2027-02-01' }),
		launchForum(as(kato), { id: forumId, launchedOn: '2027-03-01' }),
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('第2月曜 for a year leaves out holidays and named days; planning again makes nothing twice', async () => {
	const { sato, mori, hillArea, forumId } = await aLaunchedForum();
	const form = {
		id: forumId,
		nth: '2',
		weekday: '1',
		from: '令和8年12月',
		months: '12',
		rhythm: 'alternate',
		startsAt: '13時30分',
		endsAt: '15時',
		skipHolidays: 'yes',
		exceptions: '令和9年5月10日',
	};

	const result = await planMonthly(as(sato), form);

	expect(result).toMatchObject({ made: 9, leftOut: ['2027-01-11', '2027-05-10', '2027-10-11'] });
	const { sessions, forum } = await read(sato, (tx) => forumPage(tx, sato, forumId));
	const monthly = sessions.filter(({ courseStep }) => courseStep === null).reverse();
	expect(monthly.map(({ kind }) => kind).slice(0, 3)).toEqual(['talk', 'study', 'talk']);
	expect(monthly.map(({ ordinal }) => ordinal).slice(0, 2)).toEqual([5, 6]);
	expect(forum).toMatchObject({ monthlyNth: 2, monthlyWeekday: 1, monthlyStarts: '13:30' });
	expect(await planMonthly(as(sato), form)).toMatchObject({ made: 0, alreadyThere: 9 });
	await expect(planMonthly(as(sato), { ...form, exceptions: 'そのうち' })).rejects.toMatchObject({
		problems: [{ field: 'exceptions' }],
	});

	await changeForum(as(sato), { id: forumId, ...aForumForm(), areas: [hillArea] });
	await expect(planMonthly(as(mori), form)).rejects.toMatchObject({ code: 'not-allowed' });
});

test('a month whose day has passed gets no session in the past', async () => {
	const { sato, forumId } = await aLaunchedForum();
	// today is 22 November 2026; the second Tuesday was the 10th
	const form = { id: forumId, nth: '2', weekday: '2', from: '', months: '2', rhythm: 'talk' };
	expect(await planMonthly(as(sato), form)).toMatchObject({ made: 0, alreadyThere: 1 });
	expect(await planMonthly(as(sato), { ...form, weekday: '4' })).toMatchObject({ made: 1 });
});

test('one theme at a time: taking up the next one finishes the one before', async () => {
	const { sato } = await aCouncil();
	const id = await aForum(sato);
	await addTheme(as(sato), { id, name: '移動と買い物' });
	const { themes } = await read(sato, (tx) => forumPage(tx, sato, id));
	await takeTheme(as(sato), { id, themeId: themes[2]?.id, day: '令和9年4月1日' });
	const after = await read(sato, (tx) => forumPage(tx, sato, id));
	expect(after.themes.map(({ name, state, endedOn }) => [name, state, endedOn])).toEqual([
		['子ども', 'done', '2027-04-01'],
		['夕方の居場所', 'planned', null],
		['移動と買い物', 'current', null],
	]);
	const { rows } = await read(sato, (tx) => listForums(tx, sato, search('q=移動と買い物')));
	expect(rows.map((row) => row.theme)).toEqual(['移動と買い物']);
});

test('target persons are widened with their history; the directory is asked by area, welfare and interest', async () => {
	const { sato, ito, operatorId, hillArea, lanternGroup, harbourGroup } = await aCouncil();
	await ownerQuery(
		"update organisations set search_text = '子どもの見守り' where operator_id = $1",
		[operatorId],
	);
	await ownerQuery(
		'insert into organisation_areas (operator_id, organisation_id, area_id) values ($1, $2, $3)',
		[operatorId, lanternGroup, hillArea],
	);
	const id = await aForum(sato, { areas: [hillArea] });
	const names = async () => {
		const page = await read(sato, (tx) => forumPage(tx, sato, id));
		return (await read(sato, (tx) => invitationCandidates(tx, sato, page))).map(
			(candidate) => candidate.name,
		);
	};
	expect(await names()).toEqual(['あかりの会']);

	await widenTargets(as(sato), {
		id,
		targets: '地域で活動しているすべての方',
		interests: '見守り',
		why: '参加が少ないため',
	});

	expect(await names()).toEqual(['あかりの会', 'みなと見守り隊']);
	const page = await read(sato, (tx) => forumPage(tx, sato, id));
	expect(page.targets.map(({ description }) => description)).toEqual([
		'地域で活動しているすべての方',
		expect.stringContaining('この地域で'),
	]);
	expect(harbourGroup).toBeTruthy();
	await startCourse(as(sato), { id, seenExisting: 'yes' });
	const asResident = await read(ito, (tx) => forumPage(tx, ito, id));
	await expect(read(ito, (tx) => invitationCandidates(tx, ito, asResident))).rejects.toMatchObject({
		code: 'not-found',
	});
});

test('the checklist keeps who ticked what', async () => {
	const { sato, ito, operatorId } = await aCouncil();
	const id = await aForum(sato);
	await tickCheck(as(sato), { id, item: 'place', done: 'yes', note: '灯山会館' });
	await expect(tickCheck(as(ito), { id, item: 'theme', done: 'yes' })).rejects.toMatchObject({
		code: 'not-found',
	});
	expect(
		await ownerQuery('select item, note, done_by from forum_checks where forum_id = $1', [id]),
	).toEqual([{ item: 'place', note: '灯山会館', done_by: sato.personId }]);
	await tickCheck(as(sato), { id, item: 'place' });
	expect(await ownerQuery('select 1 from forum_checks where forum_id = $1', [id])).toEqual([]);
	expect(await trail(operatorId)).toEqual(['forum.plan', 'forum.tickCheck', 'forum.tickCheck']);
});

test('進行役 are appointed for one forum by somebody else', async () => {
	const { sato, ito, operatorId } = await aCouncil();
	const id = await aForum(sato);
	await expect(
		appointForumFacilitator(as(sato), { id, personId: sato.personId }),
	).rejects.toMatchObject({ problems: [{ field: 'personId' }] });
	await appointForumFacilitator(as(sato), { id, personId: ito.personId, until: '令和9年3月31日' });
	await appointForumFacilitator(as(sato), { id, personId: ito.personId });
	expect(
		await ownerQuery(
			"select scope_kind, scope_id, valid_until::text from role_grants where person_id = $1 and role = 'facilitator'",
			[ito.personId],
		),
	).toEqual([{ scope_kind: 'forum', scope_id: id, valid_until: '2027-03-31' }]);
	expect(await trail(operatorId)).toContain('forum.appointFacilitator');
});

async function aSharedIssue(operatorId: string, state = 'shared') {
	const [row] = await ownerQuery<{ id: string }>(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, theme, search_text, made_at, changed_at, reviewed_at)
		values ($1, gen_random_uuid(), $2, 1, '夕方に子どもが過ごす場所がない', 'ゆ', '説明', '', 'children', '', now(), now(), now()) returning id`,
		[operatorId, state],
	);
	return row?.id ?? '';
}

test('a forum about an issue stands on the thread', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const issueId = await aSharedIssue(operatorId);
	const { forumId } = await aCourse(sato);
	await tieForumToIssue(as(sato), { id: forumId, issueId });
	expect(
		await ownerQuery(
			"select from_kind, from_id, to_kind, to_id from links where operator_id = $1 and to_kind = 'forum'",
			[operatorId],
		),
	).toEqual([{ from_kind: 'issue', from_id: issueId, to_kind: 'forum', to_id: forumId }]);
	const cards = await read(visitor, async (tx) => [
		...(await issueCards(tx, visitor, [issueId])),
		...(await forumCards(tx, visitor, [forumId])),
	]);
	expect(cards.map(({ kind, path }) => [kind, path])).toEqual([
		['issue', `/issues/${issueId}`],
		['forum', `/forums/${forumId}`],
	]);
	// its sessions follow on the thread
	expect(
		await ownerQuery("select 1 from links where from_id = $1 and to_kind = 'session'", [forumId]),
	).toHaveLength(4);
	const planned = await aForum(sato);
	expect(await read(visitor, (tx) => forumCards(tx, visitor, [planned]))).toEqual([]);
});

test('areas where nobody meets yet are named', async () => {
	const { sato, visitor, hillArea } = await aCouncil();
	const names = async () =>
		(await read(visitor, (tx) => areasWithoutForum(tx, visitor, '2026-11-22'))).map(
			({ name }) => name,
		);
	expect(await names()).toEqual(['北浜東', '灯山']);
	const id = await aForum(sato, { areas: [hillArea] });
	expect(await names()).toEqual(['北浜東', '灯山']);
	await startCourse(as(sato), { id, seenExisting: 'yes' });
	expect(await names()).toEqual(['北浜東']);
});

test('a list and a page of forums cost the same for 20 and for 2,000 rows', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const fill = (n: number) =>
		ownerQuery(
			`insert into forums (operator_id, id, name, sort_key, kind, state, search_text, made_at, changed_at)
			select $1, gen_random_uuid(), '場' || i, 'ば' || i, 'district', 'startupCourse', '場' || i, now(), now() from generate_series(1, $2::int) i`,
			[operatorId, n],
		);
	const { forumId } = await aCourse(sato);
	const cost = async () => [
		await countStatements(() => read(visitor, (tx) => listForums(tx, visitor, search()))),
		await countStatements(() => read(visitor, (tx) => forumPage(tx, visitor, forumId))),
	];
	await fill(20);
	const few = await cost();
	await fill(1_980);
	expect(await cost()).toEqual(few);
	// the opening of the transaction is one of them
	expect(few).toEqual([3, 2]);
});
