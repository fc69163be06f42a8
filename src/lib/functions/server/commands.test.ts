import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { addResults } from '#lib/gatherings/server/commands.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { callPlatform } from '#lib/platforms/server/commands.ts';
import { newId } from '#lib/server/application.ts';
import { context, countStatements, ownerQuery, trail } from '#test/database.ts';
import { aFunction, aGap } from '#test/functions.ts';
import { aRunningSession, aSession, facilitating } from '#test/gatherings.ts';
import { aCandidate, anIssueIn } from '#test/issues.ts';
import { aCouncil } from '#test/people.ts';
import { aCall } from '#test/platforms.ts';
import { functionListing } from '../rules.ts';
import {
	addCover,
	addCovers,
	addFunction,
	carryGap,
	changeFunction,
	closeFunction,
	closeGap,
	endCover,
	markForPolicy,
	nameGap,
	takeOverResult,
} from './commands.ts';
import { existingActivities, suggestedBodies } from './existing.ts';
import { functionPage, gapPage, inventory, listGaps, writableSessions } from './queries.ts';

type Council = Awaited<ReturnType<typeof aCouncil>>;

const seen = (actor: Actor, id: string) =>
	context(actor).database.as(actor, (tx) => functionPage(tx, actor, id));
const notAllowed = { code: 'not-allowed' };
const notFound = { code: 'not-found' };
const meanwhile = { code: 'not-now' };

async function matrix(actor: Actor, q = '') {
	const request = listRequest(new URLSearchParams({ q }), functionListing);
	const page = await context(actor).database.as(actor, (tx) =>
		inventory(tx, actor, request, '2026-11-22'),
	);
	return Object.fromEntries(
		page.result.rows.map(({ name, cells }) => [
			name,
			cells.map(({ coverage, names }) => [coverage, ...names].join(' ')),
		]),
	);
}

async function results(sessionId: string) {
	return ownerQuery<{ id: string; kind: string; text: string }>(
		'select id, kind, text from session_results where session_id = $1 order by position',
		[sessionId],
	);
}

describe('the inventory', () => {
	test('a function stands there once; residents, organisations and officers do not write it', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.mori, '移動の手助け');
		await expect(aFunction(council.sato, '移動の手助け')).rejects.toMatchObject({
			problems: [{ field: 'name', message: 'functions_name_there' }],
		});
		for (const actor of [council.visitor, council.ito, council.ueda, council.ono]) {
			await expect(addFunction(context(actor), { name: '見守り' })).rejects.toMatchObject(
				notAllowed,
			);
			await expect(changeFunction(context(actor), { id, name: '見守り' })).rejects.toMatchObject(
				notAllowed,
			);
			await expect(closeFunction(context(actor), { id })).rejects.toMatchObject(notAllowed);
		}
		const other = await aCouncil();
		await expect(changeFunction(context(other.sato), { id, name: '見守り' })).rejects.toMatchObject(
			notFound,
		);
		await aFunction(other.sato, '移動の手助け');
		await changeFunction(context(council.sato), {
			id,
			name: '外出の手助け',
			nameKana: 'がいしゅつのてだすけ',
		});
		expect((await seen(council.visitor, id)).name).toBe('外出の手助け');
		await expect(
			addFunction(context(council.sato), { name: '長'.repeat(10_000) }),
		).rejects.toMatchObject({
			problems: [{ field: 'name', message: 'field_too_long' }],
		});
		expect(await trail(council.operatorId)).toEqual(['function.add', 'function.change']);
	});

	test('a cell says who does it where; who has no area of its own is where the body is', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.sato, '夕方の居場所');
		expect(await matrix(council.visitor)).toEqual({ 夕方の居場所: ['unknown', 'unknown'] });
		await ownerQuery('insert into organisation_areas values ($1, $2, $3)', [
			council.operatorId,
			council.lanternGroup,
			council.hillArea,
		]);
		await addCover(context(council.sato), { id, organisationId: council.lanternGroup });
		await addCover(context(council.sato), {
			id,
			who: '坂下の有志',
			areaId: council.harbourArea,
			strength: 'little',
		});
		expect(await matrix(council.visitor)).toEqual({
			夕方の居場所: ['weak 坂下の有志', 'there あかりの会'],
		});
		await aGap(council.sato, id, { areaId: council.hillArea });
		expect(await matrix(council.visitor)).toEqual({
			夕方の居場所: ['weak 坂下の有志', 'weak あかりの会'],
		});
		await ownerQuery('update organisations set closed_at = now() where id = $1', [
			council.lanternGroup,
		]);
		expect(await matrix(council.visitor)).toEqual({ 夕方の居場所: ['weak 坂下の有志', 'missing'] });
		expect(await matrix(council.visitor, 'ない言葉')).toEqual({});
	});

	test('an organisation puts itself on and off, and nobody else', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.sato, '移動の手助け');
		const own = { id, organisationId: council.lanternGroup, what: '車で送ります' };
		for (const [actor, form] of [
			[council.kudo, own],
			[council.ito, own],
			[council.visitor, own],
			[council.ueda, { id, who: '有志' }],
		] as const)
			await expect(addCover(context(actor), form)).rejects.toMatchObject(notAllowed);
		await addCover(context(council.ueda), own);
		await expect(addCover(context(council.ueda), own)).rejects.toMatchObject({
			key: 'functions_cover_there',
		});
		await expect(
			addCover(context(council.ueda), {
				...own,
				areaId: council.hillArea,
				what: '連絡は090-1234-5678',
			}),
		).rejects.toMatchObject({ problems: [{ field: 'what', message: 'functions_looks_personal' }] });
		const [cover] = (await seen(council.visitor, id)).covers;
		const end = { id, coverId: cover?.id };
		await expect(endCover(context(council.kudo), end)).rejects.toMatchObject(notAllowed);
		await endCover(context(council.ueda), end);
		await expect(endCover(context(council.sato), end)).rejects.toMatchObject(meanwhile);
		expect((await seen(council.visitor, id)).covers).toEqual([]);
	});

	test('who or where must be of this operator, and something must be said', async () => {
		const council = await aCouncil();
		const other = await aCouncil();
		const id = await aFunction(council.sato, '移動の手助け');
		for (const [field, form] of [
			['organisationId', {}],
			['organisationId', { organisationId: other.lanternGroup }],
			['areaId', { who: '有志', areaId: other.hillArea }],
			['placeId', { placeId: newId() }],
		] as const)
			await expect(addCover(context(council.sato), { id, ...form })).rejects.toMatchObject({
				problems: [{ field }],
			});
		await expect(
			addCovers(context(council.sato), { id, bodies: [`organisation:${other.lanternGroup}`] }),
		).rejects.toMatchObject({ problems: [{ field: 'bodies' }] });
		await expect(addCover(context(other.sato), { id, who: '有志' })).rejects.toMatchObject(
			notFound,
		);
	});

	test('how many people do it is 少数 to the public below the limit, and exact to the staff', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.sato, '移動の手助け');
		await addCover(context(council.sato), { id, who: '坂の下の有志', people: '3人' });
		await addCover(context(council.sato), { id, who: '坂の上の有志', people: '12' });
		const people = async (actor: Actor) =>
			(await seen(actor, id)).covers.map((cover) => cover.people);
		expect(await people(council.visitor)).toEqual([{ masked: false, n: 12 }, { masked: true }]);
		expect(await people(council.mori)).toEqual([
			{ masked: false, n: 12 },
			{ masked: false, n: 3 },
		]);
	});

	test('the directory suggests bodies whose own words are alike, and takes them over once', async () => {
		const council = await aCouncil();
		await ownerQuery(
			`update organisations set activity = '坂の上の方の買い物に、車で送り迎えをします。' where id = $1`,
			[council.lanternGroup],
		);
		await ownerQuery(`update organisations set activity = '囲碁と将棋の会です。' where id = $1`, [
			council.harbourGroup,
		]);
		const id = await aFunction(council.sato, '移動の手助け', {
			words: '送り迎え\n買い物の付き添い',
		});
		const suggest = () =>
			context(council.sato).database.as(council.sato, (tx) =>
				suggestedBodies(tx, council.sato, id),
			);
		const found = await suggest();
		expect(found.map(({ name, words }) => [name, words.length > 0])).toEqual([
			['あかりの会', true],
		]);
		const form = { id, bodies: found.map(({ key }) => key) };
		await addCovers(context(council.mori), form);
		await addCovers(context(council.mori), form);
		expect((await seen(council.visitor, id)).covers.map(({ name }) => name)).toEqual([
			'あかりの会',
		]);
		expect(await suggest()).toEqual([]);
		await expect(addCovers(context(council.ueda), form)).rejects.toMatchObject(notAllowed);
	});

	test('a function leaves the list when nothing is open in it', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.sato, '移動の手助け');
		const gap = await aGap(council.sato, id);
		await expect(closeFunction(context(council.sato), { id })).rejects.toMatchObject({
			key: 'functions_gaps_open',
		});
		await closeGap(context(council.sato), { id: gap, closing: 'drop', why: 'あるとわかった' });
		await closeFunction(context(council.sato), { id });
		await expect(seen(council.visitor, id)).rejects.toMatchObject(notFound);
		for (const change of [
			() => closeFunction(context(council.sato), { id }),
			() => addCover(context(council.sato), { id, who: '有志' }),
			() => aGap(council.sato, id),
		])
			await expect(change()).rejects.toMatchObject(meanwhile);
	});

	test('the page takes the same statements for few functions and for many', async () => {
		const council = await aCouncil();
		const counted = () => countStatements(() => matrix(council.visitor));
		const id = await aFunction(council.sato, '働き0');
		await addCover(context(council.sato), { id, who: '有志' });
		await aGap(council.sato, id, { areaId: council.hillArea });
		const few = await counted();
		for (let at = 1; at < 15; at += 1) {
			const more = await aFunction(council.sato, `働き${at}`);
			await addCover(context(council.sato), { id: more, who: '有志' });
			await aGap(council.sato, more, { areaId: council.hillArea });
		}
		expect(await counted()).toBe(few);
		expect(few).toBeLessThanOrEqual(6);
	});
});

describe('what is missing', () => {
	test('is written down once for an area, with the issue it belongs to', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.sato, '夜の相談');
		const issue = await anIssueIn(council, 'shared');
		const form = { areaId: council.hillArea, issueId: issue };
		const both = await Promise.allSettled([
			aGap(council.sato, id, form),
			aGap(council.mori, id, form),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { key: 'functions_gap_there' },
		});
		const [gap] = (await seen(council.visitor, id)).gaps;
		expect(gap).toMatchObject({
			areaName: '灯山',
			issueTitle: '夕方から夜、子どもが一人で過ごしている',
			state: 'open',
		});
		expect(
			await ownerQuery(`select from_kind from links where to_kind = 'gap' and to_id = $1`, [
				gap?.id,
			]),
		).toEqual([{ from_kind: 'issue' }]);
		for (const actor of [council.visitor, council.ueda, council.ono])
			await expect(
				nameGap(context(actor), { functionId: id, standing: 'weak', text: 'ない' }),
			).rejects.toMatchObject(notAllowed);
		await expect(aGap(council.sato, id, { text: '090-1234-5678に電話' })).rejects.toMatchObject({
			problems: [{ field: 'text', message: 'functions_looks_personal' }],
		});
		expect((await trail(council.operatorId)).filter((act) => act.startsWith('gap'))).toEqual([
			'gap.name',
		]);
	});

	test('about an issue that is not shared is seen by nobody outside', async () => {
		const council = await aCouncil();
		const id = await aFunction(council.sato, '夜の相談');
		const gap = await aGap(council.sato, id, { issueId: await aCandidate(council) });
		const page = (actor: Actor) =>
			context(actor).database.as(actor, (tx) => gapPage(tx, actor, gap));
		await expect(page(council.visitor)).rejects.toMatchObject(notFound);
		expect((await seen(council.visitor, id)).gaps).toEqual([]);
		expect((await page(council.mori)).state).toBe('open');
	});

	test('comes up again in a session, in the same words and as an arrow', async () => {
		const council = await aCouncil();
		const gap = await aGap(council.sato, await aFunction(council.sato, '夜の相談'));
		const { id: sessionId } = await aRunningSession(council.sato);
		const leads = facilitating(council.ito, 'session', sessionId);
		const other = facilitating(council.ito, 'session', await aSession(council.sato));
		await expect(carryGap(context(other), { id: gap, sessionId })).rejects.toMatchObject(
			notAllowed,
		);
		expect(
			(await context(leads).database.as(leads, (tx) => writableSessions(tx, leads))).map(
				({ value }) => value,
			),
		).toEqual([sessionId]);
		await carryGap(context(leads), { id: gap, sessionId });
		expect(await results(sessionId)).toMatchObject([
			{ kind: 'openPoint', text: '夜に頼れるところがない' },
		]);
		expect(
			await ownerQuery(`select to_id from links where from_kind = 'gap' and from_id = $1`, [gap]),
		).toEqual([{ to_id: sessionId }]);
		const cases = await aSession(council.sato, { kind: 'caseStudy', audience: 'invited' });
		await expect(
			carryGap(context(council.sato), { id: gap, sessionId: cases }),
		).rejects.toMatchObject({
			problems: [{ field: 'sessionId', message: 'functions_not_to_cases' }],
		});
	});

	test('becomes a call for a プラットフォーム while it is open', async () => {
		const council = await aCouncil();
		const issue = await anIssueIn(council, 'deliberating');
		const gap = await aGap(council.sato, await aFunction(council.sato, '夜の相談'), {
			issueId: issue,
		});
		const call = (gapId: string) =>
			callPlatform(context(council.ueda), aCall([issue], { as: council.lanternGroup, gap: gapId }));
		const { id } = await call(gap);
		expect(
			await ownerQuery(
				`select to_kind, to_id from links where from_kind = 'gap' and from_id = $1`,
				[gap],
			),
		).toEqual([{ to_kind: 'platform', to_id: id }]);
		await closeGap(context(council.sato), { id: gap, closing: 'fill', why: '始まった' });
		await expect(call(gap)).rejects.toMatchObject(meanwhile);
		const other = await aCouncil();
		await expect(
			call(await aGap(other.sato, await aFunction(other.sato, '夜の相談'))),
		).rejects.toMatchObject(notFound);
	});

	test('waits to be proposed as policy, and is closed with a reason by the staff only, once', async () => {
		const council = await aCouncil();
		const id = await aGap(council.sato, await aFunction(council.sato, '夜の相談'));
		const leads = facilitating(council.ito, 'session', await aSession(council.sato));
		for (const actor of [council.visitor, council.ueda, leads]) {
			await expect(markForPolicy(context(actor), { id })).rejects.toMatchObject(notAllowed);
			await expect(
				closeGap(context(actor), { id, closing: 'fill', why: 'ある' }),
			).rejects.toMatchObject(notAllowed);
		}
		const other = await aCouncil();
		await expect(
			closeGap(context(other.sato), { id, closing: 'fill', why: 'ある' }),
		).rejects.toMatchObject(notFound);
		const policy = () =>
			context(council.sato).database.as(council.sato, (tx) => listGaps(tx, council.sato, 'policy'));
		await markForPolicy(context(council.mori), { id });
		expect((await policy()).map((gap) => gap.id)).toEqual([id]);
		await markForPolicy(context(council.mori), { id });
		expect(await policy()).toEqual([]);
		await expect(
			closeGap(context(council.sato), { id, closing: 'fill', why: '' }),
		).rejects.toMatchObject({
			problems: [{ field: 'why', message: 'functions_why_missing' }],
		});
		const both = await Promise.allSettled(
			[council.sato, council.mori].map((actor) =>
				closeGap(context(actor), { id, closing: 'fill', why: '始まった' }),
			),
		);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		await expect(markForPolicy(context(council.sato), { id })).rejects.toMatchObject(meanwhile);
	});
});

describe('out of a session', () => {
	async function aStudy(council: Council) {
		const { id } = await aRunningSession(council.sato);
		await addResults(context(council.sato), {
			id,
			kind: 'resource',
			results: '会館の部屋（平日の夕方）',
		});
		await addResults(context(council.sato), {
			...{
				id,
				kind: 'resource',
				results: '学生ボランティア',
				organisationId: council.lanternGroup,
			},
		});
		await addResults(context(council.sato), {
			id,
			kind: 'missingFunction',
			results: '夜の帰り道の付き添い',
		});
		await addResults(context(council.sato), { id, kind: 'need', results: '手伝う人' });
		return { id, results: await results(id) };
	}

	test('resources and missing functions go into the inventory as they were said, seen outside once the report is', async () => {
		const council = await aCouncil();
		const { id: sessionId, results: said } = await aStudy(council);
		const leads = facilitating(council.ito, 'session', sessionId);
		const [room, students, missing] = said;
		await takeOverResult(context(leads), {
			sessionId,
			resultId: room?.id,
			newName: '夕方の居場所',
		});
		const [{ id } = { id: '' }] = await ownerQuery<{ id: string }>(
			'select id from local_functions where operator_id = $1',
			[council.operatorId],
		);
		await takeOverResult(context(leads), { sessionId, resultId: students?.id, functionId: id });
		await takeOverResult(context(leads), {
			sessionId,
			resultId: missing?.id,
			functionId: id,
			areaId: council.hillArea,
		});
		const told = async (actor: Actor) => {
			const page = await seen(actor, id);
			return [page.covers.map(({ name, what }) => name + what), page.gaps.map(({ text }) => text)];
		};
		const all = [
			['あかりの会学生ボランティア', '会館の部屋（平日の夕方）'],
			['夜の帰り道の付き添い'],
		];
		expect(await told(council.sato)).toEqual(all);
		expect(await told(council.visitor)).toEqual([[], []]);
		expect(await matrix(council.visitor)).toEqual({ 夕方の居場所: ['unknown', 'unknown'] });
		await ownerQuery(
			`update sessions set state = 'published', report_approved_at = now(), published_at = now() where id = $1`,
			[sessionId],
		);
		expect(await told(council.visitor)).toEqual(all);
		expect(
			await ownerQuery(`select to_kind from links where from_kind = 'session' and from_id = $1`, [
				sessionId,
			]),
		).toEqual([{ to_kind: 'gap' }]);
	});

	test('nothing of a 事例検討, nothing that is no resource, nothing by somebody else', async () => {
		const council = await aCouncil();
		const { id: sessionId, results: said } = await aStudy(council);
		const take = (actor: Actor, resultId: string | undefined) =>
			takeOverResult(context(actor), { sessionId, resultId, newName: '夕方の居場所' });
		for (const actor of [
			council.visitor,
			council.ueda,
			facilitating(council.ito, 'session', await aSession(council.sato)),
		])
			await expect(take(actor, said[0]?.id)).rejects.toMatchObject(notAllowed);
		await expect(take(council.sato, said[3]?.id)).rejects.toMatchObject(meanwhile);
		await expect(take(council.sato, newId())).rejects.toMatchObject(meanwhile);
		await expect(
			takeOverResult(context(council.sato), { sessionId, resultId: said[0]?.id }),
		).rejects.toMatchObject({
			problems: [{ field: 'functionId', message: 'functions_function_missing' }],
		});
		await ownerQuery(`update sessions set kind = 'caseStudy' where id = $1`, [sessionId]);
		await expect(take(council.sato, said[0]?.id)).rejects.toMatchObject({
			key: 'functions_not_from_cases',
		});
		const other = await aCouncil();
		await expect(take(other.sato, said[0]?.id)).rejects.toMatchObject(notFound);
	});
});

describe('what exists already', () => {
	const exists = (actor: Actor, text: string, areaIds: string[] = []) =>
		context(actor).database.as(actor, (tx) => existingActivities(tx, actor, { text, areaIds }));

	test('is found by function, by similar words and by area, 五十音順', async () => {
		const council = await aCouncil();
		const { operatorId, lanternGroup, harbourGroup, hillArea, harbourArea } = council;
		await ownerQuery(
			`update organisations set activity = '坂の上の方の買い物に、車で送り迎えをします。' where id = $1`,
			[lanternGroup],
		);
		await ownerQuery('insert into organisation_areas values ($1, $2, $3), ($1, $4, $5)', [
			operatorId,
			lanternGroup,
			hillArea,
			harbourGroup,
			harbourArea,
		]);
		const id = await aFunction(council.sato, '買い物の手助け', { words: '移動販売\n送り迎え' });
		await addCover(context(council.sato), { id, organisationId: harbourGroup });
		await addCover(context(council.sato), { id, who: 'うみべの有志', areaId: hillArea });
		const all = await exists(council.visitor, '坂の上の買い物の送り迎えを始めたい');
		expect(all.map(({ name, functions, words }) => [name, functions, words.length > 0])).toEqual([
			['あかりの会', [], true],
			['うみべの有志', ['買い物の手助け'], false],
			['みなと見守り隊', ['買い物の手助け'], false],
		]);
		const there = await exists(council.visitor, '坂の上の買い物の送り迎えを始めたい', [hillArea]);
		expect(there.map(({ name }) => name)).toEqual(['あかりの会', 'うみべの有志']);
	});

	test('is nothing where nothing is asked, and nothing of another operator', async () => {
		const council = await aCouncil();
		const other = await aCouncil();
		const id = await aFunction(other.sato, '買い物の手助け');
		await addCover(context(other.sato), { id, who: '有志' });
		expect(await exists(council.visitor, '')).toEqual([]);
		expect(await exists(council.visitor, '買い物の手助け')).toEqual([]);
	});
});
