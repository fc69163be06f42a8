import { describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import {
	aCourse,
	aForum,
	anOpenList,
	aRunningSession,
	aSession,
	aSessionForm,
	aSignUp,
	aWrittenSession,
	as,
	facilitating,
} from '#test/gatherings.ts';
import { tieForumToIssue } from '#lib/gatherings/server/commands.ts';
import { aCouncil } from '#test/people.ts';
import {
	annotateReport,
	announceSession,
	appointSessionFacilitator,
	approveReport,
	cancelSession,
	changeDate,
	changeSession,
	closeSession,
	openRegistration,
	openSession,
	planSession,
	postponeSession,
	proposeTalk,
	publishReport,
	setAgenda,
	setPillars,
	signUp,
	tieSessionToIssue,
	writeReport,
	writePillar,
} from './commands.ts';
import { sessionPage } from './detail.ts';

const stateOf = async (id: string) =>
	(await ownerQuery<{ state: string }>('select state from sessions where id = $1', [id]))[0]?.state;
const page = async (actor: Actor, id: string) =>
	(await testDatabase()).as(actor, (tx) => sessionPage(tx, actor, id));

test('a session is planned, also with a day that nobody knows yet', async () => {
	const { sato, operatorId } = await aCouncil();
	const id = await aSession(sato, { when: '令和8年12月頃' });
	const { session, agenda } = await page(sato, id);
	expect(session).toMatchObject({
		state: 'planned',
		heldWhen: { kind: 'month', month: '2026-12' },
		heldOn: null,
		startsAt: '13:30',
		endsAt: '15:00',
		capacity: null,
	});
	expect(agenda[0]).toMatchObject({ kind: 'opening', minutes: 5 });
	expect(await trail(operatorId)).toEqual(['session.plan']);
});

test('the form answers in plain words', async () => {
	const { sato } = await aCouncil();
	await expect(
		planSession(
			as(sato),
			aSessionForm({ title: '', when: '', startsAt: '16時', endsAt: '15時', capacity: '多め' }),
		),
	).rejects.toMatchObject({
		problems: expect.arrayContaining([
			{ field: 'title', message: 'gatherings_title_missing' },
			{ field: 'when', message: 'gatherings_when_missing' },
			{ field: 'capacity', message: 'field_number_wrong' },
			{ field: 'endsAt', message: 'gatherings_ends_before' },
		]),
	});
});

test('a session of a forum takes its areas and its number; a forum that is only planned has no sessions', async () => {
	const { sato, mori, harbourArea } = await aCouncil();
	const forumId = await aForum(sato, { areas: [harbourArea] });
	await expect(planSession(as(sato), aSessionForm({ forumId }))).rejects.toMatchObject({
		problems: [{ field: 'forumId' }],
	});
	await ownerQuery("update forums set state = 'startupCourse' where id = $1", [forumId]);
	const first = await aSession(mori, { forumId });
	const second = await aSession(mori, { forumId });
	expect((await page(sato, first)).session.ordinal).toBe(1);
	expect(await page(sato, second)).toMatchObject({
		session: { ordinal: 2 },
		areas: [{ name: '北浜東' }],
		forum: { id: forumId },
	});
});

describe('who may plan and move a session', () => {
	test('staff in their area; nobody else', async () => {
		const { mori, ito, ono, visitor, abe, ueda, hillArea } = await aCouncil();
		await expect(planSession(as(mori), aSessionForm({ areas: [hillArea] }))).rejects.toMatchObject({
			code: 'not-allowed',
		});
		for (const actor of [ito, ono, visitor, abe, ueda]) {
			await expect(planSession(as(actor), aSessionForm())).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}
	});

	test('a 進行役 opens and closes the own session, and announces, cancels or publishes none', async () => {
		const { sato, ito } = await aCouncil();
		const id = await anOpenList(sato);
		await setPillars(as(sato), { id, place: ['1'], pillarId: [''], question: ['何から始めるか'] });
		const facilitator = facilitating(ito, 'session', id);
		await expect(cancelSession(as(facilitator), { id, reason: '都合' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await expect(openSession(as(ito), { id })).rejects.toMatchObject({ code: 'not-allowed' });
		await openSession(as(facilitator), { id });
		await closeSession(as(facilitator), { id });
		expect(await stateOf(id)).toBe('closedDraft');
		await writeReport(as(facilitator), { id, report: '話し合いました。' });
		await expect(approveReport(as(facilitator), { id })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await expect(publishReport(as(facilitator), { id })).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});

	test('a 進行役 of another session is a stranger here', async () => {
		const { sato, ito } = await aCouncil();
		const id = await aSession(sato);
		const other = await aSession(sato);
		const facilitator = facilitating(ito, 'session', other);
		await expect(
			setPillars(as(facilitator), { id, place: [], pillarId: [], question: [] }),
		).rejects.toMatchObject({ code: 'not-found' });
	});
});

test('the whole way: planned, announced, sign-up, open, closed, approved, published', async () => {
	const { sato, kato, visitor, operatorId } = await aCouncil();
	const id = await aSession(sato);
	await expect(page(visitor, id)).rejects.toMatchObject({ code: 'not-found' });
	await announceSession(as(sato), { id });
	expect((await page(visitor, id)).session.state).toBe('announced');
	await openRegistration(as(sato), { id });
	await expect(openSession(as(sato), { id })).rejects.toMatchObject({
		key: 'gatherings_pillars_missing',
	});
	await setPillars(as(sato), {
		id,
		place: ['1'],
		pillarId: [''],
		question: ['主な対象を誰にするか'],
	});
	await openSession(as(sato), { id });
	await closeSession(as(sato), { id });
	await expect(approveReport(as(kato), { id })).rejects.toMatchObject({
		key: 'gatherings_report_missing',
	});
	await writeReport(as(sato), {
		id,
		report: '9人で話し合いました。',
		nextTime: '次は公園を見ます。',
	});
	await expect(approveReport(as(kato), { id })).rejects.toMatchObject({
		key: 'gatherings_headcount_missing',
	});
	await ownerQuery('update sessions set headcount = 9 where id = $1', [id]);
	await approveReport(as(kato), { id });
	await publishReport(as(kato), { id });
	expect((await page(visitor, id)).session).toMatchObject({
		state: 'published',
		report: '9人で話し合いました。',
	});
	expect(await trail(operatorId)).toEqual([
		'session.plan',
		'session.announce',
		'session.openRegistration',
		'session.setPillars',
		'session.open',
		'session.close',
		'session.writeReport',
		'session.approveReport',
		'session.publish',
	]);
	expect(
		await ownerQuery('select to_state from session_moves where session_id = $1 order by id', [id]),
	).toHaveLength(6);
});

describe('a second pair of eyes', () => {
	test('the writer of a report cannot approve it, in the program or in the database', async () => {
		const { sato, kato } = await aCouncil();
		const { id } = await aWrittenSession(sato);
		await expect(approveReport(as(sato), { id })).rejects.toMatchObject({
			code: 'not-allowed',
			key: 'gatherings_second_person',
		});
		await expect(
			ownerQuery(
				`update sessions set state = 'reportApproved', report_approved_by = report_written_by, report_approved_at = now() where id = $1`,
				[id],
			),
		).rejects.toThrow(/check/);
		await approveReport(as(kato), { id });
		expect(await stateOf(id)).toBe('reportApproved');
	});

	test('whoever wrote last is the writer', async () => {
		const { sato, kato } = await aCouncil();
		const { id } = await aWrittenSession(sato);
		await writeReport(as(kato), { id, report: '言葉を直しました。' });
		await expect(approveReport(as(kato), { id })).rejects.toMatchObject({
			key: 'gatherings_second_person',
		});
		await approveReport(as(sato), { id });
		expect(await stateOf(id)).toBe('reportApproved');
	});

	test('what is approved is not rewritten; a correction stands beside it', async () => {
		const { sato, kato, visitor } = await aCouncil();
		const { id, pillarId } = await aWrittenSession(sato);
		await expect(annotateReport(as(sato), { id, text: '早すぎる' })).rejects.toMatchObject({
			code: 'not-now',
		});
		await approveReport(as(kato), { id });
		await expect(writeReport(as(sato), { id, report: '別の話' })).rejects.toMatchObject({
			key: 'gatherings_report_is_final',
		});
		await expect(writePillar(as(sato), { id, pillarId, opinions: '後から' })).rejects.toMatchObject(
			{ key: 'gatherings_report_is_final' },
		);
		await annotateReport(as(sato), { id, text: '人数は5人でした。' });
		await publishReport(as(sato), { id });
		expect((await page(visitor, id)).annotations.map(({ text }) => text)).toEqual([
			'人数は5人でした。',
		]);
	});
});

describe('dates slip', () => {
	test('a vague date is fixed, and what it was stays to be read', async () => {
		const { sato, visitor } = await aCouncil();
		const id = await aSession(sato, { when: '令和5年10月頃' });
		await announceSession(as(sato), { id });
		await changeDate(as(sato), { id, when: '令和5年10月20日' });
		const { dates, session } = await page(visitor, id);
		expect(session.heldOn).toBe('2023-10-20');
		expect(dates).toMatchObject([
			{
				kind: 'fixed',
				previous: { kind: 'month', month: '2023-10' },
				next: { kind: 'day', date: '2023-10-20' },
			},
		]);
	});

	test('令和5年10月頃 → 令和6年1月12日: postponed, announced again, sign-ups kept and told', async () => {
		const { sato, visitor, operatorId } = await aCouncil();
		const id = await anOpenList(sato, { when: '令和5年10月20日' });
		await signUp(as(visitor), aSignUp(id, { email: 'tanaka@example.jp' }));
		await signUp(as(visitor), aSignUp(id, { name: '山田', telephone: '088ー621ー2179' }));
		await expect(changeDate(as(sato), { id, when: '令和6年1月12日' })).rejects.toMatchObject({
			key: 'gatherings_postpone_instead',
		});

		const result = await postponeSession(as(sato), {
			id,
			when: '令和6年1月12日',
			reason: '講師の都合',
		});

		expect(result).toMatchObject({ written: 1 });
		const { session, dates } = await page(visitor, id);
		expect(session).toMatchObject({ state: 'postponed', heldOn: '2024-01-12', seatsTaken: 2 });
		expect(dates).toMatchObject([
			{ kind: 'postponed', reason: '講師の都合', previous: { date: '2023-10-20' } },
		]);
		const [mail] = await ownerQuery<{ to_address: string; body: string }>(
			'select to_address, body from mails where operator_id = $1',
			[operatorId],
		);
		expect(mail?.to_address).toBe('tanaka@example.jp');
		expect(mail?.body).toContain('令和6年1月12日');
		expect(mail?.body).not.toContain('田中');
		await expect(signUp(as(visitor), aSignUp(id))).rejects.toMatchObject({ code: 'not-now' });
		await announceSession(as(sato), { id, withRegistration: 'yes' });
		await signUp(as(visitor), aSignUp(id, { name: '鈴木' }));
		expect((await page(visitor, id)).session.seatsTaken).toBe(3);
	});

	test('sign-up waits for a day', async () => {
		const { sato } = await aCouncil();
		const id = await aSession(sato, { when: '未定' });
		await expect(announceSession(as(sato), { id, withRegistration: 'yes' })).rejects.toMatchObject({
			key: 'gatherings_day_missing',
		});
		expect(await stateOf(id)).toBe('planned');
	});

	test('a cancelled session says why and stays', async () => {
		const { sato, visitor } = await aCouncil();
		const id = await anOpenList(sato);
		await expect(cancelSession(as(sato), { id, reason: '' })).rejects.toMatchObject({
			problems: [{ field: 'reason' }],
		});
		await cancelSession(as(sato), { id, reason: '台風のため' });
		expect((await page(visitor, id)).session).toMatchObject({
			state: 'cancelled',
			cancelledReason: '台風のため',
		});
		await expect(openSession(as(sato), { id })).rejects.toMatchObject({ code: 'not-now' });
	});
});

test('two people who move a session at once: the slower one loses politely', async () => {
	const { sato, kato } = await aCouncil();
	const { id } = await aRunningSession(sato);
	const results = await Promise.allSettled([
		closeSession(as(sato), { id }),
		closeSession(as(kato), { id }),
	]);
	expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
		reason: { code: 'not-now' },
	});
});

test('次第 and 柱 are tables: reordered by number, rows without words left out', async () => {
	const { sato, ito } = await aCouncil();
	const id = await aSession(sato);
	await setAgenda(as(sato), {
		id,
		place: ['2', '１', '3', '4'],
		kind: ['discussion', 'opening', 'party', 'break'],
		title: ['討議', '開会', '花火', ''],
		minutes: ['６０分', '5', '', '10'],
		presenter: ['', '佐藤 会長', '', ''],
	});
	await setPillars(as(sato), {
		id,
		place: ['2', '1'],
		pillarId: ['', ''],
		question: ['いつ頃するか', '主な対象を誰にするか'],
	});
	const first = await page(sato, id);
	expect(first.agenda.map(({ kind, title, minutes }) => [kind, title, minutes])).toEqual([
		['opening', '開会', 5],
		['discussion', '討議', 60],
		['other', '花火', 0],
	]);
	expect(first.pillars.map(({ question }) => question)).toEqual([
		'主な対象を誰にするか',
		'いつ頃するか',
	]);

	const [kept, gone] = first.pillars.map((pillar) => pillar.id);
	await setPillars(as(sato), {
		id,
		place: ['1', '2'],
		pillarId: [kept, gone],
		question: ['対象を誰にするか', ' '],
	});
	expect((await page(sato, id)).pillars).toMatchObject([
		{ id: kept, question: '対象を誰にするか' },
	]);

	await expect(
		setAgenda(as(ito), { id, place: [], kind: [], title: [], minutes: [], presenter: [] }),
	).rejects.toMatchObject({ code: 'not-found' });
	await expect(
		setAgenda(as(sato), {
			id,
			place: ['1'],
			kind: ['opening'],
			title: ['開会'],
			minutes: ['長め'],
			presenter: [''],
		}),
	).rejects.toMatchObject({
		problems: [{ field: 'minutes' }],
	});
});

test('a resident asks for a small talk; it is theirs to see until the staff announce it', async () => {
	const { ito, ueda, sato, visitor, hillArea } = await aCouncil();
	const { id } = await proposeTalk(as(ito), {
		title: 'ベンチのことを話したい',
		when: '12月頃',
		areaId: hillArea,
	});
	expect((await page(ito, id)).session).toMatchObject({
		kind: 'smallTalk',
		state: 'planned',
		proposedBy: ito.personId,
	});
	await expect(page(ueda, id)).rejects.toMatchObject({ code: 'not-found' });
	await expect(proposeTalk(as(visitor), { title: '話したい', when: '未定' })).rejects.toMatchObject(
		{ code: 'not-allowed' },
	);
	await announceSession(as(sato), { id });
	expect((await page(visitor, id)).session.title).toBe('ベンチのことを話したい');
});

test('capacity cannot fall below those who come', async () => {
	const { sato, visitor } = await aCouncil();
	const id = await anOpenList(sato, { capacity: '10' });
	await signUp(as(visitor), aSignUp(id, { people: '4' }));
	const change = aSessionForm({ id, capacity: '3' });
	await expect(changeSession(as(sato), change)).rejects.toMatchObject({
		problems: [{ field: 'capacity' }],
	});
	await changeSession(as(sato), { ...change, capacity: '4', title: '夕方の公園と灯り' });
	expect((await page(visitor, id)).session).toMatchObject({
		capacity: 4,
		title: '夕方の公園と灯り',
	});
});

describe('a session about an issue', () => {
	async function anIssue(operatorId: string, state: string) {
		const [row] = await ownerQuery<{ id: string }>(
			`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, theme, search_text, made_at, changed_at, reviewed_at)
			values ($1, gen_random_uuid(), $2, 1, '夕方に過ごす場所', 'ゆ', '説明', '', 'children', '', now(), now(), now()) returning id`,
			[operatorId, state],
		);
		return row?.id ?? '';
	}
	const issueState = async (id: string) =>
		(await ownerQuery<{ state: string }>('select state from issues where id = $1', [id]))[0]?.state;

	test('opening it brings the issue into deliberation; one that is already there stays', async () => {
		const { sato, ito, operatorId } = await aCouncil();
		const shared = await anIssue(operatorId, 'shared');
		const deliberating = await anIssue(operatorId, 'deliberating');
		const candidate = await anIssue(operatorId, 'candidate');
		const id = await anOpenList(sato, { issueId: shared });
		for (const issueId of [deliberating, candidate])
			await tieSessionToIssue(as(sato), { id, issueId });
		await setPillars(as(sato), { id, place: ['1'], pillarId: [''], question: ['なぜか'] });
		await expect(tieSessionToIssue(as(ito), { id, issueId: shared })).rejects.toMatchObject({
			code: 'not-allowed',
		});

		await openSession(as(facilitating(ito, 'session', id)), { id });

		expect([
			await issueState(shared),
			await issueState(deliberating),
			await issueState(candidate),
		]).toEqual(['deliberating', 'deliberating', 'candidate']);
	});

	test('a session of a course is about the issue of its forum, unless it names another', async () => {
		const { sato, operatorId } = await aCouncil();
		const [ofForum, ofSession] = [
			await anIssue(operatorId, 'shared'),
			await anIssue(operatorId, 'shared'),
		];
		const { forumId, steps } = await aCourse(sato);
		await tieForumToIssue(as(sato), { id: forumId, issueId: ofForum });
		const [first = '', second = ''] = steps;
		await tieSessionToIssue(as(sato), { id: first, issueId: ofSession });
		for (const id of [first, second]) {
			await changeSession(as(sato), aSessionForm({ id, kind: 'course', when: '令和8年12月8日' }));
			await announceSession(as(sato), { id, withRegistration: 'yes' });
		}

		await openSession(as(sato), { id: first });
		expect([await issueState(ofForum), await issueState(ofSession)]).toEqual([
			'shared',
			'deliberating',
		]);
		await openSession(as(sato), { id: second });
		expect(await issueState(ofForum)).toBe('deliberating');
	});

	test('tying a shared issue to a session that is under way moves it at once', async () => {
		const { sato, operatorId } = await aCouncil();
		const issueId = await anIssue(operatorId, 'shared');
		const { id } = await aRunningSession(sato);
		await tieSessionToIssue(as(sato), { id, issueId });
		expect(await issueState(issueId)).toBe('deliberating');
	});
});

test('進行役 of one session are appointed by the staff, and the actor they become may write', async () => {
	const { sato, ito } = await aCouncil();
	const { id, pillarId } = await aRunningSession(sato);
	await expect(
		appointSessionFacilitator(as(ito), { id, personId: ito.personId }),
	).rejects.toMatchObject({ code: 'not-allowed' });
	await appointSessionFacilitator(as(sato), { id, personId: ito.personId });
	const [grant] = await ownerQuery<{ scope_kind: 'session'; scope_id: string }>(
		"select scope_kind, scope_id from role_grants where person_id = $1 and role = 'facilitator'",
		[ito.personId],
	);
	expect(grant).toEqual({ scope_kind: 'session', scope_id: id });
	const facilitator: PersonActor = facilitating(ito, 'session', grant?.scope_id ?? '');
	await expect(
		writePillar(as(facilitator), { id, pillarId, opinions: '学習会を開く' }),
	).resolves.toMatchObject({ added: 1 });
});
