import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { readDocx } from '#test/docx.ts';
import { aRunningSession, as, aWrittenSession, facilitating } from '#test/gatherings.ts';
import { smallPdf } from '#test/papers.ts';
import { readPdf } from '#test/pdf.ts';
import { aCouncil } from '#test/people.ts';
import { aPhoto } from '#test/photo.ts';
import { fileOf, makeNow, printed, printingConfig } from '#test/printing.ts';
import {
	addAttendance,
	addDecision,
	addPhoto,
	annotateReport,
	approveReport,
	publishReport,
	removePhoto,
	sayConsent,
	writePillar,
	writeReport,
} from './commands.ts';
import { sessionPage } from './detail.ts';
import { photoOrRefuse } from './photos.ts';

const keep = addPhoto(printingConfig.dataFolder);
const alt = '6人が机を囲み、大きな紙に付せんを貼っている。';
const aForm = (id: string, overrides: Record<string, unknown> = {}) => ({
	...{ id, alt, consent: 'agreed', photo: [{ name: '会場.jpg', content: aPhoto() }] },
	...overrides,
});

const read = async <T>(
	actor: Actor,
	query: (tx: Parameters<typeof sessionPage>[0]) => Promise<T>,
) => (await testDatabase()).as(actor, query);
const photosFor = async (actor: Actor, id: string) =>
	(await read(actor, (tx) => sessionPage(tx, actor, id))).photos;
const fetched = (actor: Actor, id: string, photo: string) =>
	read(actor, (tx) => photoOrRefuse(tx, actor, id, photo));

async function publish({ kato }: { kato: PersonActor }, id: string) {
	await approveReport(as(kato), { id });
	await publishReport(as(kato), { id });
}

describe('a photo', () => {
	test('is kept without the place, the name and the time that the telephone wrote into it', async () => {
		const { sato, operatorId } = await aCouncil();
		const { id } = await aWrittenSession(sato);
		await keep(as(sato), aForm(id, { photo: [{ name: 'p.jpg', content: aPhoto(6) }] }));
		const [photo] = await photosFor(sato, id);
		const file = await fetched(sato, id, photo?.id ?? '');
		const content = readFileSync(
			join(printingConfig.dataFolder, 'files', operatorId, file.id),
		).toString('latin1');
		expect(content).not.toMatch(/GPS|Hanako/);
		expect((await trail(operatorId)).at(-1)).toBe('session.addPhoto');
		const [row] = await ownerQuery<{ detail: unknown }>(
			`select detail from audit_trail where operator_id = $1 order by sequence desc limit 1`,
			[operatorId],
		);
		expect(row?.detail).toEqual({ photo: photo?.id, consent: 'agreed' });
	});

	test.each([
		['no words for those who do not see it', { alt: ' ' }, 'alt: gatherings_photo_alt_missing'],
		['nothing about those in it', { consent: '' }, 'consent: gatherings_photo_consent_missing'],
		['no file', { photo: [] }, 'photo: gatherings_photo_missing'],
		[
			'a PDF',
			{ photo: [{ name: 'photo.jpg', content: smallPdf('not a photo') }] },
			'photo: gatherings_photo_wrong_type',
		],
		[
			'half a picture',
			{ photo: [{ name: 'photo.jpg', content: aPhoto().subarray(0, 200) }] },
			'photo: file_wrong_type',
		],
	])('with %s is refused beside its field', async (_what, wrong, message) => {
		const { sato } = await aCouncil();
		const { id } = await aRunningSession(sato);
		await expect(keep(as(sato), aForm(id, wrong))).rejects.toThrow(message);
	});

	test('comes with the report: six at most, none after the approval, none of a 事例検討', async () => {
		const council = await aCouncil();
		const { sato, kato } = council;
		const { id } = await aWrittenSession(sato);
		for (let n = 0; n < 6; n++) await keep(as(sato), aForm(id));
		await expect(keep(as(sato), aForm(id))).rejects.toThrow('gatherings_photos_many');
		await approveReport(as(kato), { id });
		const [photo] = await photosFor(sato, id);
		await removePhoto(as(sato), { id, photoId: photo?.id });
		await expect(keep(as(sato), aForm(id))).rejects.toThrow('gatherings_photos_closed');
		const { id: study } = await aRunningSession(sato, { kind: 'caseStudy', audience: 'invited' });
		await expect(keep(as(sato), aForm(study))).rejects.toThrow('gatherings_photos_closed');
	});

	test('is brought in and taken away by those who work on the session only', async () => {
		const { sato, ito, ono, visitor } = await aCouncil();
		const { id } = await aWrittenSession(sato);
		await keep(as(sato), aForm(id));
		const [photo] = await photosFor(sato, id);
		for (const actor of [ito, ono, visitor]) {
			await expect(keep(as(actor), aForm(id))).rejects.toMatchObject({ code: 'not-allowed' });
			await expect(removePhoto(as(actor), { id, photoId: photo?.id })).rejects.toMatchObject({
				code: 'not-allowed',
			});
		}
		await keep(as(facilitating(ito, 'session', id)), aForm(id));
		expect(await photosFor(sato, id)).toHaveLength(2);
	});

	test('nobody outside sees it before the report is published, nor while somebody in it has not agreed', async () => {
		const council = await aCouncil();
		const { sato, visitor } = council;
		const { id } = await aWrittenSession(sato);
		await keep(as(sato), aForm(id));
		await keep(as(sato), aForm(id, { consent: 'open' }));
		const [agreed, open] = await photosFor(sato, id);
		const [shown = '', hidden = ''] = [agreed?.id, open?.id];
		await expect(fetched(visitor, id, shown)).rejects.toThrow('not-found');
		await publish(council, id);
		expect(await photosFor(visitor, id)).toEqual([
			{ id: shown, alt, consent: 'agreed', addedBy: null },
		]);
		expect((await fetched(visitor, id, shown)).mediaType).toBe('image/jpeg');
		await expect(fetched(visitor, id, hidden)).rejects.toThrow('not-found');
		// to agree is too late, to agree no more never is
		await expect(sayConsent(as(sato), { id, photoId: hidden, consent: 'agreed' })).rejects.toThrow(
			'gatherings_photos_closed',
		);
		await sayConsent(as(sato), { id, photoId: shown, consent: 'open' });
		await expect(fetched(visitor, id, shown)).rejects.toThrow('not-found');
	});

	test('of another session, or of another council, is none', async () => {
		const council = await aCouncil();
		const { sato } = council;
		const { id } = await aWrittenSession(sato);
		await keep(as(sato), aForm(id));
		const [photo] = await photosFor(sato, id);
		const other = await aWrittenSession(sato);
		await expect(fetched(sato, other.id, photo?.id ?? '')).rejects.toThrow('not-found');
		await expect(removePhoto(as(sato), { id: other.id, photoId: photo?.id })).rejects.toMatchObject(
			{ code: 'not-found' },
		);
		const there = await aCouncil();
		await expect(removePhoto(as(there.sato), { id, photoId: photo?.id })).rejects.toMatchObject({
			code: 'not-found',
		});
	});
});

test('a report is approved by nobody who wrote it or brought in a photo', async () => {
	const { sato, kato } = await aCouncil();
	const { id } = await aWrittenSession(sato);
	await keep(as(kato), aForm(id));
	for (const own of [sato, kato])
		await expect(approveReport(as(own), { id })).rejects.toThrow('gatherings_second_person');
	const [photo] = await photosFor(sato, id);
	await removePhoto(as(sato), { id, photoId: photo?.id });
	await approveReport(as(kato), { id });
});

async function aRecord() {
	const council = await aCouncil();
	const { sato } = council;
	const session = await aWrittenSession(sato);
	const { id, pillarId } = session;
	await writePillar(as(sato), {
		...{
			id,
			pillarId,
			opinions: '葛󠄀城の坂が暗い',
			actorGroup: 'school',
			groupName: '髙﨑さんの畑',
		},
		summary: '夕方が長い',
	});
	await addAttendance(as(sato), {
		...{ id, name: '髙﨑 明', organisationName: 'NPO法人You&ゆう', actorGroup: 'school' },
	});
	await addDecision(as(sato), {
		...{ id, text: '予算は内輪で話す', isPublic: '', actorGroups: ['residents'] },
	});
	await writeReport(as(sato), { id, report: '4人で話し合いました。\n髙﨑畑の話も出ました。' });
	await keep(as(sato), aForm(id, { photo: [{ name: 'p.jpg', content: aPhoto(6) }] }));
	await keep(as(sato), aForm(id, { alt: '了解のない写真', consent: 'open' }));
	return { ...council, id };
}

describe('開催報告 and 会議録', () => {
	test('as PDF for everybody once published: photo with its words, nothing that is not public', async () => {
		const council = await aRecord();
		const { visitor, sato, id } = council;
		const wanted = { kind: 'session.report', subjectId: id, parts: ['report', 'minutes'] };
		for (const actor of [visitor, sato])
			await expect(askFor(context(actor), wanted)).rejects.toMatchObject({ code: 'not-found' });
		await publish(council, id);
		await annotateReport(as(sato), { id, text: '日付を直しました。' });
		const pdf = await readPdf(await printed(visitor, wanted));
		expect(pdf).toMatchObject({ isTagged: true, language: 'ja-JP', lost: [] });
		for (const font of pdf.fonts)
			expect(font).toMatch(/^(?:BIZUDPGothic|NotoSansJP)-(?:Regular|Bold)$/);
		for (const role of ['H1', 'H2', 'L', 'Table', 'TH', 'Figure'])
			expect(pdf.roles).toContain(role);
		expect(pdf.words).toContain('4人で話し合いました。髙﨑畑の話も出ました。');
		expect(pdf.words).toContain('日付を直しました。');
		expect(pdf.words).toContain('髙﨑さんの畑');
		expect(pdf.words).toContain('2月に公園を見に行く');
		expect(pdf.words).not.toMatch(/予算は内輪で話す|髙﨑明|下書き|了解のない写真|学校/);
	});

	test('as Word: the photo upright with its words, and a table with its head', async () => {
		const council = await aRecord();
		const { visitor, id } = council;
		await publish(council, id);
		const docx = readDocx(
			await printed(visitor, {
				...{ kind: 'session.report', subjectId: id, parts: ['report', 'minutes'] },
				format: 'docx',
			}),
		);
		expect(docx.alts).toEqual([alt]);
		expect(docx.names.filter((name) => /^word\/media\/.*\.jpg$/.test(name))).toHaveLength(1);
		// it was turned when it came in
		expect(docx.content('word/document.xml').toString()).not.toContain('rot=');
		expect(docx.content('word/document.xml').toString()).toContain('cx="914400" cy="1524000"');
		expect(docx.headings).toEqual(expect.arrayContaining(['開催報告', '会議録', '決まったこと']));
		expect(docx.text).toContain('髙﨑畑の話も出ました。');
		expect(docx.text).toContain('葛󠄀城の坂が暗い');
		expect(docx.tableHeads[0]).toContain('担う方');
		expect(docx.text).not.toMatch(/予算は内輪で話す|髙﨑 明|了解のない写真/);
	});

	test('a draft says that it is one; names and closed decisions stand in the minutes for the office only', async () => {
		const { sato, visitor, ito, id } = await aRecord();
		const wanted = { kind: 'session.record', subjectId: id };
		for (const actor of [visitor, ito])
			await expect(
				askFor(context(actor), { ...wanted, parts: ['minutes-inside'] }),
			).rejects.toMatchObject({ code: 'not-found' });
		const draft = await readPdf(await printed(sato, { ...wanted, parts: ['report', 'minutes'] }));
		expect(draft.words).toContain('下書きです。');
		expect(draft.words).not.toMatch(/予算は内輪で話す|髙﨑明|了解のない写真/);
		const inside = await readPdf(await printed(sato, { ...wanted, parts: ['minutes-inside'] }));
		expect(inside.words).toContain('事務局用です。');
		expect(inside.words).toContain('NPO法人You&ゆう髙﨑明1人');
		expect(inside.words).toContain('予算は内輪で話す（公開しません）');
	});

	test('a photo that is taken away takes the printed report with it', async () => {
		const council = await aRecord();
		const { visitor, sato, operatorId, id } = council;
		await publish(council, id);
		const wanted = { kind: 'session.report', subjectId: id, parts: ['report'] };
		const { id: paper } = await askFor(context(visitor), wanted);
		await makeNow(operatorId, paper);
		await fileOf(visitor, paper);
		const [photo] = await photosFor(sato, id);
		await removePhoto(as(sato), { id, photoId: photo?.id });
		await expect(fileOf(visitor, paper)).rejects.toThrow('not-found');
		const pdf = await readPdf(await printed(visitor, wanted));
		expect(pdf.roles).not.toContain('Figure');
	});
});
