import { describe, expect, test } from 'vitest';
import type { PersonActor } from '#lib/kernel/actor.ts';
import { enterSignUp, setAgenda, setPillars } from '#lib/gatherings/server/commands.ts';
import { writeStatement } from '#lib/perceptions/server/commands.ts';
import { ownerQuery } from '#test/database.ts';
import { anOpenList, aSession, aSignUp, as } from '#test/gatherings.ts';
import { readPdf, type ReadPdf } from '#test/pdf.ts';
import { aCouncil } from '#test/people.ts';
import { printed } from '#test/printing.ts';
import { makePlan, takeGuests } from '../commands.ts';

const parts = [
	...['agenda', 'attendance', 'tags', 'seating', 'discussion', 'ballots', 'benefits', 'state'],
];
const names = ['髙﨑 明', '葛󠄀城 さくら', '𠮷田 太郎', '白桃 さと美', '神谷 ひろし'];
const organisations = ['灯山町会', 'NPO法人You&ゆう', ''];
const groups = ['residents', 'civicGroup', 'company', 'welfareCorporation', 'administration'];
const longName = 'アレハンドロ・ガルシア・マルティネス・デ・ラ・クルス・イ・ロペス';
const longOrganisation =
	'特定非営利活動法人 ひかり区子どもと若者の居場所づくり支援センターみらい北浜東支部';

/** A session with a hundred people on the list, seated for two rounds, with questions and statements. */
async function aFullHall(staff: PersonActor) {
	const id = await anOpenList(staff, { capacity: '', title: '夕方の公園を考える' });
	const phone = { channel: 'phone', telephone: '03-0000-0000' };
	for (let n = 0; n < 98; n++) {
		const name = n === 0 ? longName : `${names[n % names.length]}${n}`;
		const organisationName = n === 1 ? longOrganisation : organisations[n % organisations.length];
		const person = { name, organisationName, actorGroup: groups[n % groups.length] };
		await enterSignUp(as(staff), aSignUp(id, { ...phone, ...person, people: n === 2 ? '3' : '1' }));
	}
	await setAgenda(as(staff), {
		...{ id, place: ['1', '2', '3'], kind: ['opening', 'discussion', 'closing'] },
		...{ title: ['開会', '討議', '閉会'], minutes: ['5', '60', '5'], presenter: ['佐藤', '', ''] },
	});
	const question = [
		'あなたの立場から、どんな課題が見えていますか',
		'気づいたことは何ですか'.repeat(15),
	];
	await setPillars(as(staff), { id, place: ['1', '2'], pillarId: ['', ''], question });
	for (let n = 1; n <= 20; n++)
		await writeStatement(as(staff), {
			sessionId: id,
			text: `文${n}：${'夕方に過ごせる場所が足りない'.repeat(n % 4 === 0 ? 12 : 1)}`,
		});
	await takeGuests(as(staff), { sessionId: id });
	await makePlan(as(staff), { sessionId: id, size: '4', rounds: '2' });
	return id;
}

async function setOf(staff: PersonActor, subjectId: string, copies: Record<string, string> = {}) {
	const wanted = { kind: 'session.set', subjectId, parts, ...copies };
	return readPdf(await printed(staff, wanted));
}

function expectWhole(read: ReadPdf): void {
	expect(read.lost).toEqual([]);
	expect(read.isTagged).toBe(true);
	for (const font of read.fonts)
		expect(font).toMatch(/^(?:BIZUDPGothic|NotoSansJP)-(?:Regular|Bold)$/);
	for (const [width, height] of read.sizes)
		expect([`210 × 297`, `297 × 210`]).toContain(`${width} × ${height}`);
}

describe('当日の紙一式', () => {
	test(
		'for a hall of a hundred, with names that few fonts have',
		{ timeout: 120_000 },
		async () => {
			const { sato } = await aCouncil();
			const id = await aFullHall(sato);
			const copies = { 'copies-ballots': '3', 'copies-discussion': '25', 'copies-tags': '8' };
			const read = await setOf(sato, id, { ...copies, 'copies-attendance': '10' });
			expectWhole(read);
			for (const word of ['髙﨑明5', '𠮷田太郎7', 'NPO法人You&ゆう', longOrganisation.slice(0, 9)])
				expect(read.words).toContain(word);
			expect(read.words.match(/討議シート\d+卓柱\d/g)?.length).toBe(50);
			expect(read.words).toContain('討議シート50/50');
			expect(read.words.match(/お考えに近いところ/g)?.length).toBe(3);
			expect(read.words).toContain('otagaisama.example.jp/');
			expect(read.roles.filter((role) => role === 'TH').length).toBeGreaterThan(20);
		},
	);

	test(
		'for a hall where nothing is planned yet there is room to write',
		{ timeout: 60_000 },
		async () => {
			const { sato } = await aCouncil();
			const read = await setOf(sato, await aSession(sato), { 'copies-benefits': '2' });
			expectWhole(read);
			for (const word of ['次第', '出席簿', '座席表', '1卓', '討議シート1卓柱1', '関係者', '相利'])
				expect(read.words).toContain(word);
			// no statements, no sheets to answer them
			expect(read.words).not.toContain('お考えに近いところ');
		},
	);

	test('in plain Japanese and in English too', { timeout: 60_000 }, async () => {
		const { sato } = await aCouncil();
		const id = await aSession(sato);
		expect((await setOf(sato, id, { locale: 'ja-simple' })).words).toContain('出席の紙');
		const english = await setOf(sato, id, { locale: 'en' });
		expect(english.language).toBe('en-GB');
		expect(english.words).toContain('Attendancelist');
	});

	test('the longest texts that a form takes stay on the paper', { timeout: 60_000 }, async () => {
		const { sato } = await aCouncil();
		const id = await aSession(sato, { title: 'あ'.repeat(200), placeName: 'い'.repeat(200) });
		await ownerQuery(`update sessions set materials = $2 where id = $1`, [id, 'う'.repeat(10_000)]);
		await setPillars(as(sato), { id, place: ['1'], pillarId: [''], question: ['え'.repeat(200)] });
		const read = await setOf(sato, id);
		expectWhole(read);
		expect(read.words).toContain('う'.repeat(1_000));
	});
});
