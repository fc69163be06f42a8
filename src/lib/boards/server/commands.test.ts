import { expect, test } from 'vitest';
import { aBoard, aParticipant } from '#test/boards.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { anOpenList, as, facilitating } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { joinBoard, newSecret, openBoard, removeParticipant } from './commands.ts';
import { atBoard } from './queries.ts';

const see = async (actor: Parameters<typeof atBoard>[1], id: string, secret?: string) =>
	(await testDatabase()).as(actor, (tx) => atBoard(tx, actor, id, secret));

test('a case study has no board: whoever has the code would read along', async () => {
	const { sato } = await aCouncil();
	const sessionId = await anOpenList(sato);
	await ownerQuery("update sessions set kind = 'caseStudy' where id = $1", [sessionId]);
	await expect(openBoard(as(sato), { sessionId })).rejects.toMatchObject({
		key: 'boards_case_study',
	});
});

test('a board is for those in the hall and those who run the session, for nobody else', async () => {
	const { sato, ito, visitor, operatorId } = await aCouncil();
	const there = await aCouncil();
	const { boardId, sessionId } = await aBoard(sato);
	const { secret } = await aParticipant(sato, boardId);
	expect((await see(visitor, boardId, secret)).mayFacilitate).toBe(false);
	expect((await see(sato, boardId)).mayFacilitate).toBe(true);
	expect((await see(facilitating(ito, 'session', sessionId), boardId)).mayFacilitate).toBe(true);
	for (const actor of [ito, visitor, there.sato])
		await expect(see(actor, boardId)).rejects.toMatchObject({ code: 'not-found' });
	expect((await trail(operatorId)).slice(-2)).toEqual(['session.openBoard', 'session.joinBoard']);
});

test('the secret of a browser is kept nowhere', async () => {
	const { sato, visitor, operatorId } = await aCouncil();
	const { boardId } = await aBoard(sato);
	const form = { id: boardId, calledName: 'もみじ', secret: newSecret() };
	const once = context(visitor, { idempotencyKey: 'the-token-of-the-form' });
	const { secret } = await joinBoard(once, form);
	expect(await joinBoard(once, form)).toEqual({ id: boardId, secret });
	const rows = await ownerQuery(
		`select to_jsonb(p) as row from board_participants p where operator_id = $1
		union all select to_jsonb(k) from idempotency_keys k where operator_id = $1
		union all select to_jsonb(t) from audit_trail t where operator_id = $1`,
		[operatorId],
	);
	expect(rows.length).toBeGreaterThan(2);
	expect(JSON.stringify(rows)).not.toContain(secret);
});

test('a code used on two devices makes two of them, and only the one that is shown out is outside', async () => {
	const { sato, visitor } = await aCouncil();
	const { boardId } = await aBoard(sato);
	const phone = await aParticipant(sato, boardId, 'もみじ');
	const tablet = await aParticipant(sato, boardId, 'もみじ');
	const idOf = async (secret: string) => (await see(visitor, boardId, secret)).participant?.id;
	expect(await idOf(phone.secret)).not.toBe(await idOf(tablet.secret));
	const removed = { id: boardId, participantId: tablet.participantId };
	await removeParticipant(as(sato), removed);
	await expect(idOf(tablet.secret)).rejects.toMatchObject({ code: 'not-found' });
	expect(await idOf(phone.secret)).toBe(phone.participantId);
	await expect(removeParticipant(as(sato), removed)).rejects.toMatchObject({ code: 'not-found' });
});
