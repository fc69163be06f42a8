import { describe, expect, test } from 'vitest';
import type { Actor } from '#lib/kernel/actor.ts';
import { aConcern, anAssessment } from '#test/concerns.ts';
import { context, ownerQuery, testTime, trail } from '#test/database.ts';
import { aCouncil, anOrganisation } from '#test/people.ts';
import {
	addNote,
	answerConcern,
	assignConcern,
	closeConcern,
	linkToCase,
	markDuplicate,
	recordConsent,
	referConcern,
	triageConcern,
	withdrawConcern,
} from './commands.ts';

const rowOf = async (id: string) => {
	const [row] = await ownerQuery('select * from concerns where id = $1', [id]);
	if (!row) throw new Error('no such concern');
	return row;
};

/** A council with a concern that was told and, unless asked otherwise, looked at. */
async function withConcern({
	triaged = true,
	...report
}: Record<string, unknown> & { triaged?: boolean } = {}) {
	const council = await aCouncil();
	const told = await aConcern(council.visitor, report);
	if (triaged) await triageConcern(context(council.sato), anAssessment(told.id));
	return { ...council, ...told };
}

describe('looking at it for the first time', () => {
	test('records urgency, tags, area and when', async () => {
		const { id, sato, harbourArea, operatorId } = await withConcern({ triaged: false });
		const later = new Date('2026-11-24T03:00:00Z');

		const assessment = {
			urgency: 'soon',
			areaId: harbourArea,
			tags: ['care', 'dementia'],
			institutionalGap: 'yes',
		};
		await triageConcern(context(sato, { now: later }), anAssessment(id, assessment));

		expect(await rowOf(id)).toMatchObject({
			state: 'triaged',
			urgency: 'soon',
			area_id: harbourArea,
			tags: ['care', 'dementia'],
			institutional_gap: true,
			triaged_at: later,
			first_response_at: null,
		});
		expect(await trail(operatorId)).toEqual(['concern.report', 'concern.triage']);
	});

	test('緊急 needs whom was called, and counts as the first response', async () => {
		const { id, sato } = await withConcern({ triaged: false });
		const urgent = anAssessment(id, { urgency: 'urgent' });
		await expect(triageConcern(context(sato), urgent)).rejects.toMatchObject({
			problems: [expect.objectContaining({ field: 'emergencyAction' })],
		});
		await triageConcern(context(sato), { ...urgent, emergencyAction: '119番（10時）' });
		expect(await rowOf(id)).toMatchObject({
			emergency_action: '119番（10時）',
			first_response_at: testTime,
		});
	});

	test('can be corrected later without changing state or time', async () => {
		const { id, sato } = await withConcern();
		const later = new Date('2026-11-30T03:00:00Z');
		await answerConcern(context(sato), { id, reply: 'ありがとうございます。' });
		await triageConcern(context(sato, { now: later }), anAssessment(id, { urgency: 'soon' }));
		expect(await rowOf(id)).toMatchObject({
			state: 'answered',
			urgency: 'soon',
			triaged_at: testTime,
		});
	});

	test('a concern of another area does not exist for a coordinator', async () => {
		const { mori, visitor, hillArea } = await aCouncil();
		const { id } = await aConcern(visitor, { areaId: hillArea });
		await expect(triageConcern(context(mori), anAssessment(id))).rejects.toMatchObject({
			code: 'not-found',
		});
	});

	test('of two people at once one is told that the other was faster', async () => {
		const { id, sato, kato } = await withConcern();
		const both = await Promise.allSettled([
			answerConcern(context(sato), { id, reply: '一人目' }),
			linkToCase(context(kato), { id, caseReference: '' }),
		]);
		const refused = both
			.filter((one) => one.status === 'rejected')
			.map((one): unknown => one.reason);
		expect(refused.length).toBeLessThanOrEqual(1);
		for (const reason of refused)
			expect(reason).toMatchObject({ key: 'refusal_changed_meanwhile' });
		expect(['answered', 'linkedToCase']).toContain((await rowOf(id)).state);
	});
});

describe('answering', () => {
	test('is the first response, once', async () => {
		const { id, sato, operatorId } = await withConcern();
		const first = new Date('2026-11-24T01:00:00Z');
		await answerConcern(context(sato, { now: first }), {
			id,
			reply: 'お知らせくださり、ありがとうございます。',
		});
		await answerConcern(context(sato, { now: new Date('2026-11-25T01:00:00Z') }), {
			id,
			reply: '続きのお返事です。',
		});
		expect(await rowOf(id)).toMatchObject({ state: 'answered', first_response_at: first });
		expect(
			await ownerQuery('select 1 from concern_replies where concern_id = $1', [id]),
		).toHaveLength(2);
		expect(await trail(operatorId)).toEqual([
			'concern.report',
			'concern.triage',
			'concern.answer',
			'concern.answer',
		]);
	});

	test('is not possible before somebody looked at it', async () => {
		const { id, sato } = await withConcern({ triaged: false });
		await expect(answerConcern(context(sato), { id, reply: 'はい' })).rejects.toMatchObject({
			code: 'not-now',
		});
	});

	test.each([
		['a letter says that there is an answer, not what it says', { tags: ['waste'] }, 1],
		['no letter where somebody else at home could read it', { tags: ['violence'] }, 0],
	])('%s', async (_, { tags }, letters) => {
		const { visitor, sato, operatorId } = await aCouncil();
		const { id } = await aConcern(visitor, {
			contactWished: 'yes',
			contactEmail: 'tell@example.jp',
		});
		await triageConcern(context(sato), anAssessment(id, { tags }));
		await answerConcern(context(sato), { id, reply: '来週うかがいます。' });
		const mails = await ownerQuery<{ body: string; to_address: string }>(
			'select body, to_address from mails where operator_id = $1',
			[operatorId],
		);
		expect(mails).toHaveLength(letters);
		for (const mail of mails) {
			expect(mail.to_address).toBe('tell@example.jp');
			expect(mail.body).not.toContain('うかがいます');
		}
	});
});

describe('referring', () => {
	test('to an officer makes the concern exist for the officer', async () => {
		const { id, sato, ono } = await withConcern();
		await expect(addNote(context(ono), { id, body: 'x' })).rejects.toMatchObject({
			code: 'not-found',
		});
		await referConcern(context(sato), {
			id,
			toPersonId: ono.personId,
			note: '申請の相談をお願いしました。',
		});
		expect(await rowOf(id)).toMatchObject({ state: 'referred', first_response_at: testTime });
		await expect(addNote(context(ono), { id, body: 'x' })).rejects.toMatchObject({
			code: 'not-allowed',
		});
	});

	test('to a 団体 or to a service that is not in the directory', async () => {
		const { id, sato, lanternGroup } = await withConcern();
		await referConcern(context(sato), { id, toOrganisationId: lanternGroup });
		await referConcern(context(sato), { id, toName: '法テラス' });
		expect(
			await ownerQuery('select 1 from concern_referrals where concern_id = $1', [id]),
		).toHaveLength(2);
	});

	test('to exactly one, who is known here', async () => {
		const { id, sato, ito, lanternGroup } = await withConcern();
		const elsewhere = await aCouncil();
		const foreign = await anOrganisation(elsewhere.operatorId, 'よその会');
		for (const to of [
			{},
			{ toOrganisationId: lanternGroup, toName: '法テラス' },
			{ toPersonId: ito.personId },
			{ toPersonId: elsewhere.ono.personId },
			{ toOrganisationId: foreign },
		]) {
			await expect(referConcern(context(sato), { id, ...to })).rejects.toMatchObject({
				code: 'not-valid',
			});
		}
		expect((await rowOf(id)).state).toBe('triaged');
	});
});

describe('holding', () => {
	test('a concern is given to staff or taken over', async () => {
		const { id, sato, mori, operatorId } = await withConcern();
		await assignConcern(context(sato), { id, holderId: mori.personId });
		await assignConcern(context(sato), { id, holderId: sato.personId });
		expect(await rowOf(id)).toMatchObject({ holder_id: sato.personId, state: 'triaged' });
		expect(await trail(operatorId)).toContain('concern.assign');
	});

	test('never to a resident, and not by one', async () => {
		const { id, sato, ito } = await withConcern();
		await expect(
			assignConcern(context(sato), { id, holderId: ito.personId }),
		).rejects.toMatchObject({
			code: 'not-valid',
		});
		await expect(assignConcern(context(ito), { id, holderId: ito.personId })).rejects.toMatchObject(
			{
				code: 'not-found',
			},
		);
	});
});

describe('the same told twice', () => {
	test('points at the one that carries on, found by its number in any spelling', async () => {
		const { visitor, sato, operatorId } = await aCouncil();
		const original = await aConcern(visitor);
		const again = await aConcern(visitor);
		await markDuplicate(context(sato), { id: again.id, number: 'Ｒ８－１' });
		expect(await rowOf(again.id)).toMatchObject({
			state: 'duplicateOf',
			duplicate_of: original.id,
		});
		expect(await trail(operatorId)).toContain('concern.markDuplicate');
	});

	test('not at itself, at nothing, or at another repetition', async () => {
		const { visitor, sato } = await aCouncil();
		const original = await aConcern(visitor);
		const second = await aConcern(visitor);
		const third = await aConcern(visitor);
		await markDuplicate(context(sato), { id: second.id, number: original.number });
		for (const number of [third.number, '気-R8-9999', second.number, 'なし']) {
			await expect(markDuplicate(context(sato), { id: third.id, number })).rejects.toMatchObject({
				code: 'not-valid',
			});
		}
	});
});

describe('the end', () => {
	test('has a result and tells the reporter', async () => {
		const { id, sato, operatorId } = await withConcern();
		const close = { id, result: '訪問し、配食につながった', feedback: 'fedBack' };
		await expect(closeConcern(context(sato), close)).rejects.toMatchObject({ code: 'not-valid' });
		await referConcern(context(sato), { id, toName: '配食サービス' });
		await expect(closeConcern(context(sato), close)).rejects.toMatchObject({
			key: 'concerns_feedback_not_given',
		});
		await addNote(context(sato), { id, kind: 'contact', body: '電話でお伝えした' });
		await closeConcern(context(sato), close);
		expect(await rowOf(id)).toMatchObject({
			state: 'closed',
			feedback: 'fedBack',
			closed_at: testTime,
		});
		expect((await trail(operatorId)).slice(-2)).toEqual(['concern.note', 'concern.close']);
	});

	test('is not possible straight from the first look', async () => {
		const { id, sato } = await withConcern();
		const close = { id, result: '終わり', feedback: 'notWanted' };
		await expect(closeConcern(context(sato), close)).rejects.toMatchObject({ code: 'not-now' });
	});

	test('cannot be without a result, not even in the database', async () => {
		const { id } = await withConcern();
		await expect(
			ownerQuery("update concerns set state = 'closed' where id = $1", [id]),
		).rejects.toThrow('concerns_closed');
	});

	test('a wish to withdraw ends it at once', async () => {
		const { id, sato, operatorId } = await withConcern();
		await withdrawConcern(context(sato), { id });
		expect(await rowOf(id)).toMatchObject({ state: 'withdrawn' });
		expect(await trail(operatorId)).toContain('concern.withdraw');
		await expect(withdrawConcern(context(sato), { id })).rejects.toMatchObject({ code: 'not-now' });
	});
});

test('an oral consent is recorded with who heard it', async () => {
	const { id, sato, operatorId } = await withConcern({ anonymousUse: 'no' });
	await recordConsent(context(sato), { id, answer: 'yes' });
	expect(await rowOf(id)).toMatchObject({
		anonymous_use: 'yes',
		consent_given: 'oral',
		consent_recorded_by: sato.personId,
	});
	expect(await trail(operatorId)).toContain('concern.consent');
});

test('individual support begins, and its file keeps the rest', async () => {
	const { id, sato, operatorId } = await withConcern();
	await linkToCase(context(sato), { id, caseReference: '個-R8-014' });
	expect(await rowOf(id)).toMatchObject({ state: 'linkedToCase', case_reference: '個-R8-014' });
	expect(await trail(operatorId)).toContain('concern.linkToCase');
});

test('residents, members, officers and visitors handle nothing', async () => {
	const { id, ito, ueda, ono, visitor, abe } = await withConcern();
	const acts = [
		(actor: Actor) => triageConcern(context(actor), anAssessment(id)),
		(actor: Actor) => answerConcern(context(actor), { id, reply: 'x' }),
		(actor: Actor) => referConcern(context(actor), { id, toName: 'x' }),
		(actor: Actor) => linkToCase(context(actor), { id }),
		(actor: Actor) => addNote(context(actor), { id, body: 'x' }),
		(actor: Actor) => recordConsent(context(actor), { id, answer: 'yes' }),
		(actor: Actor) => closeConcern(context(actor), { id, result: 'x', feedback: 'notWanted' }),
		(actor: Actor) => withdrawConcern(context(actor), { id }),
		(actor: Actor) => markDuplicate(context(actor), { id, number: '気-R8-0001' }),
	];
	for (const actor of [ito, ueda, ono, visitor, abe]) {
		for (const act of acts) await expect(act(actor)).rejects.toMatchObject({ code: 'not-found' });
	}
});
