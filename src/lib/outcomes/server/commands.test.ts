import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import {
	addAction,
	addProgress,
	answerQuestion,
	askMembers,
	callPlatform,
	inviteOrganisation,
} from '#lib/platforms/server/commands.ts';
import { archiveOrRefuse } from '#lib/platforms/server/members-only.ts';
import { platformPage } from '#lib/platforms/server/page.ts';
import { listAchieved } from '#lib/platforms/server/queries.ts';
import { aCouncil } from '#test/people.ts';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aCall, anActivePlatform, anIssue, by, stateOf } from '#test/platforms.ts';
import {
	changeOutcome,
	dissolvePlatform,
	publishOutcome,
	recordOutcome,
	returnOutcome,
	withdrawOutcome,
} from './commands.ts';
import { listOutcomes, listWaiting, outcomeFileOrRefuse, outcomePage } from './queries.ts';

let dataFolder = '';
beforeAll(() => {
	dataFolder = mkdtempSync(join(tmpdir(), 'otagaisama-outcomes-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

type Council = Awaited<ReturnType<typeof aCouncil>>;
const list = { q: '', page: 1, size: 20, sort: 'happened', descending: true, filters: {} };
const png = {
	name: '写真.png',
	content: Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
		'base64',
	),
};

const report = {
	title: '夕方の公園に毎日おとながいる',
	kind: 'life',
	reached: '平日の夕方、公園に毎日おとながいるようになった',
	evidence: '10月の当番表',
	thanks: 'ありがとうございました',
};

function told(origin: string, originId: string, overrides: Record<string, unknown> = {}) {
	return {
		origin,
		originId,
		title: '公園の灯りが増えた',
		kind: 'mechanism',
		changed: '灯りが三つ増えた',
		happened: '令和8年10月頃',
		evidence: '見て数えた',
		...overrides,
	};
}

async function seen<T>(
	actor: Actor,
	query: (
		tx: Parameters<Parameters<Awaited<ReturnType<typeof testDatabase>>['as']>[1]>[0],
	) => Promise<T>,
): Promise<T> {
	return (await testDatabase()).as(actor, query);
}
const pageOf = (actor: Actor, id: string) => seen(actor, (tx) => platformPage(tx, actor, id));
const outcomeOf = (actor: Actor, id: string) => seen(actor, (tx) => outcomePage(tx, actor, id));
const listed = (actor: Actor) =>
	seen(actor, async (tx) => (await listOutcomes(tx, actor, list)).rows.map(({ title }) => title));

/** Reached: both members have said so. */
async function anAchievedPlatform(council: Council, kind: 'achieve' | 'stop' = 'achieve') {
	const platform = await anActivePlatform(council);
	const { question } = await askMembers(by(council.ito), {
		id: platform.id,
		kind,
		words: '話しあった',
	});
	await answerQuestion(by(council.ueda), {
		id: platform.id,
		question,
		agrees: 'yes',
		benefit: '会員が増えた',
	});
	return platform;
}

describe('dissolving', () => {
	test('closes everything in one act: tasks, memberships, archive, outcome, thanks', async () => {
		const council = await aCouncil();
		await ownerQuery('update people set email = $2 where id = $1', [
			council.ueda.personId,
			'ueda@example.jp',
		]);
		const { id, caller, issue } = await anAchievedPlatformWithWork(council);
		const dissolve = dissolvePlatform(dataFolder);
		for (const actor of [council.sato, council.ono, council.kudo, council.visitor]) {
			await expect(dissolve(by(actor), { id, ...report })).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}

		const { outcome } = await dissolve(by(council.ueda), {
			id,
			...report,
			resolved: [issue],
			remains1: '雨の日の場所',
			destination1: 'issue',
		});

		const page = await pageOf(council.visitor, id);
		expect(page).toMatchObject({
			state: 'dissolved',
			ending: 'achieved',
			reached: report.reached,
			acts: [],
			remains: [{ words: '雨の日の場所', destination: 'issue' }],
		});
		expect(page.members.map(({ state }) => state)).toEqual(['ended', 'ended']);
		const tasks = await ownerQuery(
			'select state, member_id from platform_actions where platform_id = $1',
			[id],
		);
		expect(tasks).toEqual([{ state: 'released', member_id: null }]);
		const contacts = await ownerQuery(
			"select id from platform_members where platform_id = $1 and contact <> ''",
			[id],
		);
		expect(contacts).toEqual([]);
		const archive = await seen(council.ito, (tx) => archiveOrRefuse(tx, council.ito, id));
		expect(archive).toMatchObject({
			purpose: '夕方の公園を、子どもが安心して遊べる場所にする',
			members: [{ name: 'あかりの会', benefit: '会員が増えた' }, { name: '灯山のみどり' }],
			actions: [{ what: 'ちらし', who: '灯山のみどり', state: 'open' }],
			entries: [{ progress: '週3日になった' }],
		});
		expect(await outcomeOf(council.ito, outcome ?? '')).toMatchObject({
			state: 'draft',
			changed: report.reached,
		});
		const thanks = await ownerQuery(
			"select person_id from platform_notices where platform_id = $1 and kind = 'thanks'",
			[id],
		);
		expect(thanks).toHaveLength(2);
		const mails = await ownerQuery<{ subject: string }>(
			'select subject from mails where operator_id = $1 order by id desc',
			[council.operatorId],
		);
		expect(mails[0]?.subject).toContain('ありがとうございました');
		expect((await ownerQuery('select state from issues where id = $1', [issue]))[0]).toEqual({
			state: 'resolved',
		});
		expect((await trail(council.operatorId)).at(-1)).toBe('platform.dissolve');
		expect(caller).toBeTruthy();
	});

	async function anAchievedPlatformWithWork(council: Council) {
		const platform = await anActivePlatform(council);
		await addAction(by(council.ito), { id: platform.id, what: 'ちらし', holder: platform.caller });
		await addProgress(by(council.ito), {
			id: platform.id,
			progress: '週3日になった',
			stage: 'act',
		});
		await ownerQuery("update platform_members set contact = '夜に電話' where id = $1", [
			platform.caller,
		]);
		const { question } = await askMembers(by(council.ito), {
			id: platform.id,
			kind: 'achieve',
			words: '毎日いる',
		});
		await answerQuestion(by(council.ueda), {
			id: platform.id,
			question,
			agrees: 'yes',
			benefit: '会員が増えた',
		});
		return platform;
	}

	test('is all or nothing: a paper of the wrong type leaves everything as it was', async () => {
		const council = await aCouncil();
		const { id } = await anAchievedPlatform(council);
		const wrong = [{ name: 'x.pdf', content: new TextEncoder().encode('これはPDFではない') }];
		const refused = dissolvePlatform(dataFolder)(by(council.ito), { id, ...report, files: wrong });
		await expect(refused).rejects.toMatchObject({ key: 'file_wrong_type' });
		const page = await pageOf(council.visitor, id);
		expect(page.state).toBe('achieved');
		expect(page.members.map(({ state }) => state)).toEqual(['active', 'active']);
		expect(
			await ownerQuery('select id from outcomes where operator_id = $1', [council.operatorId]),
		).toEqual([]);
		expect(await trail(council.operatorId)).not.toContain('platform.dissolve');
	});

	test('success asks for an outcome; whoever stopped may leave it away', async () => {
		const council = await aCouncil();
		const achieved = await anAchievedPlatform(council);
		const bare = { reached: 'やってみた' };
		const refused = dissolvePlatform(dataFolder)(by(council.ito), { id: achieved.id, ...bare });
		await expect(refused).rejects.toMatchObject({ problems: [{ field: 'title' }] });

		const stopped = await anAchievedPlatform(council, 'stop');
		const result = await dissolvePlatform(dataFolder)(by(council.ito), {
			id: stopped.id,
			...bare,
			resolved: [stopped.issue],
		});
		expect(result.outcome).toBeNull();
		expect(await pageOf(council.visitor, stopped.id)).toMatchObject({
			state: 'dissolved',
			ending: 'stopped',
			stopReason: '話しあった',
		});
		expect(
			(await ownerQuery('select state from issues where id = $1', [stopped.issue]))[0],
		).toEqual({ state: 'inAction' });
	});

	test('is possible only after the members have confirmed, and only once', async () => {
		const council = await aCouncil();
		const running = await anActivePlatform(council);
		const early = dissolvePlatform(dataFolder)(by(council.ito), { id: running.id, ...report });
		await expect(early).rejects.toMatchObject({ code: 'not-now' });
		const { id } = await anAchievedPlatform(council);
		await dissolvePlatform(dataFolder)(by(council.ito), { id, ...report });
		const again = dissolvePlatform(dataFolder)(by(council.ueda), { id, ...report });
		await expect(again).rejects.toMatchObject({ code: 'not-allowed' });
		const invite = inviteOrganisation(by(council.ito), { id, organisation: council.harbourGroup });
		await expect(invite).rejects.toMatchObject({ code: 'not-allowed' });
	});

	test('an issue stays in action while another platform works on it', async () => {
		const council = await aCouncil();
		const { id, issue } = await anAchievedPlatform(council);
		const other = await anActivePlatform(council);
		await ownerQuery(
			`insert into links (operator_id, id, from_kind, from_id, to_kind, to_id, made_at)
			values ($1, gen_random_uuid(), 'issue', $2, 'platform', $3, now())`,
			[council.operatorId, issue, other.id],
		);
		await dissolvePlatform(dataFolder)(by(council.ito), { id, ...report, resolved: [issue] });
		expect((await ownerQuery('select state from issues where id = $1', [issue]))[0]).toEqual({
			state: 'inAction',
		});
	});

	test('is celebrated in a list of its own, and a next purpose is a new one that follows it', async () => {
		const council = await aCouncil();
		const { id } = await anAchievedPlatform(council);
		await dissolvePlatform(dataFolder)(by(council.ito), { id, ...report });
		const achieved = await seen(council.visitor, (tx) =>
			listAchieved(tx, council.visitor, { ...list, sort: 'ended' }),
		);
		expect(achieved.rows).toMatchObject([{ id, reached: report.reached }]);

		const running = await anActivePlatform(council);
		const issue = await anIssue(council.operatorId);
		const tooSoon = callPlatform(by(council.ito), aCall([issue], { successorOf: running.id }));
		await expect(tooSoon).rejects.toMatchObject({ problems: [{ field: 'successorOf' }] });
		await callPlatform(by(council.ito), aCall([issue], { successorOf: id }));
		expect(await stateOf(id)).toBe('dissolved');
	});

	test('the archive is for those who were in it and the staff', async () => {
		const council = await aCouncil();
		const { id } = await anAchievedPlatform(council);
		await dissolvePlatform(dataFolder)(by(council.ito), { id, ...report });
		for (const actor of [council.sato, council.ueda, council.ito]) {
			expect((await seen(actor, (tx) => archiveOrRefuse(tx, actor, id))).members).toHaveLength(2);
		}
		for (const actor of [council.kudo, council.ono, council.visitor]) {
			await expect(seen(actor, (tx) => archiveOrRefuse(tx, actor, id))).rejects.toMatchObject({
				code: 'not-found',
			});
		}
	});
});

describe('recording', () => {
	test('a draft does not exist for the public, and a second person makes it public', async () => {
		const council = await aCouncil();
		const { id: platform } = await anActivePlatform(council);
		const { id } = await recordOutcome(dataFolder)(by(council.ito), told('platform', platform));
		for (const actor of [council.visitor, council.kudo, council.ono]) {
			await expect(outcomeOf(actor, id)).rejects.toMatchObject({ code: 'not-found' });
			expect(await listed(actor)).toEqual([]);
			await expect(publishOutcome(by(actor), { id })).rejects.toMatchObject({ code: 'not-found' });
		}
		await expect(publishOutcome(by(council.ito), { id })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await publishOutcome(by(council.ueda), { id });
		expect(await listed(council.visitor)).toEqual(['公園の灯りが増えた']);
		expect(await trail(council.operatorId)).toContain('outcome.publish');
	});

	test('whoever changed it is an author too', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const { id } = await recordOutcome(dataFolder)(by(council.sato), told('issue', issue));
		const {
			origin: _origin,
			originId: _originId,
			...words
		} = told('issue', issue, { title: '直した見出し' });
		await changeOutcome(dataFolder)(by(council.kato), { id, ...words });
		await expect(publishOutcome(by(council.kato), { id })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await publishOutcome(by(council.mori), { id });
		const late = changeOutcome(dataFolder)(by(council.kato), { id, ...words });
		await expect(late).rejects.toMatchObject({ code: 'not-now' });
	});

	test('the database itself keeps out a publisher who wrote it', async () => {
		const council = await aCouncil();
		const { id } = await recordOutcome(dataFolder)(
			by(council.sato),
			told('issue', await anIssue(council.operatorId)),
		);
		const forged = ownerQuery(
			"update outcomes set state = 'published', published_at = now(), published_by = written_by where id = $1",
			[id],
		);
		await expect(forged).rejects.toThrow('outcomes_second_person');
	});

	test('who took part in nothing writes nothing', async () => {
		const council = await aCouncil();
		const { id: platform } = await anActivePlatform(council);
		const issue = await anIssue(council.operatorId);
		const cases: [PersonActor, string, string][] = [
			[council.kudo, 'platform', platform],
			[council.ono, 'platform', platform],
			[council.ueda, 'issue', issue],
		];
		for (const [actor, origin, id] of cases) {
			await expect(recordOutcome(dataFolder)(by(actor), told(origin, id))).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}
	});

	test('nothing is published without something to check it by', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const { id } = await recordOutcome(dataFolder)(
			by(council.sato),
			told('issue', issue, { evidence: '' }),
		);
		await expect(publishOutcome(by(council.kato), { id })).rejects.toMatchObject({
			key: 'outcomes_evidence_missing',
		});
		await returnOutcome(by(council.kato), { id, note: '何でわかりますか' });
		expect((await outcomeOf(council.sato, id)).returnNote).toBe('何でわかりますか');
		const {
			origin: _origin,
			originId: _originId,
			...words
		} = told('issue', issue, { evidence: '', files: [png] });
		await changeOutcome(dataFolder)(by(council.sato), { id, ...words });
		await publishOutcome(by(council.kato), { id });
		const [file] = (await outcomeOf(council.visitor, id)).files;
		expect(file?.mediaType).toBe('image/png');
	});

	test('a paper of a draft cannot be fetched by anybody outside', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const { id } = await recordOutcome(dataFolder)(
			by(council.sato),
			told('issue', issue, { files: [png] }),
		);
		const [file] = (await outcomeOf(council.sato, id)).files;
		const fetchAs = (actor: Actor) =>
			seen(actor, (tx) => outcomeFileOrRefuse(tx, actor, id, file?.id ?? ''));
		await expect(fetchAs(council.visitor)).rejects.toMatchObject({ code: 'not-found' });
		expect((await fetchAs(council.kato)).name).toBe('写真.png');
	});

	test('a number says what was counted', async () => {
		const council = await aCouncil();
		const issue = await anIssue(council.operatorId);
		const record = (overrides: object) =>
			recordOutcome(dataFolder)(by(council.sato), told('issue', issue, { ...overrides }));
		await expect(record({ numberValue: '１２' })).rejects.toMatchObject({
			problems: [{ field: 'numberUnit' }],
		});
		await expect(record({ numberValue: '12', numberUnit: '人' })).rejects.toMatchObject({
			problems: [{ field: 'numberMeaning' }],
		});
		await expect(record({ numberValue: 'たくさん' })).rejects.toMatchObject({
			problems: [{ field: 'numberValue' }],
		});
		const { id } = await record({
			numberValue: '１，２３０',
			numberUnit: '人',
			numberMeaning: '10月に来た人の延べ数',
		});
		expect(await outcomeOf(council.sato, id)).toMatchObject({
			numberValue: '1230',
			numberUnit: '人',
			happened: { kind: 'month', month: '2026-10' },
		});
	});

	test('what turns out wrong is withdrawn by the staff, and is no longer public', async () => {
		const council = await aCouncil();
		const { id } = await recordOutcome(dataFolder)(
			by(council.sato),
			told('issue', await anIssue(council.operatorId)),
		);
		expect(
			(await seen(council.kato, (tx) => listWaiting(tx, council.kato))).map(({ isMine }) => isMine),
		).toEqual([false]);
		expect(
			(await seen(council.sato, (tx) => listWaiting(tx, council.sato))).map(({ isMine }) => isMine),
		).toEqual([true]);
		await publishOutcome(by(council.kato), { id });
		await expect(withdrawOutcome(by(council.ueda), { id, reason: '違う' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await withdrawOutcome(by(council.sato), { id, reason: '数え間違い' });
		await expect(outcomeOf(council.visitor, id)).rejects.toMatchObject({ code: 'not-found' });
		expect((await outcomeOf(council.sato, id)).withdrawnReason).toBe('数え間違い');
	});

	test('another council finds nothing of it', async () => {
		const [one, other] = [await aCouncil(), await aCouncil()];
		const { id } = await recordOutcome(dataFolder)(
			by(one.sato),
			told('issue', await anIssue(one.operatorId)),
		);
		await expect(outcomeOf(other.sato, id)).rejects.toMatchObject({ code: 'not-found' });
		await expect(publishOutcome(by(other.sato), { id })).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});
