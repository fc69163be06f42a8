import { describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { aConcern, aReport, anAssessment } from '#test/concerns.ts';
import { context, ownerQuery, testTime, trail } from '#test/database.ts';
import { aCouncil } from '#test/people.ts';
import {
	answerConcern,
	reportConcern,
	triageConcern,
	withdrawBySecret,
	withdrawOwnConcern,
} from './commands.ts';
import { hashOfSecret, newSecret } from './numbers.ts';
import { concernOfSecret, listOwnConcerns } from './reporter.ts';

const rowOf = async (id: string) => {
	const [row] = await ownerQuery('select * from concerns where id = $1', [id]);
	if (!row) throw new Error('no such concern');
	return row;
};

describe('a resident without an account', () => {
	test('tells something and gets a number of the fiscal year', async () => {
		const { visitor, operatorId, harbourArea } = await aCouncil();

		const first = await aConcern(visitor, { areaId: harbourArea });
		const second = await aConcern(visitor);

		expect([first.number, second.number]).toEqual(['気-R8-0001', '気-R8-0002']);
		expect(await rowOf(first.id)).toMatchObject({
			state: 'received',
			channel: 'web',
			tags: ['waste', 'errands'],
			anonymous_use: 'yes',
			consent_given: 'written',
			area_id: harbourArea,
			reporter_id: null,
		});
		expect(await trail(operatorId)).toEqual(['concern.report', 'concern.report']);
	});

	test('ten people at one moment get ten numbers without a gap', async () => {
		const { visitor } = await aCouncil();
		const told = await Promise.all(Array.from({ length: 10 }, () => aConcern(visitor)));
		const running = told.map(({ number }) => Number(number.slice(-4))).sort((a, b) => a - b);
		expect(running).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	test('a new fiscal year begins again at one', async () => {
		const { visitor } = await aCouncil();
		await aConcern(visitor);
		const april = context(visitor, { now: new Date('2027-04-01T00:30:00Z') });
		const { number } = await reportConcern(april, aReport(), '192.0.2.1');
		expect(number).toBe('気-R9-0001');
	});

	test('the secret of the link is kept nowhere, also not beside the once-token', async () => {
		const { visitor, operatorId } = await aCouncil();
		const secret = newSecret();
		const key = 'once-token-1';

		const told = await reportConcern(
			context(visitor, { idempotencyKey: key }),
			aReport({ secret }),
			'192.0.2.1',
		);

		expect(told.secret).toBe(secret);
		const [{ found } = { found: '' }] = await ownerQuery<{ found: string }>(
			`select (select jsonb_agg(to_jsonb(c)) from concerns c where operator_id = $1)::text
				|| (select jsonb_agg(to_jsonb(k)) from idempotency_keys k where operator_id = $1)::text
				|| (select jsonb_agg(to_jsonb(a)) from audit_trail a where operator_id = $1)::text as found`,
			[operatorId],
		);
		expect(found).toContain(hashOfSecret(secret));
		expect(found).not.toContain(secret);
	});

	test('sending twice makes one concern and leads to the same page', async () => {
		const { visitor, operatorId } = await aCouncil();
		const report = aReport();
		const once = () =>
			reportConcern(context(visitor, { idempotencyKey: 'once-token-2' }), report, '192.0.2.1');
		const [first, second] = await Promise.all([once(), once()]);
		expect(second).toEqual(first);
		expect(
			await ownerQuery('select 1 from concerns where operator_id = $1', [operatorId]),
		).toHaveLength(1);
	});

	test('leaves no name or number without wishing to be contacted', async () => {
		const { visitor } = await aCouncil();
		const { id } = await aConcern(visitor, {
			contactWished: 'no',
			contactName: '山田',
			contactTelephone: '03-0000-0001',
			mayBeNamed: 'yes',
		});
		expect(await rowOf(id)).toMatchObject({
			contact_name: '',
			contact_telephone: '',
			may_be_named: false,
		});
	});

	test('a telephone number is kept in one spelling', async () => {
		const { visitor } = await aCouncil();
		const { id } = await aConcern(visitor, {
			contactWished: 'yes',
			contactTelephone: '（０３）００００ー０００１',
		});
		expect(await rowOf(id)).toMatchObject({ contact_telephone: '03-0000-0001' });
	});

	test.each([
		['nothing was written', { body: ' \n ' }, 'body'],
		['nobody was chosen', { about: '' }, 'about'],
		['anonymous use was not answered', { anonymousUse: '' }, 'anonymousUse'],
		['contact is wished without a way', { contactWished: 'yes' }, 'contactTelephone'],
		[
			'the number is half a number',
			{ contactWished: 'yes', contactTelephone: '123' },
			'contactTelephone',
		],
		['the area is unknown', { areaId: '0198a000-0000-7000-8000-000000000001' }, 'areaId'],
	])('is told which field when %s', async (_, wrong, field) => {
		const { visitor } = await aCouncil();
		await expect(aConcern(visitor, wrong)).rejects.toMatchObject({
			code: 'not-valid',
			problems: [expect.objectContaining({ field })],
		});
	});

	test('an area that is no longer in force cannot be chosen', async () => {
		const { visitor, hillArea } = await aCouncil();
		await ownerQuery("update areas set valid_until = '2026-04-01' where id = $1", [hillArea]);
		await expect(aConcern(visitor, { areaId: hillArea })).rejects.toMatchObject({
			code: 'not-valid',
		});
	});

	test('cannot speak for a 団体, and a member can', async () => {
		const { visitor, ueda, lanternGroup } = await aCouncil();
		await expect(aConcern(visitor, { organisationId: lanternGroup })).rejects.toMatchObject({
			code: 'not-allowed',
		});
		const { id } = await aConcern(ueda, { organisationId: lanternGroup });
		expect(await rowOf(id)).toMatchObject({
			channel: 'partner',
			reporter_organisation_id: lanternGroup,
		});
	});

	test('is stopped after many in an hour, another household is not', async () => {
		const { visitor } = await aCouncil();
		const send = (origin: string) => reportConcern(context(visitor), aReport(), origin);
		for (let times = 0; times < 30; times++) await send('192.0.2.9');
		await expect(send('192.0.2.9')).rejects.toMatchObject({ key: 'refusal_too_often' });
		await expect(send('192.0.2.10')).resolves.toMatchObject({ number: '気-R8-0031' });
	});

	test('an urgent one is written to staff of the area and the office, without its words', async () => {
		const { visitor, operatorId, harbourArea, hillArea, sato, mori } = await aCouncil();
		await ownerQuery("update people set email = 'sato@example.jp' where id = $1", [sato.personId]);
		await ownerQuery("update people set email = 'mori@example.jp' where id = $1", [mori.personId]);
		const body = '隣の家からどなり声がする';

		await aConcern(visitor, { urgency: 'urgent', areaId: hillArea, body });
		await aConcern(visitor, { urgency: 'urgent', areaId: harbourArea, body });

		const mails = await ownerQuery<{ to_address: string; subject: string; body: string }>(
			'select to_address, subject, body from mails where operator_id = $1 order by to_address, queued_at, id',
			[operatorId],
		);
		expect(mails.map((mail) => mail.to_address)).toEqual([
			'mori@example.jp',
			'sato@example.jp',
			'sato@example.jp',
		]);
		expect(mails[0]?.subject).toContain('気-R8-0002');
		expect(mails.some((mail) => mail.body.includes('どなり声'))).toBe(false);
	});
});

describe('the page behind the secret link', () => {
	const read = async (actor: Parameters<typeof context>[0], secret: string) => {
		const { database } = context(actor);
		return database.as(actor, (tx) => concernOfSecret(tx, actor, secret));
	};

	test('shows number, state and answers, and no word of what was told', async () => {
		const { visitor, sato } = await aCouncil();
		const { id, number, secret } = await aConcern(visitor, { body: '秘密のことば' });
		await triageConcern(context(sato), anAssessment(id));
		await answerConcern(context(sato), { id, reply: '訪ねました。' });

		const seen = await read(visitor, secret);

		expect(seen).toEqual({
			id,
			number,
			receivedAt: testTime,
			state: 'answered',
			replies: [{ body: '訪ねました。', writtenAt: testTime }],
		});
	});

	test('does not exist for another secret or another operator', async () => {
		const { visitor } = await aCouncil();
		const other = await aCouncil();
		const { secret } = await aConcern(visitor);
		await expect(read(visitor, newSecret())).rejects.toMatchObject({ code: 'not-found' });
		await expect(read(visitor, "' or 1=1")).rejects.toMatchObject({ code: 'not-found' });
		await expect(read(other.visitor, secret)).rejects.toMatchObject({ code: 'not-found' });
	});

	test('lets the reporter withdraw, once', async () => {
		const { visitor, operatorId } = await aCouncil();
		const { id, secret } = await aConcern(visitor);
		await withdrawBySecret(context(visitor), { secret });
		expect(await rowOf(id)).toMatchObject({ state: 'withdrawn' });
		expect(await trail(operatorId)).toEqual(['concern.report', 'concern.withdraw']);
		await expect(withdrawBySecret(context(visitor), { secret })).rejects.toMatchObject({
			code: 'not-now',
		});
	});
});

describe('a resident with an account', () => {
	test('sees the own concerns and nobody else’s', async () => {
		const { ito, ueda, visitor } = await aCouncil();
		const { number } = await aConcern(ito);
		await aConcern(visitor);
		const { database } = context(ito);
		const own = await database.as(ito, (tx) => listOwnConcerns(tx, ito));
		expect(own.map((concern) => [concern.number, concern.state])).toEqual([[number, 'received']]);
		expect(await database.as(ueda, (tx) => listOwnConcerns(tx, ueda))).toEqual([]);
		expect(await database.as(visitor, (tx) => listOwnConcerns(tx, visitor))).toEqual([]);
	});

	test('withdraws the own concern, not another one', async () => {
		const { ito, ueda } = await aCouncil();
		const { id } = await aConcern(ito);
		await expect(withdrawOwnConcern(context(ueda), { id })).rejects.toMatchObject({
			code: 'not-found',
		});
		expect(await withdrawOwnConcern(context(ito), { id })).toEqual({ state: 'withdrawn' });
	});
});

test('a number cannot be given twice, whatever the program does', async () => {
	const { visitor, operatorId } = await aCouncil();
	const { id } = await aConcern(visitor);
	const { id: other } = await aConcern(visitor);
	const { database } = context(visitor);
	const twice = database.as(visitor, (tx) =>
		tx.execute(sql`update concerns set number = (select number from concerns where id = ${id})
			where id = ${other} and operator_id = ${operatorId}`),
	);
	await expect(twice).rejects.toThrow();
});
