import { expect, test } from 'vitest';
import { ownerQuery, testDatabase, trail } from '#test/database.ts';
import { anOpenList, aSessionForm, aSignUp, as, facilitating } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { cancelSignUp, changeSession, enterSignUp, signUp, withdrawSignUp } from './commands.ts';
import { listSignUps, receiptOrRefuse } from './people.ts';
import { sessionOrRefuse } from './visible.ts';

const states = async (id: string) =>
	(
		await ownerQuery<{ name: string; state: string }>(
			'select name, state from signups where session_id = $1 order by made_at, id',
			[id],
		)
	).map(({ name, state }) => `${name} ${state}`);
const seats = async (id: string) =>
	(
		await ownerQuery<{ seats_taken: number }>('select seats_taken from sessions where id = $1', [
			id,
		])
	)[0]?.seats_taken;

test('anybody signs up without an account and keeps a receipt', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const id = await anOpenList(sato);
	const { secret, state } = await signUp(as(visitor), {
		...aSignUp(id, {
			name: '山田 はな',
			organisationName: '灯山町会',
			telephone: '０８８ー６２１ー２１７９',
		}),
		needs: ['sign', 'childcare'],
		origin: '203.0.113.7',
	});
	expect(state).toBe('confirmed');
	const receipt = await (
		await testDatabase()
	).as(visitor, (tx) => receiptOrRefuse(tx, visitor, secret));
	expect(receipt).toMatchObject({
		signUp: { name: '山田 はな', telephone: '088-621-2179', needs: ['sign', 'childcare'] },
		waitingBefore: 0,
	});
	expect(receipt.signUp).not.toHaveProperty('secretHash');
	const [row] = await ownerQuery<{ detail: Record<string, unknown> }>(
		"select detail from audit_trail where operator_id = $1 and act = 'session.signUp'",
		[operatorId],
	);
	expect(JSON.stringify(row)).not.toMatch(/山田|088/);
});

test('fifty at once for ten seats: ten are in, forty wait in their order', async () => {
	const { sato, visitor } = await aCouncil();
	const id = await anOpenList(sato, { capacity: '10' });

	const results = await Promise.all(
		Array.from({ length: 50 }, (_, index) =>
			signUp(as(visitor), aSignUp(id, { name: `参加者${index}` })),
		),
	);

	expect(results.filter(({ state }) => state === 'confirmed')).toHaveLength(10);
	expect(results.filter(({ state }) => state === 'waiting')).toHaveLength(40);
	expect(await seats(id)).toBe(10);
});

test('the waiting list moves up when somebody cannot come, and when there are more seats', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const id = await anOpenList(sato, { capacity: '3' });
	const first = await signUp(as(visitor), aSignUp(id, { name: '一', people: '2' }));
	await signUp(as(visitor), aSignUp(id, { name: '二' }));
	await signUp(as(visitor), aSignUp(id, { name: '三', people: '3' }));
	await signUp(as(visitor), aSignUp(id, { name: '四', email: 'yon@example.jp' }));
	await signUp(as(visitor), aSignUp(id, { name: '五', way: 'online' }));
	expect(await states(id)).toEqual([
		'一 confirmed',
		'二 confirmed',
		'三 waiting',
		'四 waiting',
		'五 confirmed',
	]);

	await withdrawSignUp(as(visitor), { secret: first.secret });

	// the party of three does not fit yet and keeps its place; the next one does
	expect(await states(id)).toEqual([
		'一 cancelled',
		'二 confirmed',
		'三 waiting',
		'四 confirmed',
		'五 confirmed',
	]);
	expect(await seats(id)).toBe(2);
	const mails = await ownerQuery<{ to_address: string; body: string }>(
		'select to_address, body from mails where operator_id = $1',
		[operatorId],
	);
	expect(mails.map((mail) => mail.to_address)).toEqual(['yon@example.jp']);

	await changeSession(as(sato), aSessionForm({ id, capacity: '6' }));
	expect(await states(id)).toContain('三 confirmed');
	expect(await seats(id)).toBe(5);
	await expect(withdrawSignUp(as(visitor), { secret: first.secret })).rejects.toMatchObject({
		code: 'not-now',
	});
});

test('staff enter who phoned or sent a FAX, on their behalf; others may not', async () => {
	const { sato, ito, visitor, operatorId } = await aCouncil();
	const id = await anOpenList(sato);
	const form = { ...aSignUp(id, { name: '電話の方' }), channel: 'phone' };
	for (const actor of [ito, visitor]) {
		await expect(enterSignUp(as(actor), form)).rejects.toMatchObject({ code: 'not-allowed' });
	}
	await enterSignUp(as(sato), form);
	await enterSignUp(as(facilitating(ito, 'session', id)), {
		...form,
		name: 'FAXの方',
		channel: 'fax',
		fax: '03-0000-1111',
	});
	expect(
		await ownerQuery(
			'select name, channel, entered_by, fax from signups where session_id = $1 order by made_at, id',
			[id],
		),
	).toEqual([
		{ name: '電話の方', channel: 'phone', entered_by: sato.personId, fax: '' },
		{ name: 'FAXの方', channel: 'fax', entered_by: ito.personId, fax: '03-0000-1111' },
	]);
	expect(await trail(operatorId)).toEqual([
		'session.plan',
		'session.announce',
		'session.enterSignUp',
		'session.enterSignUp',
	]);
	await expect(enterSignUp(as(sato), { ...form, channel: 'web' })).rejects.toMatchObject({
		problems: [{ field: 'channel' }],
	});
});

test('names of those who signed up are for the staff and the 進行役 only', async () => {
	const { sato, ito, ono, visitor } = await aCouncil();
	const id = await anOpenList(sato);
	await signUp(as(visitor), aSignUp(id));
	const database = await testDatabase();
	const list = (actor: Parameters<typeof listSignUps>[1]) =>
		database.as(actor, async (tx) => listSignUps(tx, actor, await sessionOrRefuse(tx, actor, id)));
	expect(await list(sato)).toHaveLength(1);
	expect(await list(facilitating(ito, 'session', id))).toHaveLength(1);
	for (const actor of [visitor, ito, ono])
		await expect(list(actor)).rejects.toMatchObject({ code: 'not-found' });
});

test('a closed list, a passed last day, a way that is not offered: each is said plainly', async () => {
	const { sato, visitor, ueda } = await aCouncil();
	const id = await anOpenList(sato, { signUpUntil: '令和8年11月21日' });
	await expect(signUp(as(visitor), aSignUp(id))).rejects.toMatchObject({
		key: 'gatherings_sign_up_over',
	});
	const other = await anOpenList(sato, { audience: 'members', capacity: '5' });
	await expect(signUp(as(visitor), aSignUp(other))).rejects.toMatchObject({ code: 'not-allowed' });
	await expect(signUp(as(ueda), aSignUp(other, { way: 'visit' }))).rejects.toMatchObject({
		problems: [{ field: 'way' }],
	});
	await expect(signUp(as(ueda), aSignUp(other, { people: '9' }))).rejects.toMatchObject({
		problems: [{ field: 'people' }],
	});
	await signUp(as(ueda), aSignUp(other));
	await expect(signUp(as(ueda), aSignUp(other))).rejects.toMatchObject({
		key: 'gatherings_already_signed_up',
	});
	expect(await seats(other)).toBe(1);
});

test('sending the same form twice makes one row', async () => {
	const { sato, visitor } = await aCouncil();
	const id = await anOpenList(sato);
	const twice = { ...as(visitor), idempotencyKey: 'once-0123456789' };
	const [one, two] = [await signUp(twice, aSignUp(id)), await signUp(twice, aSignUp(id))];
	expect(two).toEqual(one);
	expect(await states(id)).toHaveLength(1);
});

test('one household cannot fill the list', async () => {
	const { sato, visitor } = await aCouncil();
	const id = await anOpenList(sato);
	for (let n = 0; n < 20; n += 1)
		await signUp(as(visitor), { ...aSignUp(id, { name: `人${n}` }), origin: '203.0.113.9' });
	await expect(
		signUp(as(visitor), { ...aSignUp(id), origin: '203.0.113.9' }),
	).rejects.toMatchObject({ key: 'refusal_too_often' });
	await expect(
		signUp(as(visitor), { ...aSignUp(id), origin: '198.51.100.2' }),
	).resolves.toBeDefined();
});

test('staff cancel for somebody who phones; a stranger with another id cannot', async () => {
	const { sato, ito, visitor } = await aCouncil();
	const id = await anOpenList(sato);
	await signUp(as(visitor), aSignUp(id));
	const [row] = await ownerQuery<{ id: string }>('select id from signups where session_id = $1', [
		id,
	]);
	await expect(cancelSignUp(as(ito), { id, signUpId: row?.id })).rejects.toMatchObject({
		code: 'not-allowed',
	});
	await cancelSignUp(as(sato), { id, signUpId: row?.id });
	expect(await states(id)).toEqual(['田中 cancelled']);
	expect(await seats(id)).toBe(0);
});
