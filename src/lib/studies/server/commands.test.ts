import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	addAttendance,
	announceSession,
	approveReport,
	closeSession,
	openSession,
	publishReport,
	signUp,
	writeReport,
} from '#lib/gatherings/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { listRequest } from '#lib/kernel/listing.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import type { Tx } from '#lib/server/db.ts';
import { countStatements, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { aSession, aSignUp, as } from '#test/gatherings.ts';
import { smallPdf } from '#test/papers.ts';
import { aCouncil } from '#test/people.ts';
import { questionListing, shelfListing } from '../rules.ts';
import {
	addMaterial,
	answerQuestion,
	askQuestion,
	enterQuestion,
	leaveOutQuestion,
	removeMaterial,
	takeUpQuestion,
} from './commands.ts';
import {
	listShelf,
	listStudyQuestions,
	materialFileOrRefuse,
	ownQuestions,
	studyPage,
	studyThemes,
	studyWork,
} from './queries.ts';

let dataFolder = '';
beforeAll(() => {
	dataFolder = mkdtempSync(join(tmpdir(), 'otagaisama-studies-'));
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

type Council = Awaited<ReturnType<typeof aCouncil>>;

const seen = async <T>(actor: Actor, look: (tx: Tx) => Promise<T>) =>
	(await testDatabase()).as(actor, look);
const pageFor = (actor: Actor, id: string) => seen(actor, (tx) => studyPage(tx, actor, id));
const shelfFor = (actor: Actor, asked = '') =>
	seen(actor, (tx) => listShelf(tx, actor, listRequest(new URLSearchParams(asked), shelfListing)));
const questionsFor = (actor: Actor, asked = '') =>
	seen(actor, (tx) =>
		listStudyQuestions(tx, actor, listRequest(new URLSearchParams(asked), questionListing)),
	);

async function aStudy({ sato }: Council, overrides: Record<string, unknown> = {}) {
	const id = await aSession(sato, { kind: 'study', theme: '認知症', ...overrides });
	await announceSession(as(sato), { id, withRegistration: 'yes' });
	return id;
}

async function published(council: Council, id: string) {
	const { sato, kato } = council;
	await openSession(as(sato), { id });
	await addAttendance(as(sato), { id, actorGroup: 'residents', people: '4' });
	await closeSession(as(sato), { id });
	await writeReport(as(sato), { id, report: '4人で学びました。' });
	await approveReport(as(kato), { id });
	await publishReport(as(kato), { id });
}

const file = [{ name: '資料.pdf', content: new Uint8Array(smallPdf('guide')) }];
const text = { title: '声のかけ方', titleKana: 'こえのかけかた', text: '先に都合を聞きます。' };

describe('materials', () => {
	test('a file, an address and a text are kept, and read by everybody once the report is published', async () => {
		const council = await aCouncil();
		const id = await aStudy(council);
		const add = (told: object) => addMaterial(dataFolder)(as(council.sato), { id, ...told });
		await add(text);
		await add({
			title: '区の手引き',
			titleKana: 'クノテビキ',
			address: 'https://example.jp/guide',
		});
		await add({ title: '配布資料', titleKana: 'ハイフシリョウ', source: '手塚 氏', file });
		expect((await pageFor(council.visitor, id)).materials).toEqual([]);
		await published(council, id);
		const { materials } = await pageFor(council.visitor, id);
		expect(materials.map(({ title, kind }) => [title, kind])).toEqual([
			['区の手引き', 'link'],
			['声のかけ方', 'text'],
			['配布資料', 'file'],
		]);
		const fileId = materials[2]?.files[0]?.id ?? '';
		const get = (actor: Actor, sessionId = id) =>
			seen(actor, (tx) => materialFileOrRefuse(tx, actor, { sessionId, fileId }));
		expect(await get(council.visitor)).toMatchObject({
			name: '資料.pdf',
			mediaType: 'application/pdf',
		});
		const other = await aStudy(council, { title: '別の勉強会' });
		await expect(get(council.sato, other)).rejects.toMatchObject({ code: 'not-found' });
		const elsewhere = await aCouncil();
		await expect(get(elsewhere.sato)).rejects.toMatchObject({ code: 'not-found' });
		expect(await trail(council.operatorId)).toContain('study.addMaterial');
	});

	test('before the report is published they are read by those who signed up, with the questions that were taken up', async () => {
		const council = await aCouncil();
		const { sato, ito, ueda, visitor } = council;
		const id = await aStudy(council);
		await addMaterial(dataFolder)(as(sato), { id, ...text });
		await addMaterial(dataFolder)(as(sato), { id, title: '配布資料', file });
		await enterQuestion(as(sato), { id, text: 'どこへ相談しますか' });
		await askQuestion(as(ueda), { id, text: 'まだ見ていない質問' });
		await signUp(as(ito), aSignUp(id));
		await signUp(as(visitor), aSignUp(id, { name: '山本' }));
		const page = await pageFor(ito, id);
		expect(page.materials.map(({ title }) => title)).toEqual(['声のかけ方', '配布資料']);
		expect(page.questions.map(({ text: asked }) => asked)).toEqual(['どこへ相談しますか']);
		expect((await shelfFor(ito)).total).toBe(2);
		const fileId = page.materials.flatMap(({ files }) => files)[0]?.id ?? '';
		const get = (actor: Actor) =>
			seen(actor, (tx) => materialFileOrRefuse(tx, actor, { sessionId: id, fileId }));
		expect(await get(ito)).toMatchObject({ name: '資料.pdf' });
		for (const actor of [ueda, visitor]) {
			expect((await pageFor(actor, id)).materials).toEqual([]);
			expect((await shelfFor(actor)).total).toBe(0);
			await expect(get(actor)).rejects.toMatchObject({ code: 'not-found' });
		}
		await ownerQuery(
			"update signups set state = 'cancelled', cancelled_at = now() where session_id = $1",
			[id],
		);
		expect((await pageFor(ito, id)).materials).toEqual([]);
	});

	test('a file that is no picture and no PDF is refused, and so is nothing at all', async () => {
		const council = await aCouncil();
		const id = await aStudy(council);
		const add = (told: object) =>
			addMaterial(dataFolder)(as(council.sato), { id, title: '資料', ...told });
		const wrong = [{ name: '資料.pdf', content: new TextEncoder().encode('<script>') }];
		await expect(add({ file: wrong })).rejects.toMatchObject({ problems: [{ field: 'file' }] });
		await expect(add({})).rejects.toMatchObject({
			problems: [{ message: 'studies_material_empty' }],
		});
		await expect(add({ address: 'javascript:alert(1)' })).rejects.toMatchObject({
			problems: [{ field: 'address', message: 'field_url_wrong' }],
		});
		await expect(add({ address: 'https://example.jp', file })).rejects.toMatchObject({
			problems: [{ message: 'studies_material_two' }],
		});
		expect((await pageFor(council.sato, id)).materials).toEqual([]);
	});

	test('only whoever runs the session adds and takes away, and only at a 勉強会', async () => {
		const council = await aCouncil();
		const id = await aStudy(council);
		const add = (actor: Actor, sessionId = id) =>
			addMaterial(dataFolder)(as(actor), { id: sessionId, ...text });
		for (const actor of [council.ueda, council.ono, council.visitor])
			await expect(add(actor)).rejects.toBeInstanceOf(Refusal);
		await expect(add(council.sato, await aSession(council.sato))).rejects.toMatchObject({
			code: 'not-found',
		});
		await add(council.sato);
		const [kept] = (await pageFor(council.sato, id)).materials;
		const gone = { id, materialId: kept?.id };
		await expect(removeMaterial(as(council.ueda), gone)).rejects.toBeInstanceOf(Refusal);
		await removeMaterial(as(council.sato), gone);
		expect((await pageFor(council.sato, id)).materials).toEqual([]);
		await expect(removeMaterial(as(council.sato), gone)).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});

describe('questions', () => {
	test('anybody asks without a name; it is shown when it was taken up, and then answered', async () => {
		const council = await aCouncil();
		const id = await aStudy(council);
		await askQuestion(as(council.visitor), { id, text: 'どこで相談できますか' });
		await published(council, id);
		const read = async (actor: Actor) =>
			(await pageFor(actor, id)).questions.map((one) => [one.state, one.phase, one.answer]);
		expect(await read(council.visitor)).toEqual([]);
		expect(await read(council.sato)).toEqual([['asked', 'before', '']]);
		const [question] = (await pageFor(council.sato, id)).questions;
		const one = { id, questionId: question?.id };
		await takeUpQuestion(as(council.sato), one);
		expect(await read(council.visitor)).toEqual([['open', 'before', '']]);
		const answer = { ...one, answer: '包括センターです', answerer: '講師の手塚さん' };
		await expect(answerQuestion(as(council.ueda), answer)).rejects.toBeInstanceOf(Refusal);
		await expect(
			answerQuestion(as(council.sato), { ...answer, answerer: '' }),
		).rejects.toMatchObject({ problems: [{ field: 'answerer' }] });
		await answerQuestion(as(council.sato), answer);
		expect(await read(council.visitor)).toEqual([['answered', 'before', '包括センターです']]);
		await leaveOutQuestion(as(council.sato), one);
		expect(await read(council.visitor)).toEqual([]);
		await expect(leaveOutQuestion(as(council.sato), one)).rejects.toMatchObject({
			key: 'refusal_changed_meanwhile',
		});
	});

	test('asked during and after it too, but not of what is not announced or called off', async () => {
		const council = await aCouncil();
		const id = await aStudy(council);
		await openSession(as(council.sato), { id });
		await enterQuestion(as(council.sato), { id, text: '会場での問い' });
		await ownerQuery(`update sessions set state = 'closedDraft' where id = $1`, [id]);
		await askQuestion(as(council.ito), { id, text: 'あとから気づいた問い' });
		const { questions } = await seen(council.sato, (tx) => studyWork(tx, council.sato, id));
		expect(questions.map(({ phase, state }) => [phase, state])).toEqual([
			['during', 'open'],
			['after', 'asked'],
		]);
		expect(await seen(council.ito, (tx) => ownQuestions(tx, council.ito))).toMatchObject([
			{ text: 'あとから気づいた問い', state: 'asked' },
		]);
		expect(await seen(council.ueda, (tx) => ownQuestions(tx, council.ueda))).toEqual([]);
		const planned = await aSession(council.sato, { kind: 'study' });
		await expect(
			enterQuestion(as(council.sato), { id: planned, text: '早い問い' }),
		).rejects.toMatchObject({ key: 'studies_not_now' });
		await expect(
			askQuestion(as(council.visitor), { id: planned, text: 'あ' }),
		).rejects.toMatchObject({ code: 'not-found' });
	});

	test('who does not run the session does not find its work, nor does another council', async () => {
		const council = await aCouncil();
		const id = await aStudy(council);
		const other = await aCouncil();
		for (const actor of [council.ueda, council.ono, council.visitor, other.sato])
			await expect(seen(actor, (tx) => studyWork(tx, actor, id))).rejects.toMatchObject({
				code: 'not-found',
			});
		await expect(askQuestion(as(other.visitor), { id, text: 'あ' })).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});

describe('学びの棚', () => {
	test('五十音順 or by date, by theme, of what the reader may read, in a fixed number of statements', async () => {
		const council = await aCouncil();
		const [first, second, hidden] = [
			await aStudy(council),
			await aStudy(council, { theme: '防災', when: '令和8年11月1日' }),
			await aStudy(council, { title: 'まだ公開していない回' }),
		];
		const add = (id: string, title: string, titleKana: string) =>
			addMaterial(dataFolder)(as(council.sato), { id, title, titleKana, text: '中身' });
		await add(first, '声のかけ方', 'コエノカケカタ');
		await add(second, '雨の日の備え', 'アメノヒノソナエ');
		await add(hidden, '井戸の話', 'イドノハナシ');
		await enterQuestion(as(council.sato), { id: second, text: '水は何日分ですか' });
		for (const id of [first, second]) await published(council, id);
		const titles = async (actor: Actor, asked?: string) =>
			(await shelfFor(actor, asked)).rows.map(({ title }) => title);
		expect(await titles(council.visitor)).toEqual(['雨の日の備え', '声のかけ方']);
		expect(await titles(council.visitor, 'sort=held&order=desc')).toEqual([
			'声のかけ方',
			'雨の日の備え',
		]);
		expect(await titles(council.visitor, 'theme=防災')).toEqual(['雨の日の備え']);
		expect(await titles(council.visitor, 'kind=file')).toEqual([]);
		expect(await titles(council.visitor, 'q=コエ')).toEqual(['声のかけ方']);
		expect(await titles(council.sato)).toContain('井戸の話');
		expect((await questionsFor(council.visitor)).rows.map((row) => row.text)).toEqual([
			'水は何日分ですか',
		]);
		expect((await questionsFor(council.visitor, 'state=answered')).total).toBe(0);
		const themes = await seen(council.visitor, (tx) => studyThemes(tx, council.visitor));
		expect(themes.map(({ value }) => value).toSorted()).toEqual(['認知症', '防災'].toSorted());
		const few = await countStatements(() => shelfFor(council.visitor));
		for (const kana of ['ア', 'イ', 'ウ', 'エ']) await add(first, kana, kana);
		expect(await countStatements(() => shelfFor(council.visitor))).toBe(few);
	});
});
