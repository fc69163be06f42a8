import { expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { context, trail } from '#test/database.ts';
import { anIssueIn, aCandidate } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import {
	addAttempt,
	citePlan,
	confirmWorker,
	endWorker,
	listWorker,
	removeAttempt,
	removeCitation,
} from './commands.ts';
import { issuePage } from './detail.ts';

const seenBy = (actor: Actor, id: string) =>
	context(actor).database.as(actor, (tx) => issuePage(tx, actor, id));
const acts = async (operatorId: string) =>
	(await trail(operatorId)).filter((act) => !/make|move$/.test(act));

test('staff write down who tried what, of the directory or not', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');

	await addAttempt(context(council.mori), {
		id,
		organisationId: council.lanternGroup,
		what: '学習室を開いた',
		result: '断ることが続いた',
	});
	await addAttempt(context(council.mori), {
		id,
		who: '坂下の有志',
		what: '見まわりをした',
		triedWhen: '令和6年の秋',
	});

	expect((await seenBy(council.visitor, id)).attempts).toMatchObject([
		{ who: 'あかりの会', what: '学習室を開いた', result: '断ることが続いた' },
		{ who: '坂下の有志', what: '見まわりをした', triedWhen: '令和6年の秋' },
	]);
	await expect(addAttempt(context(council.mori), { id, what: 'だれかが' })).rejects.toMatchObject({
		problems: [{ field: 'who', message: 'issues_attempt_who_missing' }],
	});
	expect(await acts(council.operatorId)).toEqual(['issue.addAttempt', 'issue.addAttempt']);
});

test('an organisation tells of its own attempts only, and names nobody', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');
	const own = { id, organisationId: council.lanternGroup, what: '学習室を開いた' };

	const { partId } = await addAttempt(context(council.ueda), own);
	for (const [actor, form] of [
		[council.kudo, own],
		[council.ito, own],
		[council.visitor, own],
		[council.ueda, { ...own, organisationId: '', who: '有志' }],
	] as const) {
		await expect(addAttempt(context(actor), form)).rejects.toMatchObject({ code: 'not-allowed' });
	}
	await expect(
		addAttempt(context(council.ueda), { ...own, what: '連絡先は090-1234-5678です' }),
	).rejects.toMatchObject({
		problems: [{ field: 'what', message: 'issues_personal_words' }],
	});
	await expect(removeAttempt(context(council.kudo), { id, partId })).rejects.toMatchObject({
		code: 'not-allowed',
	});

	await removeAttempt(context(council.ueda), { id, partId });
	expect((await seenBy(council.visitor, id)).attempts).toEqual([]);
	await expect(removeAttempt(context(council.sato), { id, partId })).rejects.toMatchObject({
		code: 'not-now',
	});
});

test('an organisation that lists itself is shown at once, 五十音順', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');

	await listWorker(context(council.kudo), {
		id,
		organisationId: council.harbourGroup,
		what: '夕方の声かけ',
	});
	await listWorker(context(council.ueda), {
		id,
		organisationId: council.lanternGroup,
		what: '学習室',
	});

	expect(
		(await seenBy(council.visitor, id)).workers.map(({ name, confirmedAs }) => [name, confirmedAs]),
	).toEqual([
		['あかりの会', 'organisation'],
		['みなと見守り隊', 'organisation'],
	]);
	await expect(
		listWorker(context(council.ueda), {
			id,
			organisationId: council.lanternGroup,
			what: 'もう一度',
		}),
	).rejects.toMatchObject({
		problems: [{ field: 'organisationId', message: 'issues_worker_listed' }],
	});
	for (const actor of [council.ito, council.kudo, council.visitor]) {
		await expect(
			listWorker(context(actor), { id, organisationId: council.lanternGroup, what: '学習室' }),
		).rejects.toMatchObject({ code: 'not-allowed' });
	}
});

test('an organisation that the staff name is hidden until it says yes', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');
	const { partId, confirmed } = await listWorker(context(council.sato), {
		id,
		organisationId: council.lanternGroup,
		what: '学習室',
	});

	expect(confirmed).toBe(false);
	expect((await seenBy(council.visitor, id)).workers).toEqual([]);
	expect((await seenBy(council.kudo, id)).workers).toEqual([]);
	expect((await seenBy(council.ueda, id)).workers).toMatchObject([
		{ name: 'あかりの会', confirmedAs: null },
	]);
	await expect(confirmWorker(context(council.kudo), { id, partId })).rejects.toMatchObject({
		code: 'not-allowed',
	});

	await confirmWorker(context(council.ueda), { id, partId });
	expect((await seenBy(council.visitor, id)).workers).toMatchObject([
		{ confirmedAs: 'organisation' },
	]);
	await expect(confirmWorker(context(council.sato), { id, partId })).rejects.toMatchObject({
		code: 'not-now',
	});

	await endWorker(context(council.ueda), { id, partId });
	expect((await seenBy(council.sato, id)).workers).toEqual([]);
	expect(await acts(council.operatorId)).toEqual([
		'issue.listWorker',
		'issue.confirmWorker',
		'issue.endWorker',
	]);
});

test('staff who asked the organisation list it on its word', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');
	await listWorker(context(council.sato), {
		id,
		organisationId: council.lanternGroup,
		what: '学習室',
		agreed: 'yes',
	});
	expect((await seenBy(council.visitor, id)).workers).toMatchObject([{ confirmedAs: 'office' }]);
});

test('nobody outside the staff writes on a candidate', async () => {
	const council = await aCouncil();
	const id = await aCandidate(council);
	await expect(
		addAttempt(context(council.ueda), { id, organisationId: council.lanternGroup, what: '学習室' }),
	).rejects.toMatchObject({ code: 'not-found' });
});

test('plans of others are cited with name, date, address and clause', async () => {
	const council = await aCouncil();
	const id = await anIssueIn(council, 'shared');
	const plan = {
		id,
		name: '子どもの生活応援プラン',
		dated: '平成29年3月',
		url: 'https://example.jp/plan',
		clause: '第3章',
	};

	const { partId } = await citePlan(context(council.sato), plan);
	expect((await seenBy(council.visitor, id)).citations).toEqual([
		{ id: partId, name: plan.name, dated: plan.dated, url: plan.url, clause: plan.clause },
	]);
	for (const url of ['javascript:alert(1)', 'example.jp', 'data:text/html,x']) {
		await expect(citePlan(context(council.sato), { ...plan, url })).rejects.toMatchObject({
			problems: [{ field: 'url', message: 'field_url_wrong' }],
		});
	}
	await expect(citePlan(context(council.ueda), plan)).rejects.toMatchObject({
		code: 'not-allowed',
	});
	await removeCitation(context(council.sato), { id, partId });
	expect((await seenBy(council.visitor, id)).citations).toEqual([]);
});
