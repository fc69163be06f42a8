import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { aConcern, anAssessment } from '#test/concerns.ts';
import { context, ownerQuery, trail } from '#test/database.ts';
import { aCouncil, aPerson } from '#test/people.ts';
import {
	attachOriginal,
	correctTranscription,
	enterConcern,
	makeSlip,
	triageConcern,
	verifyTranscription,
	withdrawConcern,
} from './commands.ts';
import { hashOfSecret, newSecret } from './numbers.ts';
import { openScan } from './reading.ts';

const folder = mkdtempSync(join(tmpdir(), 'otagaisama-scans-'));
const enter = enterConcern(folder);
const pdf = { name: '../../FAX 11月.pdf', content: new TextEncoder().encode('%PDF-1.7 …') };
const program = { name: 'scan.pdf', content: new TextEncoder().encode('MZ, a program') };

function anEntry(overrides: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		channel: 'phone',
		receivedDate: '令和8年11月20日',
		receivedTime: '午後4時半',
		kind: 'need',
		about: 'self',
		body: '買い物に行けず困っている',
		onBehalfOf: '近所の方',
		...overrides,
	};
}

const rowOf = async (id: string) => {
	const [row] = await ownerQuery('select * from concerns where id = $1', [id]);
	if (!row) throw new Error('no such concern');
	return row;
};

describe('staff take down what was told', () => {
	test('by telephone two days ago, with who told it and who typed it apart', async () => {
		const { sato, operatorId } = await aCouncil();

		const { id, number } = await enter(context(sato), anEntry());

		expect(number).toBe('気-R8-0001');
		expect(await rowOf(id)).toMatchObject({
			state: 'received',
			channel: 'phone',
			received_at: new Date('2026-11-20T07:30:00Z'),
			entered_by: sato.personId,
			transcribed_by: sato.personId,
			on_behalf_of: '近所の方',
			anonymous_use: 'unasked',
			consent_given: null,
		});
		expect(await trail(operatorId)).toEqual(['concern.enter']);
	});

	test('what came in before April carries the number of that year', async () => {
		const { sato } = await aCouncil();
		const { number } = await enter(context(sato), anEntry({ receivedDate: 'R8.3.31' }));
		expect(number).toBe('気-R7-0001');
	});

	test('what was heard by telephone is an oral consent, what was ticked on paper a written one', async () => {
		const { sato } = await aCouncil();
		const heard = await enter(context(sato), anEntry({ anonymousUse: 'yes' }));
		const ticked = await enter(
			context(sato),
			anEntry({ anonymousUse: 'yes', channel: 'fax', scan: [pdf] }),
		);
		expect((await rowOf(heard.id)).consent_given).toBe('oral');
		expect((await rowOf(ticked.id)).consent_given).toBe('written');
	});

	test.each([
		['a day that does not exist', { receivedDate: '令和8年2月30日' }, 'receivedDate'],
		['tomorrow', { receivedDate: '2026/11/23' }, 'receivedDate'],
		['no time of day', { receivedTime: '25時' }, 'receivedTime'],
		['the web as route', { channel: 'web' }, 'channel'],
		['a fax without original', { channel: 'fax' }, 'scan'],
		['a program instead of a scan', { channel: 'fax', scan: [program] }, 'scan'],
	])('%s is refused', async (_, wrong, field) => {
		const { sato, operatorId } = await aCouncil();
		await expect(enter(context(sato), anEntry(wrong))).rejects.toMatchObject({
			code: 'not-valid',
			problems: [expect.objectContaining({ field })],
		});
		expect(await ownerQuery('select 1 from concerns where operator_id = $1', [operatorId])).toEqual(
			[],
		);
	});

	test('a facilitator writes down what was said at a session, and nothing else', async () => {
		const { operatorId } = await aCouncil();
		const hayashi = await aPerson(operatorId, '林 進行役', { roles: ['facilitator'] });
		await expect(enter(context(hayashi), anEntry())).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(enter(context(hayashi), anEntry({ channel: 'session' }))).resolves.toMatchObject({
			state: 'received',
		});
	});

	test('a resident, a member and an officer do not', async () => {
		const { ito, ueda, ono, visitor } = await aCouncil();
		for (const actor of [ito, ueda, ono, visitor]) {
			await expect(enter(context(actor), anEntry())).rejects.toMatchObject({ code: 'not-allowed' });
		}
	});
});

describe('a draft', () => {
	test('has no number until it is finished', async () => {
		const { sato, operatorId } = await aCouncil();
		const draft = await enter(context(sato), anEntry({ unfinished: 'yes', channel: 'fax' }));
		expect(draft).toMatchObject({ number: null, state: 'draft' });

		const done = await enter(
			context(sato),
			anEntry({ draftId: draft.id, channel: 'fax', originalLocation: '3-12' }),
		);

		expect(done).toEqual({ id: draft.id, number: '気-R8-0001', state: 'received' });
		expect(await rowOf(draft.id)).toMatchObject({ original_location: '3-12' });
		expect(await trail(operatorId)).toEqual(['concern.enter', 'concern.enter']);
	});

	test('cannot be finished twice', async () => {
		const { sato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ unfinished: 'yes' }));
		await enter(context(sato), anEntry({ draftId: id }));
		await expect(enter(context(sato), anEntry({ draftId: id }))).rejects.toMatchObject({
			code: 'not-now',
		});
	});

	test('can be given up', async () => {
		const { sato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ unfinished: 'yes' }));
		await withdrawConcern(context(sato), { id });
		expect(await rowOf(id)).toMatchObject({ state: 'withdrawn', number: null });
	});
});

describe('the original of a fax', () => {
	test('is kept by content under a plain name, and opening it is on the trail', async () => {
		const { sato, operatorId } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ channel: 'fax', scan: [pdf] }));
		const [file] = await ownerQuery<{ id: string; name: string; media_type: string }>(
			"select id, name, media_type from files where operator_id = $1 and subject_kind = 'concern' and subject_id = $2",
			[operatorId, id],
		);
		if (!file) throw new Error('no file was kept');
		expect(file).toMatchObject({ name: 'FAX 11月.pdf', media_type: 'application/pdf' });
		expect(readdirSync(join(folder, 'files', operatorId))).toContain(file.id);

		expect(await openScan(context(sato), id, file.id)).toMatchObject({ id: file.id });
		expect(await trail(operatorId)).toEqual(['concern.enter', 'concern.readScan']);
	});

	test('does not exist for those who do not see the concern, or under another concern', async () => {
		const { sato, mori, ito, hillArea, operatorId } = await aCouncil();
		const { id } = await enter(
			context(sato),
			anEntry({ channel: 'fax', scan: [pdf], areaId: hillArea }),
		);
		const { id: other } = await aConcern(ito);
		const [file] = await ownerQuery<{ id: string }>('select id from files where operator_id = $1', [
			operatorId,
		]);
		if (!file) throw new Error('no file was kept');
		for (const [actor, concern] of [
			[mori, id],
			[ito, id],
			[sato, other],
		] as const) {
			await expect(openScan(context(actor), concern, file.id)).rejects.toMatchObject({
				code: 'not-found',
			});
		}
	});

	test('can be added later', async () => {
		const { sato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry());
		const attach = attachOriginal(folder);
		await expect(attach(context(sato), { id })).rejects.toMatchObject({
			key: 'concerns_original_missing',
		});
		await attach(context(sato), { id, originalLocation: 'キャビネット3-12', scan: [pdf] });
		expect(await rowOf(id)).toMatchObject({ original_location: 'キャビネット3-12' });
	});
});

describe('a second pair of eyes on typed paper', () => {
	const seenOf = async (id: string) => {
		const { changed_at } = await rowOf(id);
		return changed_at instanceof Date ? changed_at.toISOString() : '';
	};

	test('is another person than the typist', async () => {
		const { sato, kato, operatorId } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ channel: 'fax', scan: [pdf] }));
		const confirm = { id, seen: await seenOf(id) };

		await expect(verifyTranscription(context(sato), confirm)).rejects.toMatchObject({
			code: 'not-allowed',
		});
		await verifyTranscription(context(kato), confirm);

		expect(await rowOf(id)).toMatchObject({ verified_by: kato.personId });
		expect(await trail(operatorId)).toEqual(['concern.enter', 'concern.verify']);
	});

	test('the database refuses one person as both', async () => {
		const { sato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ channel: 'fax', scan: [pdf] }));
		await expect(
			ownerQuery('update concerns set verified_by = transcribed_by where id = $1', [id]),
		).rejects.toThrow('concerns_second_eye');
	});

	test('nobody confirms a text that was changed after they opened it', async () => {
		const { sato, kato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ channel: 'fax', scan: [pdf] }));
		const seen = await seenOf(id);
		const later = { now: new Date('2026-11-22T01:05:00Z') };
		await correctTranscription(context(sato, later), { id, body: '買い物と通院に困っている' });
		await expect(verifyTranscription(context(kato), { id, seen })).rejects.toMatchObject({
			key: 'refusal_changed_meanwhile',
		});
	});

	test('whoever corrects becomes the typist, and it is looked at again', async () => {
		const { sato, kato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry({ channel: 'fax', scan: [pdf] }));
		await verifyTranscription(context(kato), { id, seen: await seenOf(id) });
		await correctTranscription(context(kato), { id, body: '買い物と通院に困っている' });
		expect(await rowOf(id)).toMatchObject({ transcribed_by: kato.personId, verified_by: null });
	});

	test('a telephone call needs none', async () => {
		const { sato, kato } = await aCouncil();
		const { id } = await enter(context(sato), anEntry());
		const confirm = { id, seen: await seenOf(id) };
		await expect(verifyTranscription(context(kato), confirm)).rejects.toMatchObject({
			code: 'not-now',
		});
	});

	test('the words a resident wrote here are never corrected', async () => {
		const { visitor, sato } = await aCouncil();
		const { id } = await aConcern(visitor);
		await expect(
			correctTranscription(context(sato), { id, body: 'ほかのことば' }),
		).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});
});

test('a new slip replaces the link before it', async () => {
	const { visitor, sato, ito } = await aCouncil();
	const { id, secret } = await aConcern(visitor);
	const next = newSecret();
	await expect(makeSlip(context(ito), { id, secret: next })).rejects.toMatchObject({
		code: 'not-found',
	});
	await triageConcern(context(sato), anAssessment(id));
	await makeSlip(context(sato), { id, secret: next });
	const { secret_hash } = await rowOf(id);
	expect(secret_hash).toBe(hashOfSecret(next));
	expect(secret_hash).not.toBe(hashOfSecret(secret));
});
