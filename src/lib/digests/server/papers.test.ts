import { expect, test } from 'vitest';
import { addResults, announceSession, planSession } from '#lib/gatherings/server/commands.ts';
import { ownerQuery } from '#test/database.ts';
import { aForum, aSessionForm, aWrittenSession, as } from '#test/gatherings.ts';
import { readPdf } from '#test/pdf.ts';
import { aCouncil } from '#test/people.ts';
import { printed } from '#test/printing.ts';

/** A published session with a decision, and the next one of its forum. */
async function aToldSession() {
	const council = await aCouncil();
	const forumId = await aForum(council.sato);
	await ownerQuery(
		`update forums set state = 'launched', launched_on = '2026-04-01' where id = $1`,
		[forumId],
	);
	const { id } = await aWrittenSession(council.sato, { forumId });
	await addResults(as(council.sato), { id, kind: 'openPoint', results: 'だれが鍵を持つか' });
	await ownerQuery(
		`update sessions set state = 'published', report_approved_at = now(), published_at = now() where id = $1`,
		[id],
	);
	const next = await planSession(
		as(council.sato),
		aSessionForm({ forumId, title: '冬の公園を考える', when: '令和9年1月20日' }),
	);
	await announceSession(as(council.sato), { id: next.id });
	return { ...council, wanted: { kind: 'session.digest', subjectId: id, parts: [] } };
}

test('the paper for those without mail says what was agreed, what is parked and what comes next', async () => {
	const { sato, wanted } = await aToldSession();
	const { text } = await readPdf(await printed(sato, wanted));
	for (const words of [
		'夕方の公園を考える',
		'月に公園を見に行く',
		'だれが鍵を持つか',
		'冬の公園を考える',
		'灯山会館',
		'03-0000-0000',
	])
		expect(text).toContain(words);
});

test('it can be had for Word, and only by the staff', async () => {
	const { sato, ueda, ono, visitor, wanted } = await aToldSession();
	const file = await printed(sato, { ...wanted, format: 'docx' });
	expect(file.subarray(0, 2).toString()).toBe('PK');
	for (const actor of [ueda, ono, visitor])
		await expect(printed(actor, wanted)).rejects.toMatchObject({ code: 'not-found' });
});
