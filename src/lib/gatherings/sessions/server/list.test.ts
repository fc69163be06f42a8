import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { countStatements, ownerQuery, testDatabase } from '#test/database.ts';
import {
	aCourse,
	anOpenList,
	aRunningSession,
	aSession,
	as,
	facilitating,
} from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { announceSession, cancelSession } from './commands.ts';
import { nextTimeDraft } from '../../ui/report-draft.ts';
import { sessionPage } from './detail.ts';
import {
	listComingSessions,
	listSessionChoices,
	listSessions,
	nextOfForum,
	sessionCards,
	sessionListing,
	sessionsToRun,
} from './list.ts';

const today = '2026-11-22';
const read = async <T>(
	actor: Actor,
	query: (tx: Parameters<typeof sessionPage>[0]) => Promise<T>,
) => (await testDatabase()).as(actor, query);
const search = (text = '') => listRequest(new URLSearchParams(text), sessionListing);
const titles = async (actor: Actor, text = '', options = {}) =>
	(await read(actor, (tx) => listSessions(tx, actor, search(text), today, options))).rows.map(
		({ title }) => title,
	);

test('coming and past are told apart; a vague date comes after the days it may mean', async () => {
	const { sato, visitor } = await aCouncil();
	const vague = await aSession(sato, { title: '年内', when: '令和8年12月頃' });
	await announceSession(as(sato), { id: vague });
	await anOpenList(sato, { title: '八日', when: '令和8年12月8日' });
	await anOpenList(sato, { title: '三日', when: '令和8年12月3日' });
	await anOpenList(sato, { title: '先月', when: '令和8年10月8日' });
	const cancelled = await anOpenList(sato, { title: '取りやめ', when: '令和8年12月20日' });
	await cancelSession(as(sato), { id: cancelled, reason: '台風' });
	await aSession(sato, { title: '計画だけ' });

	expect(await titles(visitor, 'when=coming')).toEqual(['三日', '八日', '年内']);
	expect(await titles(visitor, 'when=past&order=desc')).toEqual(['取りやめ', '先月']);
	expect(await titles(sato, 'state=planned')).toEqual(['計画だけ']);
	const next = await read(visitor, (tx) => listComingSessions(tx, visitor, 2, today));
	expect(next.map(({ title }) => title)).toEqual(['三日', '八日']);
});

test('found by words inside a sentence, in full and half width, and by area', async () => {
	const { sato, mori, visitor, harbourArea, hillArea } = await aCouncil();
	await anOpenList(mori, { title: '夜の見守りを考える', areas: [harbourArea] });
	await anOpenList(sato, { title: 'ＰＴＡと町会', areas: [hillArea] });
	expect(await titles(visitor, 'q=見守り')).toEqual(['夜の見守りを考える']);
	expect(await titles(visitor, 'q=pta')).toEqual(['ＰＴＡと町会']);
	expect(await titles(visitor, `area=${harbourArea}`)).toEqual(['夜の見守りを考える']);
	expect(await titles(visitor, 'area=nothing')).toEqual([]);
});

test('the desk of a 進行役 holds what they facilitate', async () => {
	const { sato, ito } = await aCouncil();
	const own = await aSession(sato, { title: '自分の回' });
	await anOpenList(sato, { title: 'ほかの回' });
	const facilitator = facilitating(ito, 'session', own);
	expect(await titles(facilitator, '', { onlyOwn: true })).toEqual(['自分の回']);
	expect((await titles(facilitator)).sort()).toEqual(['ほかの回', '自分の回'].sort());
	expect(await titles(ito, '', { onlyOwn: true })).toEqual([]);
});

test('cards and choices show what this actor may see', async () => {
	const { sato, visitor } = await aCouncil();
	const planned = await aSession(sato, { title: '計画だけ' });
	const open = await anOpenList(sato, { title: '受付中の回', when: '令和8年12月8日' });
	const cards = await read(visitor, (tx) => sessionCards(tx, visitor, [planned, open]));
	expect(cards).toEqual([
		{
			kind: 'session',
			id: open,
			title: '受付中の回',
			state: '受付中',
			at: new Date('2026-12-07T15:00:00Z'),
			path: `/sessions/${open}`,
		},
	]);
	const choices = await read(visitor, (tx) => listSessionChoices(tx, visitor));
	expect(choices).toEqual([{ value: open, label: '受付中の回 （令和8年12月8日）' }]);
});

test('a list and a page of sessions cost the same for 20 and for 2,000 rows, and at most six statements', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const { id, pillarId } = await aRunningSession(sato);
	const fill = async (n: number) => {
		await ownerQuery(
			`insert into sessions (operator_id, id, kind, title, held_when, when_sort, held_on, state, announced_at, search_text, made_at, changed_at)
			select $1, gen_random_uuid(), 'talk', '回' || i, '{"kind":"day","date":"2026-12-08"}', '2026-12-08', '2026-12-08', 'announced', now(), '回' || i, now(), now()
			from generate_series(1, $2::int) i`,
			[operatorId, n],
		);
		await ownerQuery(
			`insert into opinions (operator_id, id, session_id, pillar_id, position, text, typed_at)
			select $1, gen_random_uuid(), $2, $3, i, '意見' || i, now() from generate_series(1, $4::int) i`,
			[operatorId, id, pillarId, n],
		);
	};
	const cost = async () => [
		await countStatements(() =>
			read(visitor, (tx) => listSessions(tx, visitor, search('when=coming'), today)),
		),
		await countStatements(() => read(sato, (tx) => sessionPage(tx, sato, id))),
	];
	await fill(20);
	const few = await cost();
	await fill(1_980);
	expect(await cost()).toEqual(few);
	// the opening of the transaction is one of them; the thread of a page takes up to three more
	expect(few).toEqual([3, 2]);
	expect((await read(sato, (tx) => sessionPage(tx, sato, id))).opinions).toHaveLength(2_000);
});

test('a 進行役 finds what is to be run on their own page, nobody else does', async () => {
	const { sato, ito } = await aCouncil();
	const { forumId, steps } = await aCourse(sato);
	await aSession(sato, { title: 'ほかの回' });
	const leads = facilitating(ito, 'forum', forumId);
	const toRun = async (actor: Actor) =>
		(await read(actor, (tx) => sessionsToRun(tx, actor))).map(({ id }) => id);

	expect(await toRun(leads)).toEqual(steps);
	await cancelSession(as(sato), { id: steps[0], reason: '台風' });
	expect(await toRun(leads)).toEqual(steps.slice(1));
	expect(await toRun(ito)).toEqual([]);
	expect(await toRun(sato)).toEqual([]);
});

test('the next session of a forum is known to whoever writes the report of this one', async () => {
	const { sato } = await aCouncil();
	const { steps } = await aCourse(sato);
	const [first = '', second = '', third = '', fourth = ''] = steps;
	await cancelSession(as(sato), { id: second, reason: '台風' });
	const after = (id: string) =>
		read(sato, async (tx) => nextOfForum(tx, sato, (await sessionPage(tx, sato, id)).session));

	expect((await after(first))?.id).toBe(third);
	expect(await after(fourth)).toBeNull();
	expect(nextTimeDraft(await after(first))).toBe(
		'令和9年1月5日「見えてきた課題を掘り下げて、本質を探る」',
	);
});
