import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { context, ownerQuery, trail } from '#test/database.ts';
import { aCandidate, anIssueIn, publishedConcerns } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import { issueActs, issueStates, moves } from '../rules.ts';
import { addConcerns, moveIssue } from './commands.ts';
import { issuePage } from './detail.ts';

const seenBy = (actor: Actor, id: string) =>
	context(actor).database.as(actor, (tx) => issuePage(tx, actor, id));

describe('moving an issue', () => {
	test.each(issueStates)(
		'from %s every move that is not in the table is refused, for staff too',
		async (state) => {
			const council = await aCouncil();
			const id = await anIssueIn(council, state);
			const lawful: readonly string[] = Object.keys(moves[state]);
			for (const act of issueActs.filter((one) => !lawful.includes(one))) {
				await expect(
					moveIssue(context(council.kato), { id, act, reason: '理由', checked: 'yes' }),
				).rejects.toMatchObject({ code: 'not-now', key: 'issues_move_impossible' });
			}
			expect((await seenBy(council.sato, id)).state).toBe(state);
		},
	);

	test.each(issueStates)('from %s nobody but the staff moves it', async (state) => {
		const council = await aCouncil();
		const id = await anIssueIn(council, state);
		const before = await trail(council.operatorId);
		for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
			for (const act of issueActs) {
				await expect(
					moveIssue(context(actor), { id, act, reason: '理由', checked: 'yes' }),
				).rejects.toMatchObject({ code: state === 'candidate' ? 'not-found' : 'not-allowed' });
			}
		}
		expect(await trail(council.operatorId)).toEqual(before);
	});

	test('every step is kept with from, to, when and why; only staff read by whom', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'reopened');

		const forStaff = await seenBy(council.sato, id);
		const forAll = await seenBy(council.visitor, id);

		expect(forAll.moves.map(({ from, to }) => `${from} → ${to}`)).toEqual([
			'candidate → shared',
			'shared → deliberating',
			'deliberating → inAction',
			'inAction → watching',
			'watching → reopened',
		]);
		expect(forAll.moves.map(({ reason }) => reason)).toContain('話し合って決めました');
		expect(forAll.moves.every(({ by }) => by === null)).toBe(true);
		expect(forStaff.moves.every(({ by }) => by === '加藤 事務局')).toBe(true);
		expect(await trail(council.operatorId)).toEqual([
			'issue.make',
			...Array.from({ length: 5 }, () => 'issue.move'),
		]);
	});

	test('whoever wrote the text cannot share it, on the server and in the database', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council);

		await expect(
			moveIssue(context(council.sato), { id, act: 'share', checked: 'yes' }),
		).rejects.toMatchObject({
			code: 'not-allowed',
			key: 'issues_reviewer_is_author',
		});
		await expect(
			ownerQuery(
				"update issues set state = 'shared', reviewed_at = now(), reviewed_by = text_author where id = $1",
				[id],
			),
		).rejects.toThrow(/check constraint/);
		await expect(
			ownerQuery("update issues set state = 'shared' where id = $1", [id]),
		).rejects.toThrow(/check constraint/);
	});

	test('sharing asks for a tick that the text was read', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council);

		await expect(moveIssue(context(council.kato), { id, act: 'share' })).rejects.toMatchObject({
			problems: [{ field: 'checked', message: 'issues_not_checked' }],
		});
	});

	test('sharing needs enough independent concerns, or the decision of a forum', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council, {}, 2);
		const again = await publishedConcerns(council, ['電話で一度', '同じ人がもう一度'], {
			telephone: '03-0000-1111',
		});
		const share = { id, act: 'share', checked: 'yes' };

		await expect(moveIssue(context(council.kato), share)).rejects.toMatchObject({
			problems: [{ field: 'decision', message: 'issues_too_few_concerns' }],
		});

		await addConcerns(context(council.sato), { id, concerns: [again[0]] });
		await addConcerns(context(council.sato), { id, concerns: [again[1]] });
		await ownerQuery(
			"update concerns set state = 'withdrawn' where operator_id = $1 and deidentified_text like '%0'",
			[council.operatorId],
		);
		await expect(moveIssue(context(council.kato), share)).rejects.toMatchObject({
			code: 'not-valid',
		});

		const decision = '灯山「子ども」の場 第3回で決めた';
		expect(await moveIssue(context(council.kato), { ...share, decision })).toEqual({
			id,
			to: 'shared',
		});
		expect((await seenBy(council.visitor, id)).moves[0]).toMatchObject({ to: 'shared', decision });
	});

	test('without 課題の壁 nobody begins to act', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'deliberating', { wall: '' });

		await expect(moveIssue(context(council.kato), { id, act: 'act' })).rejects.toMatchObject({
			code: 'not-now',
			key: 'issues_wall_missing',
		});
		await expect(
			ownerQuery("update issues set state = 'inAction' where id = $1", [id]),
		).rejects.toThrow(/check constraint/);
	});

	test('dropping needs a reason', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'inAction');
		await expect(moveIssue(context(council.kato), { id, act: 'drop' })).rejects.toMatchObject({
			problems: [{ field: 'reason', message: 'issues_reason_missing' }],
		});
	});

	test('a reason in which a person may be recognised asks for a second look', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'inAction');
		const form = { id, act: 'drop', reason: '03-1234-5678の方が解決したため' };
		await expect(moveIssue(context(council.kato), form)).rejects.toMatchObject({
			key: 'issues_not_checked',
		});
		expect(await moveIssue(context(council.kato), { ...form, checked: 'yes' })).toMatchObject({
			to: 'dropped',
		});
	});

	test('of two people who move at the same time one succeeds', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council);
		const answers = await Promise.allSettled(
			[council.kato, council.mori].map((actor) =>
				moveIssue(context(actor), { id, act: 'share', checked: 'yes' }),
			),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test('an issue is never deleted', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council);
		const { database } = context(council.sato);
		for (const table of ['issues', 'issue_moves', 'issue_versions', 'issue_comments']) {
			const [row] = await ownerQuery<{ may: boolean }>(
				'select has_table_privilege($1, $2, $3) as may',
				['otagaisama_app', table, 'delete'],
			);
			expect(row).toEqual({ may: false });
		}
		expect(await database.as(council.sato, async () => (await seenBy(council.sato, id)).id)).toBe(
			id,
		);
	});
});
