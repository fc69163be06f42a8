import { expect, test } from 'vitest';
import { addDecision, addResults, writePillar } from '#lib/gatherings/server/commands.ts';
import { workPage } from '#lib/gatherings/sessions/server/detail.ts';
import { testDatabase } from '#test/database.ts';
import { aWrittenSession, aRunningSession, as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { reportDraft } from './report-draft.ts';

const pageOf = async (actor: Parameters<typeof workPage>[1], id: string) =>
	(await testDatabase()).as(actor, (tx) => workPage(tx, actor, id));

test('the draft tells what the record knows, and nothing that points at somebody', async () => {
	const { sato } = await aCouncil();
	const { id, pillarId } = await aRunningSession(sato, { placeName: '灯山会館' });
	await writePillar(as(sato), {
		...{ id, pillarId, opinions: '夕方に居場所がない\n見守る人がいない', groupName: '居場所' },
		summary: '夕方の三時間が話題になりました。',
	});
	await addResults(as(sato), { id, kind: 'missingFunction', results: '夕方に開く場所' });
	await addResults(as(sato), { id, kind: 'openPoint', results: 'だれが鍵を持つか' });
	await addDecision(as(sato), {
		...{ id, text: '公園を見に行く', whoDoes: '町会', byWhen: '2月', isPublic: 'yes' },
		actorGroups: ['residents'],
	});
	await addDecision(as(sato), { id, text: '相談の話', actorGroups: ['residents'] });
	expect(reportDraft(await pageOf(sato, id))).toBe(
		[
			'令和8年12月8日、灯山会館で「夕方の公園を考える」を開きました。',
			'■ 主な対象を誰にするか\n2件の意見が出ました。\n「居場所」などの話になりました。\n夕方の三時間が話題になりました。',
			'■ 足りない機能\n・夕方に開く場所',
			'■ 決まったこと\n・公園を見に行く（町会、2月）',
			'■ 次に持ちこすこと\n・だれが鍵を持つか',
		].join('\n\n'),
	);
});

test('who came is told by position from three people on', async () => {
	const { sato } = await aCouncil();
	const { id } = await aWrittenSession(sato);
	const page = await pageOf(sato, id);
	expect(reportDraft(page)).toContain('4人が集まりました（地域住民 4人）。');
	const few = { ...page, came: { residents: 2, company: 1 }, headcount: 3 };
	expect(reportDraft(few)).toContain('3人が集まりました。\n');
});
