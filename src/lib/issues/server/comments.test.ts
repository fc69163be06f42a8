import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { context, ownerQuery, trail } from '#test/database.ts';
import { aCandidate, anIssueIn } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import {
	editComment,
	hideComment,
	keepComment,
	postComment,
	reportComment,
	showComment,
	withdrawComment,
} from './commands.ts';
import { commentPage, moderationWaiting } from './comments.ts';
import { issueWithComments } from './detail.ts';
import { moderationPage, moderationQueue } from './moderation.ts';

const plain = () => listRequest(new URLSearchParams(), { sorts: ['posted'], descending: true });
const queueRequest = (search = '') =>
	listRequest(new URLSearchParams(search), { sorts: ['since'], filters: ['show'] });

async function commentsFor(actor: Actor, issueId: string) {
	const { comments } = await context(actor).database.as(actor, (tx) =>
		issueWithComments(tx, actor, issueId, plain()),
	);
	return comments.rows;
}
async function queueFor(actor: Actor, search = '') {
	return context(actor).database.as(actor, (tx) =>
		moderationQueue(tx, actor, queueRequest(search)),
	);
}

const harmless = '夕方の公園で、同じ子どもたちをよく見かけます。';
const marked = '連絡は090-1234-5678へどうぞ。';

describe('writing', () => {
	test('a comment stands at once, under the chosen name and never the legal one', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');

		await postComment(context(council.ito), { id, body: harmless });
		await postComment(context(council.ito), { id, body: harmless, alias: 'ひまわり' });
		await postComment(context(council.ueda), { id, body: harmless, as: council.lanternGroup });
		await postComment(context(council.sato), { id, body: harmless, as: 'office' });

		const seen = await commentsFor(council.visitor, id);
		expect(seen.map(({ voice, shownName, body }) => [voice, shownName, body])).toEqual([
			['office', '', harmless],
			['organisation', 'あかりの会', harmless],
			['resident', 'ひまわり', harmless],
			['resident', '', harmless],
		]);
		expect(JSON.stringify(seen)).not.toContain('伊藤');
		expect((await trail(council.operatorId)).filter((act) => act === 'comment.post')).toHaveLength(
			4,
		);
	});

	test('the legal name is refused as a name to show', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		await expect(
			postComment(context(council.ito), { id, body: harmless, alias: '伊藤住民' }),
		).rejects.toMatchObject({
			problems: [{ field: 'alias', message: 'issues_alias_legal_name' }],
		});
	});

	test('nobody speaks for a body that is not theirs, without an account, or on a candidate', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		const candidate = await aCandidate(council);
		for (const [actor, form, code] of [
			[council.visitor, { id }, 'not-allowed'],
			[council.kudo, { id, as: council.lanternGroup }, 'not-allowed'],
			[council.ito, { id, as: council.lanternGroup }, 'not-allowed'],
			[council.ito, { id, as: 'office' }, 'not-allowed'],
			[council.ito, { id: candidate }, 'not-found'],
			[council.sato, { id: candidate }, 'not-allowed'],
		] as const) {
			await expect(postComment(context(actor), { ...form, body: harmless })).rejects.toMatchObject({
				code,
			});
		}
	});

	test('a text in which a person may be recognised waits for the staff, and the author is told', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');

		const { waits } = await postComment(context(council.ito), { id, body: marked });

		expect(waits).toBe(true);
		expect(await commentsFor(council.visitor, id)).toEqual([]);
		expect(await commentsFor(council.ueda, id)).toEqual([]);
		expect(await commentsFor(council.ito, id)).toMatchObject([
			{ state: 'waiting', body: marked, isOwn: true },
		]);
		expect((await queueFor(council.mori)).rows).toMatchObject([{ state: 'waiting', body: marked }]);
	});

	test('an author edits and withdraws what is theirs, and the earlier text is kept for the staff', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		const { commentId } = await postComment(context(council.ito), { id, body: harmless });

		for (const actor of [council.ueda, council.sato, council.visitor]) {
			await expect(
				editComment(context(actor), { commentId, body: '別の文' }),
			).rejects.toMatchObject({ code: 'not-allowed' });
			await expect(withdrawComment(context(actor), { commentId })).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}
		expect((await editComment(context(council.ito), { commentId, body: marked })).waits).toBe(true);
		expect(await commentsFor(council.visitor, id)).toEqual([]);
		expect(
			(await editComment(context(council.ito), { commentId, body: '直しました。' })).waits,
		).toBe(false);
		expect((await commentsFor(council.visitor, id))[0]).toMatchObject({
			body: '直しました。',
			state: 'shown',
		});

		await withdrawComment(context(council.ito), { commentId });

		expect(await commentsFor(council.visitor, id)).toEqual([]);
		expect((await commentsFor(council.ito, id))[0]?.state).toBe('withdrawn');
		const page = await context(council.sato).database.as(council.sato, (tx) =>
			moderationPage(tx, council.sato, commentId),
		);
		expect(page.versions.map(({ body }) => body)).toEqual(['直しました。', marked, harmless]);
		await expect(
			editComment(context(council.ito), { commentId, body: 'また' }),
		).rejects.toMatchObject({ code: 'not-now' });
	});

	test('one person cannot flood an issue', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		for (let times = 0; times < 30; times += 1)
			await postComment(context(council.ito), { id, body: harmless });
		await expect(postComment(context(council.ito), { id, body: harmless })).rejects.toMatchObject({
			key: 'refusal_too_often',
		});
	});
});

describe('moderation', () => {
	async function aComment(body = harmless) {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		const { commentId } = await postComment(context(council.ito), { id, body });
		return { council, id, commentId };
	}

	test('anybody reports, and the staff see it with how long it has waited', async () => {
		const { council, commentId } = await aComment();

		await reportComment(context(council.visitor), {
			commentId,
			kind: 'hurtful',
			words: '傷つきました',
			origin: '192.0.2.1',
		});
		await reportComment(context(council.ueda), { commentId, kind: 'untrue', origin: '192.0.2.2' });

		const queue = await queueFor(council.kato);
		expect(queue.rows).toMatchObject([{ id: commentId, reports: 2, state: 'shown' }]);
		expect(queue.rows[0]?.since).toBeInstanceOf(Date);
		const waiting = await context(council.kato).database.as(council.kato, (tx) =>
			moderationWaiting(tx, council.kato),
		);
		expect(waiting).toBe(1);
		const page = await context(council.kato).database.as(council.kato, (tx) =>
			moderationPage(tx, council.kato, commentId),
		);
		expect(page).toMatchObject({
			author: '伊藤 住民',
			reports: [{ kind: 'hurtful', words: '傷つきました' }, { kind: 'untrue' }],
		});
	});

	test('reports from one place are limited', async () => {
		const { council, commentId } = await aComment();
		const report = () =>
			reportComment(context(council.visitor), { commentId, kind: 'other', origin: '192.0.2.1' });
		for (let times = 0; times < 10; times += 1) await report();
		await expect(report()).rejects.toMatchObject({ key: 'refusal_too_often' });
	});

	test('a hidden comment shows the reason in its place, and its author cannot write round it', async () => {
		const { council, id, commentId } = await aComment();
		await reportComment(context(council.visitor), {
			commentId,
			kind: 'person',
			origin: '192.0.2.1',
		});

		await expect(
			hideComment(context(council.sato), { commentId, reason: '' }),
		).rejects.toMatchObject({
			problems: [{ field: 'reason', message: 'issues_hide_reason_missing' }],
		});
		await hideComment(context(council.sato), { commentId, reason: '個人が分かるため' });

		const [seen] = await commentsFor(council.visitor, id);
		expect(seen).toMatchObject({ state: 'hidden', body: null, hiddenReason: '個人が分かるため' });
		expect((await commentsFor(council.ito, id))[0]?.body).toBe(harmless);
		await expect(
			editComment(context(council.ito), { commentId, body: '別の文' }),
		).rejects.toMatchObject({ code: 'not-now' });
		expect((await queueFor(council.sato)).total).toBe(0);
		expect((await queueFor(council.sato, 'show=hidden')).rows).toMatchObject([
			{ id: commentId, state: 'hidden' },
		]);

		await showComment(context(council.kato), { commentId, reason: '書き直しを確かめた' });
		expect((await commentsFor(council.visitor, id))[0]).toMatchObject({
			state: 'shown',
			body: harmless,
			hiddenReason: '',
		});
		const page = await context(council.kato).database.as(council.kato, (tx) =>
			moderationPage(tx, council.kato, commentId),
		);
		expect(page.log.map(({ act, by }) => [act, by])).toEqual([
			['hide', '佐藤 事務局'],
			['show', '加藤 事務局'],
		]);
		expect((await trail(council.operatorId)).slice(-2)).toEqual(['comment.hide', 'comment.show']);
	});

	test('a reported comment may be left standing; that answers the reports', async () => {
		const { council, commentId } = await aComment();
		await reportComment(context(council.visitor), {
			commentId,
			kind: 'other',
			origin: '192.0.2.1',
		});
		await keepComment(context(council.sato), { commentId, reason: '問題はない' });
		expect((await queueFor(council.sato)).total).toBe(0);
	});

	test('what was held back is shown by the staff', async () => {
		const { council, id, commentId } = await aComment(marked);
		await expect(commentPageFor(council.visitor, commentId)).rejects.toMatchObject({
			code: 'not-found',
		});
		await showComment(context(council.mori), { commentId });
		expect((await commentsFor(council.visitor, id))[0]?.body).toBe(marked);
	});

	test('nobody but the staff moderates, and nobody their own', async () => {
		const { council, id, commentId } = await aComment();
		for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
			for (const change of [hideComment, showComment, keepComment]) {
				await expect(change(context(actor), { commentId, reason: '理由' })).rejects.toMatchObject({
					code: 'not-allowed',
				});
			}
			expect((await queueFor(actor)).total).toBe(0);
			await expect(
				context(actor).database.as(actor, (tx) => moderationPage(tx, actor, commentId)),
			).rejects.toMatchObject({ code: 'not-found' });
		}
		const { commentId: own } = await postComment(context(council.sato), { id, body: harmless });
		await expect(
			hideComment(context(council.sato), { commentId: own, reason: '理由' }),
		).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});

	test('of two who hide it one succeeds, and the reason of the first stands', async () => {
		const { council, id, commentId } = await aComment(marked);
		const answers = await Promise.allSettled(
			[council.sato, council.kato].map((actor) =>
				hideComment(context(actor), { commentId, reason: '個人が分かるため' }),
			),
		);
		expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await commentsFor(council.visitor, id))[0]).toMatchObject({
			state: 'hidden',
			hiddenReason: '個人が分かるため',
		});
	});

	test('the log is only ever added to', async () => {
		for (const table of ['issue_comment_acts', 'issue_comment_versions', 'issue_moves']) {
			const rows = await ownerQuery('select has_table_privilege($1, $2, $3) as may', [
				'otagaisama_app',
				table,
				'update',
			]);
			expect(rows).toEqual([{ may: false }]);
		}
	});

	test('no other council sees a comment', async () => {
		const { commentId } = await aComment();
		const there = await aCouncil();
		await expect(commentPageFor(there.visitor, commentId)).rejects.toMatchObject({
			code: 'not-found',
		});
		await expect(
			hideComment(context(there.sato), { commentId, reason: '理由' }),
		).rejects.toMatchObject({ code: 'not-found' });
	});

	function commentPageFor(actor: Actor, commentId: string) {
		return context(actor).database.as(actor, (tx) => commentPage(tx, actor, commentId));
	}
});
