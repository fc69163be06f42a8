import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { neighbours } from '#lib/trace/server/queries.ts';
import { context, countStatements, ownerQuery } from '#test/database.ts';
import { aCandidate, anIssueIn, publishedConcerns } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import { addConcerns, moveIssue, postComment, removeConcerns } from './commands.ts';
import { narrowAreas, weightByArea } from './concerns.ts';
import { issuePage, issueWithComments } from './detail.ts';
import {
	concernCountFor,
	issueCards,
	issueListing,
	issueOrRefuse,
	listIssueChoices,
	listIssues,
	listIssuesToAddTo,
} from './queries.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

const request = (search = '') => listRequest(new URLSearchParams(search), issueListing);
const within = <T>(actor: Actor, query: (tx: Parameters<typeof issueOrRefuse>[0]) => Promise<T>) =>
	context(actor).database.as(actor, query);
const titlesFor = async (actor: Actor, search = '') =>
	(await within(actor, (tx) => listIssues(tx, actor, request(search)))).rows.map(
		({ title }) => title,
	);

describe('how many concerns stand behind an issue', () => {
	test.each([0, 1, 4, 5, 12])(
		'%i concerns: exactly to the staff, 少数 below five to everybody else',
		async (n) => {
			const council = await aCouncil();
			const id = await aCandidate(council, {}, n);
			await moveIssue(context(council.kato), {
				id,
				act: 'share',
				checked: 'yes',
				decision: '第3回の場',
			});
			const shown = n < 5 ? { masked: true } : { masked: false, n };

			for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
				expect((await within(actor, (tx) => issuePage(tx, actor, id))).voices).toEqual(shown);
				expect(
					(await within(actor, (tx) => listIssues(tx, actor, request()))).rows[0]?.voices,
				).toEqual(shown);
				expect((await within(actor, (tx) => concernCountFor(tx, actor, [id]))).get(id)).toEqual(
					shown,
				);
			}
			expect(
				(await within(council.mori, (tx) => concernCountFor(tx, council.mori, [id]))).get(id),
			).toEqual({ masked: false, n });
		},
	);

	test('follows the limit of the council', async () => {
		const council = await aCouncil();
		await ownerQuery('update operators set masked_below = 3 where id = $1', [council.operatorId]);
		const id = await anIssueIn(council, 'shared', {}, 3);
		expect(
			(await within(council.visitor, (tx) => concernCountFor(tx, council.visitor, [id]))).get(id),
		).toEqual({
			masked: false,
			n: 3,
		});
	});

	test('does not count what was withdrawn, and does not tell of a candidate', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council, {}, 6);
		await ownerQuery(
			"update concerns set state = 'withdrawn' where operator_id = $1 and deidentified_text like '%0'",
			[council.operatorId],
		);
		expect(
			(await within(council.sato, (tx) => concernCountFor(tx, council.sato, [id]))).get(id),
		).toEqual({
			masked: false,
			n: 5,
		});
		expect(
			(await within(council.visitor, (tx) => concernCountFor(tx, council.visitor, [id]))).size,
		).toBe(0);
	});

	test('is not told by the order of the list either', async () => {
		const council = await aCouncil();
		const few = await anIssueIn(council, 'shared', { title: '少ない' }, 3);
		await anIssueIn(council, 'shared', { title: '少し多い' }, 4);
		await anIssueIn(council, 'shared', { title: '多い' }, 6);
		await ownerQuery("update issues set changed_at = changed_at + interval '1 day' where id = $1", [
			few,
		]);

		expect(await titlesFor(council.visitor, 'sort=voices&order=desc')).toEqual([
			'多い',
			'少ない',
			'少し多い',
		]);
		expect(await titlesFor(council.sato, 'sort=voices&order=desc')).toEqual([
			'多い',
			'少し多い',
			'少ない',
		]);
	});
});

describe('the list', () => {
	test('is filtered by words in any width, by area with the areas inside it, by theme and by state', async () => {
		const council = await aCouncil();
		await anIssueIn(council, 'shared', {
			title: 'マンションの見守り',
			areas: [council.harbourArea],
		});
		await anIssueIn(council, 'deliberating', {
			title: '坂の上の買い物',
			theme: 'mobility',
			areas: [council.hillArea],
		});

		expect(await titlesFor(council.visitor, 'q=ﾏﾝｼｮﾝ')).toEqual(['マンションの見守り']);
		expect(await titlesFor(council.visitor, 'q=見守')).toEqual(['マンションの見守り']);
		expect(await titlesFor(council.visitor, `area=${council.hillArea}`)).toEqual([
			'坂の上の買い物',
		]);
		expect(await titlesFor(council.visitor, 'area=nonsense')).toEqual([]);
		expect(await titlesFor(council.visitor, 'theme=mobility')).toEqual(['坂の上の買い物']);
		expect(await titlesFor(council.visitor, 'state=shared')).toEqual(['マンションの見守り']);
		expect(await titlesFor(council.visitor, 'state=candidate')).toEqual([]);
		await ownerQuery(
			"insert into area_memberships (operator_id, part_id, whole_id, valid_from) values ($1, $2, $3, '2020-04-01')",
			[council.operatorId, council.hillArea, council.harbourArea],
		);
		expect(
			await titlesFor(council.visitor, `area=${council.harbourArea}&sort=name&order=asc`),
		).toHaveLength(2);
	});

	test('is sorted 五十音順 by the reading, or by the newest change', async () => {
		const council = await aCouncil();
		await anIssueIn(council, 'shared', { title: '見守り', titleKana: 'みまもり' });
		await anIssueIn(council, 'shared', { title: '買い物', titleKana: 'カイモノ' });
		await anIssueIn(council, 'shared', { title: '居場所', titleKana: 'いばしょ' });
		expect(await titlesFor(council.visitor, 'sort=name&order=asc')).toEqual([
			'居場所',
			'買い物',
			'見守り',
		]);
		await ownerQuery(
			"update issues set changed_at = changed_at + interval '1 hour' where title = '買い物'",
			[],
		);
		expect((await titlesFor(council.visitor))[0]).toBe('買い物');
	});

	test('costs the same number of statements for 20 and for 2,000 issues', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		await manyLike(council, id, 20);
		const list = () => within(council.visitor, (tx) => listIssues(tx, council.visitor, request()));
		const few = await countStatements(list);
		await manyLike(council, id, 2_000);
		expect(await countStatements(list)).toBe(few);
		// the opening of the transaction and two statements
		expect(few).toBeLessThanOrEqual(3);
	});
});

describe('the page of an issue', () => {
	test('costs three statements with its comments and its thread, however much there is', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'inAction', {
			areas: [council.harbourArea, council.hillArea],
		});
		const actor = council.visitor;
		const comments = listRequest(new URLSearchParams(), { sorts: ['posted'], descending: true });
		const page = () =>
			within(actor, async (tx) => [
				await issueWithComments(tx, actor, id, comments),
				await neighbours(tx, actor.operatorId, { kind: 'issue', id }),
			]);
		const few = await countStatements(page);

		await ownerQuery(
			`insert into issue_comments (operator_id, id, issue_id, person_id, voice, body, state, posted_at)
			select $1, gen_random_uuid(), $2, $3, 'resident', '声', 'shown', now() from generate_series(1, 2000)`,
			[council.operatorId, id, council.ito.personId],
		);
		await ownerQuery(
			`insert into issue_attempts (operator_id, id, issue_id, who, what, added_at)
			select $1, gen_random_uuid(), $2, '有志', 'した', now() from generate_series(1, 200)`,
			[council.operatorId, id],
		);
		expect(await countStatements(page)).toBe(few);
		expect(few).toBeLessThanOrEqual(3);
	});
});

test('cards, choices and single issues show only what the actor may see', async () => {
	const council = await aCouncil();
	const shared = await anIssueIn(council, 'shared', { title: '共有した課題' });
	const candidate = await aCandidate(council, { title: '候補の課題' });
	const resolved = await anIssueIn(council, 'resolved', { title: '解決した課題' });
	const all = [shared, candidate, resolved];

	const cards = await within(council.visitor, (tx) => issueCards(tx, council.visitor, all));
	expect(cards.map(({ title, state, path }) => [title, state, path])).toEqual([
		['共有した課題', 'みんなで共有', `/issues/${shared}`],
		['解決した課題', '解決', `/issues/${resolved}`],
	]);
	expect(await within(council.sato, (tx) => issueCards(tx, council.sato, all))).toHaveLength(3);
	expect(await within(council.visitor, (tx) => listIssueChoices(tx, council.visitor))).toEqual([
		{ value: shared, label: '共有した課題' },
	]);
	expect(await within(council.visitor, (tx) => listIssuesToAddTo(tx, council.visitor))).toEqual([]);
	expect(await within(council.sato, (tx) => listIssuesToAddTo(tx, council.sato))).toHaveLength(2);
	await expect(
		within(council.visitor, (tx) => issueOrRefuse(tx, council.visitor, candidate)),
	).rejects.toMatchObject({
		code: 'not-found',
	});
});

test('an area from which few concerns come is named before sharing, and weighs what comes from it', async () => {
	const council = await aCouncil();
	const id = await aCandidate(council, { areas: [council.harbourArea, council.hillArea] }, 0);
	const harbour = await publishedConcerns(council, ['一', '二', '三'], {
		area: council.harbourArea,
	});
	const hill = await publishedConcerns(council, ['四'], { area: council.hillArea });
	await addConcerns(context(council.sato), { id, concerns: [...harbour, ...hill] });

	const issue = { operatorId: council.operatorId, id };
	expect(await within(council.sato, (tx) => narrowAreas(tx, issue, 3))).toEqual(['灯山']);
	const weights = await within(council.sato, (tx) => weightByArea(tx, council.operatorId, [id]));
	expect(weights.map(({ areaId, n }) => [areaId, n]).sort()).toEqual(
		[
			[council.harbourArea, 3],
			[council.hillArea, 1],
		].sort(),
	);
	await removeConcerns(context(council.sato), { id, concerns: hill });
	expect(
		await within(council.sato, (tx) => weightByArea(tx, council.operatorId, [id])),
	).toHaveLength(1);
});

test('comments are paged, newest first', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');
	for (const body of ['一つ目', '二つ目', '三つ目'])
		await postComment(context(council.ito), { id, body });
	const asked = listRequest(new URLSearchParams('page=2'), {
		sorts: ['posted'],
		descending: true,
		size: 2,
	});
	const { comments } = await within(council.visitor, (tx) =>
		issueWithComments(tx, council.visitor, id, asked),
	);
	expect(comments.total).toBe(3);
	expect(comments.rows.map(({ body }) => body)).toEqual(['一つ目']);
});

async function manyLike(council: Council, id: string, times: number): Promise<void> {
	await ownerQuery(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, theme, search_text, made_at,
			changed_at, reviewed_at, reviewed_by)
		select operator_id, gen_random_uuid(), 'shared', 1, title || n, sort_key || n, description, theme, search_text, made_at,
			changed_at, reviewed_at, reviewed_by from issues, generate_series(1, $3::int) n
		where operator_id = $1 and id = $2`,
		[council.operatorId, id, times],
	);
}
