import { describe, expect, test } from 'vitest';
import { makeTables } from '#lib/benefits/server/commands.ts';
import { addCause, publishTree, startTree } from '#lib/causes/server/commands.ts';
import {
	addAttendance,
	addDecision,
	addResults,
	announceSession,
	approveReport,
	changeDate,
	closeSession,
	openSession,
	prepareForum,
	publishReport,
	tieSessionToIssue,
	writePillar,
	writeReport,
} from '#lib/gatherings/server/commands.ts';
import type { Actor } from '#lib/kernel/actor.ts';
import { addFunction, closeGap, nameGap } from '#lib/functions/server/commands.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { aPublished, aWish, write } from '#test/benefits.ts';
import { context, countStatements, newTestId, ownerQuery, testDatabase } from '#test/database.ts';
import { readDocx } from '#test/docx.ts';
import { aCourse, as } from '#test/gatherings.ts';
import { aCandidate } from '#test/issues.ts';
import { readPdf } from '#test/pdf.ts';
import { aCouncil, anOrganisation } from '#test/people.ts';
import { fileOf, makeNow, printed } from '#test/printing.ts';
import { stateSheetDocument } from '../document.ts';
import { forumSheet, issueSheet } from './state-sheet.ts';

const read = async <T>(actor: Actor, query: (tx: Parameters<typeof forumSheet>[0]) => Promise<T>) =>
	(await testDatabase()).as(actor, query);

/** Two of four steps were held: the first is published, the third is not; the second and the fourth left nothing. */
async function aHalfCourse() {
	const council = await aCouncil();
	const { sato, kato, operatorId } = council;
	const { forumId, steps } = await aCourse(sato);
	const issueId = await aCandidate(council);
	await ownerQuery(
		`update issues set state = 'shared', shared_at = now(), reviewed_at = now() where id = $1`,
		[issueId],
	);
	const [first = '', , third = ''] = steps;
	for (const [index, id] of [first, third].entries()) {
		await changeDate(as(sato), { id, when: `令和8年12月${8 + index}日` });
		await announceSession(as(sato), { id, withRegistration: 'yes' });
		await openSession(as(sato), { id });
		await addAttendance(as(sato), { id, actorGroup: 'residents', people: '4' });
		await addAttendance(as(sato), { id, actorGroup: 'school', people: '1' });
	}
	const [pillar] = await ownerQuery<{ id: string }>(
		'select id from pillars where session_id = $1 order by position limit 1',
		[first],
	);
	await writePillar(as(sato), {
		...{ id: first, pillarId: pillar?.id, groupName: '髙﨑さんの畑', actorGroup: 'school' },
		...{ opinions: '葛󠄀城の坂がこわい\n夕方に一人でいる', summary: '夕方が長い' },
	});
	const organisationId = await anOrganisation(operatorId, 'NPO法人You&ゆう');
	await addResults(as(sato), {
		...{ id: first, kind: 'card', results: '月2回の食堂', organisationId },
	});
	await ownerQuery(
		`update session_results set organisation_id = $2 where session_id = $1 and kind = 'card'`,
		[first, organisationId],
	);
	for (const [text, isPublic] of [
		['公園を歩く', 'yes'],
		['予算は内輪で話す', ''],
	] as const)
		await addDecision(as(sato), {
			...{ id: first, text, isPublic, whoDoes: '町会', byWhen: '2月', actorGroups: ['residents'] },
		});
	await tieSessionToIssue(as(sato), { id: first, issueId });
	await addResults(as(sato), { id: third, kind: 'rootCause', results: '迎えに間に合わない' });
	await closeSession(as(sato), { id: first });
	await writeReport(as(sato), { id: first, report: '4人で話しました。' });
	await approveReport(as(kato), { id: first });
	await publishReport(as(kato), { id: first });
	return { ...council, forumId, first, third, issueId };
}

const textOf = async (actor: Actor, forumId: string) =>
	JSON.stringify(
		stateSheetDocument(
			await read(actor, (tx) => forumSheet(tx, actor, forumId)),
			'ja',
			'2026-12-20',
		),
	);

describe('現状把握シート', () => {
	test('everybody reads what is published, each line with where it comes from; who works on it reads the rest too', async () => {
		const { sato, visitor, forumId } = await aHalfCourse();
		const seen = await textOf(visitor, forumId);
		expect(seen).toContain('NPO法人You&ゆう：月2回の食堂〔ステップ1〕');
		expect(seen).toContain('「髙﨑さんの畑」　意見2件');
		expect(seen).toContain('公園を歩く　町会　2月〔ステップ1〕');
		// nobody wrote the issues of each position: then what was said, and one teacher is not pointed at
		expect(seen).toContain('"葛󠄀城の坂がこわい〔ステップ1〕"');
		expect(seen).not.toMatch(/迎えに間に合わない|予算は内輪で話す|学校|控え/);
		const work = await textOf(sato, forumId);
		expect(work).toContain('学校：葛󠄀城の坂がこわい');
		expect(work).toContain('迎えに間に合わない〔ステップ3〕');
		expect(work).toMatch(/予算は内輪で話す.*進める人の控え|進める人の控え.*予算は内輪で話す/s);
	});

	test('what is not recorded is a place to write on; what the forum went on without stands there with the reason', async () => {
		const { sato, visitor, forumId } = await aHalfCourse();
		await expect(prepareForum(as(sato), { id: forumId })).rejects.toMatchObject({
			problems: [{ field: 'reason', message: 'gatherings_prepare_outputs_missing' }],
		});
		await prepareForum(as(sato), { id: forumId, reason: '掘り下げは来月の回でするため' });
		const sheet = await read(visitor, (tx) => forumSheet(tx, visitor, forumId));
		const { blocks } = stateSheetDocument(sheet, 'ja', '2026-12-20');
		const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.rows : []));
		expect(facts).toEqual(
			expect.arrayContaining([
				{
					label: 'まだ記録がないもの',
					value:
						'それぞれの立場から見える課題、掘り下げて見えた本質、連携して取り組めること、足りない機能',
				},
				{ label: 'そろっていないまま進める理由', value: '掘り下げは来月の回でするため' },
			]),
		);
		const after = (title: string) =>
			blocks[blocks.findIndex((block) => block.kind === 'heading' && block.text === title) + 1];
		for (const title of ['掘り下げて見えた本質', '連携して取り組めること', '足りない機能'])
			expect(after(title)).toEqual({ kind: 'room', lines: 3 });
		expect(blocks.at(-1)).toEqual({ kind: 'room', lines: 3 });
	});

	test('root causes and a table of mutual benefit are drawn from where they were written', async () => {
		const { sato, kato, visitor, forumId, first, issueId } = await aHalfCourse();
		const { id: tree } = await startTree(as(sato), { question: 'なぜ、夕方に一人なのか', issueId });
		const { causeId } = await addCause(as(sato), { id: tree, text: '帰りが遅い', at: '' });
		await addCause(as(sato), { id: tree, text: '仕事が夜にある', at: causeId });
		await publishTree(as(kato), { id: tree, revision: '2', checked: 'yes' });
		const { id: table } = await makeTables(as(sato), {
			...{ sessionId: first, title: '灯りと見守り', ownName: '髙﨑商店' },
		});
		const draft = await textOf(visitor, forumId);
		expect(draft).not.toContain('髙﨑商店');
		const party = newTestId();
		await write(
			sato,
			table,
			aWish('party.add', { item: party, text: '葛󠄀城町会' }),
			aWish('cell.set', { item: party, column: 'role', text: '明かりをつける' }),
			aWish('benefit.add', { partyId: party, benefitKind: 'spirit', text: '顔が見える' }),
		);
		await aPublished(sato, kato, table);
		for (const text of [
			await textOf(visitor, forumId),
			JSON.stringify(
				stateSheetDocument(
					await read(visitor, (tx) => issueSheet(tx, visitor, issueId)),
					'ja',
					'2026-12-20',
				),
			),
		]) {
			expect(text).toContain(
				'{"text":"帰りが遅い（仮説）","below":[{"text":"仕事が夜にある（仮説）","below":[]}]}',
			);
			expect(text).toContain('["葛󠄀城町会","","","明かりをつける","顔が見える（精神的）"]');
			expect(text).toContain('["髙﨑商店","","","","まだ理由がない"]');
		}
	});

	test('what the inventory of functions says is missing stands on it, and goes when it is filled', async () => {
		const { sato, visitor, forumId, issueId } = await aHalfCourse();
		const { id: functionId } = await addFunction(as(sato), {
			...{ name: '移動の手助け', nameKana: 'いどうのてだすけ' },
		});
		const { id } = await nameGap(as(sato), {
			...{ functionId, standing: 'missing', text: '坂の上まで送る人がいない', issueId },
		});
		expect(await textOf(visitor, forumId)).toContain(
			'移動の手助け（だれもしていない）　坂の上まで送る人がいない',
		);
		await closeGap(as(sato), { id, closing: 'drop', why: '見直した' });
		expect(await textOf(visitor, forumId)).not.toContain('坂の上まで');
	});

	test('a sheet costs the same for few rows and for many', async () => {
		const { visitor, operatorId, forumId, first } = await aHalfCourse();
		const cost = () =>
			countStatements(() => read(visitor, (tx) => forumSheet(tx, visitor, forumId)));
		const few = await cost();
		await ownerQuery(
			`insert into session_results (operator_id, id, session_id, position, kind, text, search_text, typed_at)
			select $1, gen_random_uuid(), $2, 10 + n, 'need', '困りごと' || n, '', now() from generate_series(1, 200) n`,
			[operatorId, first],
		);
		expect(await cost()).toBe(few);
		// the opening of the transaction is one of them
		expect(few).toBe(7);
	});
});

const shipped = /^(?:BIZUDPGothic|NotoSansJP)-(?:Regular|Bold)$/;

describe('as a file', () => {
	test('a PDF for everybody: tagged, the shipped fonts only, names with rare letters, nothing that is not published', async () => {
		const { visitor, forumId } = await aHalfCourse();
		const wanted = { kind: 'forum.sheet', subjectId: forumId, parts: ['sheet'] };
		const pdf = await readPdf(await printed(visitor, wanted));
		expect(pdf).toMatchObject({ isTagged: true, language: 'ja-JP', lost: [] });
		expect(pdf.fonts.filter((font) => !shipped.test(font))).toEqual([]);
		for (const role of ['H1', 'H2', 'H3', 'L']) expect(pdf.roles).toContain(role);
		expect(pdf.words).toContain('「髙﨑さんの畑」意見2件');
		expect(pdf.words).toContain('NPO法人You&ゆう：月2回の食堂〔ステップ1〕');
		expect(pdf.words).not.toMatch(/迎えに間に合わない|予算は内輪で話す|〓/);
		for (const size of pdf.sizes) expect(size).toEqual([210, 297]);
	});

	test('a Word file opens, with headings, rare letters and lines to write on', async () => {
		const { sato, forumId } = await aHalfCourse();
		const wanted = {
			...{ kind: 'forum.sheet.work', subjectId: forumId, parts: ['sheet'], format: 'docx' },
		};
		const docx = readDocx(await printed(sato, wanted));
		expect(docx.language).toBe('ja-JP');
		expect(docx.headings).toEqual(
			expect.arrayContaining(['現状把握シート', '掘り下げて見えた本質', '次の一歩']),
		);
		expect(docx.text).toContain('「髙﨑さんの畑」　意見2件');
		expect(docx.text).toContain('葛󠄀城の坂がこわい');
		expect(docx.text).toContain('進める人の控えです。');
		expect(docx.content('word/document.xml').toString()).toMatch(/<w:pBdr><w:bottom/);
	});

	test('the same sheet for everybody is made once, and is gone when there is something new to read', async () => {
		const { sato, kato, visitor, operatorId, forumId, third } = await aHalfCourse();
		const wanted = { kind: 'forum.sheet', subjectId: forumId, parts: ['sheet'] };
		// as the form sends it, one of several on its page
		const { id } = await askFor(context(visitor), { ...wanted, about: 'forum.sheet-pdf' });
		// while it is on its way, and when it is there, nobody else has it made again
		expect(await askFor(as(sato), wanted)).toEqual({ id });
		await makeNow(operatorId, id);
		expect(await askFor(context(visitor), wanted)).toEqual({ id });
		expect((await readPdf(await fileOf(kato, id))).words).not.toContain('迎えに間に合わない');
		await closeSession(as(sato), { id: third });
		await writeReport(as(sato), { id: third, report: '掘り下げました。' });
		await approveReport(as(kato), { id: third });
		await publishReport(as(kato), { id: third });
		await expect(fileOf(visitor, id)).rejects.toThrow('not-found');
		const again = await askFor(context(visitor), wanted);
		expect(again.id).not.toBe(id);
	});

	test('nobody from outside gets the working copy, nor a sheet of what is not public', async () => {
		const { sato, visitor, ito, forumId, issueId } = await aHalfCourse();
		for (const actor of [visitor, ito])
			for (const [kind, subjectId] of [
				['forum.sheet.work', forumId],
				['issue.sheet.work', issueId],
			])
				await expect(
					askFor(context(actor), { kind, subjectId, parts: ['sheet'] }),
				).rejects.toMatchObject({ code: 'not-found' });
		const { id } = await askFor(as(sato), {
			...{ kind: 'issue.sheet.work', subjectId: issueId, parts: ['sheet'] },
		});
		await makeNow(sato.operatorId, id);
		await expect(fileOf(visitor, id)).rejects.toMatchObject({ code: 'not-found' });
	});
});
