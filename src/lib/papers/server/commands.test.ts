import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { askFor, paperKinds, retry } from '#lib/paper-kinds.ts';
import { context, ownerQuery, testDatabase, testTime } from '#test/database.ts';
import { aSession, as } from '#test/gatherings.ts';
import { readPdf } from '#test/pdf.ts';
import { aCouncil } from '#test/people.ts';
import { fileOf, makeNow, printed, printingConfig } from '#test/printing.ts';
import { tidyPapers } from './make.ts';
import { addressOrRefuse, offersFor, paperOrRefuse } from './queries.ts';

const day = 86_400_000;
const later = (milliseconds: number) => new Date(testTime.getTime() + milliseconds);

async function aSet() {
	const council = await aCouncil();
	const sessionId = await aSession(council.sato);
	const wanted = { kind: 'session.set', subjectId: sessionId, parts: ['agenda', 'attendance'] };
	return { ...council, sessionId, wanted };
}

const stateOf = async (id: string) =>
	(
		await ownerQuery<{ state: string; problem: string | null; done: number; file_id: string }>(
			'select state, problem, done, file_id from papers where id = $1',
			[id],
		)
	)[0];

const lastAct = async (operatorId: string) =>
	(
		await ownerQuery(
			`select act, subject_kind, subject_id, detail from audit_trail where operator_id = $1
			order by sequence desc limit 1`,
			[operatorId],
		)
	)[0];

describe('asking', () => {
	test('a paper that was asked for waits for the worker, is made, and is there for who asked', async () => {
		const { sato, operatorId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		expect(await stateOf(id)).toMatchObject({ state: 'waiting' });
		const queued = await ownerQuery<{ data: unknown }>(
			`select data from pgboss.job where name = 'paper.make' and data ->> 'paperId' = $1`,
			[id],
		);
		expect(queued).toEqual([{ data: { operatorId, paperId: id } }]);
		await makeNow(operatorId, id);
		expect(await stateOf(id)).toMatchObject({ state: 'ready', done: 2 });
		const read = await readPdf(await fileOf(sato, id));
		expect(read.text).toContain('夕方の公園を考える');
		const detail = { kind: 'session.set', format: 'pdf', again: false };
		expect(await lastAct(operatorId)).toMatchObject({
			...{ act: 'paper.ask', subject_kind: 'paper', subject_id: id },
			detail: { ...detail, of: wanted.subjectId, parts: ['agenda', 'attendance'] },
		});
	});

	test('nothing chosen, and a kind that is not there, are told', async () => {
		const { sato, wanted } = await aSet();
		await expect(askFor(as(sato), { ...wanted, parts: ['nothing'] })).rejects.toThrow(
			'papers_parts_missing',
		);
		await expect(askFor(as(sato), { ...wanted, kind: 'session.other' })).rejects.toThrow(
			'not-found',
		);
		await expect(askFor(as(sato), { ...wanted, format: 'docx' })).rejects.toThrow('format');
		await expect(askFor(as(sato), { ...wanted, 'copies-attendance': '100000' })).rejects.toThrow(
			'copies-attendance',
		);
	});

	test('residents, officers and visitors get no list of names', async () => {
		const { ito, ono, visitor, wanted } = await aSet();
		for (const actor of [ito, ono, visitor])
			await expect(askFor(as(actor), wanted)).rejects.toThrow('not-found');
	});

	test('nobody else of the staff finds the paper of a colleague', async () => {
		const { sato, kato, operatorId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		await makeNow(operatorId, id);
		await expect(fileOf(kato, id)).rejects.toThrow('not-found');
		await expect(retry(as(kato), { id })).rejects.toThrow('not-found');
	});
});

describe('making', () => {
	test('the data are those that the person may see on the day; who has lost the right gets nothing', async () => {
		const { sato, operatorId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		await ownerQuery('update role_grants set ended_at = now() where person_id = $1', [
			sato.personId,
		]);
		await makeNow(operatorId, id);
		expect(await stateOf(id)).toMatchObject({ state: 'failed', problem: 'gone' });
	});

	test('a paper that failed can be asked for again by who asked, and only then', async () => {
		const { sato, operatorId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		await expect(retry(as(sato), { id })).rejects.toThrow('refusal_changed_meanwhile');
		await ownerQuery(`update papers set state = 'failed', problem = 'fault' where id = $1`, [id]);
		await retry(as(sato), { id });
		expect(await stateOf(id)).toMatchObject({ state: 'waiting', problem: null });
		await makeNow(operatorId, id);
		expect(await stateOf(id)).toMatchObject({ state: 'ready' });
		expect(await lastAct(operatorId)).toMatchObject({
			...{ act: 'paper.retry', detail: { from: 'failed', to: 'waiting' } },
		});
	});

	test('made twice by accident it is one file', async () => {
		const { sato, operatorId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		await makeNow(operatorId, id);
		const first = await stateOf(id);
		await makeNow(operatorId, id);
		expect(await stateOf(id)).toEqual(first);
	});
});

describe('keeping', () => {
	test('after a day the paper is gone, a day later its content, after a month that it was asked for', async () => {
		const { sato, operatorId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		await makeNow(operatorId, id);
		const path = join(
			printingConfig.dataFolder,
			'files',
			operatorId,
			(await stateOf(id))?.file_id ?? '',
		);
		const tidyAt = (now: Date) =>
			tidyPapers(context({ kind: 'system', operatorId, task: 'tidy' }, { now }), printingConfig);
		await expect(fileOf(sato, id, later(day + 1))).rejects.toThrow('not-found');
		await tidyAt(later(day + 1));
		expect(await stateOf(id)).toMatchObject({ state: 'expired' });
		expect(existsSync(path)).toBe(true);
		await tidyAt(later(2 * day + 2));
		expect(existsSync(path)).toBe(false);
		await tidyAt(later(31 * day));
		expect(await stateOf(id)).toBeUndefined();
	});
});

describe('pages', () => {
	test('the short address on the papers leads to where they are typed in, in this operator only', async () => {
		const { sato, visitor, operatorId, sessionId, wanted } = await aSet();
		await printed(sato, wanted);
		const [row] = await ownerQuery<{ code: string }>(
			'select code from paper_addresses where operator_id = $1',
			[operatorId],
		);
		const code = row?.code ?? '';
		const database = await testDatabase();
		const found = await database.as(visitor, (tx) => addressOrRefuse(tx, visitor, code));
		expect(found).toEqual({ kind: 'session', id: sessionId });
		const { visitor: stranger } = await aCouncil();
		await expect(
			database.as(stranger, (tx) => addressOrRefuse(tx, stranger, code)),
		).rejects.toThrow('not-found');
	});

	test('a person sees what can be printed, and what they asked for lately', async () => {
		const { sato, kato, sessionId, wanted } = await aSet();
		const { id } = await askFor(as(sato), wanted);
		const kind = paperKinds.get('session.set');
		if (!kind) throw new Error('no kind');
		const database = await testDatabase();
		const mine = await database.as(sato, (tx) => offersFor(tx, sato, kind, sessionId));
		expect(mine.offers.map(({ name }) => name)).toEqual(expect.arrayContaining(['agenda']));
		expect(mine.lately.map((paper) => paper.id)).toEqual([id]);
		const hers = await database.as(kato, (tx) => offersFor(tx, kato, kind, sessionId));
		expect(hers.lately).toEqual([]);
		const page = await database.as(sato, (tx) => paperOrRefuse(tx, sato, paperKinds, id));
		expect(page.title).toContain('夕方の公園を考える');
	});
});
