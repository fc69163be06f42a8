import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import {
	anOpenList,
	aRunningSession,
	aSession,
	aSignUp,
	aWrittenSession,
	as,
	facilitating,
} from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import {
	addAttendance,
	addDecision,
	addResults,
	announceSession,
	approveReport,
	carryPoint,
	changeOpinions,
	closeSession,
	countHeads,
	invite,
	judgeOpinions,
	offerOpinions,
	openRegistration,
	openSession,
	pledge,
	publishReport,
	removeAttendance,
	removeDecision,
	removeResult,
	settlePoint,
	setPillars,
	signUp,
	tickAttendance,
	writePillar,
	writeReport,
} from './commands.ts';
import { sessionPage } from './detail.ts';
import { attendanceOf, listAttendances, listOpenPoints } from './people.ts';
import { sessionOrRefuse } from './visible.ts';

const read = async <T>(
	actor: Actor,
	query: (tx: Parameters<typeof sessionPage>[0]) => Promise<T>,
) => (await testDatabase()).as(actor, query);
const page = (actor: Actor, id: string) => read(actor, (tx) => sessionPage(tx, actor, id));

describe('what was said', () => {
	test('several opinions at once, one per line, with their group and the line that sums up', async () => {
		const { sato, operatorId } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);

		await writePillar(as(sato), {
			id,
			pillarId,
			opinions: '・仕事一筋の人\n・育児中の母親\n\n３．自発的に相談に行けない人',
			actorGroup: 'residents',
			groupName: '声を上げにくい人',
			summary: '声を上げにくい方に届けたい',
		});
		await writePillar(as(sato), {
			id,
			pillarId,
			opinions: '高齢者',
			groupName: '声を上げにくい人',
			summary: '声を上げにくい方に届けたい',
		});

		const { opinions, groups, pillars } = await page(sato, id);
		expect(opinions.map(({ text }) => text)).toEqual([
			'仕事一筋の人',
			'育児中の母親',
			'自発的に相談に行けない人',
			'高齢者',
		]);
		expect(groups).toMatchObject([{ name: '声を上げにくい人' }]);
		expect(new Set(opinions.map(({ groupId }) => groupId))).toEqual(new Set([groups[0]?.id]));
		expect(pillars[0]?.summary).toBe('声を上げにくい方に届けたい');
		const [row] = await ownerQuery<{ detail: unknown }>(
			"select detail from audit_trail where operator_id = $1 and act = 'session.writePillar' limit 1",
			[operatorId],
		);
		expect(JSON.stringify(row)).not.toContain('母親');
	});

	test('the whole list is corrected at once: reworded, regrouped, taken away', async () => {
		const { sato } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);
		await writePillar(as(sato), {
			id,
			pillarId,
			opinions: '頑固な人\n仕事一筋の人\n学生',
			groupName: '仮',
		});
		const { opinions } = await page(sato, id);
		await changeOpinions(as(sato), {
			id,
			pillarId,
			opinionId: opinions.map((opinion) => opinion.id),
			text: ['支援を受け入れにくい人', '仕事一筋の人', ''],
			group: ['声を上げにくい人', '', ''],
			actorGroup: ['expert', 'nobody', ''],
		});
		const after = await page(sato, id);
		expect(after.opinions.map(({ text, actorGroup }) => [text, actorGroup])).toEqual([
			['支援を受け入れにくい人', 'expert'],
			['仕事一筋の人', null],
		]);
		expect(after.groups.map(({ name }) => name)).toEqual(['声を上げにくい人']);
	});

	test('a question of another session is out of reach, and so is writing for anybody else', async () => {
		const { sato, ito, visitor } = await aCouncil();
		const { id } = await aRunningSession(sato);
		const other = await aRunningSession(sato);
		await expect(
			writePillar(as(sato), { id, pillarId: other.pillarId, opinions: 'あ' }),
		).rejects.toMatchObject({ code: 'not-found' });
		const form = { id: other.id, pillarId: other.pillarId, opinions: 'あ' };
		for (const actor of [ito, visitor]) {
			await expect(writePillar(as(actor), form)).rejects.toMatchObject({ code: 'not-allowed' });
		}
		await writePillar(as(facilitating(ito, 'session', other.id)), form);
	});

	test('a question with opinions is not lost by emptying its row', async () => {
		const { sato } = await aCouncil();
		const { id, pillarId } = await aRunningSession(sato);
		await writePillar(as(sato), { id, pillarId, opinions: '学生' });
		await expect(
			setPillars(as(sato), { id, place: ['1'], pillarId: [pillarId], question: [''] }),
		).rejects.toMatchObject({
			problems: [{ field: 'question', message: 'gatherings_pillar_in_use' }],
		});
	});
});

test('before the session anybody sends opinions in, without a name; the 進行役 takes them over or not', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const id = await anOpenList(sato);
	await setPillars(as(sato), { id, place: ['1'], pillarId: [''], question: ['いつ頃するか'] });
	const [pillar] = (await page(sato, id)).pillars;
	await offerOpinions(as(visitor), {
		id,
		pillarId: pillar?.id,
		opinions: '春がよい\n雨の日も',
		actorGroup: 'residents',
		origin: '203.0.113.5',
	});
	expect((await page(visitor, id)).opinions).toEqual([]);
	const [first, second] = (await page(sato, id)).opinions;
	expect(first).toMatchObject({ state: 'offered', source: 'before' });
	await expect(judgeOpinions(as(visitor), { id, take: [first?.id] })).rejects.toMatchObject({
		code: 'not-allowed',
	});

	await judgeOpinions(as(sato), { id, take: [first?.id], leaveOut: [second?.id] });

	expect((await page(sato, id)).opinions.map(({ text, state }) => [text, state])).toEqual([
		['春がよい', 'kept'],
		['雨の日も', 'leftOut'],
	]);
	await openSession(as(sato), { id });
	await expect(
		offerOpinions(as(visitor), { id, pillarId: pillar?.id, opinions: '遅れて' }),
	).rejects.toMatchObject({ code: 'not-now' });
	expect(await trail(operatorId)).toContain('session.offerOpinions');
});

describe('what everybody reads after publication', () => {
	async function aPublishedSession() {
		const council = await aCouncil();
		const { sato, kato, lanternGroup } = council;
		const { id, pillarId } = await aRunningSession(sato);
		await addAttendance(as(sato), { id, actorGroup: 'residents', people: '3' });
		await addAttendance(as(sato), { id, name: '校長先生', actorGroup: 'school' });
		await writePillar(as(sato), {
			id,
			pillarId,
			opinions: '公園が暗い',
			actorGroup: 'residents',
			summary: '灯りがほしい',
		});
		await writePillar(as(sato), {
			id,
			pillarId,
			opinions: '下校後が心配',
			actorGroup: 'school',
			summary: '灯りがほしい',
		});
		await addResults(as(sato), {
			id,
			kind: 'issueByPosition',
			results: '夕方の居場所',
			actorGroup: 'school',
			pillarId,
		});
		await addDecision(as(sato), {
			id,
			text: '公園を見に行く',
			isPublic: 'yes',
			organisationIds: [lanternGroup],
			actorGroups: ['residents'],
			whoDoes: 'みんなで',
			byWhen: '2月',
		});
		await addDecision(as(sato), { id, text: '予算は後で相談する', actorGroups: ['residents'] });
		await closeSession(as(sato), { id });
		await writeReport(as(sato), { id, report: '4人で話し合いました。' });
		return { ...council, id, kato };
	}

	test('nothing before it; then opinions without authors, and positions only of three people or more', async () => {
		const { sato, kato, visitor, ito, id } = await aPublishedSession();
		for (const actor of [visitor, ito]) {
			const draft = await page(actor, id);
			expect(draft).toMatchObject({
				sight: 'plan',
				opinions: [],
				results: [],
				decisions: [],
				pillars: [{ summary: '' }],
			});
		}
		await approveReport(as(kato), { id });
		expect((await page(visitor, id)).opinions).toEqual([]);
		await publishReport(as(kato), { id });

		const seen = await page(visitor, id);

		expect(seen.opinions.map(({ text, actorGroup }) => [text, actorGroup])).toEqual([
			['公園が暗い', 'residents'],
			['下校後が心配', null],
		]);
		expect(seen.results).toMatchObject([{ text: '夕方の居場所', actorGroup: null }]);
		expect(seen.came).toEqual({ residents: 3 });
		expect(JSON.stringify(seen.opinions)).not.toContain(sato.personId);
		expect((await page(sato, id)).opinions[1]?.actorGroup).toBe('school');
	});

	test('decisions with who took part; one that is not public stays with the staff', async () => {
		const { sato, kato, visitor, id } = await aPublishedSession();
		await approveReport(as(kato), { id });
		await publishReport(as(kato), { id });
		expect((await page(visitor, id)).decisions).toMatchObject([
			{
				text: '公園を見に行く',
				whoDoes: 'みんなで',
				byWhen: '2月',
				organisations: [{ name: 'あかりの会' }],
				positions: ['residents'],
			},
		]);
		expect((await page(sato, id)).decisions).toHaveLength(2);
	});

	test('a decision needs somebody who took part in it', async () => {
		const { sato } = await aCouncil();
		const { id } = await aRunningSession(sato);
		await expect(addDecision(as(sato), { id, text: '決めた' })).rejects.toMatchObject({
			problems: [{ field: 'actorGroups' }],
		});
		await addDecision(as(sato), { id, text: '決めた', actorGroups: ['company'] });
		const [decision] = (await page(sato, id)).decisions;
		await removeDecision(as(sato), { id, decisionId: decision?.id });
		expect((await page(sato, id)).decisions).toEqual([]);
	});
});

describe('open points', () => {
	async function twoSessions() {
		const council = await aCouncil();
		const { sato, operatorId } = council;
		const [forum] = await ownerQuery<{ id: string }>(
			`insert into forums (operator_id, id, name, sort_key, kind, state, search_text, launched_on, made_at, changed_at)
			values ($1, gen_random_uuid(), '灯山の場', 'ひ', 'district', 'launched', '', '2026-04-01', now(), now()) returning id`,
			[operatorId],
		);
		const forumId = forum?.id ?? '';
		const first = await aRunningSession(sato, { forumId, when: '令和8年11月10日' });
		await addResults(as(sato), {
			id: first.id,
			kind: 'openPoint',
			results: '車での送り迎え\n雨の日',
		});
		const second = await aRunningSession(sato, { forumId, when: '令和8年12月8日' });
		const points = async () =>
			read(sato, async (tx) =>
				listOpenPoints(tx, sato, await sessionOrRefuse(tx, sato, second.id)),
			);
		return { ...council, first, second, points };
	}

	test('come up again at the next session until one settles them', async () => {
		const { sato, ito, second, points } = await twoSessions();
		const [one, two] = await points();
		expect([one?.text, two?.text]).toEqual(['車での送り迎え', '雨の日']);
		await expect(settlePoint(as(ito), { id: second.id, resultId: one?.id })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await settlePoint(as(sato), { id: second.id, resultId: one?.id });
		expect((await points()).map(({ text }) => text)).toEqual(['雨の日']);
		expect(
			await ownerQuery('select settled_in from session_results where id = $1', [one?.id]),
		).toEqual([{ settled_in: second.id }]);
		await expect(settlePoint(as(sato), { id: second.id, resultId: one?.id })).rejects.toMatchObject(
			{ code: 'not-now' },
		);
	});

	test('become a question of the next session, once', async () => {
		const { sato, second, points } = await twoSessions();
		const [, two] = await points();
		await carryPoint(as(sato), { id: second.id, resultId: two?.id });
		expect((await page(sato, second.id)).pillars.map(({ question }) => question)).toEqual([
			'主な対象を誰にするか',
			'雨の日',
		]);
		expect((await points())[1]?.isCarried).toBe(true);
		await expect(carryPoint(as(sato), { id: second.id, resultId: two?.id })).rejects.toMatchObject({
			key: 'gatherings_already_carried',
		});
	});

	test('of another forum stay there', async () => {
		const { sato, points } = await twoSessions();
		const [one] = await points();
		const elsewhere = await aRunningSession(sato);
		await expect(
			carryPoint(as(sato), { id: elsewhere.id, resultId: one?.id }),
		).rejects.toMatchObject({ code: 'not-now' });
	});
});

test('a result that was typed by mistake can go, of the own session only', async () => {
	const { sato, ito } = await aCouncil();
	const { id } = await aRunningSession(sato);
	await addResults(as(sato), { id, kind: 'resource', results: '空き店舗' });
	const [result] = (await page(sato, id)).results;
	await expect(removeResult(as(ito), { id, resultId: result?.id })).rejects.toMatchObject({
		code: 'not-allowed',
	});
	await removeResult(as(sato), { id, resultId: result?.id });
	expect((await page(sato, id)).results).toEqual([]);
	await expect(
		addResults(as(sato), { id, kind: 'resource', results: '・ \n' }),
	).rejects.toMatchObject({ problems: [{ field: 'results' }] });
});

describe('who came', () => {
	test('from the sign-up, from the directory, walked in without a name: 延べ and 実 are two counts', async () => {
		const { sato, ito, visitor, lanternGroup } = await aCouncil();
		const held: string[] = [];
		for (const when of ['令和8年11月10日', '令和8年11月17日']) {
			const id = await anOpenList(sato, { when });
			held.push(id);
			await signUp(
				as(visitor),
				aSignUp(id, { name: '山田 はな', organisationName: '灯山町会', people: '2' }),
			);
			await signUp(as(visitor), aSignUp(id, { name: '来なかった方' }));
			const signUps = await ownerQuery<{ id: string; name: string }>(
				'select id, name from signups where session_id = $1 order by made_at, id',
				[id],
			);
			await tickAttendance(as(sato), { id, signUpIds: [signUps[0]?.id] });
			await tickAttendance(as(sato), { id, signUpIds: [signUps[0]?.id] });
			await addAttendance(as(sato), { id, personId: ito.personId, actorGroup: 'residents' });
			await addAttendance(as(sato), {
				id,
				organisationId: lanternGroup,
				name: '上田',
				actorGroup: 'civicGroup',
			});
			await addAttendance(as(sato), { id, actorGroup: 'company', people: '4' });
			await setPillars(as(sato), { id, place: ['1'], pillarId: [''], question: ['何から'] });
			await openSession(as(sato), { id });
		}
		const counted = () => read(sato, (tx) => attendanceOf(tx, sato, held));
		// each time: 山田 + 1 companion + 伊藤 + 上田 + 4 = 8
		expect(await counted()).toEqual({
			headcount: 16,
			distinctPersons: 3,
			sessions: 2,
			byPosition: { residents: 6, civicGroup: 2, company: 8 },
		});
		await countHeads(as(sato), { id: held[0], headcount: '１０人', observers: '2' });
		expect((await counted()).headcount).toBe(18);
		await expect(
			addAttendance(as(sato), { id: held[0], personId: ito.personId, actorGroup: 'residents' }),
		).rejects.toMatchObject({ problems: [{ field: 'personId' }] });
		await expect(
			addAttendance(as(sato), {
				id: held[0],
				name: '佐々木',
				people: '3',
				actorGroup: 'residents',
			}),
		).rejects.toMatchObject({ problems: [{ field: 'people' }] });
		expect((await read(visitor, (tx) => attendanceOf(tx, visitor, held))).headcount).toBe(18);
	});

	test('names are for the staff and the 進行役; others cannot add or read them', async () => {
		const { sato, ito, ono, visitor } = await aCouncil();
		const { id } = await aRunningSession(sato);
		await addAttendance(as(sato), { id, name: '山田', actorGroup: 'residents' });
		const list = (actor: Actor) =>
			read(actor, async (tx) => listAttendances(tx, actor, await sessionOrRefuse(tx, actor, id)));
		const [row] = await list(facilitating(ito, 'session', id));
		expect(row?.name).toBe('山田');
		for (const actor of [ito, ono, visitor]) {
			await expect(list(actor)).rejects.toMatchObject({ code: 'not-found' });
			await expect(
				addAttendance(as(actor), { id, name: '鈴木', actorGroup: 'residents' }),
			).rejects.toMatchObject({ code: 'not-allowed' });
		}
		await removeAttendance(as(sato), { id, attendanceId: row?.id });
		expect(await list(sato)).toEqual([]);
	});
});

describe('事例検討', () => {
	async function aCaseStudy() {
		const council = await aCouncil();
		const { sato, kato, ito } = council;
		const id = await aSession(sato, {
			kind: 'caseStudy',
			audience: 'invited',
			title: '事例検討会',
		});
		await invite(as(sato), { id, personId: ito.personId });
		await announceSession(as(sato), { id });
		await openRegistration(as(sato), { id });
		await setPillars(as(sato), { id, place: ['1'], pillarId: [''], question: ['どう支えるか'] });
		await openSession(as(sato), { id });
		const [pillar] = (await page(sato, id)).pillars;
		return { ...council, id, kato, pillarId: pillar?.id ?? '' };
	}

	test('is there only for those who are invited and for the staff', async () => {
		const { sato, ito, ueda, visitor, abe, ono, id } = await aCaseStudy();
		for (const actor of [ueda, visitor, abe, ono])
			await expect(page(actor, id)).rejects.toMatchObject({ code: 'not-found' });
		expect((await page(ito, id)).sight).toBe('plan');
		expect((await page(sato, id)).sight).toBe('work');
	});

	test('what is said is read after the promise only, which nobody gives for another', async () => {
		const { sato, ito, id, pillarId } = await aCaseStudy();
		await writePillar(as(sato), { id, pillarId, opinions: '見守る人を増やす' });
		expect((await page(ito, id)).opinions).toEqual([]);
		await expect(pledge(as(ito), { id })).rejects.toMatchObject({
			problems: [{ field: 'promise' }],
		});
		await expect(pledge(as(sato), { id, promise: 'yes' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await pledge(as(ito), { id, promise: 'yes' });
		expect((await page(ito, id)).opinions.map(({ text }) => text)).toEqual(['見守る人を増やす']);
	});

	test('what looks like a person is pointed out, and kept only after somebody checked it', async () => {
		const { sato, id, pillarId } = await aCaseStudy();
		const form = { id, pillarId, opinions: '090-1234-5678 に電話する' };
		await expect(writePillar(as(sato), form)).rejects.toMatchObject({
			problems: [{ field: 'opinions', message: 'gatherings_looks_personal' }],
		});
		await writePillar(as(sato), { ...form, checked: 'yes' });
		expect((await page(sato, id)).opinions).toHaveLength(1);
	});

	test('is never published, in the program or in the database', async () => {
		const { sato, kato, id } = await aCaseStudy();
		await addAttendance(as(sato), { id, actorGroup: 'expert', people: '5' });
		await closeSession(as(sato), { id });
		await writeReport(as(sato), { id, report: '記録' });
		await approveReport(as(kato), { id });
		await expect(publishReport(as(kato), { id })).rejects.toMatchObject({
			key: 'gatherings_case_study_closed',
		});
		await expect(
			ownerQuery("update sessions set state = 'published', published_at = now() where id = $1", [
				id,
			]),
		).rejects.toThrow(/check/);
	});
});

test('another council sees and changes nothing of it', async () => {
	const [here, there] = [await aCouncil(), await aCouncil()];
	const { id, pillarId } = await aWrittenSession(here.sato);
	await expect(page(there.sato, id)).rejects.toMatchObject({ code: 'not-found' });
	await expect(writePillar(as(there.sato), { id, pillarId, opinions: 'あ' })).rejects.toMatchObject(
		{ code: 'not-found' },
	);
	await expect(approveReport(as(there.kato), { id })).rejects.toMatchObject({ code: 'not-found' });
	expect(await read(there.sato, (tx) => attendanceOf(tx, there.sato, [id]))).toMatchObject({
		headcount: 0,
		sessions: 0,
	});
});
