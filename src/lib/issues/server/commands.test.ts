import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { context, ownerQuery, trail } from '#test/database.ts';
import { aCandidate, anIssueForm, anIssueIn, publishedConcerns } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import {
	acceptVersion,
	addConcerns,
	answerProposal,
	classifyIssue,
	makeIssue,
	moveIssue,
	proposeIssue,
	removeConcerns,
	returnVersion,
	rewriteIssue,
} from './commands.ts';
import { issuePage } from './detail.ts';
import { issueListing, listIssues } from './queries.ts';
import { issueVersionsOf } from './versions.ts';

const origin = 'https://otagaisama.example';
const standard = () => listRequest(new URLSearchParams(), issueListing);
const seenBy = (actor: Actor, id: string) =>
	context(actor).database.as(actor, (tx) => issuePage(tx, actor, id));
const listedFor = (actor: Actor) =>
	context(actor).database.as(actor, (tx) => listIssues(tx, actor, standard()));

test('chosen concerns become a candidate that only the staff see, tied to them on the thread', async () => {
	const council = await aCouncil();
	const concerns = await publishedConcerns(council, [
		'夕方に子どもが一人でいる',
		'夜まで子どもだけの家がある',
	]);

	const { id } = await makeIssue(context(council.sato), {
		...anIssueForm,
		areas: [council.harbourArea],
		concerns,
	});

	const page = await seenBy(council.mori, id);
	expect(page).toMatchObject({ state: 'candidate', version: 1, voices: { masked: false, n: 2 } });
	expect(page.areas).toEqual([{ id: council.harbourArea, name: '北浜東' }]);
	for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
		await expect(seenBy(actor, id)).rejects.toMatchObject({ code: 'not-found' });
		expect((await listedFor(actor)).total).toBe(0);
	}
	const tied = await ownerQuery('select made_by from links where operator_id = $1 and to_id = $2', [
		council.operatorId,
		id,
	]);
	expect(tied).toEqual([{ made_by: council.sato.personId }, { made_by: council.sato.personId }]);
	expect(await trail(council.operatorId)).toEqual(['issue.make']);
});

test('an issue is not made of a concern whose text nobody published', async () => {
	const council = await aCouncil();
	const [raw = ''] = await publishedConcerns(council, ['まだ公開していない']);
	await ownerQuery("update concerns set deidentified_state = 'drafted' where id = $1", [raw]);

	await expect(
		makeIssue(context(council.sato), { ...anIssueForm, concerns: [raw] }),
	).rejects.toMatchObject({
		code: 'not-found',
	});
	expect(await trail(council.operatorId)).toEqual([]);
});

test('only the staff make issues, sort them, and choose what stands behind them', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');
	const [concern] = await publishedConcerns(council, ['もう一つの声']);
	for (const actor of [council.visitor, council.ito, council.ueda, council.ono, council.abe]) {
		const attempts = [
			() => makeIssue(context(actor), { ...anIssueForm, concerns: [] }),
			() => addConcerns(context(actor), { id, concerns: [concern] }),
			() => removeConcerns(context(actor), { id, concerns: [concern] }),
			() => classifyIssue(context(actor), { id, theme: 'other' }),
			() => rewriteIssue(context(actor), { id, ...anIssueForm }),
			() => answerProposal(origin)(context(actor), { id, answer: '読みました' }),
		];
		for (const attempt of attempts)
			await expect(attempt()).rejects.toMatchObject({ code: 'not-allowed' });
	}
});

describe('the text of an issue', () => {
	test('of a candidate changes at once, and the author changes with it', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council);

		await rewriteIssue(context(council.kato), {
			id,
			...anIssueForm,
			title: '夜まで子どもだけの家',
		});

		expect(await seenBy(council.kato, id)).toMatchObject({
			title: '夜まで子どもだけの家',
			version: 2,
			isOwnText: true,
		});
		await expect(
			moveIssue(context(council.kato), { id, act: 'share', checked: 'yes' }),
		).rejects.toMatchObject({
			key: 'issues_reviewer_is_author',
		});
		expect(
			await moveIssue(context(council.sato), { id, act: 'share', checked: 'yes' }),
		).toMatchObject({ to: 'shared' });
	});

	test('of a shared issue waits until another person has checked it; the old one is kept', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		const rewritten = { ...anIssueForm, title: '新しい名前', why: '分かりやすくするため' };

		expect(await rewriteIssue(context(council.kato), { id, ...rewritten })).toEqual({
			id,
			waits: true,
		});
		expect((await seenBy(council.visitor, id)).title).toBe(anIssueForm.title);
		expect((await seenBy(council.visitor, id)).waiting).toBeNull();
		expect((await seenBy(council.sato, id)).waiting).toBe(2);
		await expect(rewriteIssue(context(council.sato), { id, ...rewritten })).rejects.toMatchObject({
			key: 'issues_version_waits',
		});
		await expect(
			acceptVersion(context(council.kato), { id, number: '2', checked: 'yes' }),
		).rejects.toMatchObject({
			key: 'issues_reviewer_is_author',
		});
		await expect(acceptVersion(context(council.sato), { id, number: '2' })).rejects.toMatchObject({
			key: 'issues_not_checked',
		});

		await acceptVersion(context(council.sato), { id, number: '2', checked: 'yes' });

		expect((await seenBy(council.visitor, id)).title).toBe('新しい名前');
		const versions = await context(council.visitor).database.as(council.visitor, (tx) =>
			issueVersionsOf(tx, council.visitor, id),
		);
		expect(versions.map(({ number, title, writer }) => ({ number, title, writer }))).toEqual([
			{ number: 2, title: '新しい名前', writer: null },
			{ number: 1, title: anIssueForm.title, writer: null },
		]);
	});

	test('that was sent back is read by the staff only', async () => {
		const council = await aCouncil();
		const id = await anIssueIn(council, 'shared');
		await rewriteIssue(context(council.kato), { id, ...anIssueForm, title: '直す前' });
		await returnVersion(context(council.sato), {
			id,
			number: '2',
			why: '建物の名前が入っています',
		});

		const versionsFor = (actor: Actor) =>
			context(actor).database.as(actor, (tx) => issueVersionsOf(tx, actor, id));
		expect((await versionsFor(council.ito)).map(({ number }) => number)).toEqual([1]);
		expect((await versionsFor(council.mori)).map(({ state }) => state)).toEqual([
			'returned',
			'shown',
		]);
		await expect(
			acceptVersion(context(council.sato), { id, number: '2', checked: 'yes' }),
		).rejects.toMatchObject({
			code: 'not-now',
		});
	});

	test('that nobody had checked while it was a candidate stays inside', async () => {
		const council = await aCouncil();
		const id = await aCandidate(council, { description: '最初の文' });
		await rewriteIssue(context(council.sato), { id, ...anIssueForm });
		await moveIssue(context(council.kato), { id, act: 'share', checked: 'yes' });

		const versions = await context(council.visitor).database.as(council.visitor, (tx) =>
			issueVersionsOf(tx, council.visitor, id),
		);
		expect(versions.map(({ number }) => number)).toEqual([2]);
	});
});

describe('a proposal', () => {
	const proposal = {
		title: '坂の上の買い物',
		description: '坂の上から買い物に出られません。',
		theme: 'mobility',
	};

	test('of a resident lands as a candidate, is seen by its author, and is answered', async () => {
		const council = await aCouncil();
		const { id } = await proposeIssue(context(council.ito), proposal);

		expect((await seenBy(council.ito, id)).proposal).toMatchObject({ isMine: true, answer: '' });
		await expect(seenBy(council.ueda, id)).rejects.toMatchObject({ code: 'not-found' });
		await answerProposal(origin)(context(council.sato), {
			id,
			answer: 'ほかの声とあわせて確かめます。',
		});
		expect((await seenBy(council.ito, id)).proposal).toMatchObject({
			answer: 'ほかの声とあわせて確かめます。',
		});
		expect(await trail(council.operatorId)).toEqual(['issue.propose', 'issue.answerProposal']);
	});

	test.each([
		['an address, and the wish', 'ito@example.jp', 'yes', 1],
		['an address, but no wish', 'ito@example.jp', undefined, 0],
		['the wish, but no address', null, 'yes', 0],
	])('with %s: the letters about the answer', async (_, email, answerByMail, letters) => {
		const council = await aCouncil();
		await ownerQuery('update people set email = $2 where id = $1', [council.ito.personId, email]);
		const { id } = await proposeIssue(context(council.ito), { ...proposal, answerByMail });

		await answerProposal(origin)(context(council.sato), { id, answer: '確かめます。' });

		const mails = await ownerQuery<{ to_address: string; words: string }>(
			'select to_address, subject || body as words from mails where operator_id = $1',
			[council.operatorId],
		);
		expect(mails).toHaveLength(letters);
		for (const mail of mails) {
			expect(mail.to_address).toBe('ito@example.jp');
			expect(mail.words).toContain(`${origin}/${council.slug}/issues/${id}`);
			expect(mail.words).not.toContain(proposal.title);
			expect(mail.words).not.toContain('確かめます');
		}
	});

	test('whoever has left gets no letter', async () => {
		const council = await aCouncil();
		const { id } = await proposeIssue(context(council.ito), { ...proposal, answerByMail: 'yes' });
		await ownerQuery(`update people set email = 'ito@example.jp', left_at = now() where id = $1`, [
			council.ito.personId,
		]);

		await answerProposal(origin)(context(council.sato), { id, answer: '確かめます。' });

		expect(
			await ownerQuery('select 1 from mails where operator_id = $1', [council.operatorId]),
		).toEqual([]);
	});

	test('of an organisation is seen by everybody who acts for it, and by nobody else', async () => {
		const council = await aCouncil();
		const { id } = await proposeIssue(context(council.ueda), {
			...proposal,
			organisationId: council.lanternGroup,
		});

		expect((await seenBy(council.ueda, id)).proposal).toMatchObject({
			forOrganisation: 'あかりの会',
		});
		await expect(seenBy(council.kudo, id)).rejects.toMatchObject({ code: 'not-found' });
		await expect(
			proposeIssue(context(council.kudo), { ...proposal, organisationId: council.lanternGroup }),
		).rejects.toMatchObject({ code: 'not-allowed' });
	});

	test('needs an account', async () => {
		const council = await aCouncil();
		await expect(proposeIssue(context(council.visitor), proposal)).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});

	test('is told to the public without who made it', async () => {
		const council = await aCouncil();
		const { id } = await proposeIssue(context(council.ito), proposal);
		await moveIssue(context(council.sato), {
			id,
			act: 'share',
			checked: 'yes',
			decision: '第2回の場',
		});
		expect((await seenBy(council.visitor, id)).proposal).toBeNull();
	});
});

test('concerns are added and taken off again, each on the trail', async () => {
	const council = await aCouncil();
	const id = await aCandidate(council);
	const [further = ''] = await publishedConcerns(council, ['あとから届いた声']);

	await addConcerns(context(council.mori), { id, concerns: [further] });
	expect((await seenBy(council.sato, id)).voices).toEqual({ masked: false, n: 4 });
	await removeConcerns(context(council.mori), { id, concerns: [further] });
	// what does not stand there cannot be taken off, and no audit row says so
	await expect(
		removeConcerns(context(council.mori), { id, concerns: [further] }),
	).rejects.toMatchObject({ code: 'not-now' });

	expect((await seenBy(council.sato, id)).voices).toEqual({ masked: false, n: 3 });
	expect(await trail(council.operatorId)).toEqual([
		'issue.make',
		'issue.addConcerns',
		'issue.removeConcerns',
	]);
});

test('a form sent twice makes one issue', async () => {
	const council = await aCouncil();
	const once = { idempotencyKey: 'sent-twice-0001' };
	const first = await makeIssue(context(council.sato, once), { ...anIssueForm, concerns: [] });
	expect(await makeIssue(context(council.sato, once), { ...anIssueForm, concerns: [] })).toEqual(
		first,
	);
	expect((await listedFor(council.sato)).total).toBe(1);
});

test('no other council sees it', async () => {
	const [here, there] = [await aCouncil(), await aCouncil()];
	const id = await anIssueIn(here, 'shared');
	for (const actor of [there.visitor, there.sato]) {
		await expect(seenBy(actor, id)).rejects.toMatchObject({ code: 'not-found' });
		expect((await listedFor(actor)).total).toBe(0);
	}
	await expect(moveIssue(context(there.sato), { id, act: 'deliberate' })).rejects.toMatchObject({
		code: 'not-found',
	});
});
