import { describe, expect, test } from 'vitest';
import { aConcern, anAssessment, aSharedConcern } from '#test/concerns.ts';
import { context, ownerQuery, testTime, trail } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import { findingsIn } from '../deidentified.ts';
import {
	answerConcern,
	enterConcern,
	publishDeidentified,
	recordConsent,
	returnDeidentified,
	takeBackDeidentified,
	triageConcern,
	withdrawBySecret,
	writeDeidentified,
} from './commands.ts';

const text = 'ごみ出しが難しい高齢の方がいる。';

const rowOf = async (id: string) => {
	const [row] = await ownerQuery('select * from concerns where id = $1', [id]);
	if (!row) throw new Error('no such concern');
	return row;
};

async function withTriaged(report: Record<string, unknown> = {}) {
	const council = await aCouncil();
	const told = await aConcern(council.visitor, report);
	await triageConcern(context(council.sato), anAssessment(told.id));
	return { ...council, ...told };
}

async function withDraft() {
	const council = await withTriaged();
	await writeDeidentified(context(council.sato), { id: council.id, text, version: '0' });
	return council;
}

describe('writing the text', () => {
	test('waits for another person and changes nothing for members', async () => {
		const { id, sato, operatorId } = await withDraft();
		expect(await rowOf(id)).toMatchObject({
			state: 'triaged',
			deidentified_state: 'drafted',
			deidentified_by: sato.personId,
			deidentified_version: 1,
			deidentified_search_text: '',
		});
		expect(await trail(operatorId)).toContain('concern.deidentify');
	});

	test('a word that looks like somebody is refused until each one is confirmed', async () => {
		const { id, sato } = await withTriaged();
		const telling = '水見二丁目の田中さん（82歳）がごみ出しに困っている。';
		const write = (confirmed: string[]) =>
			writeDeidentified(context(sato), { id, text: telling, version: '0', confirmed });

		await expect(write([])).rejects.toMatchObject({
			problems: [expect.objectContaining({ field: 'confirmed' })],
		});
		await expect(write(['82歳'])).rejects.toMatchObject({ code: 'not-valid' });
		expect((await rowOf(id)).deidentified_text).toBe('');

		await write(findingsIn(telling).map((finding) => finding.text));
		expect((await rowOf(id)).deidentified_text).toBe(telling);
		const [{ detail } = { detail: {} }] = await ownerQuery<{ detail: Record<string, unknown> }>(
			"select detail from audit_trail where subject_id = $1 and act = 'concern.deidentify'",
			[id],
		);
		expect(detail).toMatchObject({ marksLeft: findingsIn(telling).length });
		expect(JSON.stringify(detail)).not.toContain('田中');
	});

	test('needs the consent of the reporter, in writing or heard', async () => {
		const { id, sato } = await withTriaged({ anonymousUse: 'no' });
		const write = () => writeDeidentified(context(sato), { id, text, version: '0' });
		await expect(write()).rejects.toMatchObject({ key: 'concerns_no_consent' });
		await recordConsent(context(sato), { id, answer: 'yes' });
		await expect(write()).resolves.toMatchObject({ id });
	});

	test('comes after the first look', async () => {
		const { visitor, sato } = await aCouncil();
		const { id } = await aConcern(visitor);
		await expect(
			writeDeidentified(context(sato), { id, text, version: '0' }),
		).rejects.toMatchObject({
			code: 'not-now',
		});
	});

	test('is not for the one who told it, nor for anybody outside the staff', async () => {
		const { sato, ito, ueda, kato } = await aCouncil();
		const { id } = await aConcern(sato);
		await triageConcern(context(kato), anAssessment(id));
		await expect(
			writeDeidentified(context(sato), { id, text, version: '0' }),
		).rejects.toMatchObject({
			code: 'not-allowed',
		});
		for (const actor of [ito, ueda]) {
			await expect(
				writeDeidentified(context(actor), { id, text, version: '0' }),
			).rejects.toMatchObject({
				code: 'not-found',
			});
		}
	});
});

describe('publishing', () => {
	test('is done by another person, and the concern becomes material for 地域課題', async () => {
		const { id, kato, operatorId } = await withDraft();
		await publishDeidentified(context(kato), { id, version: '1' });
		expect(await rowOf(id)).toMatchObject({
			state: 'forGrouping',
			deidentified_state: 'published',
			published_by: kato.personId,
			published_at: testTime,
		});
		expect(await trail(operatorId)).toContain('concern.publish');
	});

	test('is refused to the author', async () => {
		const { id, sato } = await withDraft();
		await expect(publishDeidentified(context(sato), { id, version: '1' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		expect((await rowOf(id)).deidentified_state).toBe('drafted');
	});

	test('the database refuses one person as author and publisher, and a text without consent', async () => {
		const { id, kato } = await withDraft();
		const publish = `update concerns set deidentified_state = 'published', published_at = now(), published_by =`;
		await expect(ownerQuery(`${publish} deidentified_by where id = $1`, [id])).rejects.toThrow(
			'concerns_publisher',
		);
		await ownerQuery("update concerns set anonymous_use = 'no' where id = $1", [id]);
		await expect(ownerQuery(`${publish} $2 where id = $1`, [id, kato.personId])).rejects.toThrow(
			'concerns_publisher',
		);
	});

	test('what is published is the text that was on the page', async () => {
		const { id, sato, kato } = await withDraft();
		await writeDeidentified(context(sato), { id, text: 'ほかの文', version: '1' });
		await expect(publishDeidentified(context(kato), { id, version: '1' })).rejects.toMatchObject({
			key: 'refusal_changed_meanwhile',
		});
		await publishDeidentified(context(kato), { id, version: '2' });
		expect((await rowOf(id)).deidentified_text).toBe('ほかの文');
	});

	test('an answered concern is shared too and stays answered', async () => {
		const { id, sato, kato } = await withDraft();
		await answerConcern(context(sato), { id, reply: 'ありがとうございます。' });
		await publishDeidentified(context(kato), { id, version: '1' });
		expect(await rowOf(id)).toMatchObject({ state: 'answered', deidentified_state: 'published' });
	});

	test('a published text is not rewritten', async () => {
		const { visitor, sato, kato } = await aCouncil();
		const id = await aSharedConcern(visitor, { author: sato, publisher: kato });
		await expect(
			writeDeidentified(context(sato), { id, text, version: '1' }),
		).rejects.toMatchObject({
			code: 'not-now',
		});
	});
});

test('the second person returns a text with a reason, and it is written again', async () => {
	const { id, sato, kato, operatorId } = await withDraft();
	const back = { id, version: '1', reason: '町の名前がわかります' };
	await expect(returnDeidentified(context(sato), back)).rejects.toMatchObject({
		code: 'not-allowed',
	});
	await returnDeidentified(context(kato), back);
	expect(await rowOf(id)).toMatchObject({
		deidentified_state: 'returned',
		deidentified_return_reason: '町の名前がわかります',
	});
	await expect(publishDeidentified(context(kato), { id, version: '1' })).rejects.toMatchObject({
		code: 'not-now',
	});

	await writeDeidentified(context(sato), { id, text, version: '1' });

	expect(await rowOf(id)).toMatchObject({
		deidentified_state: 'drafted',
		deidentified_return_reason: '',
	});
	expect(await trail(operatorId)).toContain('concern.return');
});

test('a text that tells too much is taken back at once', async () => {
	const { visitor, sato, kato, ito, operatorId } = await aCouncil();
	const id = await aSharedConcern(visitor, { author: sato, publisher: kato });
	const take = { id, version: '1', reason: '店の名前がわかる' };
	await expect(takeBackDeidentified(context(ito), take)).rejects.toMatchObject({
		code: 'not-found',
	});
	await takeBackDeidentified(context(sato), take);
	expect(await rowOf(id)).toMatchObject({
		deidentified_state: 'returned',
		published_by: null,
		deidentified_search_text: '',
	});
	expect(await trail(operatorId)).toContain('concern.takeBack');
});

test('consent cannot be taken away from under a published text by staff, the reporter withdraws it whole', async () => {
	const { visitor, sato, kato } = await aCouncil();
	const told = await aConcern(visitor);
	await triageConcern(context(sato), anAssessment(told.id));
	await writeDeidentified(context(sato), { id: told.id, text, version: '0' });
	await publishDeidentified(context(kato), { id: told.id, version: '1' });
	await expect(recordConsent(context(sato), { id: told.id, answer: 'no' })).rejects.toMatchObject({
		key: 'concerns_consent_after_publication',
	});
	await withdrawBySecret(context(visitor), { secret: told.secret });
	expect(await rowOf(told.id)).toMatchObject({ state: 'withdrawn' });
});

test('raw words are never in the trail, whatever is done with a concern', async () => {
	const { sato, kato, operatorId } = await aCouncil();
	const words = {
		body: 'ナイショのこと',
		wish: 'ネガイのこと',
		onBehalfOf: 'ダレカさん',
		noticedWhen: 'イツカ',
	};
	const contact = { contactWished: 'yes', contactName: 'ナマエ', contactTelephone: '03-1234-5678' };
	const { id } = await enterConcern('/nowhere')(context(sato), {
		channel: 'phone',
		about: 'self',
		anonymousUse: 'yes',
		...words,
		...contact,
	});
	await triageConcern(
		context(sato),
		anAssessment(id, { urgency: 'urgent', emergencyAction: 'レンラクした' }),
	);
	await writeDeidentified(context(sato), { id, text, version: '0' });
	await returnDeidentified(context(kato), { id, version: '1', reason: 'リユウ' });
	await answerConcern(context(sato), { id, reply: 'ヘンジです' });

	const [{ all } = { all: '' }] = await ownerQuery<{ all: string }>(
		"select string_agg(to_jsonb(a)::text, ' ') as all from audit_trail a where operator_id = $1",
		[operatorId],
	);
	const said = [
		...Object.values(words),
		'ナマエ',
		'1234-5678',
		'レンラク',
		'リユウ',
		'ヘンジ',
		'ごみ出し',
	];
	expect(said.filter((word) => all.includes(word))).toEqual([]);
	expect(all).toContain('concern.answer');
});
